"""Public-health measures: the examples of the data file, and what is no measure."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin_norm.knowledge.interventions import FILE, Interventions, load
from bulletin_norm.model import Case, DateMention, Document, Evidence, Fact
from bulletin_norm.stages.interventions import find_interventions

ROOT = Path(__file__).parents[1]
TABLE = load(ROOT, [])
EXAMPLES = [
    (category.path, language, text) for category in TABLE.categories for language, text in category.examples.items()
]


def found(text: str, language: str = "en", **known: object) -> list[str]:
    document = Document.of(text, language=language, published="2022-03-06", **known)
    return [item.category.rsplit(" > ", 1)[-1] for item in find_interventions(document, TABLE)]


@pytest.mark.parametrize(("path", "language", "text"), EXAMPLES)
def test_each_example_says_its_category(path: str, language: str, text: str) -> None:
    items = list(find_interventions(Document.of(text, language=language), TABLE))
    assert path in [item.category for item in items]
    assert all(item.text == text for item in items)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Stay vigilant and do not believe or spread rumours."),
        ("en", "The risk of epidemic spillover is still relatively high."),
        ("en", "He took the bus home, and stopped at the supermarket."),
        ("en", "Life supermarkets should not close."),
        ("zh", "外防输入、内防反弹，绷紧疫情防控这根弦。"),
        ("zh", "境外输入病例累计治愈出院35例。"),
        ("zh", "应急指挥部响应及时，物资供应充足。"),
    ],
)
def test_slogans_and_reports_are_no_measures(language: str, text: str) -> None:
    assert found(text, language) == []


def test_one_item_for_a_sentence_and_category() -> None:
    text = (
        "All schools are closed. Kindergartens, schools and colleges stop in-person teaching. All schools are closed."
    )
    assert found(text) == ["Closing", "Closing"]


def test_list_marks_stand_outside_the_sentence() -> None:
    document = Document.of("二、全市开展全员核酸检测；（3）公交停运。", language="zh")
    assert [item.text for item in find_interventions(document, TABLE)] == ["全市开展全员核酸检测；", "公交停运。"]


def test_a_sentence_of_counts_needs_an_order() -> None:
    text = "The infections have been transferred to the designated hospital, 12 cases."
    start = text.index("12")
    count = Evidence("count", start, start + 2, "12")
    fact = Fact("confirmed_cases", "new", "local", None, None, None, None, None, None, 12, evidence=(count,))
    assert found(text) == ["Isolation"]
    assert found(text, facts=(fact,)) == []


def test_a_person_is_no_measure() -> None:
    text = "Case 2: female, 29 years old, has been put under centralized isolation."
    person = Evidence("age", 16, 28, text[16:28])
    case = Case(2, "female", 29, None, None, None, None, None, None, None, None, evidence=(person,))
    assert found(text, cases=(case,)) == []


def test_the_day_is_that_of_the_sentence_then_of_the_notice_then_of_the_bulletin() -> None:
    text = "To be implemented from March 8:\nSchools are closed.\nFrom March 9, bus lines are suspended."
    lead = DateMention(18, 30, "from March 8", "since", "2022-03-08", None)
    own = DateMention(52, 64, "From March 9", "since", "2022-03-09", None)
    document = Document.of(text, language="en", published="2022-03-06", dates=(lead, own))
    assert [item.date for item in find_interventions(document, TABLE)] == ["2022-03-08", "2022-03-09"]
    plain = Document.of("Schools are closed.", language="en", published="2022-03-06")
    assert [item.date for item in find_interventions(plain, TABLE)] == ["2022-03-06"]


def test_evidence_quotes_the_source() -> None:
    document = Document.of("公交、出租车全部停运。", language="zh")
    (item,) = find_interventions(document, TABLE)
    assert [(e.role, document.source[e.start : e.end]) for e in item.evidence] == [
        ("category", "公交"),
        ("category", "停运"),
    ]


def test_a_broken_file_gives_all_its_problems(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text('[[category]]\ncode = "1.1"\nwhen = ["nothing"]\n[words.order]\nen = "shall"\n', encoding="utf-8")
    problems: list = []
    Interventions.load(path, problems)
    messages = " ".join(problem.message for problem in problems)
    for part in ("path is missing", "example is missing", "no [words.nothing]", "no [words.advice]"):
        assert part in messages


def test_a_stop_within_quotation_marks_ends_no_sentence() -> None:
    text = 'The lockdown area shall implement "stay at home; services delivered". Schools are closed.'
    items = list(find_interventions(Document.of(text, language="en"), TABLE))
    assert [item.text for item in items] == [text[:69], text[70:]]


def test_a_bulletin_without_a_date_takes_the_day_of_its_data() -> None:
    day = DateMention(0, 0, "", "period", "2022-03-19", "2022-03-19")
    (item,) = find_interventions(Document.of("All schools are closed.", language="en", dates=(day,)), TABLE)
    assert item.date == "2022-03-19"
