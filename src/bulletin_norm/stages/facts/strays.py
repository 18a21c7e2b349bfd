"""Brackets and stops that fell in the wrong place: taken out, or closed, before a paragraph is cut into pieces."""

from __future__ import annotations

from bulletin_norm.stages.facts.tokens import Token

SEPARATORS = frozenset({"comma", "list", "semi", "colon", "stop", "line"})
BRACKETS = frozenset({"open", "close"})

_ENDS = frozenset({"stop", "close"})
_LISTED = frozenset({"num", "place", "unit", "case", "comma", "list", "join", "stop"})
_LOOK_BACK = 300
_DEEPEST = 8


def without_strays(tokens: list[Token]) -> list[Token]:
    """Drop brackets and stops that fell between a place and its number: "(6 in A, B) 4 cases in the city, 1 in C)"."""
    kept: list[Token] = []
    last = 0
    for index in [index for index, token in enumerate(tokens) if token.kind in _ENDS]:
        if index < last:
            continue
        kept += tokens[last:index]
        last = index
        if tokens[index].kind == "stop" and (_splits_measure(kept, tokens, index) or _opens_list(tokens, index)):
            last += 1
        elif tokens[index].kind == "stop" and (units := _stray_units(kept, tokens, index + 1)):
            last += 1 + units
        elif _splits_place(kept, tokens, index):
            if [token.kind for token in kept[-3:-1]] == ["place", "open"] and not _has_number(kept[:-2]):
                del kept[-3 if kept[-3].value.locality else -2 : -1]  # 高新区（新市区）5例
            while tokens[last].kind in _ENDS:
                last += 1
    return kept + tokens[last:]


def _stray_units(kept: list[Token], tokens: list[Token], index: int) -> int:
    """The words for a case that came loose and open a sentence: "574 were in Changchun City. Cases (light 212"."""
    if not kept or kept[-1].kind not in ("place", "num", "close"):
        return 0
    end = index
    while end < len(tokens) and tokens[end].kind in ("unit", "case"):
        end += 1
    alone = end == len(tokens) or tokens[end].kind in ("open", "close", "comma", "semi", "stop")
    return end - index if alone else 0


def _opens_list(tokens: list[Token], index: int) -> bool:
    """Whether a stop parts a count from the bracket that deals it out: "32 cases were released. (2 cases in A; 30"."""
    kinds = [token.kind for token in tokens[index + 1 : index + 7]]
    return kinds[:2] == ["open", "num"] and "place" in kinds


def _splits_measure(kept: list[Token], tokens: list[Token], index: int) -> bool:
    """Whether a stop stands between what is counted and its number: "2 high-risk areas and medium-risk areas. 6"."""
    if _goes_on_with_none(kept, tokens[index + 1 : index + 5]):
        return True
    if len(kept) < 2 or kept[-1].kind != "feature" or kept[-2].kind not in ("join", "comma", "list"):
        return False
    after = tokens[index + 1 : index + 3]
    return bool(after) and after[0].kind == "num" and (len(after) == 1 or after[1].kind in SEPARATORS)


def _goes_on_with_none(kept: list[Token], after: list[Token]) -> bool:
    """Whether what is none goes on behind a stop: "No new deaths were added. and suspected cases"."""
    if len(after) < 2 or after[0].kind != "join" or any(token.kind in ("num", "zero") for token in after):
        return False
    if not any(token.kind == "feature" for token in after):
        return False
    for token in reversed(kept):
        if token.kind in ("stop", "num", "semi"):
            return False
        if token.kind == "zero":
            return True
    return False


def _splits_place(kept: list[Token], tokens: list[Token], index: int) -> bool:
    """Whether a bracket or a stop stands between a place and its number: "B) 4 cases in the city", "B. 4 cases"."""
    if not kept or kept[-1].kind != "place" or _has_number(kept):
        return False
    if not _open(kept) and (tokens[index].kind == "close" or not _in_list(kept)):
        return False
    ahead = index
    while ahead < len(tokens) and tokens[ahead].kind in ("close", "stop"):
        ahead += 1
    if ahead >= len(tokens) or tokens[ahead].kind != "num":
        return False
    return _is_bare(tokens, ahead + 1, kept[-1].value.adcode)


