"""Reading documents: every encoding, every kind of file, and every fault of a manifest."""

from __future__ import annotations

import io
import json
import sys
from datetime import date
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_norm.errors import DataError, UsageError
from bulletin_norm.model import Document
from bulletin_norm.outputs.corpus import Corpus, Item
from bulletin_norm.outputs.decode import decode
from bulletin_norm.outputs.manifest import day_of
from bulletin_norm.outputs.pages import article_of

ENGLISH = "On March 5, 3 new cases were reported in Harbin City.\nNone died.\n"
CHINESE = "3月5日0—24时，全省新增本土确诊病例3例，均在哈尔滨市。\n无新增死亡病例。\n"
TAIWAN = "國內新增346例確定病例，分別為341例本土個案及5例境外移入個案。\n"
CODES = {"Harbin": "230100", "230000": "230000", "黑龙江省": "230000"}


def read(*inputs: Path | str) -> list[Item]:
    return list(Corpus(list(inputs), CODES.get))


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        (ENGLISH, "utf-8", False),
        (ENGLISH, "utf-8-sig", False),
        (ENGLISH, "utf-16", True),
        (ENGLISH, "utf-16-le", True),
        (ENGLISH, "utf-16-be", True),
        (CHINESE, "utf-8", False),
        (CHINESE, "gb18030", True),
        (CHINESE, "utf-16", True),
        (CHINESE, "utf-16-be", True),
        (TAIWAN, "big5", True),
        (TAIWAN, "gb18030", True),
        (TAIWAN, "utf-16-le", True),
    ],
)
def test_a_file_is_read_in_the_encoding_it_was_written_in(text: str, encoding: str, said: bool) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert [doubt.kind for doubt in decoded.doubts] == ["encoding"] * said


def test_every_bulletin_of_the_corpus_survives_every_encoding(bulletins: list[Document]) -> None:
    for bulletin in bulletins:
        encodings = ["utf-8-sig", "gb18030", "utf-16"] + ["big5hkscs"] * (bulletin.language == "zh-Hant")
        for encoding in encodings:
            try:
                data = bulletin.source.encode(encoding)
            except UnicodeEncodeError:
                continue
            assert decode(data).text == bulletin.source, (bulletin.id, encoding)


def test_bytes_that_fit_no_encoding_are_kept_and_told_of() -> None:
    data = ENGLISH.encode() + b"It doesn\x92t end\xff."
    decoded = decode(data)
    assert decoded.text == ENGLISH + "It doesn’t endÿ."
    assert "2 bytes were read as Windows-1252" in decoded.doubts[0].message


def test_a_page_that_names_its_encoding_is_believed_where_that_fits() -> None:
    page = f'<html><meta charset="gb2312"><body><p>{CHINESE}</p></body></html>'
    assert CHINESE.strip() in decode(page.encode("gb18030")).text
    assert CHINESE.strip() in decode(page.encode("utf-8")).text


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_become_a_text(data: bytes) -> None:
    decoded = decode(data)
    decoded.text.encode()
    if decoded.encoding == "utf-8" and not decoded.doubts:
        assert decoded.text == data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "one.txt").write_text(ENGLISH)
    (tmp_path / "one.txt").write_text(ENGLISH)
    (tmp_path / "one.md").write_text(ENGLISH)
    (tmp_path / ".hidden.txt").write_text(ENGLISH)
    (tmp_path / "image.png").write_bytes(b"\x89PNG")
    (tmp_path / "empty.txt").write_text("")
    corpus = Corpus([tmp_path], CODES.get)
    found = list(corpus)
    assert [item.document_id for item in found] == ["one", "empty", "one-2", "one-3"]
    assert corpus.count == 4
    assert found[1].text == ""
    assert list(corpus) == found


def test_standard_input_is_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(CHINESE.encode("gb18030")))
    monkeypatch.setattr(sys, "stdin", stream)
    (item,) = read("-")
    assert (item.document_id, item.text) == ("stdin", CHINESE)
    assert item.document().doubts[0].kind == "encoding"


