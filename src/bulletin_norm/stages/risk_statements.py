"""Finds what a text says of changed risk levels: which areas, from what, to what, when."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

import msgspec

from bulletin_norm.model import DateMention, Document, PlaceMention
from bulletin_norm.stages.case_fields import within
from bulletin_norm.stages.risk_lists import count_of, one_each, regions, under_headings
from bulletin_norm.stages.risk_localities import BRACKET, PREFECTURE, Locality, depth, split_localities
from bulletin_norm.stages.risk_patterns import RiskPatterns
from bulletin_norm.stages.risk_shapes import Heading, Statement, When, joined

ITEM_LENGTH = 260
REACH = 6000
NAME = 40
NEAR = 80
CLAUSE = re.compile(r"[.。;；](?!\d)|(?<=[^\d])[:：]")


class Reader:
    """Reads one stretch of a document, line by line; keeps the last date, heading and announced levels."""

    def __init__(
        self, doc: Document, start: int, end: int, known: RiskPatterns, home: PlaceMention | None = None
    ) -> None:
        self.home = home
        self.doc, self.lowered = doc, doc.lowered
        self.text, self.start, self.end, self.known = doc.reading, start, end, known
        self.title = end - len(doc.reading[start:end].lstrip())
        self.dates: Sequence[DateMention] = doc.dates
        self.statements: list[Statement] = []
        self.heading: Heading | None = None
        self.items: list[list[Locality]] = []
        self.last_when: When | None = None
        self.from_by_to: dict[str, str] = {}
        self.risky: set[int] = set()
        self._changed = False

    def read(self) -> list[Statement]:
        """All statements, in the order of the text."""
        if not self._hits():
            return []
        position = self.start
        while position < self.end:
            close = self.text.find("\n", position, self.end)
            close = self.end if close < 0 else close
            if self.text[position:close].strip():
                self._line(position, close)
            position = close + 1
        self._close()
        return [statement for statement in self.statements if statement.localities]

    def _hits(self) -> list[int]:
        """The starts of lines with a word for risk that stands near a level."""
        known, starts = self.known, []
        for guard in known.words.guards:
            hit = self.lowered.find(guard, self.start, self.end)
            while hit >= 0:
                if known.levelled.search(self.text, max(self.start, hit - NEAR), min(self.end, hit + NEAR)):
                    low, hit = self._line_of(hit)
                    starts.append(low)
                hit = self.lowered.find(guard, hit + 1, self.end)
        self.risky = set(starts)
        return starts

    @cached_property
    def places(self) -> list[PlaceMention]:
        """The places of the whole document that an area can lie in."""
        return [place for place in self.doc.places if place.role in ("place", "issuer", "source")]

    def _line_of(self, position: int) -> tuple[int, int]:
        start = max(self.text.rfind("\n", self.start, position) + 1, self.start)
        end = self.text.find("\n", position, self.end)
        return start, end if end >= 0 else self.end

    @cached_property
    def _announcements(self) -> list[tuple[int, When | None]]:
        """Where changes are announced whose lists follow, and from when."""
        found = []
        for announcement in self.known.announces.finditer(self.text, self.start, self.end):
            low, high = self._line_of(announcement.start())
            low, high = max(low, announcement.start() - REACH), min(high, announcement.end() + REACH)
            found.append((low, self._date(low, high)))
        return found

    @cached_property
    def _dated(self) -> list[tuple[int, When]]:
        return [(low, when) for low, when in self._announcements if when]

    def _announced(self, position: int) -> When | None:
        """The day of the announcement before a position; else of the first one that has any."""
        at = bisect_right(self._dated, position, key=lambda one: one[0]) - 1
        return self._dated[max(at, 0)][1] if self._dated else None

    def _line(self, start: int, end: int) -> None:
        known = self.known
        if start in self.risky:
            changes = self._changes(start, end)
            self.statements += changes
            if known.area.search(self.text, start, end) and self._heads(start, end):
                return
            if changes:
                return
        if self.heading and not self._item(start, end):
            self._close()

    def _changes(self, start: int, end: int) -> list[Statement]:
        """The changes that sentences of a line state of areas that they name."""
        found: list[Statement] = []
        floor = start
        matches = [
            match
            for low, sentence, high in self.known.windows(self.text, start, end)
            for patterns, begin in ((self.known.changes, low), (self.known.actions, sentence))
            for pattern in patterns
            for match in pattern.finditer(self.text, begin, high)
        ]
        self._changed = bool(matches)
        for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
            if match.start() < floor:
                continue
            statement = self._change(match, floor, start)
            floor = match.end()
            if statement:
                found.append(statement)
        return found

    def _change(self, match: re.Match[str], floor: int, line: int) -> Statement | None:
        known = self.known
        groups = match.groupdict()
        from_, to = known.level(groups.get("from") or groups.get("was")), known.level(groups.get("to")) or "low"
        sentence = self._sentence(floor, match.start())
        named = bool(groups.get("areas"))
        low, high = match.span("areas") if named else (sentence, match.start())
        when = self._date(sentence, match.start()) or self._date(match.end(), self._close_of(match.end()))
        when = when or (self._date(low, high) if named else None)
        low = self._trim(low, high, named)
        high = self._shorten(low, high)
        level = self._level_inside(low, high)
        from_ = from_ or (known.level(level[0]) if level else None)
        told = when or within(self.places, low, high)
        if not told and known.conditional.search(self.text, sentence, self._close_of(match.end())):
            return None
        near = max(sentence, match.start() - 4)
        first = next((place.start for place in within(self.places, sentence, match.start())), low)
        past = known.past.search(self.text, near, match.end()) or known.past.search(self.text, sentence, first)
        if past and when is None:
            return None
        if from_:
            self.from_by_to.setdefault(to, from_)
        if when:
            self.last_when = when
        localities = self._split(low, high)
        if not localities:
            return None
        when = when or self._carried(line)
        return Statement(
            match.start(),
            match.end(),
            from_,
            to,
            tuple(localities),
            when.date if when else None,
            when.time if when else None,
            when.span if when else None,
            None,
            title=self._is_title(line),
        )

    def _carried(self, line: int) -> When | None:
        when = self.last_when or self._announced(line)
        return msgspec.structs.replace(when, time=None) if when and when.span[0] < line else when

    def _is_title(self, line: int) -> bool:
        return line <= self.title

    def _sentence(self, floor: int, position: int) -> int:
        return self._after(self.known.sentence_end, max(floor, position - REACH), position)

    def _close_of(self, position: int) -> int:
        limit = min(self.end, position + ITEM_LENGTH)
        found = self.known.sentence_end.search(self.text, position, limit)
        return found.start() if found else limit

    def _trim(self, low: int, high: int, exact: bool) -> int:
        """Where the areas begin: after the marker of the object, the date, or other words that are no part of them."""
        if exact:
            decided = [found.end() for found in self.known.decided.finditer(self.text, low, high)]
            if not decided:
                return low
            low = decided[-1]
        for marker in self.known.object.finditer(self.text, low, high):
            before = within(self.places, max(low, marker.start() - NAME), marker.start())
            if not any(marker.start() < place.end for place in before):
                return marker.end()
        for date in within(self.dates, low, high):
            if date.end <= high and self._names(date.end, high):
                low = date.end
        first = next((place.start for place in within(self.places, low, high)), high)
        for aside in self.known.aside.finditer(self.text, low, min(first, low + ITEM_LENGTH)):
            if self.text[aside.end() : high].strip():
                low = aside.end()
        return low

    def _shorten(self, low: int, high: int) -> int:
        """Where the areas end: before a day behind them, and what is told of it (近14天无病例，即日起由...)."""
        first = next((place.end for place in within(self.places, low, high)), high)
        days = (date for date in within(self.dates, first, high) if not self._names(date.end, high))
        end = next((date.start for date in days), high)
        return high if self.known.counted.search(self.text, end, high) else end

    def _level_inside(self, low: int, high: int) -> re.Match[str] | None:
        """The level that stands between a division and its area: 将丰润区高风险区某镇某村调降为中风险区."""
        first = next(iter(within(self.places, low, high)), None)
        level = self.known.area.search(self.text, first.end, high) if first else None
        if level is None or self.known.counted.search(self.text, first.end if first else low, high):
            return None
        return level if self.known.is_locality(self.text[level.end() : high].strip()) else None

    def _names(self, low: int, high: int) -> bool:
        """Whether text[low:high] names a locality of any kind."""
        return bool(within(self.places, low, high)) or self.known.is_locality(self.text[low:high])

    def _split(self, low: int, high: int) -> list[Locality]:
        text = self.text
        tail = self.known.auxiliary.search(text, max(low, high - NEAR), high)
        high = tail.start() if tail else high
        places = list(within(self.places, low, high))
        parent: PlaceMention | None = None
        if level := self._level_inside(low, high):
            parent = [place for place in places if place.end <= level.start()][-1]
            low, places = level.end(), [place for place in places if place.start >= level.end()]
        if not places and not self.known.is_locality(text[low:high]):
            return []
        localities = split_localities(text, low, high, places, parent, self.known)
        return [self._placed(one) for one in localities if not self._only_counts(one)]

    def _placed(self, locality: Locality) -> Locality:
        """A locality without a place lies in the division that was named last before it."""
        if locality.place:
            return locality
        if self.home is not None and depth(self.home) > PREFECTURE:
            return locality._replace(place=self.home, certain=True)
        before = within(self.places, self.start, locality.start)
        return locality._replace(place=before[-1] if before else self.home, certain=False)

    def _only_counts(self, locality: Locality) -> bool:
        return self.known.only_counts(locality.words) or bool(self.known.area.search(locality.words))

    def _heads(self, start: int, end: int) -> bool:
        """Open the lists that a line heads: at its end, or inside it after a colon."""
        opened = False
        for match in self.known.heading.finditer(self.text, start, end):
            clause = self._clause(start, match.start())
            words = self.text[clause : match.end()]
            if words.endswith(("。", ".")) and not self.known.announces.search(self.text, start, end):
                continue
            if self._is_title(start) and self._changed and words[-1:] not in (":", "："):
                continue
            if self.known.current.search(words) or not (self.known.new.search(words) or self._announcements):
                continue
            levels = [self.known.level(found[0]) for found in self.known.area.finditer(self.text, clause, match.end())]
            to = levels[-1]
            if to is None:
                continue
            self._close()
            from_ = levels[0] if len(levels) > 1 and levels[0] != to else self._from(clause, match, to)
            when = self._date(clause, match.end()) or self._announced(clause)
            self.heading = Heading(clause, match.end(), from_, to, count_of(self.text, clause, match, self.known), when)
            opened = True
            inside = list(within(self.places, clause, match.start()))
            self.heading = msgspec.structs.replace(self.heading, parent=inside[-1] if inside else None)
            rest = self._rest(match.end(), end)
            if self.text[match.end() : rest].strip():
                self._inline(match.end(), rest)
                if self.items:
                    self._close()
        return opened

    def _clause(self, floor: int, position: int) -> int:
        return self._after(CLAUSE, max(floor, position - ITEM_LENGTH), position)

    def _after(self, sign: re.Pattern[str], floor: int, position: int) -> int:
        """Where the last sign in text[floor:position] ends."""
        return max((found.end() for found in sign.finditer(self.text, floor, position)), default=floor)

    def _rest(self, start: int, end: int) -> int:
        """The end of a list that stands in the line itself: the semicolon or full stop, or the line's end."""
        nested = self.known.heading.search(self.text, start, end)
        if nested:
            return max(start, self._clause(start, nested.start()))
        return end

    def _from(self, clause: int, match: re.Match[str], to: str) -> str | None:
        for pattern in (*self.known.changes, *self.known.actions):
            found = pattern.search(self.text, clause, match.end())
            if found and found.groupdict().get("from"):
                return self.known.level(found["from"])
        if self.known.new.search(self.text, clause, match.end()):
            return None
        return self.from_by_to.get(to)

    def _inline(self, start: int, end: int) -> None:
        """A list in the heading's own line."""
        assert self.heading is not None
        places = within(self.places, start, end)
        close = self.known.sentence_end.search(self.text, start, end)
        end = close.start() if close else end
        for region in regions(self.text, start, end, places, self.known, self.heading.count):
            low, high = region.start, region.end
            inner = [place for place in places if low <= place.start < high]
            parent = region.parent or self.heading.parent
            self.items.append(split_localities(self.text, low, high, inner, parent, self.known, region.count))

    def _item(self, start: int, end: int) -> bool:
        """Take a line as an item of the list; False where it is none."""
        assert self.heading is not None
        text, known = self.text, self.known
        numbered = known.item.match(text, start, end)
        low = numbered.end() if numbered else start + len(text[start:end]) - len(text[start:end].lstrip())
        places = within(self.places, low, end)
        sub = known.subheading.match(text, places[-1].end) if places else None
        if sub and not text[sub.end() : end].strip() and not text[low : places[0].start].strip():
            self.heading = msgspec.structs.replace(self.heading, parent=places[-1])
            return True
        words = text[low:end].strip()
        if len(words) > ITEM_LENGTH or known.other.match(words) or known.area.search(BRACKET.sub("", words)):
            return False
        if not numbered and not (places or known.is_locality(words.rstrip(".。;；"))):
            return False
        close = known.sentence_end.search(text, low, end)
        if not numbered and close and text[close.end() : end].strip():
            return False
        parent = self.heading.parent
        if (own := self._date(low, end)) and known.is_locality(text[low : own.span[0]].rstrip(" ，,")):
            self._dated_item(low, own, parent)
            return True
        if known.words.general_first:
            self.items.append(split_localities(text, low, end, places, parent, known))
        else:
            self.items.append(one_each(text, low, end, places, parent, known))
        return True

    def _dated_item(self, low: int, when: When, parent: PlaceMention | None) -> None:
        """State an item that says from when its own change holds: 3号楼，自12月11日2时起."""
        assert self.heading is not None
        high, heading = when.span[0], self.heading
        items = split_localities(self.text, low, high, within(self.places, low, high), parent, self.known)
        placed = tuple(self._placed(item) for item in items)
        levels = (heading.from_, heading.to)
        self.statements.append(
            Statement(heading.start, heading.end, *levels, placed, when.date, when.time, when.span, None)
        )

    def _close(self) -> None:
        """End the list that is open."""
        heading, self.heading = self.heading, None
        lines, self.items = under_headings([line for line in self.items if line]), []
        if heading is None or not lines:
            return
        items = [item for line in lines for item in line]
        if heading.count == len(lines) != len(items):
            items = [joined(line) for line in lines]
        when = heading.when or self.last_when
        items = [self._placed(item) for item in items]
        self.statements.append(
            Statement(
                heading.start,
                heading.end,
                heading.from_,
                heading.to,
                tuple(items),
                when.date if when else None,
                when.time if when else None,
                when.span if when else None,
                heading.count,
            )
        )

    def _date(self, start: int, end: int) -> When | None:
        """The day from which a change holds: a "since", else the last day named."""
        days = [d for d in within(self.dates, start, end) if d.kind not in ("stamp", "now") and (d.first or d.last)]
        if not days:
            return None
        day = next((d for d in reversed(days) if d.kind == "since"), days[-1])
        as_of = day.kind == "as_of"
        return When(day.first or day.last or "", None if as_of else day.time, (day.start, day.end))


def find_statements(
    doc: Document, start: int, end: int, known: RiskPatterns, home: PlaceMention | None = None
) -> list[Statement]:
    """All statements of changed risk levels in reading[start:end]; `home` is the division that speaks."""
    return Reader(doc, start, end, known, home).read()
