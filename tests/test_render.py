"""Templates and what they are given: headlines, nested figures, entries, doubts, three languages."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from bulletin_norm.errors import Problem, UsageError
from bulletin_norm.model import Case, Document, Evidence, Fact, Intervention, RiskChange
from bulletin_norm.normalizer import Normalizer
from bulletin_norm.outputs.quotes import Sources
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
        ("Confirmed cases, local", "35", [("Reclassified from asymptomatic to confirmed", "3", [])])
    ]


def test_parts_in_a_circle_do_not_hang(normalizer: Normalizer) -> None:
    facts = (fact("confirmed_cases", 35, part_of=1), fact("confirmed_cases", 35, "231102", part_of=0))
    lines = normalizer.summaries.view(record(facts=facts), SOURCE).blocks[0].lines
    assert sum(1 + len(line.parts) for line in lines) == 2


def test_a_total_holds_the_origins_that_come_to_it(normalizer: Normalizer) -> None:
    facts = (
        fact("confirmed_cases", 35),
        fact("confirmed_cases", 4, origin="imported"),
        fact("confirmed_cases", 39, origin="unspecified"),
        fact("deaths", 2, origin="unspecified"),
        fact("deaths", 2, origin="imported"),
    )
    lines = normalizer.summaries.view(record(facts=facts), SOURCE).blocks[0].lines
    assert [shape(line) for line in lines] == [
        ("Confirmed cases", "39", [("Local", "35", []), ("Imported", "4", [])]),
        ("Deaths", "2", []),
        ("Deaths, imported", "2", []),
    ]


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        (fact("medium_risk_areas", 35), fact("high_risk_areas", 3, part_of=0)),
        (fact("asymptomatic_infections", 35), fact("confirmed_cases", 3, "231100", part_of=0)),
        (fact("confirmed_cases", 35), fact("confirmed_cases", 3, "231100", origin="imported", part_of=0)),
        (fact("confirmed_cases", 3), fact("confirmed_cases", 35, "231100", part_of=0)),
        (fact("confirmed_cases", 35), fact("confirmed_cases", 3, part_of=0)),
    ],
)
def test_what_cannot_be_a_part_stands_by_itself(normalizer: Normalizer, whole: Fact, part: Fact) -> None:
    lines = normalizer.summaries.view(record(facts=(whole, part)), SOURCE).blocks[0].lines
    assert [len(line.parts) for line in lines] == [0, 0]


def test_the_issuer_comes_first_and_the_country_does_not_hold_hong_kong(normalizer: Normalizer) -> None:
    facts = (
        fact("confirmed_cases", 99, "810000", status="cumulative"),
        fact("confirmed_cases", 35, "100000", status="cumulative"),
        fact("confirmed_cases", 34, "230000", status="cumulative"),
        fact("confirmed_cases", 8, "820000", status="cumulative"),
    )
    lines = normalizer.summaries.view(record(facts=facts, issuer="100000"), SOURCE).blocks[0].lines
    assert [(line.label, [part.label for part in line.parts]) for line in lines] == [
        ("Confirmed cases, local", ["Heilongjiang Province (黑龙江省)"]),
        ("Confirmed cases, local, Hong Kong Special Administrative Region (香港特别行政区)", []),
        ("Confirmed cases, local, Macao Special Administrative Region (澳门特别行政区)", []),
    ]


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
    ("adcode", "locality", "english", "chinese"),
    [
        (
            "610100",
            "高新区",
            "Xi'an High-tech Zone (西安高新技术产业开发区), Xi'an City (西安市), Shaanxi Province",
            "西安高新技術產業開發區",
        ),
        ("610100", "High-tech Zone", "Xi'an High-tech Zone (西安高新技术产业开发区)", "西安高新技術產業開發區"),
        ("710000", "新北市", "New Taipei City (新北市), Taiwan Province (台湾省)", "臺灣省新北市"),
        ("230000", "Red Star Farm", "Red Star Farm", "「Red Star Farm」"),
        ("230000", "红星农场", "红星农场", "紅星農場"),
    ],
)
def test_a_zone_that_is_known_goes_by_its_standard_names(
    normalizer: Normalizer, adcode: str, locality: str, english: str, chinese: str
) -> None:
    one = fact("confirmed_cases", 1, adcode, locality=locality)
    assert english in normalizer.summaries.summarize(record(facts=(one,)), SOURCE)
    assert chinese in normalizer.summaries.summarize(record(facts=(one,)), SOURCE, "summary.zh-Hant.md")


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
        fact("confirmed_cases", 36),
        fact("confirmed_cases", 1, start="2021-10-25", end="2021-10-31"),
        fact("high_risk_areas", 1, start="2021-11-03", end="2021-11-03"),
    )
    assert [block.title for block in normalizer.summaries.view(record(facts=facts), SOURCE).blocks] == [
        "New, 2 November 2021",
        "New, 3 November 2021",
        "New, 1 November 2021",
        "New, 25 to 31 October 2021",
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
            Case(None, None, 1, None, None, None, None, None, None, None, None, words),
        ),
        interventions=(Intervention("Testing", "2021-11-02", "All are *tested*.", words),),
        doubts=(DoubtRow("unread", SOURCE.index("About"), SOURCE.index(" contacts"), "This number is in no fact."),),
    )
    text = normalizer.summaries.summarize(made, SOURCE)
    assert "- **Confirmed cases, local: 35** [1]\n" in text
    assert (
        "**Low risk to medium risk, from 10:00 on 2 November 2021**\n\n"
        "- Xing'an, Aihui District (爱辉区), Heihe City [2]" in text
    )
    assert "**To high risk, from 3 November 2021**" in text
    assert (
        "- **Case 1**: female; 50 years old; farmer; of Aihui District (爱辉区), Heihe City; confirmed case; mild; "
        "contact of case 3; onset 1 November 2021 [2]\n- **One case**: under 1 year old [2]\n"
        "- **One case**: 1 year old [2]\n"
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
    free = {"category", "measure", "unit"}
    english = wordings["en"].phrases
    for wording in wordings.values():
        for section, phrases in english.items():
            if section not in free and isinstance(phrases, dict):
                assert phrases.keys() == wording.phrases[section].keys(), (wording.tag, section)


def test_every_kind_of_doubt_and_every_category_has_its_words(
    normalizer: Normalizer, documents: list[Document]
) -> None:
    wordings = load_wordings(TEMPLATES, [])
    said = set(wordings["en"].phrases["doubt"]["todo"])
    paths = {part for row in normalizer.knowledge.interventions.categories for part in row.path.split(" > ")}
    for tag in ("zh-Hans", "zh-Hant"):
        assert said <= set(wordings[tag].phrases["doubt"]["kinds"])
        assert paths == set(wordings[tag].phrases["category"])
    raised = {doubt.kind for document in documents for doubt in document.doubts}
    assert len(raised) > 4
    assert raised <= said


def test_a_doubt_says_what_to_do_and_names_the_places_that_may_be_meant(normalizer: Normalizer) -> None:
    text = "As of February 21, 2020, Zhejiang reported 38 confirmed cases in total: 22 cases in Luzhou, 16 in Lishui."
    document = normalizer.normalize(text, published="2020-02-22", issuer="Zhejiang")
    record = normalizer.record(document)
    (question,) = normalizer.summaries.view(record, text).doubts
    assert question.message.startswith("“Luzhou” may be Luzhou City (泸州市, 510500) or ")
    assert question.message.endswith(". Name the place by hand, or give a spelling of your own.")
    (question,) = normalizer.summaries.view(record, text, "zh-Hant").doubts
    assert question.message.startswith("「Luzhou」可能指瀘州市（510500）或")


@pytest.mark.parametrize(
    ("text", "words", "quote"),
    [
        ("2 local cases (1 in Harbin, 1 in Heihe)", ["cases (1 in Harbin"], "cases (1 in Harbin …)"),
        ("2 local cases (1 in Harbin, 1 in Heihe)", ["1 in Heihe"], "1 in Heihe"),
        ("2 cases (all in Heihe) in the province", ["all in Heihe) in the province"], "(all in Heihe) in the province"),
        ("2 cases (1 of them in Heihe) in town", ["in Heihe) in town"], "(… in Heihe) in town"),
        ("本土2例（哈尔滨市1例、黑河市1例）", ["本土2例（哈尔滨市1例"], "本土2例（哈尔滨市1例 …）"),
        ("except those approved by the headquarters", ["cept those approv"], "except those approved"),
        ("On May 1, " + "x " * 40 + "1 in A) and 2", ["On May 1", "in A) and 2"], "On May 1 … (in A) and 2"),
    ],
)
def test_quotes_have_whole_words_and_whole_brackets(
    normalizer: Normalizer, text: str, words: list[str], quote: str
) -> None:
    evidence = [Evidence("x", text.index(part), text.index(part) + len(part), part) for part in words]
    source = Sources(text, normalizer.summaries.labels("en").words).of(evidence)
    assert source is not None
    assert source.quote == quote


def test_references_are_numbered_as_they_are_read(documents: list[Document], normalizer: Normalizer) -> None:
    for document in documents:
        body = normalizer.summarize(document).partition("## The words of the source")[0]
        seen = list(dict.fromkeys(int(number) for number in re.findall(r" \[(\d+)\]$", body, re.M)))
        assert seen == list(range(1, len(seen) + 1)), document.id


def test_a_chinese_summary_reads_as_a_bulletin(normalizer: Normalizer) -> None:
    text = (
        "2021年11月2日0—24时，黑龙江省新增本土确诊病例6例，其中黑河市4例、哈尔滨市2例；新增境外输入确诊病例1例；"
        "解除医学观察的境外输入无症状感染者2例。自11月3日8时30分起，将黑河市爱辉区某里村由低风险地区调整为中风险地区。\n"
        "无症状感染者1：女，50岁，退休，现住黑河市爱辉区，系确诊病例4的密切接触者。"
    )
    record = normalizer.record(normalizer.normalize(text, published="2021-11-03", issuer="Heilongjiang"))
    summary = normalizer.summaries.summarize(record, text, "summary.zh-Hans.md")
    for line in (
        "# 黑龙江省新冠肺炎疫情通报（2021年11月2日）",
        "## 2021年11月2日新增",
        "- **本土确诊病例6例** [1]\n  - 黑河市4例 [2]\n  - 哈尔滨市2例 [3]",
        "- **境外输入确诊病例1例** [4]",
        "- **解除医学观察的境外输入无症状感染者2例** [5]",
        "**自2021年11月3日8时30分起由低风险地区调整为中风险地区**",
        "- **无症状感染者1**：女，50岁，退休，居住地：黑河市爱辉区，系确诊病例4的密切接触者 [",
    ):
        assert line in summary
    summary = normalizer.summaries.summarize(record, text, "summary.zh-Hant.md").partition("## 原文依據")[0]
    assert "黑龍江省新冠肺炎疫情通報" in summary
    assert "里村" in summary
    assert not set(summary) & set("龙报调级确诊输")


@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant"])
def test_chinese_summaries_of_the_corpus_have_no_english_of_ours(
    documents: list[Document], normalizer: Normalizer, tag: str
) -> None:
    chinese = [document for document in documents if (document.sections or [None])[0].language.startswith("zh")]  # type: ignore[union-attr]
    assert len(chinese) > 4
    for document in chinese:
        summary = normalizer.summarize(document, f"summary.{tag}.md")
        words = set(re.findall(r"[A-Za-z]{3,}", summary)) - set(re.findall(r"[A-Za-z]{3,}", document.source))
        assert not words, document.id


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
