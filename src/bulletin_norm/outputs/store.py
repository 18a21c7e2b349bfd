"""The folder that a batch run writes: records in part files, and what each was made from.

    OUT/records/part-00000.jsonl   one record a line, sorted by document id
    OUT/translations/ID.txt        the English of a Chinese document, if there is a model; ID.jsonl, its sentences
    OUT/state.jsonl                for each document a digest of its source and of what read it

Parts are written beside and then renamed, so a run that is cut off leaves whole parts only; the next run goes on
from there, and what it ends with is byte for byte what an uncut run would have written.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import msgspec

from bulletin_norm.errors import UsageError
from bulletin_norm.model import Document
from bulletin_norm.outputs.schema import Record, Versions

if TYPE_CHECKING:
    from bulletin_norm.stages.translate import Translation

STATE = "state.jsonl"
PART_SIZE = 1000
FLUSH_SIZE, FLUSH_SECONDS = 200, 10

_UNSAFE = re.compile(r"[^\w.\-]+")
_Row = TypeVar("_Row")


class Outcome(msgspec.Struct, frozen=True):
    """What became of one document: its record as a line of JSON, why it failed, if it did, and its translation."""

    document_id: str
    line: bytes
    failed: str = ""
    translation: Translation | None = None


class _State(msgspec.Struct, frozen=True, omit_defaults=True):
    document_id: str
    key: str
    twin: str | None = None


class _Id(msgspec.Struct, frozen=True):
    document_id: str


class _Where(NamedTuple):
    part: Path
    offset: int
    length: int


def key_of(document: Document, versions: Versions) -> str:
    """A digest of all that a record depends on: the document as read, and what reads it."""
    known = (document.id, document.path, document.published, document.issuer, document.language, document.doubts)
    made = msgspec.json.encode((known, versions))
    return hashlib.sha256(made + b"\0" + document.source.encode("utf-8", "surrogatepass")).hexdigest()[:32]


class Store:
    """An output folder of ours, opened for a run; UsageError for a folder that holds something else."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.records, self.state = out / "records", out / STATE
        if out.exists() and not out.is_dir():
            raise UsageError(f"{out} is a file; --out names a folder")
        if out.is_dir() and any(out.iterdir()) and not self.state.is_file():
            raise UsageError(f"{out} holds files that bulletin-norm did not write; name a new or an empty folder")
        self._mend()
        self._known = {line.document_id: line for line in _states(self.state)}
        self._lines: list[bytes] = []
        self._states: list[_State] = []
        self._flushed = time.monotonic()
        self._next = 1 + max((int(path.stem[5:]) for path in self._parts()), default=-1)

    def has(self, document_id: str, key: str, twin: str | None = None) -> bool:
        """Whether the record of this very document is there already; its twin is noted."""
        known = self._known.get(document_id)
        if known is None or known.key != key:
            return False
        self._known[document_id] = _State(document_id, key, twin or known.twin)
        return True

    def add(self, key: str, outcome: Outcome, twin: str | None = None) -> None:
        """Take a record; a failed one is kept too, and tried again by the next run."""
        if outcome.translation:
            self._write_translation(outcome.document_id, outcome.translation)
        self._lines.append(outcome.line)
        self._states.append(_State(outcome.document_id, "" if outcome.failed else key, twin))
        if len(self._lines) >= FLUSH_SIZE or time.monotonic() - self._flushed > FLUSH_SECONDS:
            self.flush()

    def _write_translation(self, document_id: str, translation: Translation) -> None:
        path = self.out / "translations" / file_name(document_id)
        write(path.with_name(f"{path.name}.txt"), translation.text.rstrip("\n") + "\n")
        lines = (msgspec.json.encode(sentence) + b"\n" for sentence in translation.sentences)
        write(path.with_name(f"{path.name}.jsonl"), b"".join(lines))

    def flush(self) -> None:
        """Write what was taken as a new part, then note it."""
        if not self._lines:
            return
        part = self.records / f"part-{self._next:05}.jsonl"
        self._next += 1
        self.state.parent.mkdir(parents=True, exist_ok=True)
        self.state.touch()
        write(part, b"".join(self._lines))
        with self.state.open("ab") as file:
            file.writelines(msgspec.json.encode(state) + b"\n" for state in self._states)
        self._known.update((state.document_id, state) for state in self._states)
        self._lines, self._states, self._flushed = [], [], time.monotonic()

    def finish(self) -> None:
        """Sort the records by document id, each once, into parts of one size."""
        self.flush()
        self.records.mkdir(parents=True, exist_ok=True)
        parts = [list(_index(part)) for part in self._parts()]
        found = [row for part in parts for row in part]
        names, sizes = [name for name, _ in found], [len(part) for part in parts]
        wanted = sorted(set(names))
        if names != wanted or any(size != PART_SIZE for size in sizes[:-1]) or max(sizes, default=0) > PART_SIZE:
            self._sort(dict(found), wanted)
        states = (self._known.get(name, _State(name, "")) for name in wanted)
        write(self.state, b"".join(msgspec.json.encode(state) + b"\n" for state in states))

    def _sort(self, where: dict[str, _Where], wanted: list[str]) -> None:
        fresh, old = self.out / "records.new", self.out / "records.old"
        fresh.mkdir()
        for number, first in enumerate(range(0, len(wanted), PART_SIZE)):
            with (fresh / f"part-{number:05}.jsonl").open("wb") as file:
                for name in wanted[first : first + PART_SIZE]:
                    file.write(_read(where[name]))
        self.records.rename(old)
        fresh.rename(self.records)
        shutil.rmtree(old)

    def _mend(self) -> None:
        """Undo what a run that was cut off while sorting left behind."""
        fresh, old = self.out / "records.new", self.out / "records.old"
        if old.is_dir() and not self.records.is_dir():
            old.rename(self.records)
        for folder in (fresh, old):
            shutil.rmtree(folder, ignore_errors=True)

    def _parts(self) -> list[Path]:
        return sorted(self.records.glob("part-*.jsonl"))


