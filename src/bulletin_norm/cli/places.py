"""The verb `place`: which divisions a name may mean."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import typer

from bulletin_norm.assembly import data_root
from bulletin_norm.errors import DataError, Problem, UsageError
from bulletin_norm.knowledge.gazetteer import Gazetteer, Resolution
from bulletin_norm.outputs.manifest import day_of


class Asked(msgspec.Struct, frozen=True):
    """A mention, who said it, and of which day."""

    mention: str
    issuer: str | None = None
    date: str | None = None


class CandidateRow(msgspec.Struct, frozen=True):
    """One division that the mention may mean."""

    adcode: str
    name: str
    name_en: str
    probability: float
    reason: str


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What `place --json` prints for a mention; `adcode` is null where it cannot be told.

    `locality` is there where the mention names a zone without a code, or a township, in the division.
    """

    mention: str
    adcode: str | None
    name: str | None
    name_en: str | None
    probability: float
    candidates: tuple[CandidateRow, ...]
    locality: str | None = None


def place(
    mention: str | None, issuer: str | None, date: str | None, as_json: bool, places: Path | None, townships: bool
) -> None:
    """Answer one mention, or each line of standard input; a line that cannot be read as meant is said to be so."""
    if date and not day_of(date):
        raise UsageError(f"the date is a day like 2021-01-14, not {date!r}")
    gazetteer = _gazetteer(places, townships)
    known: dict[str, str | None] = {}
    faults = 0
    if issuer and _issuer(gazetteer, issuer, known) is None:
        raise UsageError(f"the issuer {issuer!r} is no division that the gazetteer knows")
    if mention is None and sys.stdin.isatty():
        print("reading standard input, a place a line; Ctrl-D ends it", file=sys.stderr)
    for number, (one, fault) in enumerate([(Asked(mention), "")] if mention is not None else _lines(sys.stdin), 1):
        who = _issuer(gazetteer, one.issuer or issuer, known)
        if one.issuer and not who:
            fault = f"the issuer {one.issuer!r} is no division that the gazetteer knows; it is left out"
        if one.date and not day_of(one.date):
            fault = f"the date {one.date!r} is no day; it is left out"
        if fault:
            print(f"line {number}: {fault}", file=sys.stderr)
            faults += 1
        answer = _answer(gazetteer.resolve(one.mention, issuer=who, date=day_of(one.date) or day_of(date)), one.mention)
        if as_json:
            print(msgspec.json.encode(answer).decode(), flush=True)
        else:
            _print(answer)
    raise typer.Exit(1 if faults else 0)


def _gazetteer(places: Path | None, townships: bool) -> Gazetteer:
    problems: list[Problem] = []
    if places is not None and not places.is_file():
        raise UsageError(f"there is no file {places}")
    gazetteer = Gazetteer.load(data_root() / "glossaries", problems, places, townships=townships)
    if problems:
        raise DataError(problems)
    return gazetteer


def _lines(lines: Iterable[str]) -> Iterator[tuple[Asked, str]]:
    """Each line as what it asks, and what is wrong with it."""
    decoder = msgspec.json.Decoder(Asked)
    for line in lines:
        text = line.strip()
        if not text.startswith("{"):
            yield Asked(text), ""
            continue
        try:
            yield decoder.decode(text), ""
        except msgspec.DecodeError as error:
            yield Asked(text), f"it is no object with a mention: {error}"


def _issuer(gazetteer: Gazetteer, issuer: str | None, known: dict[str, str | None]) -> str | None:
    if not issuer:
        return None
    if issuer not in known:
        known[issuer] = gazetteer.issuer(issuer)
    return known[issuer]


def _answer(found: Resolution, mention: str) -> Answer:
    rows = tuple(CandidateRow(c.adcode, c.name, c.name_en, round(c.probability, 4), c.reason) for c in found.candidates)
    if found.adcode and not rows:
        rows = (CandidateRow(found.adcode, found.name or "", found.name_en or "", round(found.probability, 4), ""),)
    probability = round(found.probability, 4)
    return Answer(mention, found.adcode, found.name, found.name_en, probability, rows, found.locality)


def _print(answer: Answer) -> None:
    if answer.adcode:
        where = f"{answer.locality}, " if answer.locality else ""
        print(f"{answer.mention}: {where}{answer.name_en} ({answer.name}) {answer.adcode}, {answer.probability:.0%}")
    elif answer.candidates:
        print(f"{answer.mention}: cannot be told")
    else:
        print(f"{answer.mention}: no division")
    for row in answer.candidates:
        reason = f"  {row.reason}" if row.reason else ""
        print(f"  {row.probability:>4.0%}  {row.adcode}  {row.name_en} ({row.name}){reason}")
