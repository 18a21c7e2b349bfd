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
    _cities: dict[tuple[str, str], frozenset[str]] = {}

    def below(self, inner: PlaceMention | None, outer: PlaceMention | None) -> bool:
        """Whether `inner` lies in `outer` and is not the same place; True where `outer` is not known."""
        if inner is None or inner.adcode is None:
            return False
        if outer is None or outer.adcode is None:
            return True
        return self.key(outer) in self.holders(inner)

    def holders(self, place: PlaceMention) -> frozenset[str]:
        """The keys of what a place lies in (see `key`)."""
        code = place.adcode or ""
        above = self._above.get(code)
        if above is None:
            above = self._above[code] = frozenset({*self.gazetteer.ancestors(code), COUNTRY}) - {code}
        if place.locality is None:
            return above
        asked = code, place.locality
        cities = self._cities.get(asked)
        if cities is None:
            names = self.gazetteer.cities(*asked)
            cities = self._cities[asked] = frozenset({code, *(f"{code} {name}" for name in names)})
        return above | cities

    @staticmethod
    def key(place: PlaceMention) -> str:
        """What a place is told from others by: its code, and the name of what has none."""
        return f"{place.adcode} {place.locality}" if place.locality else place.adcode or ""

    def same(self, one: PlaceMention | None, two: PlaceMention | None) -> bool:
        """Whether both mean one place."""
        if one is None or two is None:
            return one is two
        return one.adcode == two.adcode and one.locality == two.locality
