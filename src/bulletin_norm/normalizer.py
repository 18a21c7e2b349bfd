"""The toolkit from Python: a normalizer is loaded once and serves any number of documents."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from bulletin_norm import __version__
from bulletin_norm.assembly import data_root, digest, line_up, load_knowledge
from bulletin_norm.errors import DataError, Problem, UsageError
from bulletin_norm.knowledge import Knowledge
from bulletin_norm.knowledge.gazetteer import Gazetteer
from bulletin_norm.model import Document, Doubt
from bulletin_norm.outputs.manifest import day_of
from bulletin_norm.outputs.render import Templates
from bulletin_norm.outputs.schema import Record, Versions, record_of
from bulletin_norm.outputs.wording import Wording, load_wordings
from bulletin_norm.pipeline import Stage
from bulletin_norm.stages.settling import is_settled

if TYPE_CHECKING:
    from bulletin_norm.outputs.compare import Comparison
    from bulletin_norm.outputs.reasons import Reason
    from bulletin_norm.outputs.summaries import Summaries
    from bulletin_norm.stages.translate import Engine, Translation

LONGEST_TEXT = 5_000_000
"""Code points beyond which a text is no bulletin and is not read: reading takes memory and time for each of them."""


SETTLING = 4
"""How often a text is read again, at most, that is taken for another language once it is rewritten."""


class Explanation(msgspec.Struct, frozen=True):
    """One edit, traced to the source: its layer, where, what was there, what stands there now, and its rule."""

    layer: str
    start: int
    end: int
    before: str
    after: str
    rule: str


class Normalizer(msgspec.Struct, frozen=True, dict=True):
    """All knowledge and all stages, loaded and checked; safe to share between threads."""

    knowledge: Knowledge
    stages: tuple[Stage, ...]
    versions: Versions
    templates: Templates
    wordings: dict[str, Wording]
    root: Path
    own_places: Path | None = None
    model: str | None = None
    offline: bool = False
    translator: Engine | None = None

    def __repr__(self) -> str:
        return f"<Normalizer of {self.root}>"

    @property
    def places(self) -> Gazetteer:
        """The gazetteer by itself: `resolve(mention, issuer=..., date=...)` and `find(text)`."""
        return self.knowledge.gazetteer

    @cached_property
    def summaries(self) -> Summaries:
        """What turns records into texts for readers."""
        from bulletin_norm.outputs.summaries import Summaries

        measures = {row.id: (row.label, row.label_zh) for row in self.knowledge.measures.rows}
        diseases = {row.name: row.zh for row in self.knowledge.diseases.rows}
        return Summaries(self.templates, self.wordings, self.places, measures, diseases)

    def document(
        self,
        text: str,
        *,
        published: str | None = None,
        issuer: str | None = None,
        language: str | None = None,
        id: str = "",
    ) -> Document:
        """A document to normalize; `published` is an ISO 8601 day, `issuer` a division's code or name."""
        day = day_of(published)
        if published and not day:
            raise UsageError(f"published is a day like 2021-01-14, not {published!r}")
        code = self.issuer_code(issuer) if issuer else None
        return Document.of(text, id=id, published=day, issuer=code, language=language or None)

    def normalize(
        self,
        text: str,
        *,
        published: str | None = None,
        issuer: str | None = None,
        language: str | None = None,
        id: str = "",
    ) -> Document:
        """Normalize one bulletin; UsageError for a `published` that is no day or an `issuer` that is no division."""
        return self.run(self.document(text, published=published, issuer=issuer, language=language, id=id))

    def run(self, document: Document) -> Document:
        """Normalize a document as a reader gave it.

        Where a stage raises, which is a fault of the toolkit, the others still do their part, and a Doubt of kind
        `failed` says so.
        """
        if excess := _excess(document.source):
            doubt = Doubt(0, len(document.source), "too_long", excess)
            return document.with_(doubts=(*document.doubts, doubt))
        found = last = self._through(document)
        for _ in range(SETTLING):
            if is_settled(last, document.language, self.knowledge):
                break
            known = (document.published, document.issuer, document.language)
            last = self._through(Document.of(last.text, published=known[0], issuer=known[1], language=known[2]))
            found = found.with_(layers=(*found.layers, *last.layers), text=last.text)
        return found

    def _through(self, document: Document) -> Document:
        """The document after all stages."""
        for stage in self.stages:
            try:
                document = stage(document)
            except DataError:
                raise
            except Exception as error:
                document = self.failed(document, f"{type(error).__name__}: {error}")
        return document

    def failed(self, document: Document, why: str) -> Document:
        """The document as it was, with the Doubt that says why it could not be normalized."""
        doubt = Doubt(0, 0, "failed", f"This document could not be normalized as a whole: {why}")
        return document.with_(doubts=(*document.doubts, doubt))

    def pipe(
        self, documents: Iterable[Document | str], *, engine: str = "here", workers: int | None = None
    ) -> Iterator[Document]:
        """Normalize many documents in their order; one that fails comes out with a Doubt and stops nothing.

        `engine` is here, processes or ray; UsageError for another, or where Ray is not installed.
        """
        from bulletin_norm import engines

        given = (Document.of(one) if isinstance(one, str) else one for one in documents)
        return engines.run(engines.NORMALIZED, given, self, engine=engine, workers=workers)

    def compare(self, original: Document, translation: Document) -> Comparison:
        """What a translation lost, changed or invented, fact by fact; both documents are normalized ones."""
        from bulletin_norm.outputs.compare import compare

        return compare(original, translation)

    def translate(self, document: Document) -> Translation:
        """Put a normalized Chinese document into standard English, with the model that `load` was given.

        A sentence that loses a number, a day or a place, or says another thing, stays in Chinese, with a Doubt.
        UsageError where there is no model.
        """
        from bulletin_norm.stages.translate import translate_document

        if self.translator is None:
            raise UsageError("load a translation model first; without one, summarize gives the facts in English")
        return translate_document(document, self.translator, self.run, self.name_of)

    def record(self, document: Document, *, summary: bool = True) -> Record:
        """The record of a normalized document, with its standard English summary."""
        record = record_of(document, self.versions, name_of=self.name_of)
        if not summary:
            return record
        return msgspec.structs.replace(record, summary=self.summaries.summarize(record, document.source))

    def summarize(self, document: Document, template: str = "summary.md") -> str:
        """Render a normalized document: `template` is a name ("brief.txt") or the path of one's own template."""
        return self.summaries.summarize(self.record(document, summary=False), document.source, template)

    def explain(self, document: Document) -> tuple[Explanation, ...]:
        """Every edit of a normalized document, with the place in the source that it changes."""
        rows = []
        for number, layer in enumerate(document.layers):
            for edit in layer.edits:
                start, end = edit.start, edit.end
                for below in reversed(document.layers[:number]):
                    span = below.to_before(start, end)
                    start, end = span.start, span.end
                rows.append(Explanation(layer.name, start, end, edit.before, edit.after, edit.rule))
        return tuple(rows)

    def reasons(self, document: Document) -> tuple[Reason, ...]:
        """Why each fact of a normalized document reads as it does, in the order of the facts of its record."""
        from bulletin_norm.outputs.reasons import reasons_of

        record = self.record(document, summary=False)
        return tuple(reasons_of(record, document.source, self.explain(document)))

    def name_of(self, adcode: str) -> tuple[str, str] | None:
        """The Chinese and the English name of a division code; None for a code that is not known."""
        division = self.places.get(adcode)
        return (division.name, division.name_en) if division else None

    def issuer_code(self, issuer: str) -> str:
        """The code of an issuer given as a code or a name; UsageError where it is no division."""
        code = self.places.issuer(issuer)
        if code is None:
            raise UsageError(f"the issuer {issuer!r} is no division that the gazetteer knows")
        return code


