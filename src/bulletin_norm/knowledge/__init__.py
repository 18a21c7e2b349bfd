"""What the engine knows, all of it data: languages, terms, measures, divisions and characters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from bulletin_norm.knowledge.characters import Characters
from bulletin_norm.knowledge.headings import Headings
from bulletin_norm.language import Language

if TYPE_CHECKING:
    from bulletin_norm.knowledge.diseases import Diseases
    from bulletin_norm.knowledge.gazetteer import Gazetteer
    from bulletin_norm.knowledge.glossary import Glossary
    from bulletin_norm.knowledge.interventions import Interventions
    from bulletin_norm.knowledge.measures import Measures


class Knowledge(msgspec.Struct, frozen=True):
    """Everything that stages read, loaded and checked once."""

    languages: Mapping[str, Language]
    glossary: Glossary
    gazetteer: Gazetteer
    measures: Measures
    diseases: Diseases
    interventions: Interventions
    characters: Characters = msgspec.field(default_factory=Characters)
    headings: Headings = msgspec.field(default_factory=Headings)

    def language(self, tag: str | None) -> Language | None:
        """The language of a tag ("zh-Hant", "en"), or None where the toolkit does not know it."""
        return self.languages.get(tag.split("-")[0]) if tag else None
