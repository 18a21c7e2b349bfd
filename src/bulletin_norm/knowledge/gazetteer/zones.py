"""Finds zones that have no row of their own in text in Latin letters: "the High-tech Zone", "Tianfu New Area"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from msgspec.structs import replace

from bulletin_norm.knowledge.gazetteer.hits import Hit
from bulletin_norm.knowledge.gazetteer.tokens import Tokens
from bulletin_norm.language.places import PlaceWords

REACH = 80


class Zones:
    """Adds the hits of zones to those of names."""

    def __init__(self, words: PlaceWords) -> None:
        self.words = words
        self._phrases: dict[str, list[tuple[str, ...]]] = {}
        for zone in sorted(words.zones, key=len, reverse=True):
            parts = tuple(zone.replace("-", " ").split())
            self._phrases.setdefault(parts[-1], []).append(parts)

    @property
    def ends(self) -> Collection[str]:
        """The words that the generic words of zones end with."""
        return self._phrases.keys()

    def added(self, tokens: Tokens, found: list[Hit], ends: Sequence[int]) -> list[Hit]:
        """The hits with those of zones that have no row of their own; `ends` are the words that may end one."""
        if not ends:
            return found
        found = [one for hit in found for one in (self._apart(tokens, hit) if hit.spare else (hit,))]
        zones: list[Hit] = []
        gone: set[int] = set()
        starts = [hit.start for hit in found]
        for last in ends:
            if (first := self._zone_start(tokens, last)) is not None:
                low = bisect_left(starts, tokens.starts[first] - REACH)
                near = range(low, bisect_right(starts, tokens.ends[last]))
                zone = self._zone(tokens, first, last, [found[k] for k in near if k not in gone])
                if zone is not None:
                    gone.update(
                        k
                        for k in near
                        if found[k].start < zone.end > zone.start < found[k].end
                        and (not found[k].entries or found[k].start == zone.start)
                    )
                    zones.append(zone)
        if not zones:
            return found
        kept = [hit for k, hit in enumerate(found) if k not in gone]
        return sorted(kept + zones, key=lambda hit: hit.start)

    def _apart(self, tokens: Tokens, hit: Hit) -> tuple[Hit, ...]:
        """The names of a stretch one by one where it is a name and a zone: "Dezhou Economic Development Zone"."""
        if hit.entries or hit.role != "place":
            return (hit,)
        last = bisect_left(tokens.starts, hit.end) - 1
        return (
            hit.spare if tokens.words[last] in self._phrases and self._zone_start(tokens, last) is not None else (hit,)
        )

    def _zone_start(self, tokens: Tokens, last: int) -> int | None:
        for parts in self._phrases[tokens.words[last]]:
            first = last - len(parts) + 1
            if first < 0 or tuple(tokens.words[first : last + 1]) != parts:
                continue
            if all(tokens.gaps[k] in (" ", "-") for k in range(first + 1, last + 1)):
                return first
        return None

    def _zone(self, tokens: Tokens, first: int, last: int, near: list[Hit]) -> Hit | None:
        """The hit of a zone, with the capitalized words before it that no known name has."""
        end = tokens.ends[last]
        if any(hit.end == end and hit.entries for hit in near):
            return None
        floor = max((hit.end for hit in near if hit.entries and hit.end <= end), default=0)
        while first and last - first < 7 and tokens.starts[first - 1] >= floor and tokens.gaps[first] == " ":
            if not tokens.capital(first - 1) or tokens.words[first - 1] in self.words.stop:
                break
            first -= 1
        for hit in near:
            if first and hit.end == tokens.ends[first - 1] and tokens.gaps[first] == " " and _is_zone(hit):
                return replace(hit, end=end)
        surface = tokens.text[max(tokens.starts[first], floor) : end].strip()
        return Hit(end - len(surface), end, surface, role="zone")


def _is_zone(hit: Hit) -> bool:
    return bool(hit.entries) and all(entry.zone is not None for entry in hit.entries)