def _excess(text: str) -> str:
    """Why a text is too long to be a bulletin; it is left as it is then."""
    if len(text) <= LONGEST_TEXT:
        return ""
    return f"This text has {len(text):,} characters; what is longer than {LONGEST_TEXT:,} is not read."


def load(
    root: Path | str | None = None,
    *,
    places: Path | str | None = None,
    townships: bool = False,
    model: str | None = None,
    offline: bool = False,
    thorough: bool = False,
) -> Normalizer:
    """Read and check every data file once; DataError lists all their problems together.

    `root` is a folder with glossaries/ and templates/ of one's own, `places` a table of one's own spellings;
    `townships` reads the table of townships too, which become the localities of their counties; `model` is a
    translation model, as a folder or a Hugging Face hub id (`offline` keeps to what is on this machine); `thorough`
    also checks how terms act on one another, and the templates.
    """
    folder = Path(root) if root else data_root()
    if not (folder / "glossaries").is_dir():
        raise UsageError(f"there is no folder glossaries in {folder}")
    own = Path(places) if places else None
    if own is not None and not own.is_file():
        raise UsageError(f"there is no file {own}")
    with _no_collection():
        normalizer = _load(folder, own, townships, thorough)
    return _with_translator(normalizer, model, offline) if model else normalizer


def _with_translator(normalizer: Normalizer, model: str, offline: bool) -> Normalizer:
    from bulletin_norm.stages.translate_model import Translator

    translator = Translator.load(model, offline=offline)
    versions = msgspec.structs.replace(normalizer.versions, translator=translator.name)
    return msgspec.structs.replace(normalizer, versions=versions, model=model, offline=offline, translator=translator)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the collection of garbage: loading makes a hundred thousand objects, and all of them stay."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _load(folder: Path, own: Path | None, townships: bool, thorough: bool) -> Normalizer:
    problems: list[Problem] = []
    compiled = thorough or folder != data_root()
    knowledge = load_knowledge(folder, problems, places=own, townships=townships, compiled=compiled, thorough=thorough)
    templates = Templates(folder / "templates")
    wordings = load_wordings(folder / "templates", problems, at_once=compiled)
    if thorough:
        templates.check(problems)
    if problems:
        raise DataError(problems)
    return Normalizer(
        knowledge, line_up(knowledge), _versions(folder, own, townships), templates, wordings, folder, own
    )


def _versions(folder: Path, own: Path | None, townships: bool) -> Versions:
    glossaries = folder / "glossaries"
    tables = [path for path in glossaries.glob("*.tsv") if townships or path.name != "townships.tsv"]
    terms = [*(glossaries / "terms").iterdir(), *glossaries.glob("*.toml")]
    return Versions(__version__, digest(terms), digest([*tables, *([own] if own else [])]) + "+townships" * townships)
