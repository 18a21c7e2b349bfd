"""The tables of places: their invariants, the hand-written names, and the sources' votes on spellings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from bulletin_norm.errors import Problem
from bulletin_norm.tables import read_tsv

ROOT = Path(__file__).parent.parent
GLOSSARIES = ROOT / "glossaries"
GOLD = Path(__file__).parent / "gold" / "divisions"
KINDS = {
    "official", "pinyin", "heteronym", "ethnic", "postal", "wade_giles", "gloss", "old_name", "short_zh",
    "letter", "side",
}  # fmt: skip
GENERICS = {
    "特别行政区": "Special Administrative Region", "自治区": "Autonomous Region", "自治州": "Autonomous Prefecture",
    "自治县": "Autonomous County", "自治旗": "Autonomous Banner", "联合旗": "United Banner", "地区": "Prefecture",
    "矿区": "Mining District", "林区": "Forest District", "新区": "New Area", "特区": "Special District",
    "省": "Province", "盟": "League", "市": "City", "区": "District", "县": "County", "旗": "Banner",
}  # fmt: skip
Rows = list[dict[str, str]]


def table(path: Path) -> Rows:
    """The rows of a table, which has no faults of form."""
    problems: list[Problem] = []
    rows = [row.cells for row in read_tsv(path, (), problems)]
    assert problems == []
    return rows


@pytest.fixture(scope="module")
def divisions() -> Rows:
    return table(GLOSSARIES / "divisions.tsv")


def in_force(rows: Rows, day: str) -> Rows:
    return [row for row in rows if row["valid_from"] <= day and (not row["valid_to"] or day < row["valid_to"])]


@pytest.mark.parametrize(("day", "counts"), [("2022-12-31", (34, 333, 2843)), ("2018-12-31", (34, 333, 2851))])
def test_counts_of_a_day(divisions: Rows, day: str, counts: tuple[int, int, int]) -> None:
    levels = Counter(row["level"] for row in in_force(divisions, day))
    assert tuple(levels[level] for level in "123") == counts


def test_rows_are_well_formed_and_sorted(divisions: Rows) -> None:
    keys = [(row["adcode"], row["valid_from"]) for row in divisions]
    assert keys == sorted(set(keys))
    for row in divisions:
        assert re.fullmatch(r"\d{6}", row["adcode"])
        assert row["level"] == ("1" if row["adcode"].endswith("0000") else "2" if row["adcode"].endswith("00") else "3")
        assert row["name"].endswith(row["generic"])
        assert row["name"].startswith(row["short"])
        for day in (row["valid_from"], row["valid_to"] or "2024-01-01"):
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", day)
        assert row["valid_from"] < (row["valid_to"] or "2024-01-01")
        assert row["valid_to"] == "" or row["valid_to"] >= "2018-01-01"
        assert not re.search(r"[^A-Za-zÀ-ɏ' ,-]", row["roman"] + row["english"]), row


def test_every_change_of_these_years_has_its_day(divisions: Rows) -> None:
    days = [day for row in divisions for day in (row["valid_from"], row["valid_to"]) if day >= "2018"]
    assert len(days) > 180
    assert [day for day in days if day.endswith("12-31")] == []


def test_periods_of_one_code_do_not_overlap(divisions: Rows) -> None:
    periods = defaultdict(list)
    for row in divisions:
        periods[row["adcode"]].append((row["valid_from"], row["valid_to"] or "9999"))
    for spans in periods.values():
        assert all(first[1] <= second[0] for first, second in pairwise(sorted(spans)))
    reused = {code for code, spans in periods.items() if len(spans) > 1}
    assert reused == {"130502", "130503"}


def test_parents_exist_in_the_period(divisions: Rows) -> None:
    periods = defaultdict(list)
    for row in divisions:
        periods[row["adcode"]].append(row)
    for row in divisions:
        if row["level"] == "1":
            assert row["parent"] == ""
            continue
        assert row["province"] == row["adcode"][:2] + "0000"
        above = periods[row["parent"]]
        day = max(row["valid_from"], "2018-01-01")
        assert any(parent["level"] < row["level"] and day < (parent["valid_to"] or "9999") for parent in above), row


def test_successors_take_over_on_the_last_day(divisions: Rows) -> None:
    for row in divisions:
        assert bool(row["successors"]) <= bool(row["valid_to"])
        heirs = in_force(divisions, row["valid_to"]) if row["valid_to"] else []
        assert set(row["successors"].split()) <= {heir["adcode"] for heir in heirs}, row


def test_english_ends_with_what_the_generic_word_means(divisions: Rows) -> None:
    for row in divisions:
        word = "Municipality" if row["level"] == "1" and row["generic"] == "市" else GENERICS[row["generic"]]
        assert row["english"].endswith(" " + word), row
        assert row["roman"]


def test_aliases_have_known_kinds_and_say_something_new(divisions: Rows) -> None:
    for row in divisions:
        surfaces = [alias.partition(":") for alias in row["aliases"].split(" | ") if alias]
        assert {kind for kind, _, _ in surfaces} <= KINDS
        words = [surface for _, _, surface in surfaces]
        assert all(words)
        assert len(words) == len(set(words)), row
        assert not {row["name"], row["roman"], row["english"]} & set(words)
        if row["generic"] in ("自治县", "自治州"):
            assert any(kind == "short_zh" for kind, _, _ in surfaces), row


@pytest.mark.parametrize("row", table(GOLD / "names.tsv"), ids=lambda row: row["name"])
def test_names_written_by_hand(divisions: Rows, row: dict[str, str]) -> None:
    found = [one for one in in_force(divisions, row["day"]) if one["adcode"] == row["adcode"]]
    assert [(one["name"], one["roman"], one["english"]) for one in found] == [
        (row["name"], row["roman"], row["english"])
    ]


def test_where_sources_differ_the_table_says_why(divisions: Rows) -> None:
    votes = table(GOLD / "readings.tsv")
    spelled = [(row["adcode"], row["name"], row["roman"]) for row in divisions]
    assert [(row["adcode"], row["name"], row["roman"]) for row in votes] == spelled
    sources = ("areacity", "libaddressinput", "dictionary", "geonames")
    heard = Counter(sum(bool(row[source]) for source in sources) for row in votes)
    assert heard[3] + heard[4] > 0.95 * len(votes)
    assert heard[0] == 0
    for row in votes:
        assert row["reason"] or {row[source] for source in sources} <= {"=", ""}, row


def test_zones_take_the_code_of_a_division(divisions: Rows) -> None:
    zones = table(GLOSSARIES / "zones.tsv")
    codes = {row["adcode"] for row in divisions}
    assert [row["id"] for row in zones] == sorted({row["id"] for row in zones})
    for row in zones:
        assert row["parent"] in codes
        assert row["name"] in row["example"] or row["name_hant"] in row["example"]
    count = Counter(row["id"].split("-")[0] for row in zones)
    assert (count["tw"], count["hk"]) == (22, 18)


def test_districts_lie_in_zones_and_are_all_there() -> None:
    zones = {row["id"] for row in table(GLOSSARIES / "zones.tsv")}
    rows = table(GLOSSARIES / "districts.tsv")
    keys = [(row["parent"], row["name"]) for row in rows]
    assert keys == sorted(set(keys))
    assert len(rows) == 368
    kinds = {"区": "District", "市": "City", "镇": "Township", "乡": "Township"}
    for row in rows:
        assert row["parent"] in zones
        assert row["english"].rpartition(" ")[2] == kinds[row["name"][-1]], row


def test_slips_name_divisions_and_show_themselves(divisions: Rows) -> None:
    codes = {row["adcode"] for row in divisions} | {"100000"}
    for row in table(GLOSSARIES / "places.tsv"):
        assert row["adcode"] in codes
        assert row["context"] in codes | {""}
        assert row["surface"].lower() in row["example"].lower()


def test_glosses_are_words_of_names_and_what_they_mean() -> None:
    rows = table(GLOSSARIES / "glosses.tsv")
    assert len(rows) == len({row["word"] for row in rows}) >= 400
    for row in rows:
        assert re.fullmatch("[\u4e00-\u9fff]{1,4}", row["word"])
        assert all(re.fullmatch("[a-z' ]+", meaning) for meaning in row["meanings"].split(" | ")), row


def test_townships_lie_in_divisions(divisions: Rows) -> None:
    codes = {row["adcode"] for row in divisions}
    rows = table(GLOSSARIES / "townships.tsv")
    assert len(rows) > 37000
    assert all(row["parent"] in codes and row["code"].startswith(row["parent"][:4]) for row in rows)
