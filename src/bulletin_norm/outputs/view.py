"""What a summary shows of a record: every figure, place and date as words, nested and sorted; no layout.

Templates get a `Summary`; they lay out what stands here and compute nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from bulletin_norm.model import Case, Evidence, Fact, Intervention
from bulletin_norm.outputs.labels import Labels
from bulletin_norm.outputs.schema import DoubtRow, Record
from bulletin_norm.outputs.trees import Node, blocks_of
from bulletin_norm.outputs.wording import Wording

QUOTE_LENGTH = 160
CONTEXT = 30
SHOWN_PLACES = 5


class Source(msgspec.Struct, frozen=True):
    """Words of the source that say a claim; offsets in code points."""

    number: int
    quote: str
    place: str
    start: int
    end: int


class Line(msgspec.Struct, frozen=True):
    """One figure: what it counts or where, how many, and its parts, largest first.

    `kind` is "measure" where the label says what is counted, "place" where it says where.
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


class Question(msgspec.Struct, frozen=True):
    """A doubt: the words that it is about (none where it is about the whole), their surroundings, the message."""

    kind: str
    quote: str
    before: str
    after: str
    message: str
    start: int
    end: int


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


@dataclass
class _Sources:
    """Numbers the quoted words in the order in which the summary uses them."""

    source: str
    words: Wording
    found: dict[tuple[tuple[int, int], ...], Source] = field(default_factory=dict)

    def whole(self, evidence: Sequence[Evidence]) -> Source | None:
        """The words from the first that say a claim to the last, with all between them."""
        if not evidence:
            return None
        start, end = min(one.start for one in evidence), max(one.end for one in evidence)
        return self.of([Evidence("words", start, end, "")])

    def of(self, evidence: Iterable[Evidence]) -> Source | None:
        """The words that say a claim, not where it is said again; what stands far apart is quoted with an ellipsis."""
        pieces = sorted((e.start, e.end) for e in evidence if e.role != "repeat")
        if not pieces:
            return None
        stretches = tuple(_joined(pieces))
        if stretches not in self.found:
            quote = " … ".join(" ".join(self.source[start:end].split()) for start, end in stretches)
            start, end = stretches[0][0], stretches[-1][1]
            place = self.words.say("summary", "place", start=start, end=end)
            self.found[stretches] = Source(len(self.found) + 1, quote, place, start, end)
        return self.found[stretches]


def summary_of(record: Record, source: str, labels: Labels) -> Summary:
    """What a summary shows of a record, in the language of `labels`; `source` is the text that it was made from."""
    sources = _Sources(source, labels.words)
    doubts = record.doubts
    day = data_day(record) or record.published
    issuer = labels.place_name(record.issuer) if record.issuer else ""
    disease = labels.disease(record.disease)
    return Summary(
        id=record.document_id,
        headline=labels.headline(issuer, disease, day),
        byline=tuple(_byline(record, labels.words)),
        issuer=issuer,
        disease=disease,
        day=labels.words.day(day) if day else "",
        path=record.path,
        blocks=_blocks(record, labels, sources),
        risk=_risk(record, labels, sources),
        cases=tuple(_case(case, record.issuer, labels, sources) for case in record.cases),
        interventions=_interventions(record, labels, sources),
        doubts=tuple(_question(doubt, source, labels) for doubt in doubts),
        sources=tuple(sources.found.values()),
        say=labels.words.phrases["summary"],
    )


def _byline(record: Record, words: Wording) -> Iterator[str]:
    if record.published:
        yield words.say("summary", "published", day=words.day(record.published))
    if record.title:
        yield words.say("summary", "titled", title=record.title)


def before_words(source: str, end: int) -> str:
    """The words of the same line before an offset, cut between words, with an ellipsis where something is left out."""
    words = source[max(0, end - CONTEXT) : end].rpartition("\n")[2]
    if len(words) < CONTEXT:
        return words
    return "…" + (words.partition(" ")[2] or words)


def after_words(source: str, start: int) -> str:
    """The words of the same line after an offset, cut between words, with an ellipsis where something is left out."""
    words = source[start : start + CONTEXT].partition("\n")[0]
    if len(words) < CONTEXT:
        return words
    return (words.rpartition(" ")[0] or words) + "…"


def data_day(record: Record) -> str | None:
    """The day that the bulletin's figures are of: that of most new facts, else of most others; None where unknown."""
    for wanted in (True, False):
        days = Counter(f.end for f in record.facts if f.end and (f.status == "new") is wanted)
        if days:
            return max(days, key=lambda day: (days[day], day))
    days = Counter(change.date for change in record.risk_changes if change.date)
    return max(days, key=lambda day: (days[day], day)) if days else None


