"""Risk-area changes: gold cases as data, and laws that hold for any text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_norm.model import Document, PlaceMention
from bulletin_norm.normalizer import Normalizer
from bulletin_norm.stages.risk import risk
from gold_rows import check_row, rows_of

PIECES = st.sampled_from(
    [
        *(
            "New high-risk areas (2)",
            "medium-risk areas",
            "adjusted to ",
            "from low to ",
            "designated as ",
            "as follows:",
            "\n",
        ),
        *(
            "Yubei District",
            ", ",
            " and ",
            "Building 3",
            "Hexi Street",
            "(1) ",
            "; ",
            "2 ",
            "are ",
            "risk levels of ",
            "lifted",
        ),
        *(
            "将",
            "渝北区",
            "、",
            "和",
            "由低风险地区",
            "调整为",
            "中风险区",
            "（2个）",
            "如下：",
            "解除",
            "某街道",
            "。",
            "其他地区",
            "1.",
        ),
    ]
)


@pytest.mark.parametrize("row", rows_of("risk"))
def test_gold(row: dict[str, Any], normalizer: Normalizer) -> None:
    """Each change of a gold text is found, with the fields that the gold names, and no other."""
    check_row(row, "risk_changes", "changes", "risk_", normalizer)


@settings(max_examples=150, deadline=None)
@given(pieces=st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=24), language=st.sampled_from(["en", "zh"]))
def test_any_text(pieces: list[str], language: str, normalizer: Normalizer) -> None:
    """Nothing raises, evidence quotes the source, and levels are the three that there are."""
    text = "".join(pieces)
    places = tuple(
        PlaceMention(at, at + len(name), name, "500112")
        for name in ("渝北区", "Yubei District")
        for at in range(len(text))
        if text.startswith(name, at)
    )
    doc = risk(normalizer.knowledge)(
        Document.of(text, language=language).with_(places=tuple(sorted(places, key=lambda place: place.start)))
    )
    for change in doc.risk_changes:
        assert {change.to, change.from_} <= {"high", "medium", "low", None}
        assert change.to
        for evidence in change.evidence:
            assert text[evidence.start : evidence.end] == evidence.text


def test_long_line(normalizer: Normalizer) -> None:
    """A long line without a full stop takes time in proportion to its length."""
    text = "Building 3, Hexi Street is adjusted to medium-risk areas, " * 3000
    doc = risk(normalizer.knowledge)(Document.of(text, language="en"))
    assert len(doc.reading) == len(text)
