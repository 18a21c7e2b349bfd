"""The verbs of `bulletin-norm`: what each takes; what each does is in the modules beside, loaded when it is run.

Annotations are no strings here: typer would have to evaluate each of them before it can say anything.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="bulletin-norm",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Turn Chinese epidemic bulletins, translated by machine or original, into standard English, facts with "
    "their evidence, and summaries. FILE is - (standard input) where none is given. Results go to standard output, "
    "the rest to standard error. Exit status: 0 all well, 1 some document failed or something was found wrong, "
    "2 wrong usage or wrong data.",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from bulletin_norm import __version__

        print(f"bulletin-norm {__version__}")
        raise typer.Exit


@app.callback()
def version(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """What stands before a verb."""


class Engine(StrEnum):
    """Where batch runs its documents."""

    here = "here"
    processes = "processes"
    ray = "ray"


class Thing(StrEnum):
    """What `list` lists."""

    terms = "terms"
    places = "places"
    measures = "measures"
    templates = "templates"


class Format(StrEnum):
    """What `export` writes."""

    csv = "csv"
    parquet = "parquet"


File = Annotated[str, typer.Argument(metavar="FILE", help="A .txt, .md or .html file, or - for standard input.")]
Published = Annotated[str | None, typer.Option(metavar="DAY", help="Day of publication, as in 2021-01-14.")]
Issuer = Annotated[str | None, typer.Option(metavar="PLACE", help="Who speaks: a division's name or code.")]
Language = Annotated[str | None, typer.Option(metavar="TAG", help="en, zh-Hans, zh-Hant ...; found by itself.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 where anything is in doubt.")]
OutFolder = Annotated[Path, typer.Argument(metavar="OUT", help="The folder that a batch run wrote.")]
Places = Annotated[Path | None, typer.Option(metavar="TSV", help="Your own spellings of places.")]
Townships = Annotated[bool, typer.Option("--townships", help="Read townships too, under their counties.")]
Model = Annotated[str | None, typer.Option(metavar="NAME", help="A translation model: a hub id or a folder.")]
Offline = Annotated[bool, typer.Option("--offline", help="Take no model from the network.")]
Day = Annotated[str | None, typer.Option("--date", metavar="DAY", help="The day that the text speaks of.")]


def _epilog(*examples: str) -> str:
    return "Example: " + "   ".join(examples)


@app.command(epilog=_epilog("bulletin-norm batch corpus --out out"))
def batch(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help="Files, folders, tables, or -.")],
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="New, empty, or written by an earlier run.")],
    issuer: Issuer = None,
    language: Language = None,
    engine: Annotated[Engine, typer.Option(help="Where to work.")] = Engine.here,
    workers: Annotated[int | None, typer.Option(metavar="N", help="How many; one for each core.")] = None,
    places: Places = None,
    townships: Townships = False,
    model: Model = None,
    offline: Offline = False,
    strict: Strict = False,
) -> None:
    """Normalize files and folders: records, tables, summaries and a report in a folder.

    With --model, what is Chinese is translated too, into the folder's translations.
    """
    from bulletin_norm.cli.runs import batch

    batch(inputs, out, issuer, language, engine.value, workers, places, townships, model, offline, strict)


@app.command(epilog=_epilog("bulletin-norm normalize bulletin.txt --issuer Heilongjiang --published 2021-01-14"))
def normalize(
    file: File = "-",
    published: Published = None,
    issuer: Issuer = None,
    language: Language = None,
    as_json: AsJson = False,
    strict: Strict = False,
) -> None:
    """Print a bulletin in standard English terms and place names (with --json its whole record)."""
    from bulletin_norm.cli.singles import Given, normalize

    normalize(Given(file, published, issuer, language), as_json, strict)


@app.command(epilog=_epilog("bulletin-norm explain bulletin.txt"))
def explain(
    file: File = "-",
    published: Published = None,
    issuer: Issuer = None,
    language: Language = None,
    as_json: AsJson = False,
    strict: Strict = False,
) -> None:
    """Print each change that normalizing makes, with its rule; then why each fact reads as it does.

    For each fact: its words and where they stand, what no word of its own says, the changes made in its words, the sum
    that it is in, the divisions that its place may also mean, and what is in doubt.
    """
    from bulletin_norm.cli.singles import Given, explain

    explain(Given(file, published, issuer, language), as_json, strict)


@app.command(epilog=_epilog("bulletin-norm facts bulletin.txt --issuer Heilongjiang --published 2021-01-14"))
def facts(
    file: File = "-",
    published: Published = None,
    issuer: Issuer = None,
    language: Language = None,
    townships: Townships = False,
    as_json: AsJson = False,
    strict: Strict = False,
) -> None:
    """Print each fact of a bulletin with the words that say it."""
    from bulletin_norm.cli.singles import Given, facts

    facts(Given(file, published, issuer, language), townships, as_json, strict)


@app.command(epilog=_epilog("bulletin-norm summarize bulletin.txt --template brief.txt"))
def summarize(
    file: File = "-",
    published: Published = None,
    issuer: Issuer = None,
    language: Language = None,
    template: Annotated[str, typer.Option(metavar="NAME", help="A template's name, or your own file.")] = "summary.md",
    strict: Strict = False,
) -> None:
    """Print a summary of a bulletin: in standard English, or in Chinese (--template summary.zh-Hans.md)."""
    from bulletin_norm.cli.singles import Given, summarize

    summarize(Given(file, published, issuer, language), template, strict)


@app.command(epilog=_epilog("bulletin-norm translate bulletin.zh.txt --model Helsinki-NLP/opus-mt-zh-en"))
def translate(
    file: File = "-",
    model: Model = None,
    offline: Offline = False,
    published: Published = None,
    issuer: Issuer = None,
    as_json: AsJson = False,
    strict: Strict = False,
) -> None:
    """Translate a Chinese bulletin with a model of yours; what fails its checks stays as it was, in doubt."""
    from bulletin_norm.cli.singles import Given, translate

    translate(Given(file, published, issuer), model, offline, as_json, strict)


@app.command(epilog=_epilog('bulletin-norm place "Aihui City, Heihe City District" --issuer Heilongjiang'))
def place(
    mention: Annotated[str | None, typer.Argument(help="A place as written; without it, lines are read.")] = None,
    issuer: Issuer = None,
    date: Day = None,
    as_json: AsJson = False,
    places: Places = None,
    townships: Townships = False,
) -> None:
    """Print which divisions a place's name may mean, with the reasons.

    Without MENTION, each line of standard input is one: plain, or a JSON object with mention, issuer and date.
    """
    from bulletin_norm.cli.places import place

    place(mention, issuer, date, as_json, places, townships)


@app.command(epilog=_epilog("bulletin-norm report out"))
def report(
    out: OutFolder,
    template: Annotated[
        str | None, typer.Option(metavar="NAME", help="Print this corpus template instead (sitrep.md).")
    ] = None,
) -> None:
    """Write the tables, summaries and report of a batch run again from its records."""
    from bulletin_norm.cli.runs import report

    report(out, template)


@app.command(epilog=_epilog("bulletin-norm export out --to tables --format csv"))
def export(
    out: OutFolder,
    to: Annotated[Path, typer.Option(metavar="FOLDER", help="New or empty.")],
    format: Annotated[list[Format] | None, typer.Option(help="csv or parquet; both.")] = None,
) -> None:
    """Write the tables of a batch run to another folder."""
    from bulletin_norm.cli.runs import export

    export(out, to, [one.value for one in format or list(Format)])


@app.command(epilog=_epilog("bulletin-norm compare original.zh.txt translation.en.txt --issuer Hebei"))
def compare(
    original: Annotated[
        str, typer.Argument(metavar="ORIGINAL", help="The original, or a folder whose manifest names twins.")
    ],
    translation: Annotated[str | None, typer.Argument(metavar="[TRANSLATION]", help="Its translation.")] = None,
    published: Published = None,
    issuer: Issuer = None,
    as_json: AsJson = False,
) -> None:
    """Print what a translation lost, changed or invented, fact by fact, with both evidences."""
    from bulletin_norm.cli.singles import compare

    compare(original, translation, published, issuer, as_json)


@app.command(epilog=_epilog("bulletin-norm check"))
def check(
    data: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="A folder with glossaries and templates of your own.")
    ] = None,
    places: Places = None,
) -> None:
    """Check every data file: glossaries, divisions, measures, templates, and their examples."""
    from bulletin_norm.cli.data import check

    check(data, places)


@app.command("list", epilog=_epilog("bulletin-norm list measures"))
def list_(
    thing: Annotated[Thing, typer.Argument(help="What to list.")],
    contains: Annotated[str, typer.Argument(metavar="[WORDS]", help="Only rows with these words.")] = "",
) -> None:
    """Print the terms, places, measures or templates that the toolkit knows, tab-separated."""
    from bulletin_norm.cli.data import list_

    list_(thing.value, contains)


@app.command(epilog=_epilog("bulletin-norm score tests/gold/bulletins --out out"))
def score(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A folder of gold, one JSON file a document.")],
    out: Annotated[Path, typer.Option(metavar="OUT", help="The folder that a batch run wrote.")],
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="List what is missed (-) and spurious (+).")] = False,
    as_json: AsJson = False,
) -> None:
    """Score the records of a batch run against gold: precision, recall, silent errors, needless doubts."""
    from bulletin_norm.cli.data import score

    score(gold, out, verbose, as_json)