def _joined(pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces as stretches of words: what stands near one another is quoted as one."""
    stretches = [pieces[0]]
    for start, end in pieces[1:]:
        first, last = stretches[-1]
        if start - last <= CONTEXT:
            stretches[-1] = (first, max(last, end))
        else:
            stretches.append((start, end))
    return stretches


def _blocks(record: Record, labels: Labels, sources: _Sources) -> tuple[Block, ...]:
    blocks = []
    doubted = Doubted(record.doubts, sources.source)
    for key, roots in blocks_of(record.facts, labels):
        title = labels.block(key)
        lines = tuple(_line(root, None, record, doubted, labels, sources) for root in roots)
        blocks.append(Block(key.status, labels.words.say("brief", key.status), title, lines))
    return tuple(blocks)


def _line(node: Node, above: Fact | None, record: Record, doubted: Doubted, labels: Labels, sources: _Sources) -> Line:
    fact = node.fact
    quoted = sources.of(fact.evidence)
    is_place = above is not None and (fact.measure, fact.origin) == (above.measure, above.origin)
    label = labels.place(fact, above.adcode) if is_place and above else labels.measure(fact, above, record.issuer)
    return Line(
        label=label,
        count=labels.words.count(fact),
        kind="place" if is_place else "measure",
        source=quoted,
        doubtful=doubted.holds(fact),
        parts=tuple(_line(part, fact, record, doubted, labels, sources) for part in node.parts),
    )


class Doubted:
    """Where in the source doubts lie, those about a document as a whole left out."""

    def __init__(self, doubts: Iterable[DoubtRow], source: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted((doubt.start, doubt.end) for doubt in doubts if not is_of_all(doubt, source)):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def holds(self, fact: Fact) -> bool:
        """Whether a doubt is about the very number of a fact."""
        for one in fact.evidence:
            at = bisect_right(self._ends, one.start) if one.role == "count" else len(self._ends)
            if at < len(self._ends) and self._starts[at] < one.end:
                return True
        return False


def is_of_all(doubt: DoubtRow, source: str) -> bool:
    """Whether a doubt is about a document as a whole, not about some words of it."""
    return doubt.start == 0 and doubt.end >= len(source)


def _risk(record: Record, labels: Labels, sources: _Sources) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    groups: dict[str, list[Entry]] = {}
    for change in record.risk_changes:
        title = labels.place(change, record.issuer)
        groups.setdefault(labels.risk(change), []).append(Entry(title, (), sources.of(change.evidence)))
    return tuple((how, tuple(entries)) for how, entries in groups.items())


def _case(case: Case, issuer: str | None, labels: Labels, sources: _Sources) -> Entry:
    return Entry(labels.case_name(case), labels.case_details(case, issuer), sources.of(case.evidence))


def _interventions(record: Record, labels: Labels, sources: _Sources) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """Each sentence once, under the group of the first category that it says; all that it says are its title."""
    sentences: dict[str, list[Intervention]] = {}
    for row in record.interventions:
        sentences.setdefault(row.text, []).append(row)
    groups: dict[str, list[Entry]] = {}
    for text, rows in sentences.items():
        paths = [labels.words.term("category", row.category).split(" > ") for row in rows]
        title = labels.words.say("summary", "semicolon").join(dict.fromkeys(path[-1] for path in paths))
        evidence = [one for row in rows for one in row.evidence]
        details = tuple(_measure_details(text, rows[0].date, evidence, record, labels))
        entry = Entry(title, details, sources.whole(evidence))
        groups.setdefault(" > ".join(paths[0][:-1] or paths[0]), []).append(entry)
    return tuple((group, tuple(groups[group])) for group in sorted(groups))


def _measure_details(
    text: str, date: str | None, evidence: list[Evidence], record: Record, labels: Labels
) -> Iterator[str]:
    """Where, from when, and the words of the order, cut short, where a reader of the summary can read them."""
    at = {one.start for one in evidence if one.role == "place"}
    codes = (place.adcode for place in record.places if place.start in at and place.adcode != record.issuer)
    names = [labels.place_name(code) for code in dict.fromkeys(codes) if code]
    if names:
        left = len(names) - SHOWN_PLACES
        more = [labels.words.say("summary", "more", count=left)] if left > 0 else []
        yield ", ".join(names[:SHOWN_PLACES] + more)
    if date and any(one.role == "date" for one in evidence):
        yield labels.words.say("summary", "since", day=labels.words.day(date))
    if is_chinese(text) == labels.words.tag.startswith("zh"):
        yield f"“{shortened(text)}”"


def shortened(text: str) -> str:
    """A sentence in at most `QUOTE_LENGTH` characters, cut at an inner stop, else between words.

    >>> shortened("Shops close, " * 20)[-14:]
    'Shops close, …'
    """
    text = " ".join(text.split()).rstrip(".;。；")
    if len(text) <= QUOTE_LENGTH:
        return text
    head = text[:QUOTE_LENGTH]
    cut = max(head.rfind(stop) for stop in [",", ";", "，", "；", "、"]) + 1
    return f"{head[: cut if cut > QUOTE_LENGTH // 2 else head.rfind(' ')].rstrip()} …"


def is_chinese(text: str) -> bool:
    """Whether a text is written in Chinese characters, for the most part."""
    return 2 * sum("\u3400" <= letter <= "\u9fff" for letter in text) > len(text.replace(" ", ""))


def _question(doubt: DoubtRow, source: str, labels: Labels) -> Question:
    start, end = doubt.start, min(doubt.end, doubt.start + QUOTE_LENGTH)
    if is_of_all(doubt, source):
        end = start = 0
    return Question(
        kind=doubt.kind,
        quote=" ".join(source[start:end].split()),
        before=before_words(source, start) if end else "",
        after=after_words(source, end) if end else "",
        message=str(labels.words.phrases["doubt"]["kinds"].get(doubt.kind, doubt.message)),
        start=doubt.start,
        end=doubt.end,
    )