def is_output(folder: Path) -> bool:
    """Whether a batch run wrote this folder."""
    return (folder / STATE).is_file() and (folder / "records").is_dir()


def records(out: Path) -> Iterator[Record]:
    """The records of a batch run, by document id; UsageError where `out` is no such folder."""
    if not (out / "records").is_dir():
        raise UsageError(f"{out} is not the output of a batch run (it has no records folder)")
    return _records(sorted((out / "records").glob("*.jsonl")))


def _records(parts: list[Path]) -> Iterator[Record]:
    decoder = msgspec.json.Decoder(Record)
    for part in parts:
        with part.open("rb") as file:
            for number, line in enumerate(file, 1):
                yield _decoded(decoder, line, part, number)


def write(path: Path, content: bytes | str) -> None:
    """Write a file whole or not at all."""
    beside = path.with_name(f".{path.name}.tmp")
    data = content.encode() if isinstance(content, str) else content
    try:
        beside.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
    os.replace(beside, path)


def _index(part: Path) -> Iterator[tuple[str, _Where]]:
    decoder, offset = msgspec.json.Decoder(_Id), 0
    with part.open("rb") as file:
        for number, line in enumerate(file, 1):
            yield _decoded(decoder, line, part, number).document_id, _Where(part, offset, len(line))
            offset += len(line)


def _decoded(decoder: msgspec.json.Decoder[_Row], line: bytes, path: Path, number: int) -> _Row:
    try:
        return decoder.decode(line)
    except msgspec.DecodeError as error:
        # Cut short on a full disk, edited by hand, or written by another version with other fields.
        message = f"{path}:{number} is not what this version of bulletin-norm writes ({error}); start in a new folder"
        raise UsageError(message) from error


def _read(where: _Where) -> bytes:
    with where.part.open("rb") as file:
        file.seek(where.offset)
        return file.read(where.length)


def twins(out: Path) -> dict[str, str]:
    """The documents of a batch run that have a twin, each with it."""
    return {line.document_id: line.twin for line in _states(out / STATE) if line.twin}


def _states(path: Path) -> Iterator[_State]:
    decoder = msgspec.json.Decoder(_State)
    if not path.is_file():
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.endswith(b"\n"):
                yield _decoded(decoder, line, path, number)


def file_name(document_id: str) -> str:
    """A document's id as the name of a file: other characters than letters, digits, - and . become _.

    >>> file_name("../a b")
    '.._a_b'
    """
    return _UNSAFE.sub("_", document_id)[:150] or "document"
