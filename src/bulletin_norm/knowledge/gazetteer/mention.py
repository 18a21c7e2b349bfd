"""One mention by itself: whether it names a division at all, and which."""

from __future__ import annotations

from collections.abc import Sequence

from bulletin_norm.knowledge.gazetteer.hits import Hit
from bulletin_norm.knowledge.gazetteer.index import Index
from bulletin_norm.knowledge.gazetteer.tokens import Tokens
from bulletin_norm.language.places import PlaceWords


def latin_hits(text: str, hits: Sequence[Hit], index: Index, words: PlaceWords) -> list[Hit]:
    """The hits of a mention in Latin letters that hold when the words round them are weighed too."""
    if len(hits) == 1 and hits[0].start == 0 and hits[0].end == len(text) and hits[0].classes and hits[0].parts == 1:
        return list(hits)
    tokens = Tokens.of(text)
    loose = [
        k for k in range(len(tokens.words)) if not _inside(tokens.starts[k], [hit for hit in hits if not hit.weak])
    ]
    if hits:
        return [hit for hit in hits if not _spoilt(tokens, hit, loose, words)]
    return _whole(text, tokens, index, words)


def _inside(start: int, hits: Sequence[Hit]) -> bool:
    return any(hit.start <= start < hit.end for hit in hits)


def _spoilt(tokens: Tokens, hit: Hit, loose: list[int], words: PlaceWords) -> bool:
    """Whether a word beside a name makes it part of another: a person's, a facility's, a foreign place's."""
    if hit.role != "place" or (hit.entries and all(entry.context for entry in hit.entries)):
        return False
    if hit.parts > 1 and not hit.classes and _person(tokens, hit, words):
        return True
    for k in loose:
        word = tokens.words[k]
        before = tokens.ends[k] <= hit.start
        beside = tokens.text[tokens.ends[k] : hit.start] if before else tokens.text[hit.end : tokens.starts[k]]
        if word in words.foreign and not hit.classes:
            return True
        if beside not in (" ", "-", "'", "\u2019") or len(word) == 1:
            continue
        if word in words.facilities and not before:
            return True
        named = tokens.capital(k) or word in words.heads or (not before and beside == " ")
        if named and not hit.classes and not _plain(word, words) and not (before and word in words.heads):
            return True
    return any(tokens.words[k] in words.facilities for k in loose) and not any(c in tokens.text for c in ",(")


def _person(tokens: Tokens, hit: Hit, words: PlaceWords) -> bool:
    """Whether a name in two words is a surname and a given name ("Liu He", "Yue Yang, female")."""
    k = tokens.starts.index(hit.start)
    if hit.parts != 2 or tokens.gaps[k + 1] != " " or not tokens.capital(k + 1):
        return False
    after = k + 2 < len(tokens.words) and tokens.words[k + 2] in words.beside_person
    return tokens.words[k] in words.surnames or after


def _plain(word: str, words: PlaceWords) -> bool:
    return (
        word in words.stop
        or word in words.counted
        or word in words.each
        or word in words.numbers
        or word in words.letters
        or word in words.linkers
        or word in words.determiners
        or word in words.after_name
        or (word in words.fillers and word not in words.surnames)
    )


def _whole(text: str, tokens: Tokens, index: Index, words: PlaceWords) -> list[Hit]:
    """A mention that is a name as a whole, known or not."""
    if not tokens.words or len(tokens.words) > 5:
        return []
    if any(word in words.heads or word in words.foreign or word in words.stop for word in tokens.words):
        return []
    if tokens.words[0] in words.people or (len(tokens.words) == 2 and tokens.words[0] in words.surnames):
        return []
    key = "".join(tokens.words)
    start, end = tokens.starts[0], tokens.ends[-1]
    if len(tokens.words) == 1 and key in index.letters:
        return [Hit(start, end, key, role="letter")]
    entries = index.latin.get(key, [])
    if entries and (tokens.capital(0) or all(entry.context for entry in entries)):
        return [Hit(start, end, key, (), tuple(index.latin[key]))]
    if len(key) < 5 or not tokens.capital(0) or len(text) > end - start + 2:
        return []
    return [Hit(start, end, key, stem=tuple(tokens.words))]


def character_hits(text: str, hits: Sequence[Hit], index: Index, words: PlaceWords) -> list[Hit]:
    """The hits of a mention in Chinese characters that hold when the characters round them are weighed too."""
    whole = text.strip()
    entries = index.hanzi.get(whole, ())
    if not hits and entries and (whole not in words.common or any(entry.whole for entry in entries)):
        start = text.index(whole)
        if len(whole) == 1:
            return [Hit(start, start + 1, whole, role="letter")]
        return [Hit(start, start + len(whole), whole, (), tuple(index.hanzi[whole]))]
    return [hit for hit in hits if not _beside_other(text, hit, hits, words)]


def _beside_other(text: str, hit: Hit, hits: Sequence[Hit], words: PlaceWords) -> bool:
    if _at_facility(text, hit, words):
        return True
    if hit.role != "place" or hit.classes or any(entry.whole for entry in hit.entries):
        return False
    before, after = text[: hit.start], text[hit.end :]
    alone = before and not any(other.end == hit.start for other in hits)
    if alone and not any(before.endswith(word) for word in words.before_name):
        return True
    if after and not any(other.start == hit.end for other in hits):
        return not any(after.startswith(word) for word in words.after_name) and not after[0].isdigit()
    return False


def _at_facility(text: str, hit: Hit, words: PlaceWords) -> bool:
    return any(text.endswith(word) for word in words.facilities) and hit.end < len(text)
