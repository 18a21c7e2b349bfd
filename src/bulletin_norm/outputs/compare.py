"""Sets the facts of an original beside those of its translation: what the translation lost, changed or invented.

The original is the authority. Rows that say the same are paired first; of the rest, those that differ least, so
that the differences of all pairs together are smallest. A row without a partner is lost or invented.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeAlias

import msgspec

from bulletin_norm.model import Case, Document, Evidence, Fact, RiskChange
from bulletin_norm.outputs.assignment import assign
from bulletin_norm.outputs.schema import Record

Row: TypeAlias = Fact | RiskChange | Case
Kind = Literal["same", "vaguer", "changed", "lost", "invented"]

WEIGHTS: dict[str, dict[str, int]] = {
    "facts": {"measure": 4, "status": 3, "adcode": 4, "count": 3, "low": 1, "high": 1}
    | {"origin": 1, "start": 1, "end": 1},
    "risk_changes": {"adcode": 4, "to": 3, "from_": 2, "date": 1, "time": 1},
    "cases": {"number": 4, "sex": 2, "age": 2, "adcode": 2, "classification": 1, "onset": 1, "confirmed": 1},
}
"""What a difference in a field costs; the names of localities differ by language and cost nothing."""

MOST = 5
"""The highest cost at which two rows still are one claim, changed."""

_SPAN = 60


class Difference(msgspec.Struct, frozen=True):
    """One field that the translation gives otherwise."""

    field: str
    original: str | int | None
    translation: str | int | None


class Pair(msgspec.Struct, frozen=True):
    """One claim in both texts, or in one of them; `vaguer` is the same but for an origin that one leaves open."""

    table: str
    kind: Kind
    original: Row | None
    translation: Row | None
    differences: tuple[Difference, ...] = ()


class Comparison(msgspec.Struct, frozen=True):
    """All claims of two texts, in the order of the original, what was invented last."""

    original: str
    translation: str
    pairs: tuple[Pair, ...]

    def count(self, *kinds: Kind) -> int:
        """The number of claims of these kinds."""
        return sum(pair.kind in kinds for pair in self.pairs)

    @property
    def agrees(self) -> bool:
        """Whether the translation says what the original says."""
        return not self.count("changed", "lost", "invented")


def compare(original: Document | Record, translation: Document | Record) -> Comparison:
    """Align the facts, risk changes and cases of two normalized documents, or of their records."""
    pairs: list[Pair] = []
    for table in WEIGHTS:
        pairs += _table(table, getattr(original, table), getattr(translation, table))
    return Comparison(_id(original), _id(translation), tuple(pairs))


def render(comparison: Comparison) -> str:
    """The comparison as text: an account, then each difference with the words of both texts."""
    many = Counter(pair.kind for pair in comparison.pairs)
    agreed = many["same"] + many["vaguer"]
    parts = [f"{agreed} of {len(comparison.pairs)} claims agree"]
    if many["vaguer"]:
        parts.append(f"{many['vaguer']} of them with an origin that one text leaves open")
    parts += [f"{many[kind]} {kind}" for kind in ("changed", "lost", "invented")]
    lines = [f"{comparison.original or 'original'} and {comparison.translation or 'translation'}: {', '.join(parts)}."]
    for pair in comparison.pairs:
        if pair.kind not in ("same", "vaguer"):
            lines += _shown(pair)
    return "\n".join(lines) + "\n"


def _id(document: Document | Record) -> str:
    return document.id if isinstance(document, Document) else document.document_id


def _table(table: str, originals: Sequence[Row], translations: Sequence[Row]) -> Iterator[Pair]:
    weights = WEIGHTS[table]
    partner = _equal(originals, translations, tuple(weights))
    left = [index for index in range(len(originals)) if index not in partner]
    free = [index for index in range(len(translations)) if index not in set(partner.values())]

    def cost(low: int, high: int) -> int | None:
        total = sum(weights[d.field] for d in _differences(originals[left[low]], translations[free[high]], weights))
        return total if total <= MOST else None

    for low, high in assign(len(left), len(free), cost).items():
        partner[left[low]] = free[high]
    for index, row in enumerate(originals):
        if index not in partner:
            yield Pair(table, "lost", row, None)
            continue
        other = translations[partner[index]]
        found = tuple(_differences(row, other, weights))
        yield Pair(table, _kind(found), row, other, found)
    taken = set(partner.values())
    yield from (Pair(table, "invented", None, row) for index, row in enumerate(translations) if index not in taken)


def _equal(originals: Sequence[Row], translations: Sequence[Row], fields: Sequence[str]) -> dict[int, int]:
    """Rows that say the same, first with first."""
    waiting: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index in reversed(range(len(translations))):
        waiting[tuple(getattr(translations[index], field) for field in fields)].append(index)
    found = {}
    for index, row in enumerate(originals):
        same = waiting[tuple(getattr(row, field) for field in fields)]
        if same:
            found[index] = same.pop()
    return found


def _differences(row: Row, other: Row, fields: dict[str, int]) -> Iterator[Difference]:
    for field in fields:
        value, twin = getattr(row, field), getattr(other, field)
        if value != twin:
            yield Difference(field, value, twin)


def _kind(differences: tuple[Difference, ...]) -> Kind:
    """An origin that only one text states as local is the same claim: Chinese is often the sharper one."""
    if not differences:
        return "same"
    (first, *others) = differences
    if not others and first.field == "origin" and {first.original, first.translation} == {"local", "unspecified"}:
        return "vaguer"
    return "changed"


def _shown(pair: Pair) -> Iterator[str]:
    row = pair.original or pair.translation
    assert row is not None
    changes = "; ".join(
        f"{d.field.rstrip('_')} {_value(d.original)} -> {_value(d.translation)}" for d in pair.differences
    )
    yield f"{pair.kind}: {_claim(row)}" + (f": {changes}" if changes else "")
    if pair.original:
        yield f"    original     {_words(pair.original.evidence)}"
    if pair.translation:
        yield f"    translation  {_words(pair.translation.evidence)}"


def _value(value: str | int | None) -> str:
    return "nothing" if value is None else f"{value:,}" if isinstance(value, int) else value


def _claim(row: Row) -> str:
    return _CLAIMS[type(row)](row)


def _fact(row: Fact) -> str:
    place = row.place_en or row.place or "no place"
    count = row.count if row.count is not None else f"{row.low or ''} to {row.high or ''}".strip()
    days = row.end if row.start in (None, row.end) else f"{row.start} to {row.end}"
    origin = "" if row.origin == "unspecified" else f"{row.origin} "
    where = f"{place} ({row.locality})" if row.locality else place
    return f"{_value(count)} {row.status} {origin}{row.measure.replace('_', ' ')}, {where}, {days or 'no day'}"


def _risk_change(row: RiskChange) -> str:
    place = ", ".join(part for part in (row.locality, row.place_en or row.place) if part)
    return f"{place or 'no place'} to {row.to} risk, {row.date or 'no day'}"


def _case(row: Case) -> str:
    parts = (row.sex, None if row.age is None else f"age {row.age}", row.classification)
    return ", ".join([f"case {row.number}" if row.number is not None else "a case", *(part for part in parts if part)])


_CLAIMS: dict[type, Callable[..., str]] = {Fact: _fact, RiskChange: _risk_change, Case: _case}


def _words(evidence: tuple[Evidence, ...]) -> str:
    """The words that say a claim, in their order."""
    ordered = sorted({(item.start, item.end, item.text) for item in evidence if item.role != "repeat"})
    return " … ".join(" ".join(text.split())[:_SPAN] for _, _, text in ordered) or "(no words)"
