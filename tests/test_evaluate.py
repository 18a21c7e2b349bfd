"""Scores: what counts as right, what as silent, what as needless."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from bulletin_norm.errors import DataError, UsageError
from bulletin_norm.model import Candidate, Case, Evidence, Fact, RiskChange
from bulletin_norm.outputs.evaluate import Gold, Scores, read_gold, score
from bulletin_norm.outputs.schema import DoubtRow, Place, Record, Versions

SOURCE = "Heihe added 35 cases. Harbin added 4 cases. The rest is quiet."


def gold(**fields: object) -> Gold:
    row = {"measure": "confirmed_cases", "status": "new", "origin": "local", "adcode": "231100", "count": 35}
    known = {"start": "2021-11-02", "end": "2021-11-02"}
    return msgspec.convert({"id": "a", "facts": [{**row, **known}], **fields}, Gold)


def fact(count: int | None = 35, at: str = "35", **known: object) -> Fact:
    fields = {"measure": "confirmed_cases", "status": "new", "origin": "local", "adcode": "231100", **known}
    days = {"start": "2021-11-02", "end": "2021-11-02"}
    words = (Evidence("count", SOURCE.index(at), SOURCE.index(at) + len(at), at),)
    named = {"place": None, "place_en": None, "locality": None, "count": count, "evidence": words}
    return Fact(**{**days, **fields, **named})  # type: ignore[arg-type]


def record(**fields: object) -> Record:
    empty = dict.fromkeys(("facts", "risk_changes", "cases", "interventions", "places", "edits", "doubts"), ())
    known = dict.fromkeys(("language", "published", "issuer", "disease", "title"))
    texts = {"path": "", "summary": "", "normalized_text": SOURCE, "document_id": "a"}
    return Record(**{**known, **texts, **empty, "versions": Versions("1", "2", "3"), **fields})  # type: ignore[arg-type]


def scored(right: Gold, *found: Record) -> Scores:
    return score([right], found)


def test_an_equal_fact_is_right() -> None:
    scores = scored(gold(), record(facts=(fact(),)))
    assert (scores.tables["facts"].hits, scores.perfect, scores.errors) == (1, 1, 0)


@pytest.mark.parametrize(
    "known",
    [{"count": 53}, {"adcode": "230100"}, {"status": "current"}, {"measure": "deaths"}, {"end": "2021-11-01"},
     {"start": "2021-11-01"}, {"origin": "imported"}, {"origin": "unspecified"}],
)  # fmt: skip
def test_an_unequal_fact_is_missed_and_spurious(known: dict[str, object]) -> None:
    scores = scored(gold(), record(facts=(fact(known.pop("count", 35), **known),)))  # type: ignore[arg-type]
    tally = scores.tables["facts"]
    assert (tally.hits, tally.missed, tally.spurious, scores.perfect) == (0, 1, 1, 0)
    assert tally.f1 == 0


def test_days_and_origin_are_left_out_of_the_core() -> None:
    scores = scored(gold(), record(facts=(fact(end="2021-11-01", origin="imported"),)))
    assert scores.tables["facts (core)"].f1 == 1


def test_an_unstated_origin_may_be_read_as_local_but_not_as_imported() -> None:
    right = gold(facts=[{**msgspec.to_builtins(gold().facts[0]), "origin": "unspecified"}])
    assert scored(right, record(facts=(fact(),))).tables["facts"].f1 == 1
    assert scored(right, record(facts=(fact(origin="imported"),))).tables["facts"].f1 == 0


def test_an_error_beside_a_doubt_is_not_silent() -> None:
    wrong = fact(53, "35")
    silent = scored(gold(), record(facts=(wrong,)))
    assert (silent.errors, silent.doubted_errors, silent.silent_share) == (2, 0, 1.0)
    elsewhere = scored(gold(), record(facts=(wrong,), doubts=(DoubtRow("x", 50, 54, "?"),)))
    assert (elsewhere.doubted_errors, elsewhere.needless) == (0, 1)
    beside = scored(gold(), record(facts=(wrong,), doubts=(DoubtRow("x", 0, 5, "?"),)))
    assert (beside.doubted_errors, beside.silent_share, beside.needless) == (2, 0.0, 0)


@pytest.mark.parametrize("entry", ['"The rest": nothing is said of it', {"surface": "The rest", "why": "?"}])
def test_an_expected_doubt_is_met_and_not_needless(entry: object) -> None:
    doubt = DoubtRow("x", 44, 52, "?")
    met = scored(gold(expect_doubts=[entry]), record(facts=(fact(),), doubts=(doubt,)))
    assert (met.expected, met.expected_met, met.needless) == (1, 1, 0)
    unmet = scored(gold(expect_doubts=[entry]), record(facts=(fact(),), doubts=(DoubtRow("x", 0, 3, "?"),)))
    assert (unmet.expected_met, unmet.needless, unmet.needless_per_document) == (0, 1, 1.0)


def test_a_doubt_about_a_place_that_is_missed_is_needed() -> None:
    rivals = (Candidate("230100", "哈尔滨市", "Harbin City", 0.5), Candidate("231100", "黑河市", "Heihe City", 0.5))
    place = Place("Harbin", 22, 28, None, None, None, 0.5, rivals)
    right = gold(places=[{"adcode": "230100"}])
    made = record(facts=(fact(),), places=(place,), doubts=(DoubtRow("place", 22, 28, "?"),))
    scores = scored(right, made)
    assert scores.tables["places"].missed == 2
    assert scores.needless == 0


def test_other_tables() -> None:
    right = gold(
        risk_changes=[{"adcode": "231100", "to": "high", "date": "2021-11-02"}],
        cases=[{"number": 1, "sex": "female", "age": 50, "adcode": "231100"}],
        places=[{"adcode": "231100"}],
        places_complete=True,
        terms=[{"surface": "new crown"}],
    )
    change = RiskChange("231100", None, None, None, None, "high", "2021-11-02")
    case = Case(1, "female", 50, None, "231100", None, None, None, None, None, None)
    places = tuple(Place("x", 0, 1, code, None, None, 1.0) for code in ("231100", "610000", "230000"))
    made = record(facts=(fact(),), risk_changes=(change,), cases=(case,), places=places)
    scores = scored(right, made)
    assert scores.tables["risk changes"].f1 == scores.tables["cases"].f1 == scores.tables["terms"].f1 == 1
    tally = scores.tables["places"]
    assert (tally.hits, tally.missed, tally.spurious) == (1, 0, 1), "the province of a city may be named"
    assert scored(right, record(normalized_text="a New Crown case")).tables["terms"].missed == 1


def test_cases_count_only_where_gold_has_them() -> None:
    case = Case(1, None, None, None, None, None, None, None, None, None, None)
    assert scored(gold(), record(cases=(case,))).tables["cases"].spurious == 0


def test_a_document_without_a_record_is_all_missed() -> None:
    scores = scored(gold())
    assert (scores.read, scores.tables["facts"].missed, scores.errors) == (0, 1, 1)


def test_gold_of_the_corpus_is_sound() -> None:
    folder = Path(__file__).parent / "gold" / "bulletins"
    assert len(read_gold(folder)) == len(list(folder.glob("*.json"))) >= 16


def test_faulty_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        read_gold(tmp_path)
    (tmp_path / "a.json").write_text("{")
    (tmp_path / "b.json").write_text(json.dumps({"id": "b"}))
    with pytest.raises(DataError) as error:
        read_gold(tmp_path)
    assert [problem.path for problem in error.value.problems] == ["a.json", "b.json"]
