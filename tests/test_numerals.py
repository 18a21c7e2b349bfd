"""Numbers, dates and decoys: gold cases as data, and laws that hold for any text."""

from __future__ import annotations

import time
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_norm.errors import Problem
from bulletin_norm.language.dates import DateWords
from bulletin_norm.language.decoys import DecoyWords
from bulletin_norm.language.numbers import NumberWords
from bulletin_norm.model import DateMention, Decoy, Document, NumberMention
from bulletin_norm.normalizer import Normalizer
from bulletin_norm.stages.dates import find_dates
from bulletin_norm.stages.decoys import find_decoys
from bulletin_norm.stages.numbers import find_numbers, free_numbers
from bulletin_norm.tables import read_tsv

GOLD = Path(__file__).parent / "gold"
LANGUAGES = ("en", "zh")


class Words(NamedTuple):
    """The three parts of a language that these stages read."""

    numbers: NumberWords
    dates: DateWords
    decoys: DecoyWords


def words_of(code: str) -> Words:
    parts = [getattr(import_module(f"bulletin_norm.knowledge.languages.{code}.{part}"), part.upper())
             for part in Words._fields]  # fmt: skip
    return Words(*parts)


WORDS = {path.name: words_of(path.name) for path in sorted((GOLD / "dates").iterdir())}


def written(mention: NumberMention | DateMention | Decoy) -> str:
    """A mention as the gold files write it."""
    surface = mention.surface.replace("\n", "\\n")
    if isinstance(mention, Decoy):
        return f"{surface} => {mention.kind}"
    doubt = " ?" if mention.doubtful else ""
    rule = f" [{mention.rule}]" if mention.rule else ""
    if isinstance(mention, NumberMention):
        low, high = ("" if bound is None else bound for bound in (mention.low, mention.high))
        value = f"{low}..{high}" if mention.value is None else mention.value
        others = "".join(f" or {other}" for other in mention.others)
        about = "about " if mention.approximate and mention.value is not None else ""
        return f"{surface} => {about}{value}{others}{rule}{doubt}"
    clock = f" {mention.time or ''}-{mention.end_time or ''}" if mention.time or mention.end_time else ""
    return f"{surface} => {mention.kind} {mention.first or ''}..{mention.last or ''}{clock}{rule}{doubt}"


def find(part: str, code: str, text: str, published: str) -> Any:
    words = WORDS[code]
    if part == "numbers":
        return find_numbers(text, words.numbers)
    if part == "dates":
        return find_dates(text, words.dates, published=published or None)
    return find_decoys(text, words.decoys, words.numbers)


def cases(part: str) -> list[Any]:
    problems: list[Problem] = []
    found = []
    for path in sorted((GOLD / part).rglob("*.tsv")):
        for row in read_tsv(path, ("kind", "expect", "published", "text", "want"), problems, path.name):
            marks = [pytest.mark.xfail(strict=True)] if row["expect"] == "fail" else []
            name = f"{path.parent.name}:{row.line}"
            found.append(
                pytest.param(path.parent.name, row["published"], row["text"], row["want"], marks=marks, id=name)
            )
    assert not problems, problems
    return found


@pytest.mark.parametrize("part", Words._fields)
def test_there_are_cases_of_each_kind(part: str) -> None:
    problems: list[Problem] = []
    kinds = {row["kind"] for path in (GOLD / part).rglob("*.tsv")
             for row in read_tsv(path, ("kind",), problems)}  # fmt: skip
    assert kinds == {"wild", "synthetic", "negative"}
    assert len(cases(part)) >= 100


@pytest.mark.parametrize(("code", "published", "text", "want"), cases("numbers"))
def test_numbers(code: str, published: str, text: str, want: str) -> None:
    check("numbers", code, published, text, want)


@pytest.mark.parametrize(("code", "published", "text", "want"), cases("dates"))
def test_dates(code: str, published: str, text: str, want: str) -> None:
    check("dates", code, published, text, want)


@pytest.mark.parametrize(("code", "published", "text", "want"), cases("decoys"))
def test_decoys(code: str, published: str, text: str, want: str) -> None:
    check("decoys", code, published, text, want)


def check(part: str, code: str, published: str, text: str, want: str) -> None:
    text = text.replace("\\n", "\n")
    mentions = find(part, code, text, published)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.surface
    assert [written(mention) for mention in mentions] == [part for part in want.split(" ;; ") if part]


def numeral(value: int, words: NumberWords) -> str:
    """A value below 10,000 in the signs of a language that writes without blanks."""
    signs = {number: sign for sign, number in reversed(words.units.items()) if sign not in "〇兩两"}
    parts, empty = "", False
    for factor, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // factor % 10
        if digit:
            parts += ("零" if empty and parts else "") + signs[digit] + sign
        empty = not digit
    return parts


COUNTED = {
    "en": ("{} cases", ","), "zh": ("有{}例", ","), "ja": ("新たに{}人", ","), "ko": ("확진자 {}명", ","),
    "ru": ("выявлено {} случаев", "\u00a0"), "vi": ("ghi nhận {} ca", "."),
}  # fmt: skip


