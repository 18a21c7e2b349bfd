"""What a summary shows of a record: every figure, place and date as words, nested and sorted; no layout.

Templates get a `Summary`; they lay out what stands here and compute nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from bulletin_norm.model import Case, Evidence, Fact, Intervention, RiskChange
from bulletin_norm.outputs.labels import Labels
from bulletin_norm.outputs.questions import Doubted, Question, questions_of
from bulletin_norm.outputs.quotes import Source, Sources, is_chinese, shortened
from bulletin_norm.outputs.schema import Record
from bulletin_norm.outputs.trees import Node, blocks_of

SHOWN_PLACES = 5


class Line(msgspec.Struct, frozen=True):
    """One figure: what it counts or where, how many, and its parts, largest first.

    `kind` is "measure" where the label says what is counted, "place" where it says where, "origin" where from; `count`
    has the unit that the language gives it.
    """

    label: str
    count: str
    kind: str
    source: Source | None
    doubtful: bool
    parts: tuple[Line, ...] = ()

    @property
    def places(self) -> tuple[Line, ...]:
        """The parts that are places."""
        return tuple(part for part in self.parts if part.kind == "place")

    @property
    def others(self) -> tuple[Line, ...]:
        """The parts that are no places: by origin, or of another measure."""
        return tuple(part for part in self.parts if part.kind != "place")


class Block(msgspec.Struct, frozen=True):
    """The figures of one status and period: `status` is new, current or cumulative."""

    status: str
    short: str
    title: str
    lines: tuple[Line, ...]

    @property
    def rows(self) -> Iterator[tuple[str, Line]]:
        """Every line with its indent, each followed by its parts, two spaces further in."""
        waiting = [("", line) for line in reversed(self.lines)]
        while waiting:
            indent, line = waiting.pop()
            yield indent, line
            waiting += [(f"{indent}  ", part) for part in reversed(line.parts)]


class Entry(msgspec.Struct, frozen=True):
    """A claim in words: a risk-area change, a case or an intervention."""

    title: str
    details: tuple[str, ...]
    source: Source | None


class Summary(msgspec.Struct, frozen=True):
    """All that a template for one document may show."""

    id: str
    headline: str
    byline: tuple[str, ...]
    issuer: str
    disease: str
    day: str
    path: str
    blocks: tuple[Block, ...]
    risk: tuple[tuple[str, tuple[Entry, ...]], ...]
    cases: tuple[Entry, ...]
    interventions: tuple[tuple[str, tuple[Entry, ...]], ...]
    doubts: tuple[Question, ...]
    sources: tuple[Source, ...]
    say: Mapping[str, str]

    @property
    def empty(self) -> bool:
        """Whether the document says nothing that a summary can show."""
        return not (self.blocks or self.risk or self.cases or self.interventions)


def summary_of(record: Record, source: str, labels: Labels) -> Summary:
    """What a summary shows of a record, in the language of `labels`; `source` is the text that it was made from."""
    sources = Sources(source, labels.words)
    day = data_day(record) or record.published
    issuer = labels.place_name(record.issuer) if record.issuer else ""
    disease = labels.disease(record.disease)
    return Summary(
        id=record.document_id,
        headline=labels.headline(issuer, disease, day),
        byline=tuple(_byline(record, labels)),
        issuer=issuer,
        disease=disease,
        day=labels.words.day(day) if day else "",
        path=record.path,
        blocks=_blocks(record, day, labels, sources),
        risk=_risk(record, labels, sources),
        cases=tuple(_case(case, record.issuer, labels, sources) for case in record.cases),
        interventions=_interventions(record, labels, sources),
        doubts=questions_of(record, source, labels),
        sources=tuple(sources.found.values()),
        say=labels.words.phrases["summary"],
    )


def _byline(record: Record, labels: Labels) -> Iterator[str]:
    words = labels.words
    if record.published:
        yield words.say("summary", "published", day=words.day(record.published))
    if record.title:
        yield words.say("summary", "titled", title=labels.script(record.title))


def data_day(record: Record) -> str | None:
    """The day that the bulletin's figures are of: that of most new facts, else of most others; None where unknown."""
    for wanted in (True, False):
        days = Counter(f.end for f in record.facts if f.end and (f.status == "new") is wanted)
        if days:
            return max(days, key=lambda day: (days[day], day))
    days = Counter(change.date for change in record.risk_changes if change.date)
    return max(days, key=lambda day: (days[day], day)) if days else None


