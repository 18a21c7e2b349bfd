"""Lines that stand over others: titles, headings with an origin, a place or a count, and the lines of a case list."""

from __future__ import annotations

from operator import attrgetter

from bulletin_norm.stages.facts.pieces import Stretch
from bulletin_norm.stages.facts.scope import Scope, is_report_of_a_stretch

_LONGEST_HEADING = 120
_LONGEST_TITLE = 250
_LONGEST_COUNTED = 60
_AROUND = frozenset({"open", "close", "unit", "case", "list", "comma", "colon", "decoy"})
_START = attrgetter("start")


def is_title(line: Stretch, text: str) -> bool:
    """Whether the first line of a text is a title: short, without a full stop or a colon, no list goes on from it."""
    if "\n" in text[line.start : line.end]:
        return False
    return line.tokens[-1].kind not in ("stop", "colon") and line.end - line.start < _LONGEST_TITLE


def is_line_list(line: Stretch) -> bool:
    """Whether a line describes a case by its number."""
    if not line.has("decoy"):
        return False
    first = min((line.all(kind)[0] for kind in ("decoy", "num", "feature") if line.has(kind)), key=_START)
    return first.kind == "decoy" and first.value.kind == "case_number"


def heading(line: Stretch, scope: Scope) -> bool:
    """A line without a count or a full stop sets origin and place for what follows; True where this is one."""
    if [token.kind for token in line.tokens[:2]] == ["decoy", "stop"] and len(line.tokens) > 2:
        line = Stretch(line.tokens[2:])
    kinds = line.kinds.keys()
    if kinds & {"num", "stop", "zero"} or line.end - line.start > _LONGEST_HEADING:
        return False
    origins = line.marks("origin")
    scope.heading_origin = origins.pop() if len(origins) == 1 else None
    places = [token.value for token in line.all("place") if token.value.role == "place"]
    alone = line.tokens[-1].kind == "colon" or kinds == {"place"}
    periods = [token.value for token in line.all("date") if is_report_of_a_stretch(token.value)]
    scope.period = periods[0] if len(periods) == 1 and scope.period is None else scope.period
    diseases = [token.value for token in line.all("disease")]
    scope.heading_disease = diseases[0] if len(diseases) == 1 else None
    scope.heading_place = places[0] if len(places) == 1 and alone else None
    return True


def is_counted(line: Stretch, kind: str = "feature") -> bool:
    """Whether a line is one word of this kind and its number: "High-risk areas (24)", below it "Tianya (10)"."""
    if line.end - line.start > _LONGEST_COUNTED:
        return False
    return [token.kind for token in line.tokens if token.kind not in _AROUND] == [kind, "num"]
