"""English dates."""

from __future__ import annotations

from bulletin_norm.language.dates import DateWords

_MONTHS = "january february march april may june july august september october november december"
_SHORT = "jan feb mar apr may jun jul aug sep oct nov dec"

DATES = DateWords(
    months={name: number for names in (_MONTHS, _SHORT) for number, name in enumerate(names.split(), 1)}
    | {"sept": 9, "jan.": 1, "feb.": 2, "mar.": 3, "apr.": 4, "jun.": 6, "jul.": 7, "aug.": 8, "sep.": 9, "sept.": 9,
       "oct.": 10, "nov.": 11, "dec.": 12},
    units={
        "st": "D", "nd": "D", "rd": "D", "th": "D",
        "o'clock": "H", "o ‘clock": "H", "o 'clock": "H", "o’clock": "H", "o‘clock": "H", "o ’clock": "H",
        "o' clock": "H", "oclock": "H", "o clock": "H", "noon": "H", "midnight": "H", "am": "H", "a.m.": "H",
        "pm": "p", "p.m.": "p",
        "hours": "U", "hour": "U", "days": "V", "day": "V", "hrs": "U", "h": "U",
    },
    keywords={
        "as of": "A", "as at": "A", "as for": "A", "by": "A", "until": "A", "till": "A", "up to": "A", "up until": "A",
        "ended": "A", "ending": "A", "by the end of": "A", "as-of": "A", "as from": "F",
        "since": "S", "since the": "S", "starting from": "F", "starting at": "F", "starting on": "F", "effective": "F",
        "from": "F", "between": "B", "beginning": "F", "with effect from": "F", "effective from": "F",
        "commencing": "F",
        "so far": "O", "at present": "O", "up to now": "O", "until now": "O", "to date": "O", "by now": "O",
        "currently": "O", "as of now": "O", "up to the present": "O", "till now": "O", "presently": "O",
        "up to date": "O", "as of today": "O", "at the moment": "O",
        "zero": "o0",
        "zero hour": "o0",
        "zero hours": "o0",
        "zero o'clock": "o0",
        "afternoon": "p",
        "evening": "p",
        "night": "p",
        "on the day of": "",
        "from now on": "b", "with immediate effect": "b", "from the date of": "b", "effective immediately": "b",
        "on the same day": "=0", "the same day": "=0", "on that day": "=0", "that day": "=0", "on the day": "=0",
        "same day": "=0", "on this day": "=0", "of the day": "=0", "the next day": "=1",
        "the following day": "=1",
        "compared with the same day": "", "day by day": "", "the day before": "", "the previous day": "",
        "previous day": "", "the day": "",
        "by the day": "", "during the day": "", "every day": "",
        "today": "t0", "this morning": "t0", "this afternoon": "t0", "this evening": "t0", "tonight": "t0",
        "yesterday": "t-1", "last night": "t-1", "yesterday evening": "t-1", "yesterday's": "t-1", "today's": "t0",
        "the day before yesterday": "t-2", "tomorrow": "t1",
        "in the past": "P", "over the past": "P", "the past": "P", "past": "P", "in the last": "P", "the last": "P",
        "during the past": "P", "over the last": "P", "the previous": "P", "previous": "P",
        "date": "X", "time": "X", "date:": "X", "time:": "X", "published": "X", "published:": "X", "posted": "X",
        "release time": "X", "release time:": "X", "release date": "X", "release date:": "X", "publication date": "X",
        "publish time": "X", "publish time:": "X", "posted on": "X", "published on": "X", "updated": "X",
        "updated:": "X", "last updated": "X", "publication date:": "X", "published at": "X",
    },
    tight=frozenset({"the"}),
    of=frozenset({"of"}),
    ands=frozenset({"and"}),
    since_before=("since",),
    loose=frozenset({
        "on", "at", "in", ",", ":", ".,", "the", "of", "hours", "o", "clock", "beijing", "time", "morning", "early",
        "noon",
    }),
    ranges=frozenset({"to", "-", "–", "—", "~", "until", "till", "through", "−"}),
    day_before=("the ", "the", "on ", "(", "to ", "and "),
    month_before=("in ", "in late ", "in early ", "during ", "since ", "from ", "to ", "of ", "until ", "("),
    no_day_after=(
        "round", "floor", "batch", "case", "time", "edition", "dose", "generation", "hospital", "division", "wave",
        "session", "congress", "national", "people", "five", "confirmed", "new", "ring", "group", "team", "unit",
        "building", "grade", "meeting", "press", "middle", "primary", "road", "street", "century", "largest", "highest",
        "day", "place", "round,", "local", "version", "phase", "stage", "notice", "announcement", "district", "village",
        "production", "company", "farm", "regiment", "community", "in", "most", "anniversary", "report", "bulletin",
        "consecutive", "straight", "affiliated", "lunar", "asymptomatic", "imported", "plenary", "zone", "area",
    ),
    announced=(
        "announced", "notified", "notifies", "announces", "informed", "briefed", "updated", "published", "issued",
        "learned", "said", "stated", "released:", "announcement",
    ),
    announced_reach=110,
    stamp_after=(" 0 by", " by\n", " source", "  source", " author"),
    other_before=("onset ", "onset dates ", "onset date ", "ranging ", "ranged ", "arrival dates ", "entry dates "),
    news=(
        "new ", "newly", "added", "reported", "no new", "diagnosed", "were confirmed", "was confirmed", "increased",
        "discharged", "cured", "released",
    ),
    weekdays=("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
)  # fmt: skip
