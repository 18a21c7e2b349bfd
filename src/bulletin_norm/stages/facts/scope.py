"""What carries on from one count to the next: dates, status, origin and place, by section, paragraph and sentence."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

import msgspec

from bulletin_norm.model import DateMention, PlaceMention
from bulletin_norm.stages.facts.claims import Claim

_LONGEST_PERIOD = 31
_NEAR = 50
_START = attrgetter("start")


class Scope(msgspec.Struct, eq=False):
    """The running state of a section."""

    published: str | None
    issuer: PlaceMention | None
    period: DateMention | None = None
    as_of: DateMention | None = None
    data_day: str | None = None
    eve: str | None = None
    told: str | None = None
    heading_origin: str | None = None
    scene_origin: str | None = None
    heading_place: PlaceMention | None = None
    heading_disease: str | None = None
    topic: PlaceMention | None = None
    topic_behind: bool = False
    alone: bool = False
    status: str | None = None
    paragraph_status: str | None = None
    paragraph_origins: set[str] = set()
    origins_before: set[str] = set()
    status_before: str | None = None
    paragraph_topic_measure: str | None = None
    origin: str | None = None
    statement: Claim | None = None
    headed: Claim | None = None
    dates: list[DateMention] = []
    dated: dict[str, DateMention] = {}
    paragraph_dates: list[DateMention] = []
    list_dates: list[DateMention] = []
    sentence_topic: PlaceMention | None = None
    animals: bool = False
    person: bool = False
    unnamed: bool = False
    main_disease: str | None = None
    disease: str | None = None
    positives: bool = False
    risk_status: str = "current"
    default_status: str | None = None
    first_period: DateMention | None = None
    day: DateMention | None = None

    def open_paragraph(self, *, in_list: bool = False) -> None:
        """Forget what a paragraph does not take over from the one before it; `in_list` where that ended in a colon."""
        self.topic = self.heading_place
        self.topic_behind = False
        self.status = self.origin = self.paragraph_topic_measure = None
        self.status_before, self.paragraph_status = self.paragraph_status, None
        self.origins_before, self.paragraph_origins = self.paragraph_origins, set()
        self.statement = None
        if self.paragraph_dates:
            self.list_dates = self.paragraph_dates if in_list else []
        self.paragraph_dates = []
        self.day = None

    def open_sentence(self, dates: list[DateMention], *, counts: bool = True) -> None:
        """Take the dates of a sentence; its status and origin start afresh. A stretch in one that `counts` nothing is
        none of the data: "All of them came from Myanmar between July 7 and 15"."""
        self.dates = dates
        self.dated = {mention.kind: mention for mention in dates}
        self.sentence_topic = None
        self.paragraph_dates += dates
        self.status = None
        self.origin = None
        self.disease = None
        self.scene_origin = None
        for mention in dates:
            if mention.kind == "as_of":
                self.as_of = mention
                self.data_day = mention.last or self.data_day
            elif mention.kind == "period" and mention.last and _days(mention) <= _LONGEST_PERIOD:
                if mention.rule == "week" or (mention.rule == "past" and "as_of" in self.dated):
                    continue
                if self.published and mention.last > self.published and _days(mention):
                    continue
                if _days(mention) == 0 or (self.period is None and (counts or self.told is None)):
                    self.period = mention
                if _days(mention) == 0 or self.data_day is None:
                    self.data_day = mention.last

    def of_kind(self, *kinds: str) -> DateMention | None:
        """The last date of the sentence that is of one of these kinds."""
        found = [self.dated[kind] for kind in kinds if kind in self.dated]
        return max(found, key=_START) if found else None

    def near(self, position: int) -> list[DateMention]:
        """The dates of the sentence, in the order of the text; of an endless one those around a position."""
        if len(self.dates) <= _NEAR:
            return self.dates
        at = bisect_left(self.dates, position, key=_START)
        return self.dates[max(0, at - _NEAR) : at + _NEAR]


def _days(mention: DateMention) -> int:
    """The days from the first to the last of a mention; 0 where the year of one is not known."""
    if mention.first == mention.last:
        return 0
    try:
        return (datetime.date.fromisoformat(mention.last or "") - datetime.date.fromisoformat(mention.first or "")).days
    except ValueError:
        return 0


def is_report_of_a_stretch(mention: DateMention) -> bool:
    """Whether a period is a calendar month, a year or a week: the stretch that a report on other diseases is of."""
    if mention.first == mention.last:
        return False
    try:
        first, last = datetime.date.fromisoformat(mention.first or ""), datetime.date.fromisoformat(mention.last or "")
    except ValueError:
        return False
    whole = first.day == 1 and (last + datetime.timedelta(days=1)).day == 1
    year = whole and first.month == 1 and last.month == 12 and first.year == last.year
    return year or (whole and (last - first).days < _LONGEST_PERIOD) or (last - first).days == 6


def _is_of_months(mention: DateMention) -> bool:
    """Whether a period is one of whole months: 1—11月."""
    last = mention.last or ""
    return (mention.first or "").endswith("-01") and last[8:] in ("28", "29", "30", "31") and last[:4].isdecimal()


def set_dates(claim: Claim, scope: Scope) -> None:
    """Give a claim its days: those of its own words, its sentence, or what ran before."""
    own = [mention for mention in claim.dates if mention.kind != "stamp"]
    if claim.status == "new":
        _new_dates(claim, scope, own)
        dated = any(item[0] == "date" for item in claim.evidence) and claim.first == claim.last
        scope.told = claim.last if dated and not claim.title else scope.told
    else:
        _standing_dates(claim, scope, own)


def _told_day(scope: Scope) -> str | None:
    """The day of the new counts before, where it is one of the two before publication."""
    if scope.told is None or scope.published is None or len(scope.told) != len(scope.published):
        return None
    try:
        ago = datetime.date.fromisoformat(scope.published) - datetime.date.fromisoformat(scope.told)
    except ValueError:
        return None
    return scope.told if 0 < ago.days <= 2 else None


def _own_days(claim: Claim, own: list[DateMention], scope: Scope) -> list[DateMention]:
    """The days beside a count; a stretch is that of the count, the day before it that of the news; so is the day of
    publication before another day; of several days it is the last before the count: 由4日的9例降到6日的2例."""
    usable = [m for m in own if m.kind in ("period", "day") and m.last]
    if len(usable) > 1 and usable[0].last == scope.published:
        usable = [m for m in usable if m.last != scope.published] or usable
    periods = [m for m in usable if m.kind == "period"]
    if periods or len(usable) < 2:
        return periods or usable
    ahead = [m for m in usable if m.start < claim.start]
    return ahead[-1:] or usable


def _days_before(claim: Claim, scope: Scope, dates: Sequence[DateMention]) -> list[DateMention]:
    """The days named before a count; after that of the news where the data end: 今日公布，截至今日零時，新增12宗."""
    days = [m for m in dates if m.kind == "day" and m.last and m.start < claim.start]
    if days:
        told = days[-1]
        ends = [m for m in dates if m.kind == "as_of" and m.last and told.start < m.start < claim.start]
        days += [m for m in ends if told.last == scope.published or (m.last or "") < (told.last or "")]
    return days


def _new_dates(claim: Claim, scope: Scope, own: list[DateMention]) -> None:
    dates = scope.near(claim.start)
    usable = _own_days(claim, own, scope)
    in_sentence = [
        m
        for m in dates
        if m.kind == "period" and m.last and (_days(m) <= _LONGEST_PERIOD or _is_of_months(m))
        if m.start < claim.start or _days(m) == 0
    ]
    for mention in usable[:1] or in_sentence[-1:]:
        claim.first, claim.last = mention.first or mention.last, mention.last
        claim.evidence.append(("date", mention.start, mention.end))
        scope.day = mention if mention.kind == "day" else scope.day
        return
    if claim.measure in ("high_risk_areas", "medium_risk_areas"):
        claim.first = claim.last = _risk_day(scope)
        return
    known = scope.period or scope.first_period
    days = _days_before(claim, scope, dates)
    if days and (known is None or not claim.title):
        mention = days[-1]
        if known is None or (mention.last or "") <= (known.last or "") or mention.last != scope.published:
            claim.first, claim.last = mention.first or mention.last, mention.last
            claim.evidence.append(("date", mention.start, mention.end))
            scope.day = mention
            return
    ruling = scope.period or scope.first_period or scope.as_of
    if ruling is not None and _days(ruling) > 0 and ruling.start > claim.start and scope.data_day:
        claim.first = claim.last = scope.data_day
        return
    if ruling is not None:
        whole = ruling.kind == "period"
        claim.first, claim.last = (ruling.first if whole else ruling.last), ruling.last
        claim.evidence.append(("date", ruling.start, ruling.end))
        return
    if days:
        claim.first = claim.last = days[-1].last
    elif scope.day is not None:
        claim.first = claim.last = scope.day.last
        claim.evidence.append(("date", scope.day.start, scope.day.end))
    elif (after := _day_behind(scope)) is not None:
        claim.first, claim.last = after.first or after.last, after.last
        claim.evidence.append(("date", after.start, after.end))
    else:
        claim.first = claim.last = _told_day(scope) or scope.eve or scope.published


def _day_behind(scope: Scope) -> DateMention | None:
    """The day that a sentence names behind its count, but for one before that of the counts told last."""
    told = _told_day(scope) or ""
    days = (mention for mention in scope.dates if mention.kind == "day" and mention.last)
    return next((mention for mention in days if (mention.last or "") >= told), None)


def _risk_day(scope: Scope) -> str | None:
    for mention in reversed(scope.paragraph_dates or scope.list_dates):
        if mention.kind in ("day", "period", "as_of", "since") and (mention.last or mention.first):
            return mention.last or mention.first
    return scope.published or scope.data_day


def _stretches(scope: Scope, dates: Sequence[DateMention]) -> list[DateMention]:
    """The periods that a total may be of: not those of a count before it that was new, or of no stretch."""
    told = scope.statement
    found = [m for m in dates if m.kind == "period" and m.first and _days(m) > 1]
    if told is not None and (told.status == "new" or (told.status == "cumulative" and told.first is None)):
        found = [m for m in found if m.start > told.start]
    return found


def _standing_dates(claim: Claim, scope: Scope, own: list[DateMention]) -> None:
    if claim.measure in ("high_risk_areas", "medium_risk_areas"):
        claim.last = _risk_day(scope)
        return
    dates = scope.near(claim.start)
    as_of = [m for m in own if m.kind in ("as_of", "period") and m.last] or [
        m for m in dates if m.kind in ("as_of", "period") and m.last
    ]
    as_of = [m for m in as_of if m.rule not in ("past", "week")] or [m for m in as_of if m.rule == "past"]
    if as_of:
        claim.last = as_of[-1].last
        claim.evidence.append(("date", as_of[-1].start, as_of[-1].end))
    else:
        claim.last = scope.data_day or scope.published
    if claim.status == "cumulative":
        since = [m for m in dates if m.kind == "since" and m.first]
        for mention in [] if any(m.kind == "now" for m in own) else since or _stretches(scope, dates):
            claim.first = mention.first
            claim.last = mention.last or claim.last
