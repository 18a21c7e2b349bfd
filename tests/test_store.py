"""The output folder: whole parts, resuming, nothing done twice, nothing of others overwritten."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bulletin_norm import engines
from bulletin_norm.errors import UsageError
from bulletin_norm.model import Document, Evidence, Fact
from bulletin_norm.normalizer import Normalizer
from bulletin_norm.outputs import store as stores
from bulletin_norm.outputs.exports import FORMATS, TABLES, columns, csv_cell, export
from bulletin_norm.outputs.schema import Record, Versions, json_schema
from bulletin_norm.outputs.store import Outcome, Store, file_name, key_of, records

VERSIONS = Versions("1", "2", "3")


def record(document_id: str, **fields: object) -> Record:
    empty = dict.fromkeys(("facts", "risk_changes", "cases", "interventions", "places", "edits", "doubts"), ())
    known = {"path": "", "language": "en", "published": None, "issuer": None, "disease": None, "title": None}
    texts = {"normalized_text": "", "summary": ""}
    return Record(document_id=document_id, versions=VERSIONS, **{**known, **texts, **empty, **fields})  # type: ignore[arg-type]


def outcome(document_id: str, *, failed: str = "", text: str = "") -> Outcome:
    line = msgspec.json.encode(record(document_id, normalized_text=text)) + b"\n"
    return Outcome(document_id, line, failed)


def contents(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "PART_SIZE", 3)
    monkeypatch.setattr(stores, "FLUSH_SIZE", 2)


@pytest.mark.usefixtures("small_parts")
def test_any_order_and_any_cut_end_in_the_same_bytes(tmp_path: Path) -> None:
    names = [f"d{number}" for number in range(8)]
    whole = Store(tmp_path / "whole")
    for name in names:
        whole.add("k", outcome(name))
    whole.finish()
    for name in ("d5", "d1", "d7"):
        Store(tmp_path / "cut").add("k", outcome(name))
    cut = Store(tmp_path / "cut")
    for name in ("d7", "d1", "d5"):
        cut.add("k", outcome(name))
    cut.flush()  # and here the run ends
    again = Store(tmp_path / "cut")
    for name in reversed(names):
        if not again.has(name, "k"):
            again.add("k", outcome(name))
    again.finish()
    assert contents(tmp_path / "cut") == contents(tmp_path / "whole")
    assert [one.document_id for one in records(tmp_path / "cut")] == names
    assert len(list((tmp_path / "cut" / "records").iterdir())) == 3


@pytest.mark.usefixtures("small_parts")
def test_a_changed_document_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    first = Store(tmp_path)
    for name in ("a", "b"):
        first.add("k", outcome(name))
    first.finish()
    second = Store(tmp_path)
    assert second.has("a", "k")
    assert not second.has("a", "other")
    second.add("other", outcome("a", text="new"))
    second.finish()
    assert [(one.document_id, one.normalized_text) for one in records(tmp_path)] == [("a", "new"), ("b", "")]


def test_a_failed_document_is_tried_again(tmp_path: Path) -> None:
    first = Store(tmp_path)
    first.add("k", outcome("a", failed="it broke"))
    first.finish()
    assert not Store(tmp_path).has("a", "k")


def test_a_run_cut_off_while_sorting_loses_nothing(tmp_path: Path) -> None:
    first = Store(tmp_path)
    first.add("k", outcome("a"))
    first.finish()
    before = contents(tmp_path)
    (tmp_path / "records").rename(tmp_path / "records.old")
    (tmp_path / "records.new").mkdir()
    Store(tmp_path).finish()
    assert contents(tmp_path) == before


def test_a_half_line_of_state_is_no_line(tmp_path: Path) -> None:
    first = Store(tmp_path)
    first.add("k", outcome("a"))
    first.finish()
    with (tmp_path / "state.jsonl").open("a") as file:
        file.write('{"document_id":"b","ke')
    assert Store(tmp_path).has("a", "k")


@pytest.mark.parametrize("make", ["file", "folder"])
def test_what_is_not_ours_is_not_touched(tmp_path: Path, make: str) -> None:
    out = tmp_path / "out"
    if make == "file":
        out.write_text("mine")
    else:
        out.mkdir()
        (out / "thesis.doc").write_text("mine")
    before = contents(tmp_path)
    with pytest.raises(UsageError):
        Store(out)
    assert contents(tmp_path) == before


def test_the_key_tells_every_input_apart() -> None:
    one = Document.of("text", id="a", issuer="230000")
    others = [
        Document.of("text.", id="a", issuer="230000"),
        Document.of("text", id="b", issuer="230000"),
        Document.of("text", id="a", issuer="230100"),
        Document.of("text", id="a", issuer="230000", published="2021-01-01"),
        Document.of("text", id="a", issuer="230000", language="zh"),
    ]
    keys = {key_of(document, VERSIONS) for document in (one, *others)}
    assert len(keys) == 6
    assert key_of(one, Versions("1", "2", "4")) not in keys


def test_a_record_holds_exactly_the_fields_of_the_format() -> None:
    fields = "document_id path language published issuer disease title normalized_text summary facts risk_changes cases"
    assert list(Record.__struct_fields__) == [*fields.split(), "interventions", "places", "edits", "doubts", "versions"]
    facts = "measure status origin adcode place place_en locality start end count low high approximate part_of"
    assert [name for name in Fact.__struct_fields__ if name != "disease"] == [*facts.split(), "evidence"]


def test_the_schema_in_the_docs_is_that_of_the_code() -> None:
    path = Path(__file__).parents[1] / "docs" / "record.schema.json"
    assert json.loads(path.read_text("utf-8")) == json.loads(json.dumps(json_schema())), (
        "run: python scripts/write_docs.py"
    )


def test_records_fit_their_schema(documents: list[Document], normalizer: Normalizer) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(json_schema())
    for document in documents[:8]:
        validator.validate(json.loads(msgspec.json.encode(normalizer.record(document))))


def test_rows_are_sorted_and_parts_still_point_to_their_whole(
    documents: list[Document], normalizer: Normalizer
) -> None:
    for document in documents:
        made = normalizer.record(document)
        assert len(made.facts) == len(document.facts)
        for fact in made.facts:
            if fact.part_of is not None:
                whole = made.facts[fact.part_of]
                old = next(one for one in document.facts if replace(one, part_of=None) == replace(fact, part_of=None))
                assert old.part_of is not None
                assert document.facts[old.part_of].evidence == whole.evidence
        starts = [min((e.start for e in fact.evidence if e.role == "count"), default=-1) for fact in made.facts]
        counted = [start for start in starts if start >= 0]
        assert counted == sorted(counted), document.id


def test_tables_say_what_records_say(tmp_path: Path) -> None:
    words = (Evidence("count", 0, 1, "3"),)
    fact = Fact("deaths", "new", "local", "230000", "黑龙江省", "", "=cmd()", None, "2021-11-02", 3, evidence=words)
    made = [record("a", facts=(fact, fact), title='with "quotes", and\nlines'), record("b")]
    export(made, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        f"{table}.{form}" for table in ("documents", *TABLES) for form in FORMATS
    }
    with (tmp_path / "facts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["row"] for row in rows] == ["0", "1"]
    assert rows[0]["locality"] == "'=cmd()"
    assert json.loads(rows[0]["evidence"]) == [{"role": "count", "start": 0, "end": 1, "text": "3"}]
    table = pq.read_table(tmp_path / "facts.parquet")
    assert table.column_names == list(columns()["facts"])
    assert table["count"].to_pylist() == [3, 3]
    assert table["locality"].to_pylist() == ["=cmd()", "=cmd()"]
    documents = pq.read_table(tmp_path / "documents.parquet").to_pylist()
    assert [(row["document_id"], row["facts"]) for row in documents] == [("a", 2), ("b", 0)]
    assert documents[0]["title"] == 'with "quotes", and\nlines'


@given(st.lists(st.text() | st.none() | st.integers() | st.floats(), min_size=2))
def test_a_csv_row_reads_as_what_was_written(cells: list[object]) -> None:
    line = ",".join(map(csv_cell, cells)) + "\n"
    read = list(csv.reader(io.StringIO(line, newline="")))
    assert len(read) == 1
    for cell, found in zip(cells, read[0], strict=True):
        text = "" if cell is None else str(cell)
        assert found == (f"'{text}" if isinstance(cell, str) and text.startswith(tuple("=+-@\t\r")) else text)


@pytest.mark.parametrize("text", ["35 new cases in Heihe City, " * 1_100_000, "3 new cases.\n" * 400_000])
def test_what_is_too_long_for_a_bulletin_is_left_as_it_is(normalizer: Normalizer, text: str) -> None:
    document = normalizer.normalize(text)
    assert document.text == text
    assert [doubt.kind for doubt in document.doubts] == ["too_long"]
    assert len(normalizer.record(document).summary) < 1000


def test_a_long_line_is_read(normalizer: Normalizer) -> None:
    document = normalizer.normalize("It was quiet on that day. " * 5000 + "35 new cases were reported in Heihe City.")
    assert [(fact.count, fact.adcode) for fact in document.facts] == [(35, "231100")]


def test_names_of_files_stay_in_the_folder() -> None:
    assert file_name("../../etc/passwd") == ".._.._etc_passwd"
    assert file_name("北京-1") == "北京-1"
    assert len(file_name("x" * 900)) < 255


def test_a_document_on_which_a_stage_raises_is_kept_with_a_doubt(normalizer: Normalizer) -> None:
    def broken(document: Document) -> Document:
        raise ValueError("no")

    from msgspec.structs import replace

    sick = replace(normalizer, stages=(broken, *normalizer.stages))
    made = engines.RECORDED.do(sick, Document.of("3 new crown cases", id="a"))
    assert "ValueError: no" in made.failed
    assert msgspec.json.decode(made.line, type=Record).normalized_text == "3 COVID-19 cases"
