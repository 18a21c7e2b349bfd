"""Lines that stand over others: titles, headings with an origin, a place or a count, and the lines of a case list."""

from __future__ import annotations

from bulletin_norm.stages.facts.scope import Scope
from bulletin_norm.stages.facts.tokens import Token

_LONGEST_HEADING = 120
_LONGEST_TITLE = 250
_LONGEST_COUNTED = 60
_AROUND = frozenset({"open", "close", "unit", "case", "list", "comma", "colon", "decoy"})


def is_title(paragraph: list[Token]) -> bool:
    """Whether the first line is a title: short, and without a full stop or a colon."""
    return paragraph[-1].kind not in ("stop", "colon") and paragraph[-1].end - paragraph[0].start < _LONGEST_TITLE


def is_line_list(paragraph: list[Token]) -> bool:
    """Whether a line describes a case by its number."""
    first = next((token for token in paragraph if token.kind in ("decoy", "num", "feature")), None)
    return first is not None and first.kind == "decoy" and first.value.kind == "case_number"


def heading(paragraph: list[Token], scope: Scope) -> bool:
    """A line without a count or a full stop sets origin and place for what follows; True where this is one."""
    kinds = {token.kind for token in paragraph}
    if kinds & {"num", "stop", "zero"} or paragraph[-1].end - paragraph[0].start > _LONGEST_HEADING:
        return False
    origins = [token.value for token in paragraph if token.kind == "origin"]
    scope.heading_origin = origins[0] if len(set(origins)) == 1 else None
    places = [token.value for token in paragraph if token.kind == "place" and token.value.role == "place"]
    alone = paragraph[-1].kind == "colon" or kinds == {"place"}
    scope.heading_place = places[0] if len(places) == 1 and alone else None
    return True


def is_counted(paragraph: list[Token], kind: str = "feature") -> bool:
    """Whether a line is one word of this kind and its number: "High-risk areas (24)", below it "Tianya (10)"."""
    kinds = [token.kind for token in paragraph if token.kind not in _AROUND]
    return kinds == [kind, "num"] and paragraph[-1].end - paragraph[0].start <= _LONGEST_COUNTED
