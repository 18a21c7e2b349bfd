"""Translates a Chinese document sentence by sentence and keeps what cannot be shown to be right.

The facts of a document never come from here: they are read from the Chinese. A translation gives the narrative,
and each of its sentences is checked against the source; one that fails stays in Chinese, with a Doubt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from bulletin_norm.model import Document, Doubt
from bulletin_norm.stages.translate_checks import NameOf, Needs, faults_of, needs_of
from bulletin_norm.stages.translate_model import Engine, Translator

__all__ = ["Engine", "Sentence", "Translation", "Translator", "sentences", "translate_document"]

CANDIDATES = 4
"""Translations of one sentence that are looked at before it is tried another way."""

PIECE = 80
"""Tokens beyond which a sentence is cut at its inner stops: models lose the end of long ones."""

_UNTRIED = ("it was not translated",)
_STOP = re.compile(r"[（(［\[「『“）)］\]」』”。！？!?\n]")
_CLOSING = re.compile(r"[”’」』）)］\]]*")
_CUTS = (re.compile(r"(?<=[；;])"), re.compile(r"(?<=[，,])"), re.compile(r"(?<=、)"))
_HAN = re.compile(r"[㐀-鿿豈-﫿]")


class Sentence(msgspec.Struct, frozen=True):
    """One sentence: where it stands in the source, its words, its English, and why it was not taken if it was not."""

    start: int
    end: int
    source: str
    target: str
    ok: bool
    faults: tuple[str, ...] = ()


class Translation(msgspec.Struct, frozen=True):
    """The English of a document: its text, its sentences, what is in doubt, and who translated."""

    text: str
    sentences: tuple[Sentence, ...]
    doubts: tuple[Doubt, ...]
    translator: str

    @property
    def kept(self) -> int:
        """The number of sentences that stayed as they were because no translation passed."""
        return sum(not sentence.ok for sentence in self.sentences)


class _Item(msgspec.Struct):
    """A sentence at work: its span in the reading and the source, what its translation must say, the best so far."""

    low: int
    high: int
    text: str
    needs: Needs
    target: str = ""
    faults: tuple[str, ...] = _UNTRIED
    unknown: str = ""


def translate_document(
    document: Document,
    translator: Engine,
    read: Callable[[Document], Document],
    name_of: NameOf = lambda adcode: None,
) -> Translation:
    """Translate a normalized Chinese document into standard English.

    `translator` is a `Translator.load(ref, offline=...)`; `read` is the whole pipeline (`normalizer.run`), with
    which each candidate is put into standard terms and checked; `name_of` gives the names of a division code
    (`normalizer.name_of`). A sentence of which no candidate passes keeps its Chinese words and gets a Doubt.
    """
    items = [_item(document, low, high) for low, high in sentences(document)]

    def check(item: _Item, candidates: Iterable[str]) -> None:
        _choose(item, candidates, document, read, name_of)

    _plainly(items, translator, check)
    _with_names(items, document, translator, check)
    _unrepeated(items, translator, check)
    return _assemble(document, items, translator.name)


def sentences(document: Document) -> Iterator[tuple[int, int]]:
    """The spans, in the reading, of the Chinese sentences; numbers and signs alone are none.

    >>> doc = Document.of("截至24时，3例（含1例。）治愈。\\n二、2022年")
    >>> [doc.reading[low:high] for low, high in sentences(doc)]
    ['截至24时，3例（含1例。）治愈。', '二、2022年']
    """
    stretches = [(s.start, s.end) for s in document.sections if s.language.startswith("zh")]
    for first, last in stretches if document.sections else [(0, len(document.reading))]:
        for low, high in _split(document.reading, first, last):
            if _HAN.search(document.reading, low, high):
                yield low, high


def _split(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Sentences end at a stop outside brackets and at each line end; spaces around them belong to none."""
    depth, low = 0, first
    for stop in _STOP.finditer(text, first, last):
        sign = stop[0]
        if sign in "（(［[「『“":
            depth += 1
        elif sign in "）)］]」』”":
            depth = max(0, depth - 1)
        elif sign == "\n" or not depth:
            closing = _CLOSING.match(text, stop.end(), last)
            high = stop.start() if sign == "\n" else closing.end() if closing else stop.end()
            yield from _trimmed(text, low, high)
            depth, low = 0, max(high, stop.end())
    yield from _trimmed(text, low, last)


