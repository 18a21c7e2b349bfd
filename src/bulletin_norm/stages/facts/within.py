"""Which place lies in which: the questions that linking asks the gazetteer."""

from __future__ import annotations

import msgspec

from bulletin_norm.knowledge.gazetteer import Gazetteer
from bulletin_norm.knowledge.gazetteer.divisions import COUNTRY
from bulletin_norm.model import PlaceMention


class Within(msgspec.Struct, frozen=True):
    """Containment of place mentions; a zone without a code lies in the city whose code it takes."""

    gazetteer: Gazetteer
    _above: dict[str, frozenset[str]] = {}

    def below(self, inner: PlaceMention | None, outer: PlaceMention | None) -> bool:
        """Whether `inner` lies in `outer` and is not the same place; True where `outer` is not known."""
        if inner is None or inner.adcode is None:
            return False
        if outer is None or outer.adcode is None:
            return True
        return outer.locality is None and outer.adcode in self.holders(inner)

    def holders(self, place: PlaceMention) -> frozenset[str]:
        """The codes of the divisions that a place lies in."""
        code = place.adcode or ""
        above = self._above.get(code)
        if above is None:
            above = self._above[code] = frozenset({*self.gazetteer.ancestors(code), COUNTRY}) - {code}
        return above if place.locality is None else above | {code}

    def same(self, one: PlaceMention | None, two: PlaceMention | None) -> bool:
        """Whether both mean one place."""
        if one is None or two is None:
            return one is two
        return one.adcode == two.adcode and one.locality == two.locality
