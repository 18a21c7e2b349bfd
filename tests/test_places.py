"""The gazetteer: mentions by themselves, running text, the stages, and the laws that hold for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bulletin_norm.errors import Problem
from bulletin_norm.knowledge.gazetteer import COUNTRY, Gazetteer
from bulletin_norm.model import Document, PlaceMention, Section
from bulletin_norm.normalizer import Normalizer
from bulletin_norm.stages.places import place_edits, places

GOLD = Path(__file__).parent / "gold" / "places"
KINDS = ("latin", "chinese", "negative")


def rows(name: str) -> list[list[str]]:
    """The cells of a gold file, without its comments and its line of column names."""
    lines = (GOLD / f"{name}.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


@pytest.fixture(scope="session")
def gazetteer(normalizer: Normalizer) -> Gazetteer:
    """The gazetteer of the package."""
    return normalizer.places


def test_mentions_made_by_hand(gazetteer: Gazetteer) -> None:
    """At least 95 % right, 0.985 of the answers right, 97 % of what is no division refused."""
    right, wrong, refused, misses = 0, 0, 0, []
    cases = [row for name in KINDS for row in rows(name)]
    for mention, issuer, date, adcode, kind, note in cases:
        found = gazetteer.resolve(mention, issuer=issuer or None, date=date or None).adcode or ""
        right += bool(adcode) and found == adcode
        refused += not adcode and not found
        wrong += bool(found) and found != adcode
        if found != adcode:
            misses.append(f"{mention!r} ({kind}): {found or 'none'}, not {adcode or 'none'} {note}")
    positives = sum(bool(row[3]) for row in cases)
    negatives = len(cases) - positives
    listed = "\n".join(misses)
    assert len(cases) >= 400
    assert negatives * 4 >= len(cases)
    assert right >= 0.95 * positives, listed
    assert wrong <= 0.015 * (right + wrong), listed
    assert refused >= 0.97 * negatives, listed


@pytest.mark.parametrize(("text", "language", "issuer", "wanted", "note"), rows("running"))
def test_running_text(gazetteer: Gazetteer, text: str, language: str, issuer: str, wanted: str, note: str) -> None:
    found = gazetteer.find(text, language=language, issuer=issuer)
    told = ["=".join(filter(None, (one.surface, one.adcode, one.locality))) for one in found]
    assert " | ".join(told) == wanted, note


def test_links_of_a_chain(gazetteer: Gazetteer) -> None:
    (mention,) = gazetteer.find("内蒙古自治区鄂尔多斯市伊金霍洛旗", language="zh-Hans")
    assert [link.adcode for link in mention.links] == ["150000", "150600", "150627"]
    assert [link.surface for link in mention.links] == ["内蒙古自治区", "鄂尔多斯市", "伊金霍洛旗"]


def test_reasons_name_issuer_and_rival(gazetteer: Gazetteer) -> None:
    found = gazetteer.resolve("Beilin District", issuer="230000")
    assert [one.adcode for one in found.candidates] == ["231202", "610103"]
    first, second = (one.reason for one in found.candidates)
    assert first == (
        "'Beilin District': 北林区 231202 of Suihua, because the issuer is Heilongjiang; "
        "the other candidate 碑林区 610103 is in Shaanxi"
    )
    assert "not in Heilongjiang" in second


@pytest.mark.parametrize("form", ["{1} {2}", "{2}, {0}", "{3}{5}", "{4}{5}"])
def test_each_division_beside_its_parent(gazetteer: Gazetteer, form: str) -> None:
    """Named with the city that it lies in, every county is itself to its province: "Handan She County"."""
    misses = []
    for one in gazetteer.divisions():
        parent = gazetteer.get(one.parent)
        if one.level < 3 or one.valid_to or parent is None or parent.level != 2:
            continue
        mention = form.format(parent.name_en, parent.roman, one.name_en, parent.short, parent.name, one.name)
        found = gazetteer.resolve(mention, issuer=one.province).adcode
        if found != one.adcode:
            misses.append(f"{mention!r}: {found}, not {one.adcode}")
    assert not misses


def test_close_rivals_are_no_answer(gazetteer: Gazetteer) -> None:
    found = gazetteer.resolve("Beilin District")
    assert found.adcode is None
    assert {one.adcode for one in found.candidates} == {"231202", "610103"}
    assert gazetteer.resolve("Beilin District", parents=("610100",)).adcode == "610103"


def test_dates_choose_the_record(gazetteer: Gazetteer) -> None:
    before, after = gazetteer.get("130502", "2019-05-01"), gazetteer.get("130502", "2021-05-01")
    assert before is not None
    assert after is not None
    assert (before.name, after.name) == ("桥东区", "襄都区")


@pytest.fixture(scope="module")
def with_townships(normalizer: Normalizer) -> Gazetteer:
    """The gazetteer of the package with its townships."""
    problems: list[Problem] = []
    gazetteer = Gazetteer.load(normalizer.root / "glossaries", problems, townships=True)
    assert not problems
    return gazetteer


@pytest.mark.parametrize(("text", "language", "issuer", "wanted", "note"), rows("townships"))
def test_townships(with_townships: Gazetteer, text: str, language: str, issuer: str, wanted: str, note: str) -> None:
    found = with_townships.find(text, language=language, issuer=issuer)
    told = ["=".join(filter(None, (one.surface, one.adcode, one.locality))) for one in found]
    assert " | ".join(told) == wanted, note


def test_townships_of_one_mention(with_townships: Gazetteer, gazetteer: Gazetteer) -> None:
    found = with_townships.resolve("Fengting Town, Xianyou County")
    assert (found.adcode, found.locality) == ("350322", "Fengting Town")
    assert gazetteer.resolve("Fengting Town, Xianyou County").locality is None


@pytest.mark.parametrize(
    ("name", "adcode"),
    [
        ("Heilongjiang", "230000"),
        ("230000", "230000"),
        ("黑龙江", "230000"),
        ("黑龙江省", "230000"),
        ("Harbin", "230100"),
        ("Jilin", "220000"),
        ("National", COUNTRY),
        ("中国", COUNTRY),
        ("Atlantis", None),
    ],
)
def test_issuers(gazetteer: Gazetteer, name: str, adcode: str | None) -> None:
    assert gazetteer.issuer(name) == adcode


def test_tree(gazetteer: Gazetteer) -> None:
    assert gazetteer.ancestors("231102") == ("231100", "230000", COUNTRY)
    assert gazetteer.within("231102", "230000")
    assert gazetteer.within("231102", "231102")
    assert not gazetteer.within("230000", "231102")
    country = gazetteer.get(COUNTRY)
    assert country is not None
    assert country.level == 0


def test_own_spellings(normalizer: Normalizer, tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("surface\tadcode\tkind\tcontext\tnote\texample\nFrostville\t231102\tuser\t\t\t\n", "utf-8")
    problems: list[Problem] = []
    mine = Gazetteer.load(normalizer.root / "glossaries", problems, own)
    assert not problems
    assert mine.resolve("Frostville").adcode == "231102"
    assert normalizer.places.resolve("Frostville").adcode is None


def test_bad_tables_tell_all_their_problems(normalizer: Normalizer, tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("surface\tadcode\tkind\tcontext\tnote\texample\nA\t1\tuser\t\t\t\nB\t231102\tnope\t\t\t\n", "utf-8")
    problems: list[Problem] = []
    Gazetteer.load(normalizer.root / "glossaries", problems, own)
    assert [problem.line for problem in problems] == [2, 3]


def document(text: str, language: str, issuer: str | None) -> Document:
    """A document of one section."""
    return replace(Document.of(text, issuer=issuer), sections=(Section(0, len(text), language),))


def test_mangled_names_become_standard_and_stay(normalizer: Normalizer) -> None:
    text = "Cases: Aihui City, Heihe City District, harbin city 2, Suifenhe and in Xi ‘an; returning to Kazakhstan"
    read, write = places(normalizer.knowledge), place_edits(normalizer.knowledge)
    once = write(read(document(text, "en", "230000")))
    assert once.text == (
        "Cases: Aihui District, Heihe City, Harbin City 2, Suifenhe and in Xi'an; returning to Harbin City"
    )
    twice = write(read(document(once.text, "en", "230000")))
    assert twice.text == once.text


def test_a_name_glued_to_a_number_or_a_stop_is_set_apart(normalizer: Normalizer) -> None:
    text = "3 cases in Aihui and 2nenjiang, in suifenhe.nehe had none"
    read, write = places(normalizer.knowledge), place_edits(normalizer.knowledge)
    assert (
        write(read(document(text, "en", "230000"))).text
        == "3 cases in Aihui and 2 Nenjiang, in Suifenhe. Nehe had none"
    )


def test_open_names_are_doubts(normalizer: Normalizer) -> None:
    found = places(normalizer.knowledge)(document("3 cases in Chaoyang District", "en", None))
    assert found.places[0].adcode is None
    assert len(found.places[0].candidates) > 1
    assert [doubt.kind for doubt in found.doubts] == ["ambiguous_place"]


PIECES = """Heihe Aihui Xi an Jilin Hebei District City County of in the , ( ) ; 3 cases each New Area Zone Town
黑河 爱辉区 吉林 市 省 全 返 哈 新区 和 、 （ ） 3例 兵团 ‘ é"""
WORDS = st.sampled_from([*PIECES.split(), "\n"])


@settings(max_examples=150, deadline=None)
@given(
    words=st.lists(WORDS | st.text(max_size=6), max_size=25),
    language=st.sampled_from(["en", "zh-Hans", "ja"]),
    issuer=st.sampled_from([None, "230000", "220200", COUNTRY]),
)
def test_any_text_is_read(normalizer: Normalizer, words: list[str], language: str, issuer: str | None) -> None:
    """Mentions quote the text in order and never overlap; the edits of their names can be undone."""
    text = (" " if language == "en" else "").join(words)
    read, write = places(normalizer.knowledge), place_edits(normalizer.knowledge)
    found = read(document(text, language, issuer))
    last = 0
    for mention in found.places:
        assert mention.start >= last
        assert text[mention.start : mention.end] == mention.surface
        assert all(mention.start <= link.start < link.end <= mention.end for link in mention.links)
        last = mention.end
    written = write(found)
    assert all(layer.undo(written.text) == text for layer in written.layers)


def test_bulletins_of_the_corpus_repeat(normalizer: Normalizer, bulletins: list[Document]) -> None:
    """The places of a bulletin are the same when it is read again, whatever was read between."""
    gazetteer = normalizer.places

    def read(one: Document) -> tuple[PlaceMention, ...]:
        return gazetteer.find(one.source, language=one.language or "en", issuer=one.issuer)

    first = [read(one) for one in bulletins]
    assert [read(one) for one in reversed(bulletins)] == first[::-1]
    assert sum(map(len, first)) > 500


@pytest.mark.parametrize(
    ("text", "issuer", "adcode", "rivals"),
    [
        ("2 cases in Shengzhou City", "330000", "330800", {"330683"}),
        ("1 case in the city of Chenzhou", "340000", "341802", {"341100", "341700"}),
        ("2 cases in Bell Tower District", "320000", "320404", set()),
    ],
)
def test_a_slip_that_may_be_no_slip_is_in_doubt(
    normalizer: Normalizer, text: str, issuer: str, adcode: str, rivals: set[str]
) -> None:
    document = normalizer.normalize(text, published="2020-02-22", issuer=issuer)
    (place,) = document.places
    assert place.adcode == adcode
    assert {one.adcode for one in place.candidates} - {adcode} == rivals
    doubted = [doubt.message for doubt in document.doubts if doubt.kind == "ambiguous_place"]
    assert bool(doubted) == bool(rivals)
    assert all(rival in doubted[0] for rival in rivals)


@pytest.mark.parametrize("name", ["板桥区", "新北市板桥区", "Banqiao District", "Banqiao District, New Taipei City"])
def test_a_district_without_a_code_lies_in_its_city(normalizer: Normalizer, name: str) -> None:
    zone = normalizer.places.zone("710000", name)
    assert zone is not None
    assert (zone.name, zone.name_en) == ("板桥区", "Banqiao District")
    assert {"新北市", "New Taipei City"} <= normalizer.places.cities("710000", name)
    assert normalizer.places.cities("110000", name) == frozenset()


def test_districts_without_codes_are_parts_of_their_city(normalizer: Normalizer) -> None:
    text = "新增本土病例30例，分布為新北市20例（以板橋區12例、中和區5例為多），其次為臺北市10例（以萬華區6例為多）。"
    facts = normalizer.normalize(text, issuer="710000", published="2021-06-01").facts
    wholes = {fact.locality: facts[fact.part_of].locality for fact in facts if fact.part_of is not None}
    assert wholes == {
        "新北市": None,
        "板桥区": "新北市",
        "中和区": "新北市",
        "台北市": None,
        "万华区": "台北市",
    }


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("天津1例，在滨 海新区；广东1例，在东 莞市", "天津1例，在滨海新区；广东1例，在东莞市"),
        ("现住合肥市肥\n西县上派镇", "现住合肥市肥西县上派镇"),
        ("黑河市3例 哈尔滨 道里区4例", None),
        ("上海 市民请注意。\n内蒙古 自治区新增1例", None),
        ("新增3例\n南京市1例\n长春市2例", None),
    ],
)
def test_a_name_that_a_blank_has_cut_is_closed(normalizer: Normalizer, text: str, mended: str | None) -> None:
    assert normalizer.normalize(text, published="2022-03-13").text == (mended or text)
