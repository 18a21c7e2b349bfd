"""Counts of single sentences: what is counted, in which status, from where, at which place."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

import bulletin_norm
from bulletin_norm.knowledge.measures import Measure

GOLD = Path(__file__).parent / "gold" / "counts"
CASES = [case for file in sorted(GOLD.glob("*.json")) for case in json.loads(file.read_text("utf-8"))]
NORMALIZER = bulletin_norm.load()


def marked(case: dict[str, object]) -> object:
    marks = [pytest.mark.xfail(strict=True)] if case["expect"] == "fail" else []
    return pytest.param(case, id=str(case["kind"]), marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_every_count_of_a_sentence_is_read(case: dict[str, str]) -> None:
    document = NORMALIZER.normalize(case["text"], published=case["published"], issuer=case["issuer"])
    width = len(case["facts"][0]) if case["facts"] else 5
    found = [
        [fact.measure, fact.status, fact.origin, fact.adcode, fact.count, fact.start, fact.end, fact.disease][:width]
        for fact in document.facts
    ]
    assert Counter(map(str, found)) == Counter(map(str, case["facts"]))
    if "doubts" in case:
        assert [doubt.message for doubt in document.doubts] == case["doubts"]


EXAMPLES = [(measure, text) for measure in NORMALIZER.knowledge.measures.rows for text in measure.examples]


@pytest.mark.parametrize(("measure", "example"), EXAMPLES, ids=[f"{row.id}-{text[:12]}" for row, text in EXAMPLES])
def test_examples_of_measures_hold(measure: Measure, example: str) -> None:
    text, _, wanted = example.partition(" => ")
    document = NORMALIZER.normalize(text, published="2022-05-02", issuer="230000")
    found = [f"{fact.measure} {fact.status} {fact.origin} {fact.count}" for fact in document.facts]
    assert wanted in found


def test_a_status_that_nothing_says_is_in_doubt() -> None:
    text = "From 0-24 on May 3, 2022, 3 imported cases were reported.\n\nThere are 40 confirmed imported cases."
    document = NORMALIZER.normalize(text, published="2022-05-04", issuer="350000")
    assert [fact.count for fact in document.facts] == [3, 40]
    assert [doubt.message for doubt in document.doubts if "read as new" in doubt.message]