def test_a_file_that_cannot_be_read_fails_alone(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(ENGLISH)
    corpus = Corpus([tmp_path], CODES.get)
    (tmp_path / "a.txt").unlink()
    assert [item.failure for item in corpus] == ["No such file or directory", ""]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text(ENGLISH)
    (tmp_path / "b.txt").write_text(ENGLISH)
    corpus = Corpus([tmp_path / "a.txt", tmp_path / "sub" / ".." / "a.txt", "-", "-", tmp_path], CODES.get)
    assert (corpus.count, corpus.repeated) == (3, [str(tmp_path / "a.txt"), "-", str(tmp_path / "a.txt")])


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".jsonl", ".parquet"])
def test_a_table_has_a_document_in_each_row(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"table{suffix}"
    texts = [ENGLISH.strip(), CHINESE.strip()]
    columns = {"Content": texts, "date": ["2022-03-06", "2022/3/7"], "issuer": ["Harbin", "Atlantis"], "id": ["x", "x"]}
    write_table(path, columns)
    corpus = Corpus([path], CODES.get)
    first, second = corpus
    assert corpus.count == 2
    assert (first.document_id, first.text, first.published, first.issuer) == ("x", texts[0], "2022-03-06", "230100")
    assert (second.document_id, second.text, second.published, second.issuer) == ("x-2", texts[1], "2022-03-07", None)
    assert [doubt.kind for doubt in second.doubts] == ["metadata"]
    assert "Atlantis" in second.doubts[0].message


def write_table(path: Path, columns: dict[str, list[str]]) -> None:
    rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
    if path.suffix == ".parquet":
        pyarrow.parquet.write_table(pyarrow.table(columns), path)
    elif path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    else:
        mark = "," if path.suffix == ".csv" else "\t"
        lines = [list(columns), *(row.values() for row in rows)]
        path.write_text("".join(mark.join(f'"{cell}"' for cell in line) + "\n" for line in lines))


def test_a_broken_row_fails_alone(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        f'{{"text": {json.dumps(ENGLISH)}}}\n{{broken\n\n[1]\n{{"other": 1}}\n{{"text": 3}}\n'
    )
    found = read(tmp_path / "a.jsonl")
    assert [item.document_id for item in found] == ["a-1", "a-2", "a-4", "a-5", "a-6"]
    assert [bool(item.failure) for item in found] == [False, True, True, True, True]


def test_a_table_in_another_encoding_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(f'text\n"{CHINESE}"\n'.encode("gb18030"))
    (item,) = read(tmp_path / "a.csv")
    assert item.text == CHINESE
    assert [doubt.kind for doubt in item.doubts] == ["encoding"]


def test_a_table_without_a_text_column_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,name\n1,x\n")
    with pytest.raises(UsageError, match="no text column"):
        read(tmp_path / "a.csv")


def test_what_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no file or folder"):
        read(tmp_path / "missing.txt")
    with pytest.raises(UsageError, match="has no documents"):
        read(tmp_path)


def test_a_folder_with_a_manifest_is_read_by_it_and_only_by_it(tmp_path: Path) -> None:
    above, tmp_path = tmp_path, tmp_path / "corpus"
    (tmp_path / "sub").mkdir(parents=True)
    for name in ("a.txt", "sub/b.txt", "c.txt"):
        (tmp_path / name).write_text(ENGLISH)
    (tmp_path / "manifest.csv").write_text(
        "id,path,published,language,issuer,twin\none,a.txt,2022-03-06,en,Harbin,b\n,sub/b.txt,,,,one\n"
    )
    for source in (tmp_path, tmp_path / "manifest.csv", above):
        first, second = read(source)
        assert (first.document_id, first.path, first.published, first.language) == ("one", "a.txt", "2022-03-06", "en")
        assert (first.issuer, first.twin) == ("230100", "b")
        assert (second.document_id, second.published, second.issuer, second.twin) == ("b", None, None, "one")


def test_all_faults_of_a_manifest_are_reported_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH)
    (tmp_path / "manifest.csv").write_text(
        "id,path,published,issuer,twin\na,a.txt,2022-13-01,Atlantis,\na,a.txt,,,\nb,gone.txt,,,\nc,a.txt,,,nobody\nd,,,,\n"
    )
    (tmp_path / "sub").mkdir()
    with pytest.raises(DataError) as caught:
        read(tmp_path)
    found = {(problem.line, problem.message.split("'")[0].strip()) for problem in caught.value.problems}
    assert found == {
        (2, "published"),
        (2, "the issuer"),
        (3, "has the id"),
        (4, "the file gone.txt is not there"),
        (5, "the twin"),
        (6, "names no path"),
    }


def test_a_manifest_without_paths_says_what_it_has(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_text("id,file\na,a.txt\n")
    with pytest.raises(DataError, match="has no column path \\(it has id, file\\)"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2022-03-05", "2022-03-05"),
        ("2022/3/5", "2022-03-05"),
        ("2022年3月5日", "2022-03-05"),
        ("20220305", "2022-03-05"),
        ("2022-03-05T10:00:00+08:00", "2022-03-05"),
        (date(2022, 3, 5), "2022-03-05"),
        ("2022-02-30", None),
        ("yesterday", None),
        ("2022-03", None),
        (None, None),
    ],
)
def test_days_are_read_in_the_usual_forms(value: object, day: str | None) -> None:
    assert day_of(value) == day


PAGES = sorted((Path(__file__).parent / "gold/pages").glob("*.html"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_article_is_taken_out_of_its_page(path: Path) -> None:
    text, title, published = article_of(path.read_text(encoding="utf-8"))
    wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert {"text": text.split("\n"), "title": title, "published": published} == wanted


def test_a_page_without_an_article_loses_nothing_but_its_navigation() -> None:
    assert article_of("<p>3 cases</p>")[0] == "3 cases"
    assert article_of("3 cases")[0] == "3 cases"
    assert article_of("")[0] == ""


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div class=nav>",
                "</div>",
                "<a href=x>",
                "</a>",
                "3 cases, ",
                "<td>",
                "<!--",
                "<br",
                "&nbsp;",
                ">",
            ]
        )
    ).map("".join)
)
def test_any_page_has_an_article(page: str) -> None:
    text, _, _ = article_of(page)
    assert text.strip() == text or "\n" in text or text


def test_a_page_is_known_by_its_first_words(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"<!DOCTYPE html><html><body><nav>Home</nav><p>{ENGLISH}</p></body></html>")
    (item,) = read(tmp_path / "a.txt")
    assert item.text == ENGLISH.strip().replace("\n", " ")
