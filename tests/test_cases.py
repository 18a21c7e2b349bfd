"""Line lists: gold cases as data, and laws that hold for any text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_norm.model import Document, PlaceMention
from bulletin_norm.normalizer import Normalizer
from bulletin_norm.stages.cases import cases
from gold_rows import check_row, rows_of

PIECES = st.sampled_from(
    [
        *(
            "Case 1: ",
            "case 2",
            "No. 3 confirmed case",
            "male",
            "female, ",
            "45 years old",
            "living in ",
            "Yubei District",
            ". ",
        ),
        *(
            "cases 3 to 5",
            "(1) ",
            "in her 30s",
            "same address as case 1",
            "\n",
            "Sex\tAge\tNo.",
            "1\tM\t3",
            "aged ",
            ", ",
        ),
        *(
            "病例1：",
            "确诊病例2",
            "男，",
            "女",
            "50岁",
            "现住",
            "渝北区",
            "住址同上",
            "。",
            "（一）",
            "李某某，",
            "1岁3个月",
            "性别",
            "年龄",
        ),
        *("1月3日", "确诊", "发病", "的密切接触者", "0" * 9, "岁" * 3, "—"),
    ]
)


@pytest.mark.parametrize("row", rows_of("cases"))
def test_gold(row: dict[str, Any], normalizer: Normalizer) -> None:
    """Each person of a gold text is found, with the fields that the gold names, and nobody else."""
    check_row(row, "cases", "cases", "case", normalizer)


@settings(max_examples=150, deadline=None)
@given(pieces=st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=24), language=st.sampled_from(["en", "zh"]))
def test_any_text(pieces: list[str], language: str, normalizer: Normalizer) -> None:
    """Nothing raises, evidence quotes the source, and ages are those of people."""
    text = "".join(pieces)
    at = text.find("渝北区")
    places = (PlaceMention(at, at + 3, "渝北区", "500112"),) if at >= 0 else ()
    doc = cases(normalizer.knowledge)(Document.of(text, language=language).with_(places=places))
    for case in doc.cases:
        assert case.age is None or 0 <= case.age <= 120
        assert case.evidence
        for evidence in case.evidence:
            assert text[evidence.start : evidence.end] == evidence.text


def test_long_line(normalizer: Normalizer) -> None:
    """A long line of cases takes time in proportion to its length."""
    row = "Case {}: male, 45 years old, living in Yubei District. "
    text = "".join(row.format(number) for number in range(2000))
    doc = cases(normalizer.knowledge)(Document.of(text, language="en"))
    assert len(doc.cases) == 2000
