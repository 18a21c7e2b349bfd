"""Languages as data: gold sentences of each, the names of places in them, and the laws of their words."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_norm.errors import Problem
from bulletin_norm.knowledge.gazetteer.exonyms import COLUMNS, read_exonyms
from bulletin_norm.knowledge.gazetteer.written import Needs, written
from bulletin_norm.knowledge.languages import load_languages
from bulletin_norm.normalizer import Normalizer
from bulletin_norm.tables import Row, read_tsv

ROOT = Path(__file__).resolve().parents[1]
GOLD = {
    path.stem: json.loads(path.read_text("utf-8")) for path in sorted((ROOT / "tests/gold/languages").glob("*.json"))
}
FAILS = [pytest.mark.xfail(strict=True)]
CASES = [
    pytest.param(code, row, id=f"{code}: {row['text'][:30]}", marks=FAILS if row.get("expect") == "fail" else [])
    for code, rows in GOLD.items()
    for row in rows
]
NAMES = list(read_tsv(ROOT / "glossaries/exonyms.tsv", COLUMNS, []))
STATUSES = {"new", "adjusted", "current", "cumulative", "reported", "had", "present"}


@pytest.mark.parametrize(("code", "row"), CASES)
def test_gold(normalizer: Normalizer, code: str, row: dict[str, Any]) -> None:
    document = normalizer.normalize(row["text"], published=row["published"], issuer=row.get("issuer"))
    told = [f"{one.measure} {one.status} {one.origin} {one.adcode} {one.count} {one.end}" for one in document.facts]
    assert {section.language for section in document.sections} == {code}
    assert sorted(told) == sorted(row["facts"])


def test_enough_gold() -> None:
    assert all(len(rows) >= 10 for rows in GOLD.values())
    assert set(GOLD) == {row["language"] for row in NAMES}


def test_every_example_names_its_division(normalizer: Normalizer) -> None:
    """A name of several divisions may stay open: then its division is a candidate."""
    misses = []
    for row in NAMES:
        found = normalizer.places.find(row["example"], language=row["language"])
        codes = {one.adcode for one in found} | {other.adcode for one in found for other in one.candidates}
        if row["adcode"] not in codes:
            misses.append(f"{row['language']} {row['example']!r}: {codes}, not {row['adcode']}")
    assert misses == []


@pytest.mark.parametrize("language", ["ja", "ko", "ru", "vi"])
def test_every_prefecture_has_a_name_that_is_found(normalizer: Normalizer, language: str) -> None:
    """Found by itself, as the division or as one of those that are written alike; counties beside what they lie in."""
    tree, words = normalizer.places.tree, load_languages()[language].names
    assert words is not None
    lasting = [one for one in tree.divisions if one.level and not one.valid_to]
    names = {adcode: name for name, adcode, needs in written(lasting, words) if needs is Needs.NOTHING}
    names |= {row["adcode"]: row["surface"].split(" | ")[0] for row in NAMES if row["language"] == language}
    misses = []
    for one in lasting:
        found = normalizer.places.find(names.get(one.adcode, ""), language=language)
        codes = {place.adcode for place in found} | {other.adcode for place in found for other in place.candidates}
        if one.level < 3 and one.adcode not in codes:
            misses.append(one.name)
    assert misses == []


@pytest.mark.parametrize("language", ["ja", "ko", "ru", "vi"])
def test_nearly_every_county_has_a_name(normalizer: Normalizer, language: str) -> None:
    words = load_languages()[language].names
    assert words is not None
    lasting = [one for one in normalizer.places.tree.divisions if one.level == 3 and not one.valid_to]
    named = {adcode for _, adcode, _ in written(lasting, words)}
    assert len(named) > 0.95 * len(lasting)


@pytest.mark.parametrize(
    ("language", "text", "issuer", "wanted"),
    [
        ("ja", "広東省広州市と黒龍江省", None, "広東省広州市=440100 黒龍江省=230000"),
        ("ja", "ハンガリーからの便", None, ""),
        ("ko", "산시성에서 3명", None, "산시성=None"),
        ("ko", "산시성 시안에서 3명", None, "산시성 시안=610100"),
        ("ko", "산시성에서 3명", "610000", "산시성=610000"),
        ("ko", "지난 20일 선전시에서", None, "선전시=440300"),
        ("ru", "в городе Шанцю провинции Хэнань", None, "Шанцю провинции Хэнань=411400"),
        ("ru", "в Сучжоу и в провинции Аньхой", None, "Сучжоу=341300 Аньхой=340000"),
        ("ru", "или в Хэйхэ, Пекинский", None, "Хэйхэ=231100"),
        ("vi", "thành phố Quảng Châu, tỉnh Quảng Đông", None, "thành phố Quảng Châu, tỉnh Quảng Đông=440100"),
        ("vi", "Hà Nội", None, ""),
        ("ja", "浙江省寧波市鎮海区と吉林省琿春市", None, "浙江省寧波市鎮海区=330211 吉林省琿春市=222404"),
        ("ja", "朝陽区で3人", None, ""),
        ("ja", "北京市では朝陽区で3人", None, "北京市では朝陽区=110105"),
        ("ko", "광둥성 선전(深圳)과 둥관(東莞)에서", None, "광둥성 선전(深圳)=440300 둥관(東莞)=441900"),
        ("ko", "산시(山西)성 타이위안", None, "산시(山西)성 타이위안=140100"),
        ("ko", "선전 활동, 저장 시설, 지난 20일", None, ""),
        ("ko", "저장 8명, 장시 1명", None, "저장=330000 장시=360000"),
        ("ko", "흑룡강성 하얼빈시 도리구, 길림성 연길시", None, "흑룡강성 하얼빈시 도리구=230102 길림성 연길시=222401"),
        ("ko", "이춘시에서 3명", None, "이춘시=None"),
        ("ko", "장시성 이춘시에서 3명", None, "장시성 이춘시=360900"),
        (
            "ru",
            "в уезде Ванкуй (望奎县) провинции Хэйлунцзян",
            None,
            "уезде Ванкуй (望奎县) провинции Хэйлунцзян=231221",
        ),
        ("ru", "в Чанше и Ухани, из Сианя", None, "Чанше=430100 Ухани=420100 Сианя=610100"),
        ("ru", "Дали рекомендации", None, ""),
        ("ru", "в районе Чаоян", None, ""),
        ("ru", "в Пекине, в районе Чаоян", None, "Пекине, в районе Чаоян=110105"),
        ("vi", "huyện Vọng Khuê, tỉnh Hắc Long Giang", None, "huyện Vọng Khuê, tỉnh Hắc Long Giang=231221"),
    ],
)
def test_names_in_running_text(
    normalizer: Normalizer, language: str, text: str, issuer: str | None, wanted: str
) -> None:
    found = normalizer.places.find(text, language=language, issuer=issuer)
    assert " ".join(f"{one.surface}={one.adcode}" for one in found) == wanted


def test_faults_of_the_table_are_told(normalizer: Normalizer, tmp_path: Path) -> None:
    path = tmp_path / "exonyms.tsv"
    path.write_text("surface\tadcode\tlanguage\texample\nAtlantis\t999999\tru\tx\nПекин | \t110000\tru\tx\n", "utf-8")
    problems: list[Problem] = []
    read_exonyms(path, normalizer.places.tree, problems)
    assert [(one.line, one.message) for one in problems] == [
        (2, "adcode '999999' is no division"),
        (3, "has an empty form"),
    ]


@pytest.mark.parametrize("code", sorted(load_languages()))
def test_words_of_counts_are_marks_that_the_engine_knows(normalizer: Normalizer, code: str) -> None:
    words = load_languages()[code].counts
    assert set(words.statuses) <= STATUSES
    assert set(words.origins) <= {"local", "imported", "outside", "unspecified"}
    known = set(load_languages()["en"].counts.features) | set(load_languages()["zh"].counts.features)
    assert set(words.features) <= known | {"infected"}
    tables = (words.features, words.statuses, words.origins, words.drops, words.devices)
    phrases = [phrase for table in tables for row in table.values() for phrase in row]
    assert [phrase for phrase in phrases if not phrase.strip() or phrase != phrase.strip()] == []


@settings(max_examples=100, deadline=None)
@given(
    language=st.sampled_from(["ja", "ko", "ru", "vi"]),
    rows=st.lists(st.sampled_from(NAMES), min_size=1, max_size=5),
    gaps=st.lists(st.sampled_from(["", " ", "、", ", ", "3", "(", "\n", "а", "ー"]), min_size=5, max_size=5),
)
def test_places_lie_in_the_text_in_order(
    normalizer: Normalizer, language: str, rows: list[Row], gaps: list[str]
) -> None:
    text = "".join(gap + row["surface"].split(" | ")[0] for gap, row in zip(gaps, rows, strict=False))
    found = normalizer.places.find(text, language=language)
    assert all(text[one.start : one.end] == one.surface for one in found)
    assert all(one.end <= two.start for one, two in itertools.pairwise(found))
    assert all(normalizer.places.get(link.adcode) is not None for one in found for link in one.links)
