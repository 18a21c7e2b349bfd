"""A claim is a count on its way to a fact: what its own words say, then what it takes from its surroundings."""

from __future__ import annotations

import msgspec

from bulletin_norm.model import DateMention, NumberMention, PlaceMention
from bulletin_norm.stages.facts.pieces import Piece
from bulletin_norm.stages.facts.tokens import Token

_OF_CONTACTS = frozenset({"contacts", "released", "observation", "traced"})
_CASES = frozenset({"asymptomatic", "confirmed", "suspected"})
_BOTH = frozenset({"asymptomatic", "confirmed"})
_KINDS = _CASES | {"critical", "died", "severe"}


class Claim(msgspec.Struct, eq=False):
    """One count. `own_*` is what stands beside the number; the rest is settled by linking."""

    piece: Piece
    head: Token
    features: frozenset[str]
    statuses: set[str]
    origin: str | None
    drops: set[str]
    places: list[Token]
    dates: list[DateMention]
    each: bool
    part: bool
    whole: bool
    same_day: bool
    unit: bool
    restated: bool
    diseases: tuple[str, ...]
    case: bool
    person: bool
    number: int | None
    approximate: bool = False
    measure: str | None = None
    status: str | None = None
    first: str | None = None
    last: str | None = None
    place: PlaceMention | None = None
    place_token: Token | None = None
    parent: Claim | None = None
    dropped: str = ""
    evidence: list[tuple[str, int, int]] = []
    title: bool = False
    disease: str | None = None
    doubt: str = ""
    of_these: frozenset[str] = frozenset()
    paragraph: int = 0

    @property
    def start(self) -> int:
        return self.head.start

    @property
    def mention(self) -> NumberMention | None:
        return self.head.value if isinstance(self.head.value, NumberMention) else None

    @property
    def own_status(self) -> set[str]:
        """The statuses that the claim's own words name outright."""
        return self.statuses & {"new", "current", "cumulative"}

    @property
    def named(self) -> list[Token]:
        """The places that the claim's words name, without "the province"."""
        return [token for token in self.places if token.value.role == "place"]

    def copy(self, **changes: object) -> Claim:
        """A claim of the same words with these fields changed."""
        return msgspec.structs.replace(self, **{"evidence": list(self.evidence), **changes})


def claims_of(piece: Piece, zero_open: bool) -> list[Claim]:
    """The claims that a piece makes by itself: none, one, or one for each measure that "no" governs."""
    head = piece.head
    if head is None:
        if piece.has("lost"):
            return [_without_number(piece)]
        if not piece.has("feature"):
            plain = piece.all("zero_after") if piece.has("case") and "new" in piece.marks("status") else []
            return [_claim(piece, plain[0], frozenset())] if plain else []
        after = piece.all("feature") if zero_open else piece.all("zero_after")
        return _zeros(piece, after[0]) if after else _only_one(piece)
    if head.kind == "zero":
        return [] if _of_days(piece) else _zeros(piece, head)
    whole, own = _of_these(piece, head)
    claim = _claim(piece, head, _of_contacts(piece, head, own))
    claim.of_these = whole
    if len(own & _KINDS) > 1 and "join" in piece.kinds:
        _part_kinds(claim)
    if claim.features == _BOTH and "new" not in claim.statuses:
        claim.doubt = "is said of infections without symptoms and of confirmed cases; they may be reclassified"
    return [claim]


def _part_kinds(claim: Claim) -> None:
    """One number before two kinds: "12 severe and critical cases" counts both; in "24 confirmed cases and new deaths"
    the second has lost its number."""
    first: Token | None = None
    joined = status = False
    for token in claim.piece.tokens:
        if token.start < claim.head.end:
            continue
        if first is not None and token.kind == "reference":
            return
        joined = joined or (first is not None and token.kind == "join")
        status = status or (joined and token.kind == "status")
        if token.kind != "feature" or token.value not in claim.features & _KINDS:
            continue
        if not joined or first is None:
            first = token
        elif token.value != first.value:
            if status or token.value == "died":
                claim.features -= {token.value}
                claim.doubt = "is read as the first of two counts; the number of the second is not said"
            else:
                claim.drops = {*claim.drops, "unsplit"}
            return


def _without_number(piece: Piece) -> Claim:
    """The claim of a count whose number is lost: 新增本土病例例（河南52例，天津39例）."""
    claim = _claim(piece, piece.all("lost")[0], frozenset(token.value for token in piece.all("feature")))
    claim.number = None
    claim.case = True
    return claim


def _of_days(piece: Piece) -> bool:
    """Whether a piece tells for how many days there was none: 连续16天无新增."""
    return any(token.value.kind == "duration" for token in piece.all("decoy"))


def _only_one(piece: Piece) -> list[Claim]:
    """The count of one in "Fengting Town is the only high-risk area in the province"."""
    only = piece.all("only")
    risks = [token for token in piece.all("feature") if token.value in ("high_risk", "medium_risk")]
    if len(risks) != 1 or not any(0 <= risks[0].start - word.end <= 1 for word in only):
        return []
    claim = _claim(piece, only[-1], frozenset({risks[0].value}))
    claim.number = 1
    return [claim]


