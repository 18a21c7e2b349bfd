"""Reads documents: files and folders of text and HTML, tables with a text column, manifests, standard input."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from bulletin_norm.errors import DataError, Problem, UsageError
from bulletin_norm.model import Document, Doubt
from bulletin_norm.outputs import tables_read
from bulletin_norm.outputs.decode import decode, message_of, not_text
from bulletin_norm.outputs.manifest import NAME, Entry, IssuerCode, code_of, day_of, read_manifest
from bulletin_norm.outputs.pages import article_of
from bulletin_norm.outputs.store import is_output

TEXTS = (".txt", ".md", ".text", ".html", ".htm", ".xhtml")
TABLES = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")
STDIN = "-"

_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_UNSAFE = re.compile(r"[/\\:*?\"<>|\x00-\x1f]+")


class Item(msgspec.Struct, frozen=True):
    """One document as read, before it is normalized; `failure` says why it could not be read (`text` is empty then)."""

    document_id: str
    path: str
    text: str = ""
    published: str | None = None
    language: str | None = None
    issuer: str | None = None
    twin: str | None = None
    title: str | None = None
    doubts: tuple[Doubt, ...] = ()
    failure: str = ""

    def document(self) -> Document:
        """The document that the pipeline takes."""
        return Document.of(
            self.text,
            id=self.document_id,
            path=self.path,
            published=self.published,
            issuer=self.issuer,
            language=self.language,
            title=self.title,
            doubts=self.doubts,
        )


class Corpus:
    """The documents of some inputs, read one by one; `count` is their number, None where only reading would tell.

    A manifest's faults are a DataError at once; a document that cannot be read is an Item with a `failure`. A file that
    the inputs name a second time is read once; `repeated` has its names.
    """

    def __init__(self, inputs: Sequence[str | Path], issuer_code: IssuerCode) -> None:
        self.issuer_code = issuer_code
        problems: list[Problem] = []
        self.repeated: list[str] = []
        self._sources: list[Entry | Path | str] = []
        known: set[str] = set()
        for name in inputs:
            found = list(self._expand(name, problems))
            files = [_file(source) for source in found]
            for source, file in zip(found, files, strict=True):
                if file in known:
                    self.repeated.append(str(file))
                else:
                    self._sources.append(source)
            known.update(files)
        if problems:
            raise DataError(problems)

    def _expand(self, name: str | Path, problems: list[Problem]) -> Iterator[Entry | Path | str]:
        if str(name) == STDIN:
            yield STDIN
            return
        path = Path(name)
        if not str(name):
            raise UsageError("the name of an input is empty")
        if path.is_dir():
            found = list(_walk(path, self.issuer_code, problems))
            if not found and not problems:
                raise UsageError(f"the folder {path} has no documents ({', '.join((*TEXTS, *TABLES))})")
            yield from found
        elif path.name == NAME and path.is_file():
            yield from read_manifest(path, self.issuer_code, problems)
        elif path.exists():
            yield path
        else:
            raise UsageError(f"there is no file or folder {name}")

    @property
    def count(self) -> int | None:
        """How many documents there are."""
        total = 0
        for source in self._sources:
            if isinstance(source, Path) and source.suffix.lower() in TABLES:
                rows = tables_read.count(source)
                if rows is None:
                    return None
                total += rows
            else:
                total += 1
        return total

    def __iter__(self) -> Iterator[Item]:
        seen: set[str] = set()
        for source in self._sources:
            for item in self._items(source):
                yield _with_own_id(item, seen)

    def _items(self, source: Entry | Path | str) -> Iterator[Item]:
        if isinstance(source, Entry):
            known = Item(source.id, source.path, "", source.published, source.language, source.issuer, source.twin)
            yield read_item(source.file, known)
        elif isinstance(source, str):
            yield _with_text(sys.stdin.buffer.read(), Item("stdin", STDIN))
        elif source.suffix.lower() in TABLES:
            yield from self._rows(source)
        else:
            yield read_item(source, Item(_plain(source.stem), _plain(source.as_posix())))

    def _rows(self, path: Path) -> Iterator[Item]:
        for number, row in tables_read.rows(path):
            name, place = f"{_plain(path.stem)}-{number}", f"{_plain(path.as_posix())}:{number}"
            yield Item(name, place, failure=row) if isinstance(row, str) else self._row(row, name, place)

    def _row(self, row: dict[str, Any], name: str, place: str) -> Item:
        text = row["text"]
        doubts = [("encoding", message_of(row["encoding"]))] if "encoding" in row else []
        published, issuer = day_of(row.get("published")), code_of(row.get("issuer"), self.issuer_code)
        if row.get("published") and not published:
            doubts.append(("metadata", f"The day of publication {row['published']!r} is no day; it is left out."))
        if row.get("issuer") and not issuer:
            message = f"The issuer {row['issuer']!r} is no division that the gazetteer knows; it is left out."
            doubts.append(("metadata", message))
        return Item(
            str(row.get("id") or name),
            place,
            text,
            published,
            row.get("language") or None,
            issuer,
            row.get("twin") or None,
            row.get("title") or None,
            tuple(Doubt(0, len(text), kind, message) for kind, message in doubts),
        )


def _file(source: Entry | Path | str) -> str:
    """What is read, whatever the way to it."""
    if isinstance(source, str):
        return source
    return os.path.abspath(source.file if isinstance(source, Entry) else source)


def _walk(folder: Path, issuer_code: IssuerCode, problems: list[Problem]) -> Iterator[Entry | Path]:
    """The files of a folder in the order of their names; a folder with a manifest is read by it, and only by it.

    What an earlier run wrote into the folder is no input.
    """
    manifest = folder / NAME
    if manifest.is_file():
        yield from read_manifest(manifest, issuer_code, problems)
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or is_output(path):
            continue
        if path.is_dir():
            yield from _walk(path, issuer_code, problems)
        elif path.suffix.lower() in (*TEXTS, *TABLES):
            yield path


def read_item(file: Path, known: Item) -> Item:
    """The document of a file of text or HTML, with what is known of it."""
    try:
        data = file.read_bytes()
    except OSError as error:
        return msgspec.structs.replace(known, failure=str(error.strerror))
    return _with_text(data, known, html=file.suffix.lower() in (".html", ".htm", ".xhtml"))


def _with_text(data: bytes, known: Item, *, html: bool = False) -> Item:
    decoded = decode(data)
    if kind := not_text(data, decoded.text):
        return msgspec.structs.replace(known, failure=f"it is {kind}, not text")
    text, title, published = decoded.text, known.title, None
    if html or _HTML.match(text[:2000]):
        text, title, published = article_of(text)
    doubts = tuple(msgspec.structs.replace(doubt, end=len(text)) for doubt in decoded.doubts)
    return msgspec.structs.replace(
        known,
        text=text,
        title=known.title or title,
        published=known.published or published,
        doubts=(*known.doubts, *doubts),
    )


def _plain(name: str) -> str:
    """The name of a file without the lone surrogates that stand for bytes that are no UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _with_own_id(item: Item, seen: set[str]) -> Item:
    """The item with an id that no other has and that can be the name of a file."""
    base = _UNSAFE.sub("-", item.document_id).strip(" .") or "document"
    name, number = base, 1
    while name.casefold() in seen:
        number += 1
        name = f"{base}-{number}"
    seen.add(name.casefold())
    return item if name == item.document_id else msgspec.structs.replace(item, document_id=name)
