"""Templates and what they are given: headlines, nested figures, entries, doubts, three languages."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from bulletin_norm.errors import Problem, UsageError
from bulletin_norm.model import Case, Document, Evidence, Fact, Intervention, RiskChange
from bulletin_norm.normalizer import Normalizer
from bulletin_norm.outputs.schema import DoubtRow, Record, Versions
from bulletin_norm.outputs.view import Line
from bulletin_norm.outputs.wording import load_wordings

TEMPLATES = Path(__file__).parents[1] / "templates"
SOURCE = "35 new cases: 34 in Heihe, of them 34 in Aihui; 1 in Harbin. About 40 contacts."


def fact(measure: str, count: int | None, adcode: str = "230000", **known: object) -> Fact:
    fields = {"status": "new", "origin": "local", "start": "2021-11-02", "end": "2021-11-02", **known}
    if fields["status"] != "new":
        fields["start"] = known.get("start")
    digits = str(count)
    at = SOURCE.find(digits)
    evidence = (Evidence("count", at, at + len(digits), digits),) if at >= 0 else ()
    locality = fields.pop("locality", None)
    return Fact(
        measure, adcode=adcode, place=None, place_en=None, locality=locality, count=count, evidence=evidence, **fields
    )  # type: ignore[arg-type]


def record(**fields: object) -> Record:
    known = {
        "document_id": "a", "path": "a.txt", "language": "en", "published": "2021-11-03", "issuer": "230000",
        "disease": "COVID-19", "title": None, "normalized_text": SOURCE, "summary": "", "facts": (), "risk_changes": (),
        "cases": (), "interventions": (), "places": (), "edits": (), "doubts": (), "versions": Versions("1", "2", "3"),
    }  # fmt: skip
    return Record(**{**known, **fields})  # type: ignore[arg-type]


def shape(line: Line) -> tuple[str, str, list[object]]:
    return (line.label, line.count, [shape(part) for part in line.parts])


def test_headline_says_who_what_and_when(normalizer: Normalizer) -> None:
    made = record(facts=(fact("confirmed_cases", 35),))
    assert normalizer.summaries.view(made, SOURCE).headline == "Heilongjiang Province: COVID-19, 2 November 2021"
    bare = record(issuer=None, disease=None, published=None)
    assert normalizer.summaries.view(bare, SOURCE).headline == "Health bulletin"


def test_parts_are_nested_by_place_and_sorted_by_size(normalizer: Normalizer) -> None:
    facts = (
        fact("confirmed_cases", 35),
        fact("confirmed_cases", 1, "230100"),
        fact("confirmed_cases", 34, "231100"),
        fact("confirmed_cases", 34, "231102"),
    )
    block = normalizer.summaries.view(record(facts=facts), SOURCE).blocks[0]
    assert block.title == "New, 2 November 2021"
    assert [shape(line) for line in block.lines] == [
        (
            "Confirmed cases, local",
            "35",
            [
                ("Heihe City (黑河市)", "34", [("Aihui District (爱辉区)", "34", [])]),
                ("Harbin City (哈尔滨市)", "1", []),
            ],
        )
    ]


def test_a_part_with_another_measure_says_what_it_counts(normalizer: Normalizer) -> None:
    facts = (fact("confirmed_cases", 35), fact("conversions", 3, part_of=0))
    lines = normalizer.summaries.view(record(facts=facts), SOURCE).blocks[0].lines
    assert [shape(line) for line in lines] == [
        ("Confirmed cases, local", "35", [("Reclassified from asymptomatic to confirmed, local", "3", [])])
    ]


def test_parts_in_a_circle_do_not_hang(normalizer: Normalizer) -> None:
    facts = (fact("confirmed_cases", 35, part_of=1), fact("deaths", 3, part_of=0))
    assert len(normalizer.summaries.view(record(facts=facts), SOURCE).blocks[0].lines) == 2


def test_a_place_elsewhere_names_its_province_and_a_locality_its_county(normalizer: Normalizer) -> None:
    facts = (
        fact("confirmed_cases", 2, "610113"),
        fact("confirmed_cases", 1, "231102", locality="Xing'an Subdistrict"),
    )
    labels = [line.label for line in normalizer.summaries.view(record(facts=facts), SOURCE).blocks[0].lines]
    assert labels == [
        "Confirmed cases, local, Yanta District (雁塔区), Xi'an City, Shaanxi Province",
        "Confirmed cases, local, Xing'an Subdistrict, Aihui District (爱辉区), Heihe City",
    ]


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"count": 1234}, "1,234"),
        ({"count": 40, "approximate": True}, "about 40"),
        ({"count": None, "low": 10, "high": 20}, "10 to 20"),
        ({"count": None, "low": 30}, "at least 30"),
        ({"count": None, "high": 100}, "at most 100"),
        ({"count": None}, "number not given"),
    ],
)
def test_counts_say_how_sure_they_are(normalizer: Normalizer, known: dict[str, object], words: str) -> None:
    one = fact("confirmed_cases", known.pop("count"), **known)  # type: ignore[arg-type]
    assert normalizer.summaries.labels("en").words.count(one) == words


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2021-11-02", "2 November 2021"),
        ("XXXX-01-13", "13 January (year not stated)"),
        (None, "date not stated"),
        ("2021-13-02", "2021-13-02"),
    ],
)
def test_days_are_written_out(normalizer: Normalizer, date: str | None, words: str) -> None:
    assert normalizer.summaries.labels("en").words.day(date) == words


def test_blocks_run_from_new_to_cumulative(normalizer: Normalizer) -> None:
    facts = (
        fact("deaths", 3, status="cumulative"),
        fact("confirmed_cases", 9, status="cumulative", start="2021-10-01"),
        fact("confirmed_cases", 35, status="current"),
        fact("confirmed_cases", 35),
        fact("confirmed_cases", 34, start="2021-11-01", end="2021-11-01"),
        fact("confirmed_cases", 1, start="2021-10-25", end="2021-10-31"),
    )
    assert [block.title for block in normalizer.summaries.view(record(facts=facts), SOURCE).blocks] == [
        "New, 2 November 2021",
        "New, 1 November 2021",
        "New, 25 October 2021 to 31 October 2021",
        "Current at the end of 2 November 2021",
        "Cumulative from 1 October 2021 to the end of 2 November 2021",
        "Cumulative to the end of 2 November 2021",
    ]


def test_a_summary_of_everything(normalizer: Normalizer) -> None:
    words = (Evidence("place", 20, 25, "Heihe"),)
    made = record(
        facts=(fact("confirmed_cases", 35),),
        risk_changes=(
            RiskChange("231102", None, None, "Xing'an", "low", "medium", "2021-11-02", "10:00", words),
            RiskChange("231102", None, None, None, None, "high", "2021-11-03", None, words),
        ),
        cases=(
            Case(1, "female", 50, "farmer", "231102", None, "confirmed", "mild", "case 3", "2021-11-01", None, words),
            Case(None, None, 0, None, None, None, None, None, None, None, None, words),
        ),
        interventions=(Intervention("Testing", "2021-11-02", "All are *tested*.", words),),
        doubts=(DoubtRow("unread", SOURCE.index("About"), SOURCE.index(" contacts"), "This number is in no fact."),),
    )
    text = normalizer.summaries.summarize(made, SOURCE)
    assert "- **Confirmed cases, local: 35** [1]\n" in text
    assert (
        "**From low risk to medium risk, 2 November 2021, 10:00**\n\n- Xing'an, Aihui District (爱辉区), Heihe City [2]"
        in text
    )
    assert "**To high risk, 3 November 2021**" in text
    assert (
        "- **Case 1**: female; 50 years old; farmer; of Aihui District (爱辉区), Heihe City; confirmed case; mild; "
        "contact of case 3; onset 1 November 2021 [2]\n- **One case**: under 1 year old [2]\n"
    ) in text
    assert "**Testing**\n\n- Testing: “All are \\*tested\\*” [2]" in text
    assert "**About 40** contacts.”: This number is in no fact.\n" in text
    assert "1. “35” (characters 0 to 2)\n2. “Heihe” (characters 20 to 25)\n" in text
    assert "\n\n\n" not in text


def test_a_measure_is_said_once_with_all_its_categories_where_and_from_when(normalizer: Normalizer) -> None:
    text = "From March 8, 2022, all schools in Heihe City are closed and all residents are tested for nucleic acid."
    summary = normalizer.summarize(normalizer.normalize(text, published="2022-03-09", issuer="Heilongjiang"))
    (row,) = [line for line in summary.splitlines() if "schools" in line and line.startswith("- ")]
    assert "; " in row.partition(":")[0]
    assert "Heihe City; from 8 March 2022; “" in row


def test_a_place_that_cannot_be_told_is_named_as_written(normalizer: Normalizer) -> None:
    lost = msgspec.structs.replace(fact("confirmed_cases", 22), adcode=None, place="Luzhou", place_en=None)
    assert "“Luzhou” (place not resolved): 22" in normalizer.summaries.summarize(record(facts=(lost,)), SOURCE)


def test_a_figure_in_doubt_is_marked(normalizer: Normalizer) -> None:
    made = record(facts=(fact("confirmed_cases", 35),), doubts=(DoubtRow("sum", 0, 2, "It does not add up."),))
    assert "**Confirmed cases, local: 35** (in doubt) [1]" in normalizer.summaries.summarize(made, SOURCE)


def test_a_title_that_repeats_a_count_is_not_quoted_as_its_words(normalizer: Normalizer) -> None:
    text = "3 new confirmed cases in Heihe City\nOn November 2, Heihe City reported 3 new confirmed cases."
    document = normalizer.normalize(text, published="2021-11-03", issuer="Heilongjiang")
    record = normalizer.record(document)
    assert [e.text for e in record.facts[0].evidence if e.role == "repeat"] == ["3"]
    summary = normalizer.summaries.summarize(record, document.source)
    assert "confirmed cases in Heihe City On" not in summary
    assert "3 new confirmed cases”" in summary


def test_an_empty_document_says_so(normalizer: Normalizer) -> None:
    text = normalizer.summarize(normalizer.normalize("The meeting was held on Tuesday."))
    assert "no figures" in text
    assert "New" not in text


def test_every_figure_of_the_corpus_has_its_words(documents: list[Document], normalizer: Normalizer) -> None:
    for document in documents:
        text = normalizer.summarize(document)
        figures = re.findall(
            r"^ *- (?:\*\*)?.*?: [\d,]+(?:\*\*)?(?: \(in doubt\))?( \[\d+\])?$", text.split("## In doubt")[0], re.M
        )
        assert all(figures), document.id
        assert "None" not in text
        assert "\n\n\n" not in text


@pytest.mark.parametrize(
    ("template", "words"), [("summary.zh-Hans.md", "新增"), ("summary.zh-Hant.md", "無症狀感染者")]
)
def test_chinese_summaries_have_chinese_words(normalizer: Normalizer, template: str, words: str) -> None:
    made = record(facts=(fact("asymptomatic_infections", 35),))
    text = normalizer.summaries.summarize(made, SOURCE, template)
    assert words in text
    assert "Asymptomatic" not in text


def test_every_template_says_what_it_is_for(normalizer: Normalizer) -> None:
    assert set(normalizer.summaries.templates.names()) == {
        "brief.txt", "report.html", "sitrep.md", "summary.md", "summary.zh-Hans.md", "summary.zh-Hant.md",
    }  # fmt: skip
    assert all(len(purpose) > 20 for purpose in normalizer.summaries.templates.names().values())
    assert all(path.read_text("utf-8").startswith("{#") for path in TEMPLATES.glob("*.j2"))


def test_languages_say_the_same_phrases() -> None:
    wordings = load_wordings(TEMPLATES, [])
    free = {"category", "doubt"}
    english = wordings["en"].phrases
    for wording in wordings.values():
        for section, phrases in english.items():
            if section not in free and isinstance(phrases, dict):
                assert phrases.keys() == wording.phrases[section].keys(), (wording.tag, section)


def test_a_template_of_ones_own_runs_in_a_sandbox(normalizer: Normalizer, tmp_path: Path) -> None:
    own = tmp_path / "own.txt"
    own.write_text("{{ s.headline }}|{% for block in s.blocks %}{{ block.title }}{% endfor %}")
    made = record(facts=(fact("confirmed_cases", 35),))
    assert normalizer.summaries.summarize(made, SOURCE, str(own)).startswith("Heilongjiang Province: COVID-19")
    own.write_text("{{ s.__class__.__mro__ }}")
    with pytest.raises(UsageError):
        normalizer.summaries.summarize(made, SOURCE, str(own))


@pytest.mark.parametrize(
    ("text", "message"), [("{{ s.nothing }}", "nothing"), ("{% if %}", "line 1"), (b"\xff", "UTF-8")]
)
def test_a_faulty_template_gives_one_clear_sentence(
    normalizer: Normalizer, tmp_path: Path, text: str | bytes, message: str
) -> None:
    own = tmp_path / "own.txt"
    own.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(UsageError, match=message):
        normalizer.summaries.summarize(record(), SOURCE, str(own))


def test_a_template_that_is_not_there(normalizer: Normalizer) -> None:
    with pytest.raises(UsageError, match=r"brief\.txt"):
        normalizer.summaries.summarize(record(), SOURCE, "nothing.md")


def test_html_is_escaped_in_templates_of_ones_own(normalizer: Normalizer, tmp_path: Path) -> None:
    own = tmp_path / "own.html"
    own.write_text("{{ s.byline[1] }}")
    made = record(title="<script>alert(1)</script>")
    assert "<script>" not in normalizer.summaries.summarize(made, SOURCE, str(own))


def test_words_with_a_section_missing_are_named(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "en.toml").write_text('[date]\nday = "{day}"\n')
    problems: list[Problem] = []
    load_wordings(tmp_path, problems)
    assert Problem("templates/words/en.toml", 0, "has no section [count]") in problems
