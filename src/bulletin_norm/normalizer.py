"""The toolkit from Python: a normalizer is loaded once and serves any number of documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bulletin_norm import __version__, engines
from bulletin_norm.assembly import data_root, digest, line_up, load_knowledge
from bulletin_norm.errors import UsageError
from bulletin_norm.knowledge import Knowledge
from bulletin_norm.model import Document, Doubt
from bulletin_norm.outputs.schema import Record, Versions, record_of
from bulletin_norm.pipeline import Stage, run


@dataclass(frozen=True)
class Normalizer:
    """All knowledge and all stages, loaded and checked; safe to share between threads."""

    knowledge: Knowledge
    stages: tuple[Stage, ...]
    versions: Versions
    root: Path

    @property
    def places(self) -> Any:
        """The gazetteer: `resolve(mention, ...)` and `find(text)`."""
        return self.knowledge.gazetteer

    def normalize(
        self,
        text: str,
        *,
        published: str | None = None,
        issuer: str | None = None,
        language: str | None = None,
        id: str = "",
    ) -> Document:
        """Normalize one bulletin; `published` is an ISO 8601 day, `issuer` a division's code or name."""
        known = {"published": published, "issuer": self.issuer_code(issuer), "language": language}
        return run(self.stages, Document.of(text, id=id, **known))

    def run(self, document: Document) -> Document:
        """Normalize a document as a reader gave it; a fault of the toolkit becomes a Doubt of kind `failed`."""
        try:
            return run(self.stages, document)
        except Exception as error:
            message = f"This document could not be read: {type(error).__name__}: {error}"
            return document.with_(doubts=(*document.doubts, Doubt(0, 0, "failed", message)))

    def pipe(self, documents: Iterable[Document], *, engine: str = "here", workers: int | None = None) -> Iterator[Document]:
        """Normalize many documents in their order; one that fails comes out with a Doubt and stops nothing."""
        return engines.run(engines.normalized, documents, self, engine=engine, workers=workers)

    def record(self, document: Document) -> Record:
        """The record of a normalized document."""
        return record_of(document, self.versions, name_of=self.name_of, summary=self.summarize(document))

    def summarize(self, document: Document, template: str = "summary.md") -> str:
        """Render a normalized document with a template: its name, or the path of one's own."""
        return ""

    def name_of(self, adcode: str) -> tuple[str, str] | None:
        """The Chinese and English name of a division code."""
        return None

    def issuer_code(self, issuer: str | None) -> str | None:
        """The code of an issuer given as a code or a name; UsageError where it is no division."""
        if issuer is None or (issuer.isdigit() and len(issuer) == 6):
            return issuer
        raise UsageError(f"{issuer!r} is no division that the gazetteer knows")


def load(root: Path | str | None = None) -> Normalizer:
    """Read and check every data file once; DataError lists all their problems together."""
    folder = Path(root) if root else data_root()
    knowledge = load_knowledge(folder)
    glossaries = folder / "glossaries"
    versions = Versions(
        __version__,
        digest([*(glossaries / "terms").glob("*.tsv"), *glossaries.glob("*.toml")]),
        digest([path for path in glossaries.iterdir() if path.name.endswith((".tsv", ".tsv.gz"))]),
    )
    return Normalizer(knowledge, line_up(knowledge), versions, folder)