def _blocks(record: Record, day: str | None, labels: Labels, sources: Sources) -> tuple[Block, ...]:
    blocks = []
    doubted = Doubted(record.doubts, sources.source)
    for key, roots in blocks_of(record.facts, labels, day=day, issuer=record.issuer):
        title = labels.block(key)
        lines = tuple(_line(root, None, record, doubted, labels, sources) for root in roots)
        blocks.append(Block(key.status, labels.words.say("brief", key.status), title, lines))
    return tuple(blocks)


def _line(node: Node, above: Fact | None, record: Record, doubted: Doubted, labels: Labels, sources: Sources) -> Line:
    fact = node.fact
    quoted = sources.of(fact.evidence)
    kind, label = labels.line(fact, above, record.issuer)
    return Line(
        label=label,
        count=labels.words.counted(fact),
        kind=kind,
        source=quoted,
        doubtful=doubted.holds(fact),
        parts=tuple(_line(part, fact, record, doubted, labels, sources) for part in node.parts),
    )


def _risk(record: Record, labels: Labels, sources: Sources) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    groups: dict[str, list[RiskChange]] = {}
    for change in record.risk_changes:
        groups.setdefault(labels.risk(change), []).append(change)
    return tuple(
        (how, tuple(Entry(labels.place(row, record.issuer), (), sources.of(row.evidence)) for row in changes))
        for how, changes in groups.items()
    )


def _case(case: Case, issuer: str | None, labels: Labels, sources: Sources) -> Entry:
    return Entry(labels.case_name(case), labels.case_details(case, issuer), sources.of(case.evidence))


def _interventions(record: Record, labels: Labels, sources: Sources) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """Each sentence once, under the group of the first category that it says; all that it says are its title."""
    sentences: dict[str, list[Intervention]] = {}
    for row in record.interventions:
        sentences.setdefault(row.text, []).append(row)
    groups: dict[str, list[list[Intervention]]] = {}
    for rows in sentences.values():
        groups.setdefault(rows[0].category.rpartition(" > ")[0] or rows[0].category, []).append(rows)
    return tuple(
        (labels.category(group), tuple(_measure(rows, record, labels, sources) for rows in groups[group]))
        for group in sorted(groups)
    )


def _measure(rows: list[Intervention], record: Record, labels: Labels, sources: Sources) -> Entry:
    """What one sentence orders."""
    categories = dict.fromkeys(labels.category(row.category.rpartition(" > ")[2]) for row in rows)
    evidence = [one for row in rows for one in row.evidence]
    details = tuple(_measure_details(rows[0], evidence, record, labels))
    return Entry(labels.words.say("summary", "semicolon").join(categories), details, sources.whole(evidence))


def _measure_details(row: Intervention, evidence: list[Evidence], record: Record, labels: Labels) -> Iterator[str]:
    """Where, from when, and the words of the order, cut short, where a reader of the summary can read them."""
    words = labels.words
    at = {one.start for one in evidence if one.role == "place"}
    codes = (place.adcode for place in record.places if place.start in at and place.adcode != record.issuer)
    names = [labels.place_name(code) for code in dict.fromkeys(codes) if code]
    if names:
        left = len(names) - SHOWN_PLACES
        more = words.say("summary", "more", count=left, total=len(names)) if left > 0 else ""
        yield words.say("summary", "comma").join(names[:SHOWN_PLACES]) + more
    if row.date and any(one.role == "date" for one in evidence):
        yield words.say("summary", "since", day=words.day(row.date))
    if is_chinese(row.text) == words.tag.startswith("zh"):
        yield words.say("summary", "quote", words=shortened(labels.script(row.text)))
