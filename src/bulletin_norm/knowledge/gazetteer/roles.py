"""Tells the places that a text counts cases at from those that people only came from, passed or went to."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from bulletin_norm.language.places import PlaceWords
from bulletin_norm.model import PlaceMention

WINDOW = 48


class Roles:
    """Marks mentions as sources by the words of one language."""

    def __init__(self, words: PlaceWords) -> None:
        self._before = re.compile(f"(?:{words.source_before})$") if words.source_before else None
        self._after = re.compile(words.source_after) if words.source_after else None
        self._through = words.source_through
        self._onward = re.compile(words.source_onward) if words.source_onward else None
        self._leads = words.source_leads
        self._joint = re.compile(words.joint)

    def told(self, text: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
        """The mentions, those marked "source" that the text names as where people were before, or pass."""
        text = _lower(text)
        marked: list[PlaceMention] = []
        last: PlaceMention | None = None
        for mention in mentions:
            if mention.role == "place" and (self._is_source(text, mention) or self._goes_on(text, last, mention)):
                mention = msgspec.structs.replace(mention, role="source")
            marked.append(mention)
            last = mention
        return marked

    def _is_source(self, text: str, mention: PlaceMention) -> bool:
        start, end = mention.start, mention.end
        low = max(0, start - WINDOW)
        led = not self._leads or text.endswith(self._leads, low, start)
        if led and self._before is not None and self._before.search(text, low, start):
            return True
        if self._after is not None and self._after.match(text, end):
            return True
        through = bool(self._through) and text.endswith(self._through, 0, start)
        return through and self._onward is not None and self._onward.match(text, end) is not None

    def _goes_on(self, text: str, last: PlaceMention | None, mention: PlaceMention) -> bool:
        """Whether a mention goes on a list of sources: "from Yangzhou, Zhangjiajie or Dalian"."""
        if last is None or last.role != "source" or mention.start - last.end > 6:
            return False
        return self._joint.fullmatch(text, last.end, mention.start) is not None


def _lower(text: str) -> str:
    """A text in lower case, as long as it was."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join([char.lower()[0] for char in text])
