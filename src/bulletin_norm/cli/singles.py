"""The verbs for one document: normalize, explain, facts, summarize, translate, compare."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import NamedTuple

import msgspec
import typer

import bulletin_norm
from bulletin_norm.errors import UsageError
from bulletin_norm.model import Document, Evidence, Fact
from bulletin_norm.normalizer import Normalizer
from bulletin_norm.outputs.compare import render
from bulletin_norm.outputs.corpus import STDIN, Corpus
from bulletin_norm.outputs.reasons import Reason


class Given(NamedTuple):
    """A file (or - for standard input), and what the options say of the document in it."""

    file: str
    published: str | None = None
    issuer: str | None = None
    language: str | None = None


def read(normalizer: Normalizer, given: Given) -> Document:
    """One document from a file or standard input, with what the options say of it."""
    file = given.file
    known = normalizer.document("", published=given.published, issuer=given.issuer, language=given.language)
    if file == STDIN and sys.stdin.isatty():
        print("reading standard input; Ctrl-D ends it", file=sys.stderr)
    items = iter(Corpus([file], normalizer.places.issuer))
    item = next(items, None)
    if item is None or next(items, None) is not None:
        raise UsageError(f"{file} is not one document; bulletin-norm batch takes any number")
    if item.failure:
        raise UsageError(f"{file} cannot be read: {item.failure}")
    document = item.document()
    return document.with_(
        published=known.published or document.published,
        issuer=known.issuer or document.issuer,
        language=known.language or document.language,
    )


def end(normalizer: Normalizer, document: Document, strict: bool) -> None:
    """Say on standard error what is in doubt, and leave with the exit status that this makes."""
    record = normalizer.record(document, summary=False)
    for question in normalizer.summaries.view(record, document.source).doubts:
        quoted = f" “{question.quote[:80]}”" if question.quote else ""
        print(f"in doubt at {question.start}{quoted}: {question.message}", file=sys.stderr)
    leave(document, strict)


def leave(document: Document, strict: bool) -> None:
    """Leave with the exit status that the doubts of a document make."""
    failed = any(doubt.kind == "failed" for doubt in document.doubts)
    raise typer.Exit(1 if failed or (strict and document.doubts) else 0)


def normalize(given: Given, as_json: bool, strict: bool) -> None:
    """Print the normalized text, or the whole record."""
    normalizer = bulletin_norm.load()
    document = normalizer.run(read(normalizer, given))
    if as_json:
        _print_json(normalizer.record(document))
    else:
        sys.stdout.write(document.text if document.text.endswith("\n") else document.text + "\n")
    end(normalizer, document, strict)


def explain(given: Given, as_json: bool, strict: bool) -> None:
    """Print each edit, then each fact with why it reads as it does."""
    normalizer = bulletin_norm.load()
    document = normalizer.run(read(normalizer, given))
    rows = sorted(normalizer.explain(document), key=lambda row: (row.start, row.end))
    for row in rows:
        if as_json:
            _print_json(row)
        else:
            print(f"{row.start}-{row.end}\t{row.before!r} -> {row.after!r}\t{row.layer}\t{row.rule}")
    if not rows and not as_json:
        print("nothing is changed", file=sys.stderr)
    facts = normalizer.record(document, summary=False).facts
    for fact, reason in zip(facts, normalizer.reasons(document), strict=True):
        if as_json:
            _print_json(reason)
        else:
            print(fact_line(fact, normalizer))
            for line in (*reason.words, *reason.without, *_labelled(reason)):
                print(f"    {line}")
    end(normalizer, document, strict)


def _labelled(reason: Reason) -> Iterator[str]:
    labels = {"read over": reason.changes, "sum": reason.sums, "may be": reason.rivals, "in doubt": reason.doubts}
    return (f"{label}: {line}" for label, lines in labels.items() for line in lines)


def facts(given: Given, townships: bool, as_json: bool, strict: bool) -> None:
    """Print each fact and the words that say it."""
    normalizer = bulletin_norm.load(townships=townships)
    document = normalizer.run(read(normalizer, given))
    record = normalizer.record(document, summary=False)
    for fact in record.facts:
        if as_json:
            _print_json(fact)
        else:
            print(fact_line(fact, normalizer))
            for words in quoted(fact.evidence):
                print(f"    {words}")
    if not record.facts and not as_json:
        print("no facts", file=sys.stderr)
    end(normalizer, document, strict)


def fact_line(fact: Fact, normalizer: Normalizer) -> str:
    """One fact in one line."""
    labels = normalizer.summaries.labels("en")
    when = f"{fact.start} to {fact.end}" if fact.start and fact.start != fact.end else fact.end or "no date"
    origin = "" if fact.origin == "unspecified" else f" {fact.origin}"
    code = f" {fact.adcode}" if fact.adcode else ""
    count = labels.words.count(fact)
    return f"{fact.status} {fact.measure}{origin}: {count}  {labels.place(fact)}{code}  {when}"


def quoted(evidence: tuple[Evidence, ...]) -> list[str]:
    """The words of the source, each with what it says and where."""
    return [f"{e.role} {' '.join(e.text.split())!r} at {e.start}-{e.end}" for e in sorted(evidence, key=_start)]


def summarize(given: Given, template: str, strict: bool) -> None:
    """Print a summary."""
    normalizer = bulletin_norm.load()
    document = normalizer.run(read(normalizer, given))
    sys.stdout.write(normalizer.summarize(document, template))
    leave(document, strict)


def translate(given: Given, model: str | None, offline: bool, as_json: bool, strict: bool) -> None:
    """Print a translation, or with JSON its sentences one by one."""
    if not model:
        raise UsageError("name a translation model with --model; without one, summarize gives the facts in English")
    normalizer = bulletin_norm.load(model=model, offline=offline)
    document = normalizer.run(read(normalizer, given))
    translation = normalizer.translate(document)
    if as_json:
        for sentence in translation.sentences:
            _print_json(sentence)
    else:
        sys.stdout.write(translation.text.rstrip("\n") + "\n")
    end(normalizer, document.with_(doubts=translation.doubts), strict)


def compare(original: str, translation: str | None, published: str | None, issuer: str | None, as_json: bool) -> None:
    """Print where translations differ from their originals: of one pair, or of all twins of a folder."""

    normalizer = bulletin_norm.load()
    if translation is None:
        pairs = list(_twins(normalizer, original))
    else:
        first, second = (read(normalizer, Given(file, published, issuer)) for file in (original, translation))
        pairs = [(first, second)]
    for pair in pairs:
        comparison = normalizer.compare(*(normalizer.run(document) for document in pair))
        if as_json:
            _print_json(comparison)
        else:
            sys.stdout.write(render(comparison))


def _twins(normalizer: Normalizer, folder: str) -> Iterator[tuple[Document, Document]]:
    """Each original (the Chinese one) with its translation, as the column `twin` of the manifest pairs them."""
    items = {item.document_id: item for item in Corpus([folder], normalizer.places.issuer)}
    twins = {
        tuple(sorted((item.document_id, item.twin), key=lambda name: not (items[name].language or "").startswith("zh")))
        for item in items.values()
        if item.twin in items
    }
    if not twins:
        raise UsageError(f"{folder} names no twins; give an original and its translation, or a manifest with `twin`")
    for original, translation in sorted(twins):
        yield items[original].document(), items[translation].document()


def _print_json(row: msgspec.Struct) -> None:
    sys.stdout.write(msgspec.json.encode(row).decode() + "\n")


def _start(evidence: Evidence) -> int:
    return evidence.start
