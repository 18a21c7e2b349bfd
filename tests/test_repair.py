"""Repair of characters: every example of the data files, the gold cases, and laws."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_norm.errors import Problem
from bulletin_norm.knowledge.characters import EVERY, Characters, named
from bulletin_norm.stages.repair import find_damage
from bulletin_norm.tables import Row, read_tsv
from bulletin_norm.text import Edit, Layer, compose

ROOT = Path(__file__).resolve().parents[1]
GLOSSARIES = ROOT / "glossaries"
PROBLEMS: list[Problem] = []
CHARACTERS = Characters.load(GLOSSARIES, PROBLEMS)
CASES = [json.loads(line) for line in (ROOT / "tests/gold/repair/cases.jsonl").read_text().splitlines()]


def mended(text: str, language: str) -> str:
    return find_damage(text, CHARACTERS.repairs_for(language)).apply(text)


def rows(name: str) -> list[Row]:
    return list(read_tsv(GLOSSARIES / name, ("example",), []))


def test_the_data_files_are_sound() -> None:
    assert PROBLEMS == []


@pytest.mark.parametrize(
    "row",
    rows("characters.tsv") + rows("repairs.tsv") + rows("spellings.tsv"),
    ids=lambda row: f"{row.path}:{row.line}",
)
def test_each_row_does_what_its_example_says(row: Row) -> None:
    before, after = (named(part).replace("\\n", "\n") for part in row["example"].split(" => "))
    language = "zh" if row["languages"] == EVERY and not before.isascii() else row["languages"].split()[0]
    assert mended(before, language) == after


@pytest.mark.parametrize("row", rows("doubled_words.tsv"), ids=lambda row: row["word"])
def test_words_that_may_stand_twice_stay(row: Row) -> None:
    assert row["word"] in row["example"]
    assert mended(row["example"], row["languages"]) == row["example"]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, marks=pytest.mark.xfail(strict=True)) if case.get("expect") == "fail" else case
        for case in CASES
    ],
    ids=lambda case: case["text"][:40] if isinstance(case, dict) else "",
)
def test_gold(case: dict[str, str]) -> None:
    assert mended(case["text"], case["language"]) == case.get("result", case["text"])


DAMAGE = st.sampled_from(
    [
        *"０１Ａ，。（）、：；‘’“” \n\n\r,.;:()'-–19",
        *(
            "\u3000",
            "\u00a0",
            "\u200b",
            "\ufeff",
            "\x00",
            "\x92",
            "&nbsp;",
            "&amp;",
            "amp;",
            "&lt;",
            "p",
            ">",
            "< p>",
            "</b>",
        ),
        *(
            "uff09",
            "u3001",
            "\\u65b0",
            "u65b0u589e",
            "COVID",
            "covid",
            "non ",
            "cases",
            "imported",
            "Xi",
            "gu",
            "an",
            "an ",
        ),
        *(
            "o",
            "clock",
            "例",
            "病例",
            "l",
            "O",
            "新增",
            "己",
            "巳",
            "累计",
            "万",
            "一24时",
            "(shè)",
            "**",
            "# ",
            "[a](/b)",
            "â€™",
            "ã€",
        ),
        "long line of English words that goes on until the width of the page is reached",
        "青岛市十六例莱西市十六例即墨区三例城阳区一例威海市三十八例环翠区二十四例荣成市",
    ]
)
TEXTS = st.lists(st.one_of(DAMAGE, st.text(max_size=3)), max_size=25).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["en", "zh", "ja", "ru"]))
def test_repair_can_be_undone_and_leaves_nothing_to_repair(text: str, language: str) -> None:
    layer = find_damage(text, CHARACTERS.repairs_for(language))
    assert Layer.of("repair", text, layer.edits) == layer
    after = layer.apply(text)
    assert layer.undo(after) == text
    assert find_damage(after, CHARACTERS.repairs_for(language)).edits == ()


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.sampled_from(["en", "zh"]))
def test_digits_change_only_by_rules_that_say_so(text: str, language: str) -> None:
    layer = find_damage(text, CHARACTERS.repairs_for(language))
    for edit in layer.edits:
        if not set(re.split(r"\+", edit.rule)) & DIGITS_MAY_CHANGE:
            assert digits(edit.before) == digits(edit.after), edit


DIGITS_MAY_CHANGE = {
    "entity",
    "escape",
    "markup",
    "markdown-link",
    "mojibake",
    "number-one",
    "number-one-inside",
    "number-zero",
    "number-zero-hour",
}


def digits(text: str) -> list[int]:
    return [int(character) for character in text if character.isdecimal()]


@st.composite
def two_layers(draw: st.DrawFn) -> tuple[str, Layer, Layer]:
    text = draw(st.text("ab", max_size=12))
    first = Layer.of("x", text, draw_edits(draw, text))
    middle = first.apply(text)
    return text, first, Layer.of("x", middle, draw_edits(draw, middle))


def draw_edits(draw: st.DrawFn, text: str) -> list[Edit]:
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return [
        Edit(start, end, text[start:end], draw(st.text("ABC", max_size=3)), "r") for start, end in dict(pairs).items()
    ]


@settings(max_examples=300, deadline=None)
@given(two_layers())
def test_composed_layers_do_what_both_do(case: tuple[str, Layer, Layer]) -> None:
    text, first, second = case
    both = compose(text, first, second)
    assert both == Layer.of("x", text, both.edits)
    assert both.apply(text) == second.apply(first.apply(text))


def test_a_broken_table_reports_every_fault(tmp_path: Path) -> None:
    for path in GLOSSARIES.glob("*.tsv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with (tmp_path / "repairs.tsv").open("a") as file:
        file.write("broken\ten\t\t(\t\ta => b\tnote\nshort\ten\n")
    with (tmp_path / "characters.tsv").open("a") as file:
        file.write("a-c\tde\t*\tbeside\ta => d\tnote\n")
    problems: list[Problem] = []
    Characters.load(tmp_path, problems)
    assert [problem.path for problem in sorted(problems)] == ["characters.tsv", "repairs.tsv", "repairs.tsv"]
    assert all(problem.line for problem in problems)
