"""Makes damaged mentions of every division, seeded: what the probabilities are fitted and checked on."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bulletin_norm.knowledge.gazetteer import COUNTRY, Division, Gazetteer

SURNAMES = """Zhang Wang Li Zhao Liu Chen Yang Huang Zhou Wu Xu Sun Ma Zhu Hu Guo He Lin Gao Luo""".split()  # noqa: SIM905
SYLLABLES = [
    "an",
    "bai",
    "chang",
    "dong",
    "fu",
    "gao",
    "heng",
    "jian",
    "kai",
    "liang",
    "ming",
    "nan",
    "ping",
    "qiao",
    "rong",
    "shi",
    "tai",
    "wen",
    "xin",
    "yuan",
    "zhuang",
]
HEADS = "Road Street Town Township Community Village Hospital Hotel Market Garden Subdistrict".split()  # noqa: SIM905
GENERICS = {"city": "City", "district": "District", "county": "County", "banner": "Banner"}
COUNTS = ("1 case", "3 cases", "12 cases", "5 new cases")


@dataclass(frozen=True)
class Made:
    """A made mention: its words, the issuer that reports it, the code that is right (None: none is), its kind."""

    mention: str
    issuer: str | None
    adcode: str | None
    kind: str
    date: str | None = None


def _generic(division: Division) -> str:
    return division.name_en.split()[-1]


def _stem(division: Division) -> str:
    return division.roman


def _typo(rng: random.Random, word: str) -> str:
    if len(word) < 2:
        return word
    at = rng.randrange(1, len(word))
    letter = rng.choice("aeinoughz")
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + letter + word[at:]
    if kind == 2:
        return word[:at] + letter + word[at + 1 :]
    return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :] if at < len(word) else word


def _split(rng: random.Random, division: Division) -> str | None:
    parts = division.roman.split("'")
    if len(parts) != 2:
        return None
    return f"{parts[0]} {rng.choice(COUNTS)} in {parts[1].title()} {_generic(division)}"


def _wrong_generic(rng: random.Random, division: Division) -> str:
    others = [word for kind, word in GENERICS.items() if kind != division.kind]
    return f"{_stem(division)} {rng.choice(others)}"


Damage = Callable[[random.Random, Division, Division], str | None]
DAMAGES: dict[str, Damage] = {
    "right": lambda rng, one, parent: one.name_en,
    "bare": lambda rng, one, parent: _stem(one),
    "lower": lambda rng, one, parent: one.name_en.lower(),
    "child_parent": lambda rng, one, parent: f"{one.name_en}, {parent.name_en}",
    "parent_child": lambda rng, one, parent: f"{parent.name_en} {one.name_en}",
    "parent_bare": lambda rng, one, parent: f"{_stem(parent)} {one.name_en}",
    "child_bare_parent": lambda rng, one, parent: f"{_stem(one)}, {_stem(parent)}",
    "doubled": lambda rng, one, parent: f"{one.name_en} {rng.choice(list(GENERICS.values()))}",
    "wrong_generic": lambda rng, one, parent: _wrong_generic(rng, one),
    "spaced": lambda rng, one, parent: one.name_en.replace("'", " '"),
    "lost_apostrophe": lambda rng, one, parent: one.name_en.replace("'", ""),
    "typo": lambda rng, one, parent: f"{_typo(rng, _stem(one))} {_generic(one)}",
    "typo_bare": lambda rng, one, parent: _typo(rng, _stem(one)),
    "two_typos": lambda rng, one, parent: f"{_typo(rng, _typo(rng, _stem(one)))} {_generic(one)}",
    "stray": lambda rng, one, parent: f"{rng.choice(('Xin', 'Wu', 'Sui', 'Qi'))}{_stem(one).lower()} {_generic(one)}",
    "doubled_name": lambda rng, one, parent: f"{_stem(one)} {rng.choice(COUNTS)} in {one.name_en}",
    "split_generic": lambda rng, one, parent: f"{_stem(one)}) {rng.choice(COUNTS)} in the {_generic(one).lower()}",
    "glued": lambda rng, one, parent: f"{_stem(one)}{_generic(one).lower()}",
    "split": lambda rng, one, parent: _split(rng, one),
    "chinese": lambda rng, one, parent: one.name,
    "chinese_chain": lambda rng, one, parent: parent.name + one.name,
    "chinese_short": lambda rng, one, parent: one.short if len(one.short) > 1 else None,
}


def made(gazetteer: Gazetteer, size: int, seed: int) -> Iterator[Made]:
    """Yield `size` made mentions: divisions of county and prefecture level by turns through each damage, and decoys."""
    rng = random.Random(seed)
    divisions = [one for one in gazetteer.divisions() if one.level >= 2 and not one.valid_to]
    rng.shuffle(divisions)
    kinds = list(DAMAGES)
    for number in range(size):
        one = divisions[number % len(divisions)]
        kind = rng.choice(kinds)
        parent = gazetteer.get(one.parent)
        mention = DAMAGES[kind](rng, one, parent) if parent is not None else None
        if mention:
            yield Made(mention, _issuer(rng, one), one.adcode, kind)
        if number % 12 == 0:
            yield Made(*_decoy(rng, one), adcode=None, kind="decoy")
        if number % 25 == 0:
            yield Made(_invented(rng, gazetteer), _issuer(rng, one), None, "invented")


def _invented(rng: random.Random, gazetteer: Gazetteer) -> str:
    """A name that is none: two syllables of other names, with a generic word."""
    while True:
        parts = [rng.choice(SYLLABLES) for _ in range(2)]
        if not gazetteer.knows("".join(parts)):
            return "".join(parts).title() + " " + rng.choice(("District", "County", "City"))


def _issuer(rng: random.Random, one: Division) -> str | None:
    chance = rng.random()
    if chance < 0.65:
        return one.province
    if chance < 0.8 and one.level == 3 and one.parent != one.province:
        return one.parent
    return COUNTRY if chance < 0.85 else None


def _decoy(rng: random.Random, one: Division) -> tuple[str, str | None]:
    if rng.random() < 0.4:
        return f"{rng.choice(SURNAMES)} {one.roman}", one.province
    return f"{one.roman} {rng.choice(HEADS)}", one.province
