"""Which place lies in which: the questions that linking asks the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin_norm.knowledge.gazetteer import Gazetteer
from bulletin_norm.model import PlaceMention


@dataclass(frozen=True)
class Within:
    """Containment of place mentions; a zone without a code lies in the city whose code it takes."""

    gazetteer: Gazetteer

    def below(self, inner: PlaceMention | None, outer: PlaceMention | None) -> bool:
        """Whether `inner` lies in `outer` and is not the same place; True where `outer` is not known."""
        if inner is None or inner.adcode is None:
            return False
        if outer is None or outer.adcode is None:
            return True
        if inner.adcode == outer.adcode:
            return inner.locality is not None and outer.locality is None
        if outer.locality is not None:
            return False
        return outer.adcode == "100000" or self.gazetteer.within(inner.adcode, outer.adcode)

    def same(self, one: PlaceMention | None, two: PlaceMention | None) -> bool:
        """Whether both mean one place."""
        if one is None or two is None:
            return one is two
        return one.adcode == two.adcode and one.locality == two.locality
