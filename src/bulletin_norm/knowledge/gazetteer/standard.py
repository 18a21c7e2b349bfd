"""The standard English form of a name as it stands in a text, where it stands wrong."""

from __future__ import annotations

from bulletin_norm.knowledge.gazetteer.divisions import Division
from bulletin_norm.knowledge.gazetteer.spelling import fold
from bulletin_norm.knowledge.gazetteer.tokens import Tokens
from bulletin_norm.language.places import PlaceWords


def standard(surface: str, division: Division, words: PlaceWords) -> str | None:
    """What should stand for `surface`, which means `division`; None where it is right as it is.

    Right are the full English name, the romanization alone, and that with a generic word of its class, in their
    capitals and signs; marks on letters may be left out.
    """
    tokens = Tokens.of(surface)
    if not tokens.words:
        return None
    if fold(surface) == fold(division.name_en):
        return None if _plain(surface) == _plain(division.name_en) else division.name_en
    first, last = _stem(tokens, words)
    if first >= last:
        return division.name_en
    stem = surface[tokens.starts[first] : tokens.ends[last - 1]]
    if fold(stem) not in (fold(division.roman), fold(division.name_en.rsplit(" ", 1)[0])):
        return division.roman if first == 0 and last == len(tokens.words) and len(stem) < 5 else division.name_en
    after = tokens.words[last:]
    before = tokens.words[:first]
    classes = {name for word in (*after, *before) for name in words.generics.get(word, ())}
    if classes and division.kind not in classes:
        return division.name_en
    if sum(word in words.generics for word in after) > 1 and "autonomous" not in after:
        return division.name_en
    right = division.roman if _plain(stem) != _plain(division.roman) else stem
    capitals = all(tokens.capital(k) for k in range(last, len(tokens.words)) if tokens.words[k] in words.generics)
    tail = surface[tokens.ends[last - 1] :]
    if right == stem and (capitals or not after):
        return None
    tail = " ".join(word if word == "and" else word.capitalize() for word in tail.split())
    made = surface[: tokens.starts[first]] + right + (f" {tail}" if tail else "")
    return None if made == surface else made


def _stem(tokens: Tokens, words: PlaceWords) -> tuple[int, int]:
    """The first word of the name and the word after its last, without generic words."""
    first, last = 0, len(tokens.words)
    while last > 1 and (tokens.words[last - 1] in words.generics or _filler(tokens, last - 1, words)):
        last -= 1
    while first < last - 1 and tokens.words[first] in (*words.generics, *words.of, *words.determiners):
        first += 1
    return first, last


def _filler(tokens: Tokens, place: int, words: PlaceWords) -> bool:
    return tokens.words[place] in words.fillers and place + 1 < len(tokens.words)


def _plain(name: str) -> str:
    """A name without marks on its letters, its signs and capitals kept."""
    import unicodedata

    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).replace(
        "\u2019", "'"
    )
