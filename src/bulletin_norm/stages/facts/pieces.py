"""Paragraphs, sentences and pieces: a piece is what stands between two separators, and holds at most one count."""

from __future__ import annotations

import itertools

from bulletin_norm.language.counts import CountWords
from bulletin_norm.stages.facts.strays import BRACKETS, SEPARATORS, balanced, without_strays
from bulletin_norm.stages.facts.tokens import Token

_NONE: list[Token] = []
_BESIDE = frozenset({"unit", "case", "person", "semi", "comma", "list"})
_COUNTED = frozenset({"place", "unit", "case", "person"})
_LONGEST_ITEM = 12
_FIRST, _COUNTED_FIRST = 5, 8
"""How many tokens of a line tell whether it is an item of a list: more where it begins with its number."""
_HEADS = frozenset({"num", "zero"})
_SIGNS = SEPARATORS | BRACKETS


class Stretch:
    """Tokens that stand together; `kinds` are those of each kind."""

    __slots__ = ("kinds", "tokens")

    def __init__(self, tokens: list[Token]) -> None:
        kinds: dict[str, list[Token]] = {}
        for token in tokens:
            kind = token.kind
            if kind in kinds:
                kinds[kind].append(token)
            else:
                kinds[kind] = [token]
        self.tokens = tokens
        self.kinds = kinds

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    def all(self, kind: str) -> list[Token]:
        """The tokens of this kind."""
        return self.kinds.get(kind, _NONE)

    def marks(self, kind: str) -> set[str]:
        """The marks of the words of this kind."""
        return {token.value for token in self.kinds.get(kind, _NONE)}

    def has(self, kind: str) -> bool:
        """Whether a token of this kind is here."""
        return kind in self.kinds


