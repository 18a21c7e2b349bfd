"""The verbs for many documents: batch, report, export."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import typer

import bulletin_norm
from bulletin_norm import engines
from bulletin_norm.errors import UsageError
from bulletin_norm.model import Document, Doubt
from bulletin_norm.normalizer import Normalizer
from bulletin_norm.outputs import exports
from bulletin_norm.outputs.corpus import Corpus, Item
from bulletin_norm.outputs.derive import Totals, corpus_text, derive
from bulletin_norm.outputs.store import Outcome, Store, key_of, records

SHOWN_FAILURES = 20


@dataclass
class Account:
    """What a run did, for its closing words."""

    documents: int = 0
    unchanged: int = 0
    failures: list[str] = field(default_factory=list)
    translated: int = 0
    kept: int = 0
    began: float = field(default_factory=time.monotonic)

    def add(self, outcome: Outcome) -> None:
        """Count one document."""
        self.documents += 1
        if outcome.failed:
            self.failures.append(f"{outcome.document_id}: {outcome.failed}")
        if outcome.translation:
            self.translated += 1
            self.kept += outcome.translation.kept


def batch(
    inputs: list[str],
    out: Path,
    issuer: str | None,
    language: str | None,
    engine: str,
    workers: int | None,
    places: Path | None,
    townships: bool,
    model: str | None,
    offline: bool,
    strict: bool,
) -> None:
    """Normalize all inputs into a folder, going on past what fails; with a model, translate what is Chinese."""
    normalizer = bulletin_norm.load(places=places, townships=townships, model=model, offline=offline)
    given = normalizer.document("", issuer=issuer, language=language)
    corpus = Corpus(inputs, normalizer.places.issuer)
    engines.check(engine, workers)
    store = Store(out)
    account = Account()
    for name in corpus.repeated:
        print(f"{name} is named twice and read once", file=sys.stderr)
    waiting: deque[tuple[str, str | None]] = deque()
    fresh = _fresh(corpus, given, store, normalizer, account, waiting)
    outcomes = engines.run(engines.RECORDED, fresh, normalizer, engine=engine, workers=workers)
    try:
        try:
            for outcome in _shown(outcomes, corpus, account):
                account.add(outcome)
                key, twin = waiting.popleft()
                store.add(key, outcome, twin)
        finally:
            store.flush()
        store.finish()
        totals = derive(out, normalizer.summaries)
    except KeyboardInterrupt:
        print("bulletin-norm: stopped; the same command goes on from here", file=sys.stderr)
        raise
    _say(account, totals, out)
    raise typer.Exit(1 if account.failures or (strict and totals.doubts) else 0)


def _fresh(
    corpus: Corpus,
    given: Document,
    store: Store,
    normalizer: Normalizer,
    account: Account,
    waiting: deque[tuple[str, str | None]],
) -> Iterator[Document]:
    """The documents whose records are not there yet; their keys and twins go to `waiting` in the same order."""
    for item in corpus:
        document = _document(item, given)
        key = key_of(document, normalizer.versions)
        if store.has(document.id, key, item.twin):
            account.unchanged += 1
        else:
            waiting.append((key, item.twin))
            yield document


def _document(item: Item, given: Document) -> Document:
    """The document of an item, with what the options say of all; one that could not be read carries its failure."""
    document = item.document()
    unread = [Doubt(0, 0, "failed", f"This document cannot be read: {item.failure}.")] if item.failure else []
    return document.with_(
        issuer=document.issuer or given.issuer,
        language=document.language or given.language,
        doubts=(*document.doubts, *unread),
    )


def _shown(outcomes: Iterator[Outcome], corpus: Corpus, account: Account) -> Iterator[Outcome]:
    """The outcomes, with a bar on a terminal."""
    if not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("normalizing"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("documents", total=corpus.count)
        for outcome in outcomes:
            progress.update(task, completed=account.documents + account.unchanged + 1)
            yield outcome


def _say(account: Account, totals: Totals, out: Path) -> None:
    for failure in account.failures[:SHOWN_FAILURES]:
        print(f"failed: {failure}", file=sys.stderr)
    if len(account.failures) > SHOWN_FAILURES:
        print(f"failed: {len(account.failures) - SHOWN_FAILURES} more, see {out}/tables/doubts.csv", file=sys.stderr)
    unchanged = f", {account.unchanged} unchanged since an earlier run" if account.unchanged else ""
    lines = [
        f"Read {_many(account.documents, 'document')}{unchanged}, in {time.monotonic() - account.began:.1f} s; "
        f"{len(account.failures)} failed.",
        f"{out} holds {_many(totals.documents, 'document')} with {_many(totals.facts, 'fact')}; "
        f"{_many(totals.doubts, 'doubt')} to look at.",
    ]
    if account.translated:
        lines.append(
            f"{_many(account.translated, 'document')} translated into {out / 'translations'}; "
            f"{_many(account.kept, 'sentence')} failed the checks and stayed in Chinese."
        )
    if totals.pairs:
        pairs = _many(totals.pairs, "pair")
        lines.append(f"{pairs} of an original and its translation compared in {out / 'twins.md'}.")
    lines.append(
        f"Open {out / 'report.html'}; the tables are in {out / 'tables'}, the summaries in {out / 'summaries'}."
    )
    print("\n".join(lines), file=sys.stderr)


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def report(out: Path, template: str | None) -> None:
    """Derive everything from the records again, or print one corpus template."""
    normalizer = bulletin_norm.load()
    if template is None:
        derive(out, normalizer.summaries)
        print(f"open {out / 'report.html'}", file=sys.stderr)
        return
    sys.stdout.write(corpus_text(out, normalizer.summaries, template))


def export(out: Path, to: Path, formats: list[str]) -> None:
    """Write the tables to a new folder."""
    found = records(out)
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise UsageError(f"{to} is there already; --to names a new or an empty folder")
    exports.export(found, to, formats)
