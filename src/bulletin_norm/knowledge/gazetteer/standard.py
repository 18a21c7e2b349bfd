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
    english = _english_stem(division.name_en, words)
    stem = surface[tokens.starts[first] : tokens.ends[last - 1]]
    if fold(stem) not in (fold(division.roman), fold(english)):
        return english if last - first == len(tokens.words) == 1 and len(stem) < 5 else division.name_en
    generics = [word for word in (*tokens.words[:first], *tokens.words[last:]) if word in words.generics]
    if any(division.kind not in words.generics[word] or word in words.vague for word in generics):
        return division.name_en
    if len(generics) > 1 and not words.autonomous.intersection(tokens.words):
        return division.name_en
    known = division.roman if fold(stem) == fold(division.roman) else english
    right = stem if _plain(stem) == _plain(known) else known
    tail = surface[tokens.ends[last - 1] :]
    if not all(tokens.capital(k) for k in range(last, len(tokens.words)) if tokens.words[k] in words.generics):
        tail = " " + " ".join(word if word in words.small else word.capitalize() for word in tail.split())
    made = surface[: tokens.starts[first]] + right + tail
    return None if made == surface else made


def _english_stem(name: str, words: PlaceWords) -> str:
    """The English name without its generic words and peoples: "Inner Mongolia"."""
    parts = name.split()
    while len(parts) > 1 and parts[-1].lower() in words.generics:
        parts.pop()
    if parts[-1].lower() in words.autonomous:
        while len(parts) > 1 and parts[-1].lower().strip(",") in words.fillers:
            parts.pop()
    return " ".join(parts).strip(",")


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
    if name.isascii():
        return name
    import unicodedata

    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).replace(
        "\u2019", "'"
    )