class Piece(Stretch):
    """Tokens between separators; `groups` are its brackets, `bare` its numbers that had a bracket each for
    themselves ("Guangdong (3)"), `before` and `after` the separators around it."""

    __slots__ = ("after", "bare", "before", "groups")

    def __init__(self, tokens: list[Token], before: str, after: str, bare: list[Token]) -> None:
        super().__init__(tokens)
        self.groups: list[list[Piece]] = []
        if "group" in self.kinds:
            self.groups = [token.value for token in self.kinds.pop("group")]
            self.tokens = [token for token in tokens if token.kind != "group"]
        self.before = before
        self.after = after
        self.bare = bare

    @property
    def start(self) -> int:
        return self.tokens[0].start if self.tokens else self.groups[0][0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end if self.tokens else self.start

    @property
    def head(self) -> Token | None:
        """The first count here: a number, or "no" before what is counted."""
        if "zero" not in self.kinds:
            return self.kinds["num"][0] if "num" in self.kinds else None
        heads = (token for index, token in enumerate(self.tokens) if is_head(self.tokens, index))
        return next(heads, None)


def paragraphs(tokens: list[Token]) -> list[Stretch]:
    """Tokens cut at line ends (a line end inside a sentence of a hard-wrapped text is gone by now)."""
    found: list[list[Token]] = [[]]
    last = 0
    listed = False
    for end in [*(index for index, token in enumerate(tokens) if token.kind == "line"), len(tokens)]:
        line = tokens[last:end]
        last = end + 1
        number = _item_number(line)
        line = line[number:]
        item = _is_item(line)
        joined = bool(line) and _goes_on(found[-1], line, in_list=listed and (number > 0 or item))
        if joined:
            if found[-1][-1].kind not in SEPARATORS:
                found[-1].append(Token("comma" if item else "semi", line[0].start, line[0].start))
            found[-1] += without_colon(line) if item else line
        else:
            found.append(line)
        listed = number > 0 or joined
    return [Stretch(paragraph) for paragraph in found if paragraph]


def _item_number(line: list[Token]) -> int:
    """How many tokens a line begins with that are the number of an item: "1. Baotou 10 cases", （2）包头市10例."""
    start = 1 if line[:1] and line[0].kind == "open" else 0
    if len(line) < start + 2 or line[start].kind != "decoy" or line[start].value.kind != "list_number":
        return 0
    return start + 2 if line[start + 1].kind in (SEPARATORS if not start else BRACKETS) else start + 1


def _goes_on(before: list[Token], after: list[Token], *, in_list: bool) -> bool:
    """Whether a line goes on with the list of the line before it: "Among them:", "A 64 cases;", "B 26 cases"."""
    kinds = [token.kind for token in after[: _COUNTED_FIRST if after[0].kind == "num" else _FIRST]]
    counts = (
        "num" in kinds
        and ("place" in kinds or "disease" in kinds[:1])
        and "decoy" not in kinds
        and "feature" not in kinds
    )
    return bool(before) and (in_list or before[-1].kind in ("colon", "semi", "comma", "list")) and counts


def _is_item(line: list[Token]) -> bool:
    """Whether a line is a place, or a disease, and its number, and no more: "• Guangdong: 17 cases"."""
    if len(line) > _LONGEST_ITEM:
        return False
    kinds = [token.kind for token in line if token.kind != "colon" and token.kind not in _BESIDE]
    return kinds in (["place", "num"], ["disease", "num"])


def without_colon(line: list[Token]) -> list[Token]:
    """A line of a list without the colon after its place."""
    return [token for token in line if token.kind != "colon"]


def sentences(paragraph: Stretch, words: CountWords, lost: list[Token]) -> list[list[Piece]]:
    """The sentences of a paragraph, each a list of pieces with their brackets below them.

    `lost` is given the brackets that have lost their partner.
    """
    tokens = paragraph.tokens
    if paragraph.has("stop") or paragraph.has("close"):
        tokens = without_strays(tokens)
    if paragraph.has("open") or paragraph.has("close"):
        tokens = balanced(tokens, lost)
    found: list[list[Piece]] = []
    index = 0
    while index < len(tokens):
        pieces, index = _level(tokens, index, words, top=True)
        if pieces:
            found.append(pieces)
    return found


def _level(tokens: list[Token], index: int, words: CountWords, *, top: bool) -> tuple[list[Piece], int]:
    """The pieces from `index` to the end of the bracket or sentence, and where to go on."""
    pieces: list[Piece] = []
    held: list[Token] = []
    bare: list[Token] = []
    before = ""
    while index < len(tokens):
        token = tokens[index]
        sign = token.kind
        index += 1
        if sign not in _SIGNS:
            if sign == "all" and _opens_remark(held, tokens[index : index + 1]):
                pieces += _split(held, before, "comma", bare, words)
                held, bare, before = [], [], "comma"
            held.append(token)
        elif sign == "open":
            group, index = _level(tokens, index, words, top=False)
            _add_group(held, bare, group, token)
        elif sign == "comma" and (_opens_part(held) or (words.spaced and _closes_turn(tokens[index : index + 1]))):
            continue
        elif sign in SEPARATORS:
            if sign == "colon" and _heads_list(held, tokens, index):
                held.append(tokens[index])
                index += 1
            sign = "semi" if sign == "stop" and not top else sign
            pieces += _split(held, before, sign, bare, words)
            if sign == "stop":
                return pieces, index
            held, bare, before = [], [], sign
        elif not top:
            break
    pieces += _split(held, before, "", bare, words)
    return pieces, index


def _opens_part(held: list[Token]) -> bool:
    return len(held) == 1 and held[0].kind == "part"


def _closes_turn(after: list[Token]) -> bool:
    """Whether a comma only stands before "respectively"."""
    return bool(after) and after[0].kind == "respectively"


def _opens_remark(held: list[Token], after: list[Token]) -> bool:
    """Whether "all" says where a count is whose comma is lost: "18 in Liaoning All were in Huludao City"."""
    counted = bool(held) and held[-1].kind in _COUNTED and any(token.kind == "num" for token in held)
    return counted and bool(after) and after[0].kind == "place"


def _add_group(held: list[Token], bare: list[Token], group: list[Piece], token: Token) -> None:
    """Add a bracket to the tokens before it; where it holds only their count, it goes in as its words."""
    if group and _is_bare_count(group, held):
        held += group[0].tokens
        bare += group[0].all("num")
    elif (
        len(group) > 1
        and held
        and (held[-1].kind == "place" or held[-1].value == "sources")
        and group[0].after != "join"
        and _is_bare_count(group[:1], held)
    ):
        held += [*group[0].tokens, Token("group", group[1].start, group[-1].end, group[1:])]
    elif group:
        held.append(Token("group", token.start, group[-1].end, group))


def _heads_list(held: list[Token], tokens: list[Token], index: int) -> bool:
    """Whether the number after a colon is that of the heading: "adjusted to high-risk areas: 2 Guangxi (1)"."""
    kinds = [token.kind for token in tokens[index : index + 5]]
    if kinds != ["num", "place", "open", "num", "close"]:
        return False
    return any(token.kind == "feature" for token in held) and not _heads(held)


def _is_bare_count(group: list[Piece], held: list[Token]) -> bool:
    """Whether a bracket holds only the number of what stands before it: "Guangdong (3)", "New high-risk areas (5)"."""
    if len(group) != 1 or group[0].groups or not held:
        return False
    kinds = [token.kind for token in group[0].tokens if token.kind not in ("case", "person", "each")]
    if kinds not in (["num"], ["num", "unit"]):
        return False
    last = held[-1]
    if last.kind == "feature":
        return not _heads(held)
    if last.kind == "drop" and last.value in ("sources", "low_risk"):
        return not any(token.kind == "num" for token in held)
    return last.kind in ("place", "disease") and (len(held) == 1 or held[-2].kind != "num")


def _split(tokens: list[Token], before: str, after: str, bare: list[Token], words: CountWords) -> list[Piece]:
    """The tokens between two separators as pieces: those with several counts are cut, so that each holds one."""
    if not tokens:
        return []
    whole = _piece(tokens, before, after, bare)
    kinds = whole.kinds
    if len(kinds.get("num", _NONE)) + len(kinds.get("zero", _NONE)) < 2:
        others = _others(whole) if "rest" in kinds and len(whole.all("place")) > 1 else None
        if others:
            return [_piece(tokens[:others], before, after, bare)]
        cut = _end_of_place(tokens) if words.number_first and "join" in kinds else 0
        if not cut:
            return [whole]
        return [_piece(tokens[:cut], before, "join", bare), _piece(tokens[cut:], "join", after, bare)]
    heads = _heads(tokens)
    first = 0 if len(heads) > 1 and not words.spaced else 1
    for index in [index for index in heads[first:] if _is_reference(tokens, index)]:
        heads.remove(index)
        tokens[index].kind = "reference"
    found: list[Piece] = []
    last = 0
    for cut in [*(_cut(tokens, one, two, words) for one, two in itertools.pairwise(heads)), len(tokens)]:
        part = tokens[last:cut]
        last = cut
        if part:
            found.append(_piece(part, "join" if found else before, "join", bare))
    found[-1].after = after
    return found


def _end_of_place(tokens: list[Token]) -> int:
    """Where a place ends that an "and" parts from a count with places of its own: "3 cases, A and 1 case each in B"."""
    kinds = [token.kind for token in tokens]
    head = kinds.index("num") if "num" in kinds else 0
    ahead, behind = kinds[: max(0, head - 1)], kinds[head + 1 :]
    parted = kinds[head - 1] == "join" and "place" in ahead and ("place" in behind or "group" in ahead)
    return head - 1 if parted and set(ahead) <= {"place", "group"} else 0


def _others(piece: Piece) -> int | None:
    """Where a count is followed by what is said of those that are not counted: "Two were in A and the others in B"."""
    for index, (one, two) in enumerate(itertools.pairwise(piece.tokens)):
        if one.kind == "join" and two.kind == "rest" and any(token.kind == "num" for token in piece.tokens[:index]):
            return index
    return None


def _piece(tokens: list[Token], before: str, after: str, bare: list[Token]) -> Piece:
    """One piece, without places other than that of "Beijing (2)": an address of the list before it, or one in it."""
    if not bare:
        return Piece(tokens, before, after, bare)
    bare = [token for token in tokens if token in bare]
    for one, two in itertools.pairwise(tokens):
        if one.kind == "place" and two in bare:
            tokens = [token for token in tokens if token.kind != "place" or token is one]
            break
    return Piece(tokens, before, after, bare)


def _heads(tokens: list[Token]) -> list[int]:
    """Where counts stand."""
    return [index for index, token in enumerate(tokens) if token.kind in _HEADS and is_head(tokens, index)]


def _is_reference(tokens: list[Token], index: int) -> bool:
    """Whether a number only points back: "41 close contacts of the two cases"."""
    if not index:
        return False
    before = tokens[index - 1]
    return before.kind in ("the", "of_the") and tokens[index].start - before.end <= 1 and tokens[index].kind == "num"


def is_head(tokens: list[Token], index: int) -> bool:
    """Whether this token is a count: a number, or "no" before what is counted."""
    token = tokens[index]
    if token.kind == "num":
        return True
    if token.kind != "zero":
        return False
    for before, follower in itertools.pairwise(tokens[index : index + 5]):
        if follower.start - token.end > 30:
            return False
        if follower.kind == "feature":
            return True
        if follower.kind == "join" and before.kind == "origin":
            continue
        if follower.kind not in ("status", "origin", "unit", "case", "person", "zero", "drop", "disease"):
            break
    return any(follower.kind in ("unit", "case") for follower in tokens[index + 1 : index + 6])


def _cut(tokens: list[Token], one: int, two: int, words: CountWords) -> int:
    between = range(one + 1, two)
    joins = [index for index in between if tokens[index].kind in ("join", "part")]
    if joins:
        return joins[-1]
    groups = [index for index in between if tokens[index].kind == "group"]
    if groups:
        return groups[-1] + 1
    places = [index for index in between if tokens[index].kind == "place"]
    if not words.number_first:
        units = [index for index in between if tokens[index].kind in ("unit", "group")]
        if units and (not places or units[0] < places[0]):
            return units[0] + 1
        return places[0] if places else two
    if places and any(token.kind == "place" for token in tokens[:one]):
        return places[-1]
    while two - 1 > one and tokens[two - 1].kind in ("status", "origin") and not _overlap(*tokens[two - 2 : two]):
        two -= 1
    return two


def _overlap(one: Token, two: Token) -> bool:
    """Whether two marks are made by the same words: "imported cases"."""
    return two.start < one.end and one.kind == "feature"
