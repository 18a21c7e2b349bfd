"""Which language a text is in: gold cases, and every stretch of 40 characters of the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_norm.knowledge.detection import count_letters, detect
from bulletin_norm.model import Document
from bulletin_norm.tables import Row, read_tsv

ROOT = Path(__file__).resolve().parents[1]
CASES = list(read_tsv(ROOT / "tests/gold/detection/cases.tsv", ("language", "text"), []))


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["text"][:30])
def test_gold(row: Row) -> None:
    assert (detect(row["text"]) or "-") == row["language"]


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_forty_characters_are_enough(bulletins: list[Document], language: str) -> None:
    found = []
    for bulletin in bulletins:
        if bulletin.language == language and not bulletin.id.endswith("guangzhou"):
            text = bulletin.source
            found += [detect(text[start : start + 40]) for start in range(0, len(text) - 40, 40)]
    assert len(found) > 30
    assert found.count(language) >= 0.99 * len(found)


def test_the_language_of_every_bulletin_is_found(bulletins: list[Document]) -> None:
    found = {bulletin.id: (detect(bulletin.source), bulletin.language) for bulletin in bulletins}
    assert {name: pair for name, pair in found.items() if pair[0] != pair[1]} == {}


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert detect(text) in {"en", "zh-Hans", "zh-Hant", "ja", "ko", "ru", "vi", None}
    assert all(number > 0 for number in count_letters(text).values())
