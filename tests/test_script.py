"""Traditional to Simplified: every exception's example, the gold cases, and the law of the way there and back."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from bulletin_norm.knowledge.characters import Characters
from bulletin_norm.knowledge.variants import simplified_characters
from bulletin_norm.model import Document
from bulletin_norm.normalizer import Normalizer
from bulletin_norm.stages.script import find_traditional
from bulletin_norm.tables import Row, read_tsv
from bulletin_norm.text import Layer

ROOT = Path(__file__).resolve().parents[1]
GLOSSARIES = ROOT / "glossaries"
CONVERSION = Characters.load(GLOSSARIES, []).conversion
WAYS = ("s2t", "s2tw", "s2hk")

converter = cache(OpenCC)


def simplified(text: str) -> str:
    return Layer.of("script", text, find_traditional(text, CONVERSION)).apply(text)


@pytest.mark.parametrize(
    "row", list(read_tsv(GLOSSARIES / "script_exceptions.tsv", ("example",), [])), ids=lambda row: row["traditional"]
)
def test_each_exception_does_what_its_example_says(row: Row) -> None:
    before, after = row["example"].split(" => ")
    assert row["traditional"] in before
    assert simplified(before) == after


@pytest.mark.parametrize(
    "row", list(read_tsv(ROOT / "tests/gold/script/cases.tsv", ("text", "result"), [])), ids=lambda row: row["text"]
)
def test_gold(row: Row) -> None:
    assert simplified(row["text"]) == row["result"]


@pytest.mark.parametrize("way", WAYS)
def test_a_simplified_bulletin_comes_back_from_the_other_script(bulletins: list[Document], way: str) -> None:
    chinese = [bulletin for bulletin in bulletins if bulletin.language == "zh-Hans"]
    assert len(chinese) > 3
    for bulletin in chinese:
        there = converter(way).convert(bulletin.source)
        assert there != bulletin.source
        assert simplified(there) == bulletin.source


@pytest.mark.parametrize("way", WAYS)
def test_the_name_of_every_division_comes_back_from_the_other_script(way: str) -> None:
    rows = list(read_tsv(GLOSSARIES / "divisions.tsv", ("name", "short"), []))
    names = "\n".join(sorted({row[column] for row in rows for column in ("name", "short")}))
    assert simplified(converter(way).convert(names)) == names


def test_both_scripts_give_one_reading(normalizer: Normalizer, bulletins: list[Document]) -> None:
    bulletin = next(one for one in bulletins if one.language == "zh-Hans" and "确诊" in one.source)
    stages = normalizer.stages[:2]
    twin = Document.of(converter("s2t").convert(bulletin.source))
    plain = Document.of(bulletin.source)
    for stage in stages:
        twin, plain = stage(twin), stage(plain)
    assert plain.layers == ()
    assert [section.language for section in twin.sections] == ["zh-Hant"]
    assert twin.reading == plain.reading
    assert [layer.name for layer in twin.layers] == ["script"]
    start = twin.reading.index("确诊")
    assert twin.evidence("measure", start, start + 2).text == "確診"


CHARACTERS = st.sampled_from([*sorted(simplified_characters())[:400], *"乾縣餘干於潛「」县3a \n"])


@settings(max_examples=200, deadline=None)
@given(st.text(CHARACTERS, max_size=40))
def test_each_edit_is_one_character_and_a_second_time_finds_none(text: str) -> None:
    edits = list(find_traditional(text, CONVERSION))
    assert all(len(edit.before) == len(edit.after) == 1 for edit in edits)
    after = Layer.of("script", text, edits).apply(text)
    assert Layer.of("script", text, edits).undo(after) == text
    assert list(find_traditional(after, CONVERSION)) == []