def _trimmed(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    part = text[low:high]
    if part.strip():
        yield low + len(part) - len(part.lstrip()), high - len(part) + len(part.rstrip())


def _item(document: Document, low: int, high: int) -> _Item:
    return _Item(low, high, document.reading[low:high], needs_of(document, low, high))


def _plainly(items: list[_Item], translator: Engine, check: Callable[[_Item, Iterable[str]], None]) -> None:
    """First try: each different sentence once, as it is."""
    texts = dict.fromkeys(item.text for item in items)
    done = dict(zip(texts, _translate(list(texts), translator), strict=True))
    for item in items:
        item.unknown = translator.unknown(item.text)
        check(item, done[item.text])


def _with_names(
    items: list[_Item], document: Document, translator: Engine, check: Callable[[_Item, Iterable[str]], None]
) -> None:
    """Second try: the English names of the places are written into the Chinese."""
    failed = [(item, _named(item, document)) for item in items if item.faults]
    failed = [(item, text) for item, text in failed if text != item.text]
    results = _translate([text for _, text in failed], translator)
    for (item, text), candidates in zip(failed, results, strict=True):
        check(item, candidates)
        if not item.faults:
            item.unknown = translator.unknown(text)


def _unrepeated(items: list[_Item], translator: Engine, check: Callable[[_Item, Iterable[str]], None]) -> None:
    """Last try, for what repeats itself: no run of four tokens twice (it would spoil lists, so not before)."""
    failed = [item for item in items if "it repeats itself" in item.faults]
    for item, candidates in zip(failed, _translate([i.text for i in failed], translator, no_repeat=4), strict=True):
        check(item, candidates)


def _named(item: _Item, document: Document) -> str:
    """A sentence with the English names of its places in the place of the Chinese ones."""
    parts, last = [], item.low
    for place in document.places:
        if place.name_en and last <= place.start and place.end <= item.high:
            parts += [document.reading[last : place.start], f" {place.name_en} "]
            last = place.end
    return "".join([*parts, document.reading[last : item.high]])


def _translate(texts: Sequence[str], translator: Engine, *, no_repeat: int = 0) -> list[list[str]]:
    """Candidates of each text; a long one is cut, and its parts are put together again candidate by candidate."""
    cut = [_pieces(text, translator) for text in texts]
    flat = [piece for pieces in cut for piece in pieces]
    results = iter(translator.translate(flat, candidates=CANDIDATES, no_repeat=no_repeat) if flat else [])
    found = []
    for pieces in cut:
        parts = [next(results) for _ in pieces]
        depth = max((len(part) for part in parts), default=0)
        found.append([" ".join(part[min(rank, len(part) - 1)] for part in parts if part) for rank in range(depth)])
    return found


def _pieces(text: str, translator: Engine) -> list[str]:
    """A text cut at its inner stops into pieces of at most PIECE tokens; none where a piece is beyond the model."""
    most = min(PIECE, translator.limit)
    pieces = [text]
    for cut in _CUTS:
        pieces = [part for piece in pieces for part in _cut(piece, cut, most, translator)]
    if any(translator.length(piece) > translator.limit for piece in pieces):
        return []
    return pieces


def _cut(piece: str, cut: re.Pattern[str], most: int, translator: Engine) -> Iterator[str]:
    """The parts of a piece, joined again as long as they stay within `most` tokens."""
    if translator.length(piece) <= most:
        yield piece
        return
    joined, size = "", 0
    for part in cut.split(piece):
        length = translator.length(part) if part else 0
        if joined and size + length > most:
            yield joined
            joined, size = "", 0
        joined, size = joined + part, size + length
    if joined:
        yield joined


def _choose(
    item: _Item,
    candidates: Iterable[str],
    document: Document,
    read: Callable[[Document], Document],
    name_of: NameOf,
) -> None:
    """Keep the first candidate that passes; until one does, the faults of the first that was tried."""
    for raw in candidates:
        known = {"published": document.published, "issuer": document.issuer, "language": "en"}
        target = read(Document.of(raw, **known))
        faults = faults_of(item.needs, item.text, raw, target, name_of)
        if not faults:
            item.target, item.faults = target.text, ()
            return
        if item.faults == _UNTRIED:
            item.faults = faults


def _assemble(document: Document, items: list[_Item], name: str) -> Translation:
    """The English text with the line ends of the source; what was not translated stays as it was."""
    parts: list[str] = []
    found: list[Sentence] = []
    doubts: list[Doubt] = []
    last = 0
    for item in items:
        ok, target = not item.faults, item.text if item.faults else item.target
        between = document.reading[last : item.low]
        parts += [between or (" " if parts else ""), target]
        span = document.source_span(item.low, item.high)
        found.append(Sentence(span.start, span.end, item.text, target, ok, item.faults))
        if not ok:
            message = f"Not translated, kept in Chinese: {'; '.join(item.faults)}."
            doubts.append(document.doubt("translation", item.low, item.high, message))
        elif item.unknown:
            message = f"Translated without characters that the model does not know: {item.unknown}"
            doubts.append(document.doubt("translation", item.low, item.high, message))
        last = item.high
    parts.append(document.reading[last:])
    return Translation("".join(parts), tuple(found), tuple(doubts), name)
