"""What a finder gives: a stretch of text that may name a place, before it is known which."""

from __future__ import annotations

import msgspec

from bulletin_norm.knowledge.gazetteer.index import Entry

BEFORE, AFTER = frozenset("(（["), frozenset(")）]")


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A stretch of text that may name a place.

    `role` says how it is to be read: "place" (its `entries` are the readings; none where the name is not known: then
    `stem` has its words), "issuer" (a generic word for the issuer's own division), "twin" (the second half of a name
    cut in two: the place before it), "zone" (a zone without a row of its own), "letter" (a one-letter name),
    "local" (a name with a count where the table may have none).
    `inner` has the generic words after the name but the last: they may belong to it ("Sea City District").
    `whole`: only a name that all the words translate, in what the issuer says, is meant.
    `parts` is the number of words that the name is written in. `tied`: the next hit lies in this one and is what is
    meant ("Heihe 3 cases in Aihui District of the city"). `weak`: it stands in the name of a facility, and holds only
    beside a name that it lies in, or that lies in it, or, words standing between (`apart`), in the issuer's own land.
    `counted`: a count of cases is said of it. `spare`: how the stretch reads where none of the entries holds in what
    the issuer says.
    """

    start: int
    end: int
    key: str
    classes: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    role: str = "place"
    stem: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()
    whole: bool = False
    tied: bool = False
    capital: bool = True
    parts: int = 1
    weak: bool = False
    apart: bool = False
    counted: bool = False
    spare: tuple[Hit, ...] = ()

    def alone(self, text: str) -> bool:
        """Whether it stands in brackets by itself."""
        return text[self.start - 1 : self.start] in BEFORE and text[self.end : self.end + 1] in AFTER