def _zeros(piece: Piece, head: Token) -> list[Claim]:
    """One claim of nought for each measure listed: "no new deaths or suspected cases"."""
    runs: list[set[str]] = [set()]
    alone = _ends_with_origin(piece)
    for token in piece.tokens:
        if token is alone:
            runs = [{"confirmed"}, set()]
        elif token.kind == "join" and runs[-1]:
            runs.append(set())
        elif token.kind == "feature":
            runs[-1].add(token.value)
    claims = []
    for run in [run for run in runs if run] or [set()]:
        if "medium_high_risk" in run:
            claims += [_claim(piece, head, frozenset({level})) for level in ("medium_risk", "high_risk")]
        else:
            claims.append(_claim(piece, head, frozenset(run)))
    for claim in claims[1:] if alone else []:
        claim.origin = None
    return claims


def _ends_with_origin(piece: Piece) -> Token | None:
    """The "and" behind an origin that stands for cases: 无新增本土和死亡个案."""
    words, origins = piece.all("feature"), piece.all("origin")
    if not origins or not words or words[0].value != "died":
        return None
    ends = {token.end for token in origins}
    return next((join for join in piece.all("join") if join.start in ends and join.end <= words[0].start), None)


def _claim(piece: Piece, head: Token, features: frozenset[str]) -> Claim:
    number = head.value if isinstance(head.value, NumberMention) else None
    kinds, places, dates = piece.kinds, piece.all("place"), _dates(piece)
    return Claim(
        piece=piece,
        head=head,
        features=features,
        statuses=piece.marks("status"),
        origin=_origin(piece, head) if "origin" in kinds else None,
        drops=_drops(piece, head),
        places=[token for token in places if token.value.role != "source"],
        restated=("of_total" in kinds and _of_total(piece, head))
        or ("the" in kinds and _follows(piece, head, "the"))
        or ("all" in kinds and _follows(piece, head, "all")),
        dates=dates,
        each="each" in kinds,
        part="part" in kinds or ("of_the" in kinds and _meets(head, piece.all("of_the"), 1)),
        whole="all" in kinds or "by" in kinds,
        same_day="same_day" in kinds or "same_day" in [date.rule for date in dates],
        unit="unit" in kinds,
        diseases=tuple([token.value for token in piece.all("disease")]),
        case="case" in kinds,
        person="person" in kinds,
        number=number.value if number else 0,
        approximate=bool(number and number.approximate),
    )


def _dates(piece: Piece) -> list[DateMention]:
    """The dates of a piece, without those of earlier reports: 2例为2月27日报告的无症状感染者转为确诊病例."""
    if "date" not in piece.kinds:
        return []
    told = {token.start for token in piece.all("told")}
    return [token.value for token in piece.all("date") if token.end not in told]


def _of_these(piece: Piece, head: Token) -> tuple[frozenset[str], frozenset[str]]:
    """What the count is a part of, and what it counts itself: 确诊病例中荔湾区48例, 确诊个案中31例死亡."""
    features = _counted(piece, head)
    before = [token for token in features if token.end <= head.start] if piece.has("of_total") else []
    if not before or before[-1].value == "observation" or not _meets(before[-1], piece.all("of_total")):
        return frozenset(), frozenset([token.value for token in features])
    own = frozenset(token.value for token in features if token.start > before[-1].start)
    return frozenset(token.value for token in before), own


def _counted(piece: Piece, head: Token) -> list[Token]:
    """The words for what is counted, without those of a way of detection: "49 cases found among close contacts"."""
    features = piece.all("feature")
    if "reference" in piece.kinds and (again := _meets_reference(piece, head)):
        features = [token for token in features if token.start < again]
    ways = [token.start for token in ways_of(piece) if token.start >= head.end] if "drop" in piece.kinds else []
    return [token for token in features if token.start < ways[0]] if ways else features


def _meets_reference(piece: Piece, head: Token) -> int:
    """Where a count is joined to one that was told: "178 infections as well as the five confirmed cases"; 0 if not."""
    joins = [token.start for token in piece.all("join") if token.start >= head.end]
    again = [token.start for token in piece.all("reference") if joins and token.start > joins[0]]
    return again[0] if again else 0


def ways_of(piece: Piece) -> list[Token]:
    """The words for how cases were found; "found in" before a place says where they are, and no way."""
    places = piece.all("place")
    ways = [token for token in piece.all("drop") if token.value == "discovery"]
    the = [token for token in piece.all("the") if places and token.end + 1 == places[0].start]
    return [token for token in ways if not _meets(token, places, 1) and not _meets(token, the, 1)]


def _meets(word: Token, others: list[Token], gap: int = 0) -> bool:
    """Whether one of the other words begins where this one ends, or after a blank."""
    return any(0 <= other.start - word.end <= gap for other in others)


def _of_contacts(piece: Piece, head: Token, features: frozenset[str]) -> frozenset[str]:
    """What is counted where contacts are those of cases: 2例无症状感染者的密切接触者16人."""
    words = piece.all("feature")
    if len(words) < 2:
        return features
    after = [token.value for token in words if token.start >= head.end]
    if piece.has("whose") or (after[:1] == ["contacts"] and "died" in features):
        return features & _OF_CONTACTS
    ahead = [token for token in words if token.end <= head.start]
    if len(ahead) < 2 or ahead[-1].value != "contacts":
        return features
    return features - _CASES


