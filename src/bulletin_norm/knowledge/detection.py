"""Which language and script a text is in: by its letters, and for Latin letters by its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from itertools import chain, repeat
from operator import itemgetter

from bulletin_norm.knowledge.variants import simplified_only, traditional_only

SAMPLE = 450
"""How many characters of a text are looked at: from its beginning, its middle and its end."""

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_STOPS = dict.fromkeys(map(ord, ",.;:!?()\"'"), " ")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]")
_KANA_BYTES = (b"\xe3\x81", b"\xe3\x82", b"\xe3\x83")
_VIETNAMESE = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_RUSSIAN = re.compile(r"[ыэё]")
_NOT_RUSSIAN = re.compile(r"[іїєґәқғңөұүһјљњћђџўІЇЄҐӘҚҒҢӨҰҮҺЈЉЊЋЂЏЎ]")

_COMMON = {
    "en": "the of and in to a is was were are be been by from for with on at as that this it its an or not no new all "
    "have has had which who among there their they will also other more after his her cases case reported confirmed "
    "total people city province county district health since infections local imported deaths community street road "
    "building village town area areas risk male female epidemic pneumonia prevention control news service medical",
    "de": "der die das und in von zu mit den dem des ist im ein eine für auf nicht wurden als auch nach bei aus am "
    "wird neue neuen fälle fällen gemeldet menschen",
    "fr": "le la les de des du et en un une est dans pour que qui sur par au aux avec sont été cas ont plus ce il "
    "nouveaux personnes",
    "es": "el la los las de del en un una es por que con para se al como más casos su fue han nuevos personas",
    "pt": "o os as do da dos das de em um uma é por que com para se ao no na casos foram mais novos pessoas",
    "it": "il lo gli la le di della un una è per che con non del dei nel in casi sono al ha più nuovi persone",
    "id": "yang dan di dari dengan untuk pada kasus ini itu tidak adalah orang akan telah dalam hari",
    "tr": "ve bir bu için ile olarak vaka yeni da de olan gibi daha çok kişi",
    "pl": "w z na się nie do że przypadków jest o od po za nowych osób",
    "nl": "de het een van en in is op te dat met voor niet zijn aan er gevallen nieuwe mensen",
    "ru": "и в на с по не что из за к от для это как у о случаев случая были было том числе человек был",
    "bg": "и в на с се са да от за че по не като бяха са случая това със във",
}
_VOTES: dict[str, tuple[str, ...]] = {}
for _language, _words in _COMMON.items():
    for _word in _words.split():
        _VOTES[_word] = (*_VOTES.get(_word, ()), _language)


def detect(text: str) -> str | None:
    """The language of a text: en, zh-Hans, zh-Hant, ja, ko, ru, vi, or None where it is another or none.

    >>> [detect(text) for text in ("3 new cases were reported", "新增确诊病例3例", "新增確診病例3例", "3 nouveaux cas")]
    ['en', 'zh-Hans', 'zh-Hant', None]
    """
    sample = _sample(text)
    if "\\u" in sample:
        sample = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), sample)
    if sample.isascii():
        return _latin(sample)
    letters = count_letters(sample)
    if not letters:
        return None
    return _DECIDE[max(letters, key=letters.__getitem__)](sample)


def count_letters(text: str) -> dict[str, int]:
    """How much of a text each script has, in letters; a Han character or a Korean syllable counts as three."""
    plain = text.encode("ascii", "ignore")
    counts = {"latin": len(plain.translate(None, _NO_LETTERS))}
    if len(plain) < len(text):
        blocks = _blocks(text)
        scripts = blocks.translate(_PLACES, _NO_SCRIPT)
        for place in sorted(set(scripts)):
            script, weight = _WEIGHTS[place]
            counts[script] = counts.get(script, 0) + scripts.count(place) * weight
        kana = len(_KANA.findall(text)) if _may_have_kana(text) else 0
        if kana >= 2 and kana * 36 >= counts.get("han", 0):
            counts["kana"] = 3 * kana + counts.pop("han", 0)
    return {script: number for script, number in counts.items() if number}


def _blocks(text: str) -> bytes:
    """The number of the Unicode block of 256 that each character is in (both halves of a surrogate pair count)."""
    return text.encode("utf-16-le", "surrogatepass")[1::2]


def script_of(text: str) -> str:
    """Which Chinese script a text is in, by the different characters that only one script has: Hans where none tell.

    >>> script_of("全省"), script_of("全國")
    ('zh-Hans', 'zh-Hant')
    """
    if not _may_be_traditional(text):
        return "zh-Hans"
    characters = frozenset(text)
    traditional, simplified = len(characters & traditional_only()), len(characters & simplified_only())
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def has_simplified(text: str) -> bool:
    """Whether a text has characters that only Simplified Chinese has: Japanese has none of them."""
    return len(frozenset(text) & simplified_only()) >= 2


def _sample(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    part, middle = SAMPLE // 3, len(text) // 2
    return "\n".join((text[:part], text[middle : middle + part], text[-part:]))


def _latin(text: str) -> str | None:
    if not text.isascii() and len(_VIETNAMESE.findall(text)) * 25 > len(text):
        return "vi"
    return "en" if _commonest(text) == "en" else None


def _cyrillic(text: str) -> str | None:
    if len(_NOT_RUSSIAN.findall(text)) * 100 > len(text):
        return None
    return "ru" if _RUSSIAN.search(text.lower()) or _commonest(text) == "ru" else None


def _commonest(text: str) -> str | None:
    """The language whose common words the text has most of; English where a short plain text has none at all."""
    words = text.lower().translate(_STOPS).split()
    number = sum(map(str.isalpha, map(itemgetter(0), words)))
    votes = Counter(chain.from_iterable(map(_VOTES.get, words, repeat(()))))
    most = max(votes.values(), default=0)
    if votes["en"] == most and not text.isascii():
        votes["en"] -= sum(not word.isascii() and word.isalpha() for word in words)
        most = max(votes.values())
    if most * 20 < number and (number > 25 or most):
        return None
    if not most:
        return "en" if number and text.isascii() else None
    return next(language for language in _COMMON if votes[language] == most)


def _range(*ranges: tuple[int, int]) -> bytes:
    return bytes(block for first, last in ranges for block in range(first, last + 1))


_NO_LETTERS = bytes(code for code in range(256) if not chr(code).isalpha() or code > 127)
_SCRIPTS = {
    "latin": (_range((0x01, 0x02), (0x1E, 0x1E)), 1),
    "greek": (_range((0x03, 0x03)), 1),
    "cyrillic": (_range((0x04, 0x05)), 1),
    "arabic": (_range((0x06, 0x08)), 1),
    "indic": (_range((0x09, 0x0D)), 1),
    "thai": (_range((0x0E, 0x0F)), 1),
    "burmese": (_range((0x10, 0x10)), 1),
    "ethiopic": (_range((0x12, 0x13)), 1),
    "khmer": (_range((0x17, 0x17)), 1),
    "mongolian": (_range((0x18, 0x18)), 1),
    "han": (_range((0x34, 0x9F), (0xF9, 0xFA)), 3),
    "yi": (_range((0xA0, 0xA4)), 3),
    "hangul": (_range((0x11, 0x11), (0xAC, 0xD7)), 3),
}
"""The blocks of each script, and the letters that one of its characters counts for."""

_WEIGHTS = [(script, weight) for script, (_, weight) in _SCRIPTS.items()]
_PLACES = bytearray(256)
for _place, (_blocks_of_script, _) in enumerate(_SCRIPTS.values()):
    for _block in _blocks_of_script:
        _PLACES[_block] = _place
_NO_SCRIPT = bytes(set(range(256)).difference(*[own for own, _ in _SCRIPTS.values()]))
"""The scripts by place; the place of the script of each block; and the blocks that are of none."""

_DECIDE: dict[str, Callable[[str], str | None]] = {
    "latin": _latin,
    "cyrillic": _cyrillic,
    "han": script_of,
    "kana": lambda text: "ja",
    "hangul": lambda text: "ko",
} | dict.fromkeys(
    ("greek", "arabic", "indic", "thai", "burmese", "ethiopic", "khmer", "mongolian", "yi"), lambda text: None
)


def mixed_scripts(text: str, lines: Iterable[str]) -> bool:
    """Whether the lines of a text are in different scripts, so that each has to be looked at by itself."""
    if text.isascii():
        return False
    blocks = _blocks(text)
    hangul = len(blocks) - len(blocks.translate(None, _SCRIPTS["hangul"][0]))
    wide = len(blocks) - len(blocks.translate(None, _SCRIPTS["han"][0])) + hangul
    if wide < FEWEST_WIDE and 0x04 not in blocks:
        return False
    long = [line for line in lines if len(line) >= SHORTEST_LINE]
    if any(not (_WIDE_FROM <= line[-1] <= _WIDE_TO or _has(line, _NOT_LATIN)) for line in long):
        return True
    if 0x04 in blocks or hangul > 9 or (_may_have_kana(text) and _KANA.search(text)):
        return any(not (_has(line, _OTHER) or _KANA.search(line)) for line in long)
    sample = _sample(text)
    if not _may_be_traditional(sample):
        return False
    characters = frozenset(sample)
    return min(len(characters & traditional_only()), len(characters & simplified_only())) >= 3


def _may_have_kana(text: str) -> bool:
    """Whether there may be kana: all begin with one of three pairs of bytes in UTF-8, as little else does."""
    data = text.encode("utf-8", "surrogatepass")
    return any(map(data.__contains__, _KANA_BYTES))


def _may_be_traditional(text: str) -> bool:
    """Whether there may be characters that only Traditional Chinese has: GB 2312, a set of signs, has very few."""
    try:
        text.replace("—", "").encode("gb2312")
    except UnicodeEncodeError:
        return True
    return any(map(text.__contains__, _traditional_in_gb()))


@cache
def _traditional_in_gb() -> str:
    return "".join(sorted(traditional_only())).encode("gb2312", "ignore").decode("gb2312")


FEWEST_WIDE = 8
"""A text in Latin letters with fewer Chinese characters is not looked at line by line."""

SHORTEST_LINE = 20
"""A shorter line does not make a text one of several scripts."""

_WIDE_FROM, _WIDE_TO = "\u2e00", "\ud7ff"
_NOT_LATIN = _range((0x04, 0x04), (0x2E, 0xD7))
_OTHER = _range((0x04, 0x04), (0xAC, 0xD7))


def _has(text: str, blocks: bytes) -> bool:
    """Whether a text has a character of these blocks."""
    found = _blocks(text)
    return len(found.translate(None, blocks)) < len(found)


def count_wide(text: str) -> int:
    """How many characters of a text take two columns: those from U+2E00 on, but for what lies beyond the first plane.

    >>> count_wide("3例 cases")
    1
    """
    if text.isascii():
        return 0
    blocks = _blocks(text)
    return len(blocks) - len(blocks.translate(None, _WIDE))


_WIDE = _range((0x2E, 0xD7), (0xE0, 0xFF))
