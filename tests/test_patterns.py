"""Every pattern of every language compiles, though a run compiles only those that it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

import pytest

from bulletin_norm.knowledge.languages import load_languages
from bulletin_norm.stages.case_patterns import Meanings, Patterns
from bulletin_norm.stages.risk_patterns import RiskPatterns

LANGUAGES = load_languages()
KNOWN = {
    **{f"{code}-cases": Patterns(language.cases) for code, language in LANGUAGES.items() if language.cases},
    **{f"{code}-risk": RiskPatterns(language.risk) for code, language in LANGUAGES.items() if language.risk},
}
SLOT = re.compile(r"\{[a-z]+\}")


def inside(value: object) -> Iterator[re.Pattern[str]]:
    """The patterns in what a property holds: one, several, or some with a meaning each."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Meanings):
        yield value.pattern
    elif isinstance(value, tuple):
        for part in value:
            yield from inside(part)


@pytest.mark.parametrize("known", KNOWN.values(), ids=KNOWN)
def test_patterns_compile_with_every_slot_filled(known: object) -> None:
    names = [name for name, value in vars(type(known)).items() if isinstance(value, cached_property)]
    patterns = {name: list(inside(getattr(known, name))) for name in names}
    assert [name for name, found in patterns.items() for one in found if SLOT.search(one.pattern)] == []
    assert sum(map(len, patterns.values())) >= len(names) > 20
