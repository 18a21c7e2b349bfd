"""What a language is to the engine: data, and no code. One folder or file below knowledge/languages each."""

from __future__ import annotations

import msgspec

from bulletin_norm.language.cases import CaseWords
from bulletin_norm.language.counts import CountWords
from bulletin_norm.language.dates import DateWords
from bulletin_norm.language.decoys import DecoyWords
from bulletin_norm.language.names import NameWords
from bulletin_norm.language.numbers import NumberWords
from bulletin_norm.language.places import PlaceWords
from bulletin_norm.language.risk import RiskWords


class Language(msgspec.Struct, frozen=True):
    """The words of one language, by what they are for; a part that is None is not read in that language.

    `code` is the primary subtag (en, zh, ja ...): zh serves zh-Hans and zh-Hant, as the reading of a
    Traditional text is Simplified.
    """

    code: str
    name: str
    numbers: NumberWords
    counts: CountWords
    dates: DateWords = msgspec.field(default_factory=DateWords)
    decoys: DecoyWords = msgspec.field(default_factory=DecoyWords)
    cases: CaseWords | None = None
    risk: RiskWords | None = None
    places: PlaceWords | None = None
    names: NameWords | None = None
