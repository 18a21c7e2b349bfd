"""Scores records against gold: precision, recall and F1 of each table, silent errors, needless doubts.

Gold is one JSON file a document, as in tests/gold/bulletins. Two facts agree strictly where measure, status, place,
count and days agree and the origin does too (a text that does not state the origin may be read as local); `core`
leaves days and origin out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from bulletin_norm.errors import DataError, Problem, UsageError
from bulletin_norm.model import Case, Fact, RiskChange
from bulletin_norm.outputs.schema import DoubtRow, Record
from bulletin_norm.outputs.summaries import source_of

COUNTRY = "100000"
TABLES = ("facts", "facts (core)", "risk changes", "cases", "places", "terms")

_SENTENCE_END = re.compile(r"[.!?;](?=\s)|[。！？；\n]")
_QUOTED = re.compile(r'"([^"]+)"')


class GoldFact(msgspec.Struct, frozen=True, omit_defaults=True):
    """A fact as gold has it."""

    measure: str
    status: str
    origin: str
    count: int | None
    adcode: str | None = None
    start: str | None = None
    end: str | None = None


class GoldRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """A risk change, a case or a place as gold has it, as far as it is scored."""

    adcode: str | None = None
    to: str | None = None
    date: str | None = None
    number: int | None = None
    sex: str | None = None
    age: int | None = None


class GoldTerm(msgspec.Struct, frozen=True):
    """A surface that the normalized text must not hold any more."""

    surface: str


class Issuer(msgspec.Struct, frozen=True):
    """Who speaks."""

    adcode: str | None = None


class Gold(msgspec.Struct, frozen=True):
    """All that is known to be right for one document."""

    id: str
    facts: tuple[GoldFact, ...]
    risk_changes: tuple[GoldRow, ...] = ()
    cases: tuple[GoldRow, ...] | None = None
    places: tuple[GoldRow, ...] = ()
    places_also: tuple[GoldRow, ...] = ()
    places_complete: bool = False
    terms: tuple[GoldTerm, ...] = ()
    expect_doubts: tuple[Any, ...] = ()
    issuer: Issuer | None = None


@dataclass
class Tally:
    """Hits, misses and spurious rows of one table."""

    hits: int = 0
    missed: int = 0
    spurious: int = 0

    def add(self, hits: int, missed: int, spurious: int) -> None:
        """Add the counts of one document."""
        self.hits, self.missed, self.spurious = self.hits + hits, self.missed + missed, self.spurious + spurious

    @property
    def precision(self) -> float:
        """The share of what is found that is right; 1 where nothing is found and nothing was to be."""
        found = self.hits + self.spurious
        return self.hits / found if found else float(not self.missed)

    @property
    def recall(self) -> float:
        """The share of what is right that is found."""
        gold = self.hits + self.missed
        return self.hits / gold if gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Scores:
    """What a run is worth: a tally a table, and how honest its doubts are."""

    tables: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in TABLES})
    documents: int = 0
    read: int = 0
    perfect: int = 0
    errors: int = 0
    doubted_errors: int = 0
    expected: int = 0
    expected_met: int = 0
    needless: int = 0
    listing: list[str] = field(default_factory=list)

    @property
    def silent_share(self) -> float:
        """Of the facts that are wrong or missing, the share in sentences without a Doubt."""
        return 1 - self.doubted_errors / self.errors if self.errors else 0.0

    @property
    def needless_per_document(self) -> float:
        """Doubts that no error and no expected doubt stands behind, on average."""
        return self.needless / self.read if self.read else 0.0


@dataclass(frozen=True)
class _Pairing:
    hits: int
    missed: list[Any]
    spurious: list[Any]


def read_gold(folder: Path) -> list[Gold]:
    """The gold of a folder; UsageError where there is none, DataError with all files that are broken."""
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise UsageError(f"{folder} holds no gold (one JSON file for each document)")
    decoder, problems, found = msgspec.json.Decoder(Gold), list[Problem](), []
    for path in paths:
        try:
            found.append(decoder.decode(path.read_bytes()))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            problems.append(Problem(path.name, 0, str(error)))
    if problems:
        raise DataError(problems)
    return found


def score(golds: Iterable[Gold], records: Iterable[Record]) -> Scores:
    """Score records against gold; a document without a record counts as read empty."""
    by_id = {record.document_id: record for record in records}
    scores = Scores()
    for gold in golds:
        scores.documents += 1
        record = by_id.get(gold.id)
        scores.read += record is not None
        _score_one(gold, record, scores)
    return scores


def _score_one(gold: Gold, record: Record | None, scores: Scores) -> None:
    facts = pair_facts(gold.facts, record.facts if record else ())
    scores.perfect += not (facts.missed or facts.spurious)
    pairs = {"facts": facts, "facts (core)": _pair(gold.facts, record.facts if record else (), _core)}
    pairs["risk changes"] = _pair(gold.risk_changes, record.risk_changes if record else (), _risk)
    if gold.cases is not None:
        pairs["cases"] = _pair(gold.cases, record.cases if record else (), _case)
    pairs["places"] = _pair_places(gold, record)
    pairs["terms"] = _pair_terms(gold, record)
    for name, pair in pairs.items():
        scores.tables[name].add(pair.hits, len(pair.missed), len(pair.spurious))
        for sign, rows in (("-", pair.missed), ("+", pair.spurious)):
            scores.listing += [f"{sign} {gold.id} {name}: {_shown(row)}" for row in rows]
    _judge_doubts(gold, record, pairs, scores)


def pair_facts(gold: Iterable[GoldFact], found: Iterable[Fact]) -> _Pairing:
    """Pair each gold fact with one equal found fact, those with a stated origin first."""
    left: list[Fact] = list(found)
    missed, hits = [], 0
    for fact in sorted(gold, key=lambda row: row.origin == "unspecified"):
        for index, other in enumerate(left):
            if _strict(fact) == _strict(other) and _origins_agree(fact.origin, other.origin):
                del left[index]
                hits += 1
                break
        else:
            missed.append(fact)
    return _Pairing(hits, missed, left)


def _core(row: GoldFact | Fact) -> tuple[Hashable, ...]:
    return (row.measure, row.status, row.adcode, row.count)


def _strict(row: GoldFact | Fact) -> Hashable:
    return (row.measure, row.status, row.adcode, row.count, row.start if row.status == "new" else None, row.end)


def _risk(row: GoldRow | RiskChange) -> Hashable:
    return (row.adcode, row.to, row.date)


def _case(row: GoldRow | Case) -> Hashable:
    return (row.number, row.sex, row.age, row.adcode)


def _origins_agree(gold: str, found: str) -> bool:
    return gold == found or (gold, found) == ("unspecified", "local")


def _pair(gold: Iterable[Any], found: Iterable[Any], key: Callable[[Any], Hashable]) -> _Pairing:
    left: dict[Hashable, list[Any]] = {}
    for row in found:
        left.setdefault(key(row), []).append(row)
    missed, hits = [], 0
    for row in gold:
        if left.get(key(row)):
            left[key(row)].pop()
            hits += 1
        else:
            missed.append(row)
    return _Pairing(hits, missed, [row for rows in left.values() for row in rows])


def _pair_places(gold: Gold, record: Record | None) -> _Pairing:
    found = {row.adcode for row in record.places if row.adcode} if record else set()
    named = {row.adcode for row in gold.places} | {row.adcode for row in gold.facts}
    wanted = {code for code in named if code} - {COUNTRY}
    also = {row.adcode for row in gold.places_also} | {gold.issuer.adcode if gold.issuer else None, COUNTRY}
    allowed = {above for code in wanted | also if code for above in (code, f"{code[:4]}00", f"{code[:2]}0000")}
    spurious = sorted(found - allowed) if gold.places_complete else []
    return _Pairing(len(wanted & found), sorted(wanted - found), spurious)


def _pair_terms(gold: Gold, record: Record | None) -> _Pairing:
    text = record.normalized_text.casefold() if record else ""
    left = [term.surface for term in gold.terms if not text or term.surface.casefold() in text]
    return _Pairing(len(gold.terms) - len(left), left, [])


def _judge_doubts(gold: Gold, record: Record | None, pairs: dict[str, _Pairing], scores: Scores) -> None:
    """Count the errors of facts that a Doubt stands beside, and the Doubts that stand beside nothing.

    A fact that is read with another count is missed where it is read."""
    source = source_of(record) if record else ""
    doubts = record.doubts if record else ()
    sentences = list(_sentences(source))
    doubted = {index for doubt in doubts for index in _at(sentences, doubt.start, doubt.end)}
    wrong: set[int] = set()
    read = {_core(fact)[:3]: fact for fact in pairs["facts"].spurious}
    for fact in (*pairs["facts"].missed, *pairs["facts"].spurious):
        where = _where(fact, record, source, sentences)
        if isinstance(fact, GoldFact) and (other := read.get(_core(fact)[:3])):
            where = _where(other, record, source, sentences)
        scores.errors += 1
        scores.doubted_errors += bool(where & doubted) or (not where and bool(doubted))
        wrong |= where
    for name in ("risk changes", "cases"):
        for row in pairs[name].spurious if name in pairs else ():
            wrong |= {index for e in row.evidence for index in _at(sentences, e.start, e.end)}
    expected = [list(_expected(source, entry)) for entry in gold.expect_doubts]
    scores.expected += len(expected)
    scores.expected_met += sum(any(_overlaps(d, spans) for d in doubts) for spans in expected)
    known = [span for spans in expected for span in spans]
    missed = set(pairs["places"].missed)
    for doubt in doubts:
        right = wrong & set(_at(sentences, doubt.start, doubt.end)) or _overlaps(doubt, known)
        scores.needless += not (right or _is_missed_place(doubt, record, missed))


def _is_missed_place(doubt: DoubtRow, record: Record | None, missed: set[str]) -> bool:
    return record is not None and any(
        place.start < doubt.end and doubt.start < place.end and {c.adcode for c in place.candidates} & missed
        for place in record.places
    )


def _where(fact: GoldFact | Fact, record: Record | None, source: str, sentences: list[tuple[int, int]]) -> set[int]:
    """The sentences in which a fact stands: by its evidence, or for gold those with its number, best with its place."""
    if isinstance(fact, Fact):
        spans = [(e.start, e.end) for e in fact.evidence if e.role == "count"]
        return {index for start, end in spans for index in _at(sentences, start, end)}
    digits = re.compile(rf"(?<!\d){fact.count}(?!\d)")
    holding = {n for n, (start, end) in enumerate(sentences) if digits.search(source[start:end].replace(",", ""))}
    named = {
        index
        for place in (record.places if record else ())
        if place.adcode == fact.adcode
        for index in _at(sentences, place.start, place.end)
    }
    return holding & named or holding or named


def _sentences(source: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_END.finditer(source):
        if source[start : match.end()].strip():
            yield (start, match.end())
        start = match.end()
    if source[start:].strip():
        yield (start, len(source))


def _at(sentences: list[tuple[int, int]], start: int, end: int) -> list[int]:
    return [n for n, (first, last) in enumerate(sentences) if first < max(end, start + 1) and start < last]


def _expected(source: str, entry: Any) -> Iterator[tuple[int, int]]:
    """The spans that an entry of expect_doubts is about: of its surface, or of the words that it quotes, wherever the
    text breaks its lines."""
    surfaces = entry.get("surface", "").split(" / ") if isinstance(entry, dict) else _QUOTED.findall(str(entry))
    if not surfaces:
        yield (0, len(source))
    for surface in surfaces:
        letters = r"\s*".join(map(re.escape, "".join(surface.split())))
        for match in re.finditer(letters, source, re.IGNORECASE):
            yield match.span()


def _overlaps(doubt: DoubtRow, spans: list[tuple[int, int]]) -> bool:
    return any(start < max(doubt.end, doubt.start + 1) and doubt.start < end for start, end in spans)


def _shown(row: Any) -> str:
    if not isinstance(row, msgspec.Struct):
        return str(row)
    cells = {k: v for k, v in msgspec.structs.asdict(row).items() if v is not None and k not in ("evidence", "part_of")}
    return " ".join(f"{key}={value}" for key, value in cells.items() if value is not False)