def _has_number(kept: list[Token]) -> bool:
    """Whether the piece of the last place has a number already."""
    for token in reversed(kept[-_LOOK_BACK:-1]):
        if token.kind == "num":
            return True
        if token.kind in SEPARATORS or token.kind in ("open", "join"):
            return False
    return False


def _is_bare(tokens: list[Token], start: int, adcode: str | None) -> bool:
    """Whether nothing but a word for the place at hand stands between a number and the next sign."""
    for token in tokens[start : start + _LOOK_BACK]:
        if token.kind in SEPARATORS or token.kind in ("close", "join", "open"):
            return True
        if token.kind == "place" and token.value.role != "issuer" and token.value.adcode != adcode:
            return False
        if token.kind in ("feature", "status", "num"):
            return False
    return True


def _in_list(kept: list[Token]) -> bool:
    """Whether a count with a place stands before the last place, in the same sentence."""
    for token in reversed(kept[-_LOOK_BACK:-1]):
        if token.kind in ("stop", "close", "open"):
            return False
        if token.kind == "num":
            return True
    return False


def _open(tokens: list[Token]) -> bool:
    depth = 0
    for token in reversed(tokens[-_LOOK_BACK:]):
        depth += (token.kind == "close") - (token.kind == "open")
        if depth < 0:
            return True
    return False


def _partners(tokens: list[Token], brackets: list[int]) -> tuple[dict[int, int], set[int]]:
    """Which bracket closes which, as far as they are not nested too deep; and those that closed too early."""
    partner: dict[int, int] = {}
    early: set[int] = set()
    stack: list[int] = []
    start = 0
    for index in brackets:
        if tokens[index].kind == "open":
            stack.append(index)
        elif stack:
            start = stack.pop()
            if len(stack) < _DEEPEST:
                partner[start] = index
        elif start in partner and _goes_on(tokens[partner[start] + 1 : index]):
            early.add(partner[start])
            partner[start] = index
    return partner, early


def _close_outer(tokens: list[Token], brackets: list[int], partner: dict[int, int]) -> None:
    """Take an opening bracket that only goes on with a list for a stray one: "(including 3 in A;(1 in B), 0 deaths"."""
    outer: int | None = None
    for index in brackets:
        if tokens[index].kind != "open":
            continue
        if index not in partner:
            outer = index
        elif outer is not None and tokens[index - 1].kind in ("semi", "comma", "list"):
            partner[outer] = partner.pop(index)
            outer = None


def _goes_on(tokens: list[Token]) -> bool:
    """Whether a list goes on after a bracket that closed too early: "(3 in A, and 1 in B). , 2 in C), including"."""
    kinds = {token.kind for token in tokens}
    return {"num", "place"} <= kinds <= _LISTED and all(token.kind != "stop" for token in tokens[1:])


def balanced(tokens: list[Token], lost: list[Token]) -> list[Token]:
    """Drop closing brackets that close nothing; close open ones at the next stop that no bracket holds.

    `lost` is given the brackets of both kinds of which nothing tells where their partner was.
    """
    brackets = [index for index, token in enumerate(tokens) if token.kind in BRACKETS]
    partner, early = _partners(tokens, brackets)
    if len(brackets) == 2 * len(partner):
        return tokens
    _close_outer(tokens, brackets, partner)
    closed = set(partner.values())
    kept: list[Token] = []
    pending = 0
    for index, token in enumerate(tokens):
        if token.kind == "close" and index not in closed:
            lost += [token] if index not in early else []
            continue
        if token.kind == "open" and index not in partner:
            if kept and kept[-1].kind in ("semi", "comma", "list") and _open(kept):
                continue
            lost.append(token)
            if pending >= _DEEPEST:
                continue
            pending += 1
        if token.kind == "stop" and pending:
            kept += [Token("close", token.start, token.start)] * pending
            pending = 0
        kept.append(token)
    kept += [Token("close", kept[-1].end, kept[-1].end)] * pending if kept else []
    return kept
