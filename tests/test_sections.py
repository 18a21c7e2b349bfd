"""Sections: languages and bulletins of a text, with their dates; titles; what no language is known of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_norm.errors import Problem
from bulletin_norm.knowledge.headings import Headings
from bulletin_norm.model import Document, Section
from bulletin_norm.normalizer import Normalizer
from bulletin_norm.stages.repair import repair
from bulletin_norm.stages.script import script
from bulletin_norm.stages.sections import sections
from bulletin_norm.text import Edit

ROOT = Path(__file__).resolve().parents[1]
CASES = sorted((ROOT / "tests/gold/sections").glob("*.json"))


def divided(normalizer: Normalizer, text: str, **known: Any) -> Document:
    return sections(normalizer.knowledge)(Document.of(text, **known))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_gold(normalizer: Normalizer, path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    text = "\n".join(case["text"])
    document = divided(normalizer, text, **case.get("known", {}))
    found = [
        {"begins": text[section.start :].strip()[: len(wanted["begins"])], "language": section.language}
        | {key: getattr(section, key) for key in ("published", "issuer") if key in wanted}
        for section, wanted in zip(document.sections, case["sections"], strict=False)
    ]
    assert found == case["sections"]
    assert len(document.sections) == len(case["sections"])
    for key in ("title", "published", "language"):
        if key in case:
            assert getattr(document, key) == case[key]
    assert [doubt.kind for doubt in document.doubts] == case.get("doubts", [])


def test_a_bulletin_of_the_corpus_is_in_few_sections(normalizer: Normalizer, bulletins: list[Document]) -> None:
    for bulletin in bulletins:
        document = divided(normalizer, bulletin.source, published=bulletin.published)
        languages = {section.language for section in document.sections}
        assert len(document.sections) <= (2 if len(languages) == 1 else 12), bulletin.id
        assert not document.doubts


def test_an_unknown_language_comes_out_unchanged_with_a_doubt(normalizer: Normalizer) -> None:
    text = "Il y a 120 nouveaux cas en Chine, dont 3 à Pékin, 2 à Xi ‘an et 1 à Shanghai.&nbsp;"
    document = divided(normalizer, text)
    for stage in (script(normalizer.knowledge), repair(normalizer.knowledge)):
        document = stage(document)
    assert document.text == text
    assert document.language is None
    assert [(doubt.kind, doubt.start, doubt.end) for doubt in document.doubts] == [("unknown_language", 0, len(text))]


@pytest.mark.parametrize(
    ("given", "language", "doubts"),
    [("zh", "zh-Hans", []), ("zh-Hans", "zh-Hans", []), ("en", "zh-Hans", ["language"])],
)
def test_what_was_said_of_the_language_is_checked(
    normalizer: Normalizer, given: str, language: str, doubts: list[str]
) -> None:
    document = divided(normalizer, "全省新增本土确诊病例6例，均在荔湾区。", language=given)
    assert document.language == language
    assert [doubt.kind for doubt in document.doubts] == doubts


@pytest.mark.parametrize("text", ["", " \n\n\u3000"])
def test_an_empty_document_has_a_doubt(normalizer: Normalizer, text: str) -> None:
    document = divided(normalizer, text)
    assert document.sections == ()
    assert [doubt.kind for doubt in document.doubts] == ["empty"]


def test_a_very_long_line_is_one_section(normalizer: Normalizer) -> None:
    text = "On March 5, 3 new cases were reported in Harbin. " * 100_000
    document = divided(normalizer, text)
    assert [(section.start, section.end, section.language) for section in document.sections] == [(0, len(text), "en")]


LINES = st.sampled_from(
    [
        "Notice on the situation on March 5",
        "Author: Health Office Time: 2022.03.06",
        "2022-06-15 0 By",
        "- END -",
        "On March 5, 3 new cases were reported in Harbin City, and none died.",
        "3月5日0—24时，全省新增本土确诊病例3例，均在哈尔滨市。",
        "３月６日，全國新增本土確診病例3例，均在臺北市。",
        "发布时间：2022-03-06",
        "＜p＞",
        "",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=12).map("\n".join))
def test_sections_cover_the_text_in_order_before_and_after_repair(normalizer: Normalizer, text: str) -> None:
    document = divided(normalizer, text)
    tiles(document)
    for stage in (script(normalizer.knowledge), repair(normalizer.knowledge)):
        document = stage(document)
        tiles(document)


def tiles(document: Document) -> None:
    edges = [(section.start, section.end) for section in document.sections]
    if document.source.strip():
        assert [start for start, _ in edges] == [0, *(end for _, end in edges[:-1])]
        assert edges[-1][1] == len(document.reading)


def test_sections_follow_the_edits_of_a_layer() -> None:
    document = Document.of("ab cd", sections=(Section(0, 3, "en"), Section(3, 5, "zh")))
    moved = document.with_layer("x", [Edit(0, 1, "a", "long", "r"), Edit(3, 4, "c", "", "r")])
    assert [moved.reading[section.start : section.end] for section in moved.sections] == ["longb ", "d"]


def test_a_broken_table_of_headings_reports_every_fault(tmp_path: Path) -> None:
    lines = [
        "id\tkind\tlanguages\tpattern\texample\tnote",
        "a\tend\ten\t(\tx\t",
        "b\todd\ten\tx\tx\t",
        "c\tend\ten\ty\tx\t",
        "d\tstamp\ten\tz\tz\t",
    ]
    (tmp_path / "headings.tsv").write_text("\n".join(lines) + "\n")
    problems: list[Problem] = []
    Headings.load(tmp_path, problems)
    assert sorted(problem.line for problem in problems) == [2, 3, 4, 5]