@given(st.integers(0, 10**9), st.booleans())
def test_a_number_with_marks_or_without_is_read_back(value: int, marked: bool) -> None:
    for code, (pattern, mark) in COUNTED.items():
        digits = f"{value:,}".replace(",", mark) if marked else str(value)
        found = find_numbers(pattern.format(digits), WORDS[code].numbers)
        assert [mention.value for mention in found] == [value]


@given(st.integers(1, 99_999), st.integers(1, 9_999))
def test_a_number_with_units_is_read_back(high: int, low: int) -> None:
    for code, pattern in {"zh": "{}万{}例", "ja": "{}万{}人", "ko": "{}만{}명"}.items():
        found = find_numbers(pattern.format(high, low), WORDS[code].numbers)
        assert [mention.value for mention in found] == [high * 10_000 + low]


@given(st.integers(1, 9999))
def test_a_chinese_numeral_is_read_back(value: int) -> None:
    found = find_numbers(f"新增{numeral(value, WORDS['zh'].numbers)}例", WORDS["zh"].numbers)
    assert [mention.value for mention in found] == [value]


@given(st.integers(1, 99))
def test_an_english_numeral_is_read_back(value: int) -> None:
    units = {number: word for word, number in reversed(WORDS["en"].numbers.units.items()) if word != "fourty"}
    word = units.get(value) or f"{units[value - value % 10]}-{units[value % 10]}"
    if value != 12:
        assert [m.value for m in find_numbers(f"{word} cases", WORDS["en"].numbers)] == [value]


@given(st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_a_full_date_is_read_back(day: date) -> None:
    english = find_dates(f"As of 24:00 on {day:%B} {day.day}, {day.year}, 5 cases", WORDS["en"].dates)
    chinese = find_dates(f"截至{day.year}年{day.month}月{day.day}日24时，5例", WORDS["zh"].dates)
    for (mention,) in (english, chinese):
        assert (mention.kind, mention.first, mention.last) == ("as_of", None, day.isoformat())


FRAGMENTS = """
    0 1 24 2022 １２ , . 、 ， ： : ( ) （ ） - — / + % 月 日 时 年 例 人 至 截至 自 以来 今 昨 十 百 万 余 近 第 病例
    案 岁 号 As_of from to on since the March 5th 27th o'clock yesterday case cases No. aged more_than thousand twenty
    one 65438+0 /kloc-0 □ \ufffd l O ngày tháng 만 から с по
"""
PIECES = st.sampled_from(FRAGMENTS.split())
NOISE = st.one_of(
    st.text(max_size=80),
    st.lists(PIECES, max_size=25).map("".join),
    st.lists(PIECES, max_size=25).map(" ".join),
)


@settings(max_examples=300)
@given(NOISE, st.sampled_from(["", "2022-03-05", "not a day", "0001-01-01", "9999-12-31"]))
def test_any_text_is_read_without_an_error(text: str, published: str) -> None:
    text = text.replace("_", " ")
    for code in WORDS:
        for part in Words._fields:
            last = 0
            for mention in find(part, code, text, published):
                assert last <= mention.start < mention.end <= len(text)
                assert text[mention.start : mention.end] == mention.surface
                last = mention.end


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "1,", "12月", "从", "March 1 to ", "(", "1-", "截至1日", "case 1, ", "十", "2022-", "1:"]
)
def test_a_long_line_takes_no_more_than_its_share_of_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        for code in LANGUAGES:
            for part in Words._fields:
                find(part, code, text, "2022-03-05")
        return time.process_time() - start

    seconds(2_000)
    assert seconds(64_000) < 40 * max(seconds(4_000), 0.004)


def test_free_numbers_lie_in_no_date_and_no_decoy() -> None:
    text = "As of 24:00 on March 20, 31 provinces reported 5 new cases and case 7."
    words = WORDS["en"]
    document = Document.of(text).with_(
        numbers=find_numbers(text, words.numbers),
        dates=find_dates(text, words.dates, published="2022-03-21"),
        decoys=find_decoys(text, words.decoys, words.numbers),
    )
    assert [mention.value for mention in free_numbers(document)] == [5]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("From 0 to 24:00 on August 19, 2018, 5 new confirmed cases were added.", "2022-08-19"),
        ("On August 19, 2018, 5 new confirmed cases were added.", "2018-08-19"),
        ("From 0 to 24:00 on August 19, 2122, 5 new confirmed cases were added.", "2022-08-19"),
        ("From 0 to 24:00 on August 19, 2022, 5 new confirmed cases were added.", None),
        ("Since March 2, 2020, 5 confirmed cases were added.", None),
    ],
)
def test_a_date_that_cannot_be_is_in_doubt(normalizer: Normalizer, text: str, day: str | None) -> None:
    document = normalizer.normalize(text, published="2022-08-20", issuer="310000")
    doubts = [doubt.message for doubt in document.doubts if doubt.kind == "doubtful_date"]
    assert len(doubts) == (day is not None)
    assert all(f"is read as {day}" in doubt for doubt in doubts)
