"""The types that stages pass on: a document, what is found in it, what is concluded from it.

All are frozen. `start` and `end` of a mention are offsets into `Document.reading`, the text that mentions are
found in; evidence and doubts carry offsets into `Document.source`. Dates are ISO 8601 days, or EDTF
(`XXXX-01-13`) where the year is not known.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import msgspec

from bulletin_norm.text import Edit, Layer, Span, Trace, encodable

STATUSES = ("new", "current", "cumulative")
ORIGINS = ("local", "imported", "unspecified")


class Evidence(msgspec.Struct, frozen=True, gc=False, order=True):
    """Words of the source that say a part of a claim: `role` is count, measure, status, origin, place, date ..."""

    role: str
    start: int
    end: int
    text: str


class Doubt(msgspec.Struct, frozen=True, gc=False, order=True):
    """Something that a person should look at; offsets into the source."""

    start: int
    end: int
    kind: str
    message: str


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """One division that a place mention may mean, with its probability and the reason in plain words."""

    adcode: str
    name: str
    name_en: str
    probability: float
    reason: str = ""


class Link(msgspec.Struct, frozen=True, gc=False):
    """One division named inside a place mention ("Aihui District", "Heihe City"); offsets into the reading."""

    start: int
    end: int
    surface: str
    adcode: str


class PlaceMention(msgspec.Struct, frozen=True, gc=False):
    """A place as named, whole ("Aihui District, Heihe City"): the lowest division of the chain, or candidates.

    `adcode` is None where the resolver abstains (then `candidates` has more than one, or none at all).
    `locality` is the name of a zone without a code of its own, whose `adcode` is that of the city above it.
    `links` are all divisions of the chain, highest first, the lowest included. `role` is "place", or "source"
    (where a case came from), "issuer" (words like "the province", 全省), "facility" (part of another name).
    """

    start: int
    end: int
    surface: str
    adcode: str | None
    name: str | None = None
    name_en: str | None = None
    level: int = 0
    probability: float = 1.0
    locality: str | None = None
    candidates: tuple[Candidate, ...] = ()
    links: tuple[Link, ...] = ()
    role: str = "place"


class NumberMention(msgspec.Struct, frozen=True, gc=False):
    """A number as written: its value, or its bounds; `doubtful` says why it cannot be read for certain.

    `rule` names the damage that was read over, "" for none; `others` are the values that it may have instead.
    """

    start: int
    end: int
    surface: str
    value: int | None
    low: int | None = None
    high: int | None = None
    approximate: bool = False
    doubtful: str = ""
    rule: str = ""
    others: tuple[int, ...] = ()


class DateMention(msgspec.Struct, frozen=True, gc=False):
    """A time expression, resolved. `start` and `end` are days, both included.

    `kind`: "period" (0-24 o'clock of a day, a part of a day, a stretch of days: things that are new in it),
    "as_of" (a moment: `start` is None), "since" (`end` is None where the text gives none), "day" (a plain date),
    "now" (at present, so far), "stamp" (a date of posting or of another text: no date of the data).
    `time` is the clock time at which it begins or that it names ("10:00"), `end_time` that at which it ends.
    """

    start: int
    end: int
    surface: str
    kind: str
    first: str | None
    last: str | None
    time: str | None = None
    end_time: str | None = None
    doubtful: str = ""
    rule: str = ""


class Decoy(msgspec.Struct, frozen=True, gc=False):
    """A number that is no count, and what it is: age, case_number, telephone, document_number, rate, time ..."""

    start: int
    end: int
    surface: str
    kind: str


class Fact(msgspec.Struct, frozen=True, gc=False):
    """One count: what, where, when, how many, and the words that say so.

    `count` is None where the text gives only a bound or a range (`low`, `high`). `start` is None for current and
    cumulative facts unless the text says since when. `part_of` is the index, in `Document.facts`, of the fact
    that this one is a part of. `disease` is None where it is the document's.
    """

    measure: str
    status: str
    origin: str
    adcode: str | None
    place: str | None
    place_en: str | None
    locality: str | None
    start: str | None
    end: str | None
    count: int | None
    low: int | None = None
    high: int | None = None
    approximate: bool = False
    part_of: int | None = None
    disease: str | None = None
    evidence: tuple[Evidence, ...] = ()


class RiskChange(msgspec.Struct, frozen=True, gc=False, rename={"from_": "from"}):
    """A locality whose risk level changes: levels are high, medium and low; `time` is HH:MM where given."""

    adcode: str | None
    place: str | None
    place_en: str | None
    locality: str | None
    from_: str | None
    to: str
    date: str | None
    time: str | None = None
    evidence: tuple[Evidence, ...] = ()


class Case(msgspec.Struct, frozen=True, gc=False):
    """A person described singly: `age` in whole years, None for a band; `sex` female, male or None."""

    number: int | None
    sex: str | None
    age: int | None
    occupation: str | None
    adcode: str | None
    locality: str | None
    classification: str | None
    severity: str | None
    contact_of: str | None
    onset: str | None
    confirmed: str | None
    evidence: tuple[Evidence, ...] = ()


class Intervention(msgspec.Struct, frozen=True, gc=False):
    """A public-health measure: WHO's PHSM category, from when, and the sentence that orders it."""

    category: str
    date: str | None
    text: str
    evidence: tuple[Evidence, ...] = ()


class Section(msgspec.Struct, frozen=True, gc=False):
    """A stretch of the reading that is one bulletin in one language; `published` where it says its own date."""

    start: int
    end: int
    language: str
    published: str | None = None
    issuer: str | None = None


class Document(msgspec.Struct, frozen=True, dict=True):
    """A bulletin on its way through the pipeline: source, layers of edits, mentions, conclusions.

    `trace` leads from the reading, which is the text after the layers that it has, back to the source.

    >>> doc = Document.of("3 cases", id="a").with_layer("terms", [Edit(2, 7, "cases", "cases found", "x")])
    >>> doc.text, doc.source
    ('3 cases found', '3 cases')
    """

    source: str
    id: str = ""
    path: str = ""
    published: str | None = None
    issuer: str | None = None
    language: str | None = None
    title: str | None = None
    disease: str | None = None
    text: str = ""
    reading: str = ""
    layers: tuple[Layer, ...] = ()
    trace: Trace = msgspec.field(default_factory=Trace)
    sections: tuple[Section, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    numbers: tuple[NumberMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    decoys: tuple[Decoy, ...] = ()
    facts: tuple[Fact, ...] = ()
    risk_changes: tuple[RiskChange, ...] = ()
    cases: tuple[Case, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @staticmethod
    def of(source: str, **known: Any) -> Document:
        """A document as read, with what is known of it (id, path, published, issuer, language)."""
        source = encodable(source)
        return Document(source=source, text=source, reading=source, **known)

    def with_(self, **changes: Any) -> Document:
        """A copy with these fields changed."""
        return msgspec.structs.replace(self, **changes)

    def with_layer(self, name: str, edits: list[Edit], *, reading: bool = True) -> Document:
        """A copy with one more layer of edits to `text`; `reading=False` for edits made after mentions are found."""
        if not edits:
            return self
        layer = Layer.of(name, self.text, edits)
        text = layer.apply(self.text)
        layers = (*self.layers, layer)
        if not reading:
            return self.with_(layers=layers, text=text)
        sections = _moved(self.sections, layer, len(text))
        return self.with_(layers=layers, text=text, reading=text, trace=Trace(layers), sections=sections)

    @cached_property
    def lowered(self) -> str:
        """The reading in lower case, with the same offsets; the reading itself where case changes its length."""
        lowered = self.reading.lower()
        return lowered if len(lowered) == len(self.reading) else self.reading

    def source_span(self, start: int, end: int) -> Span:
        """The span of the source that [start, end) of the reading came from."""
        return self.trace.span(start, end)

    def evidence(self, role: str, start: int, end: int) -> Evidence:
        """Evidence for [start, end) of the reading."""
        span = self.trace.span(start, end)
        return Evidence(role, span.start, span.end, self.source[span.start : span.end])

    def doubt(self, kind: str, start: int, end: int, message: str) -> Doubt:
        """A doubt about [start, end) of the reading."""
        span = self.trace.span(start, end)
        return Doubt(span.start, span.end, kind, message)


def _moved(sections: tuple[Section, ...], layer: Layer, length: int) -> tuple[Section, ...]:
    """The sections in the text after a layer, of `length` code points: each begins where the one before it ends."""
    if not sections:
        return ()
    starts = [layer.to_after(section.start, section.start).start for section in sections]
    ends = [*starts[1:], length]
    return tuple(
        msgspec.structs.replace(section, start=start, end=max(start, end))
        for section, start, end in zip(sections, starts, ends, strict=True)
    )