def _follows(piece: Piece, head: Token, kind: str) -> bool:
    """Whether the count is named again: "The 113 confirmed cases in Chengdu", "All five"."""
    return any(0 <= head.start - token.end <= 1 for token in piece.all(kind))


def _beside_place(word: Token, piece: Piece) -> bool:
    """Whether "except" stands right before or after a place: "outside of Hubei", 湖北以外."""
    places = piece.all("place")
    return any(0 <= word.start - place.end <= 1 or 0 <= place.start - word.end <= 5 for place in places)


def _settle_ways(piece: Piece, drops: set[str]) -> None:
    """Take out ways of detection that are places, and what belongs to one: "found in quarantined people"."""
    ways = ways_of(piece)
    if not ways:
        drops.remove("discovery")
    elif ways[0].start < piece.all("drop")[-1].start:
        drops.discard("quarantined")


def _drops(piece: Piece, head: Token) -> set[str]:
    drops, kinds = piece.marks("drop"), piece.kinds
    if "discovery" in drops:
        _settle_ways(piece, drops)
    if "except" in kinds and any(_beside_place(token, piece) for token in piece.all("except")):
        drops.add("elsewhere")
    if "others" in kinds and _shares(piece, head):
        drops.add("several")
    if "kinds" in drops and "decoy" in kinds and _are_of_others(piece, head):
        drops.remove("kinds")
    if "sources" in drops and _reports(piece):
        drops.add("foreign")
    if "told" in kinds and ("is" in kinds or "earlier" in kinds):
        drops.update("told" for one in piece.all("told") if _meets(one, piece.all("num")))
    if "is" in kinds and (("feature" in kinds and _is_contact(piece, head)) or _is_somebody(piece, head)):
        drops.add("person")
    if drops & {"quarantined"} and _is_found_among(piece, head):
        drops.remove("quarantined")
    if "decoy" in kinds and any(token.value.kind == "age" for token in piece.all("decoy")):
        drops.add("person")
    return drops


def _is_contact(piece: Piece, head: Token) -> bool:
    """Whether people are only said to be contacts of cases: 另一人为外省确诊病例的密切接触者."""
    of = [token.start for token in piece.all("is") if token.start >= head.end]
    words = [token.value for token in piece.all("feature") if of and token.start > of[0]]
    if not words or words[-1] != "contacts":
        return False
    return bool(_CASES & set(words[:-1])) or any(token.start == head.end for token in piece.all("case"))


def _is_somebody(piece: Piece, head: Token) -> bool:
    """Whether a patient is only said to be somebody: 病人为一名活动助理."""
    one = "case" in piece.kinds and "person" in piece.kinds and getattr(head.value, "value", None) == 1
    return one and any(token.end == head.start for token in piece.all("is")) and not piece.has("feature")


def _is_found_among(piece: Piece, head: Token) -> bool:
    """Whether infections are found among people in quarantine: 在集中隔离人员中发现1例确诊病例."""
    ahead = all(token.end <= head.start for token in piece.all("drop") if token.value == "quarantined")
    return ahead and any(token.value in _CASES and token.start >= head.end for token in piece.all("feature"))


def _are_of_others(piece: Piece, head: Token) -> bool:
    """Whether the kinds are those of a number before: "21 kinds of diseases were reported in 308,657 cases"."""
    kinds = [token.end for token in piece.all("drop") if token.value == "kinds"]
    return all(end <= head.start for end in kinds) and piece.all("decoy")[0].end <= kinds[0]


def _reports(piece: Piece) -> bool:
    """Whether a country reports its own cases: 日本通报确诊病例1例."""
    ends = {token.end for token in piece.all("drop") if token.value == "sources"}
    return any(token.value == "reported" and token.start in ends for token in piece.all("status"))


def _shares(piece: Piece, head: Token) -> bool:
    """Whether the count is one of several places that are named by their number: 贵州等4省份8例."""
    shared = {
        token.start for token in piece.all("decoy") if token.value.kind == "headcount" and token.end <= head.start
    }
    ends = (token.end for token in piece.all("others") if token.end <= head.start)
    return any(shared & {end, end + 1} for end in ends)


def _of_total(piece: Piece, head: Token) -> bool:
    """Whether the count is named again to be broken down: the 中 of 75例中."""
    named = (*piece.all("feature"), *piece.all("unit"), *piece.all("origin"))
    counted = [token for token in named if token.start >= head.end]
    return any(_meets(token, piece.all("of_total")) for token in counted)


def _origin(piece: Piece, head: Token) -> str:
    """The origin nearest to the number; a stated lack of one ("linked to imported cases") wins."""
    found = piece.all("origin")
    if any(token.value == "unspecified" for token in found):
        return "unspecified"
    nearest = min(found, key=lambda token: min(abs(token.start - head.end), abs(head.start - token.end)))
    return str(nearest.value)
