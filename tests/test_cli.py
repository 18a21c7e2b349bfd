"""Every verb of the command line: what it prints, where, and with which exit status."""

from __future__ import annotations

import io
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import bulletin_norm
from bulletin_norm.cli import main
from bulletin_norm.cli.app import app
from bulletin_norm.outputs.store import Outcome, Store

ROOT = Path(__file__).resolve().parents[1]
VERBS = (
    "batch", "normalize", "explain", "facts", "summarize", "translate", "place", "report", "export", "compare", "check",
    "list", "score",
)  # fmt: skip
BULLETIN = "On November 2, 2021, 35 new local confirmed cases were added in Heihe City and 1 in Wangkui County.\n"
KNOWN = ("--issuer", "Heilongjiang", "--published", "2021-11-03")


class Done(NamedTuple):
    """What a command left behind."""

    status: int
    stdout: str
    stderr: str


@pytest.fixture(scope="module", autouse=True)
def load_once() -> Iterator[None]:
    """Every command of this module loads the toolkit from memory."""
    once = cache(bulletin_norm.load)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulletin_norm, "load", once, raising=False)
        yield


def run(*arguments: object, given: str | bytes = "", status: int | None = 0, folder: Path = ROOT) -> Done:
    """Run the command line in this process."""
    data = given.encode() if isinstance(given, str) else given
    streams = [io.TextIOWrapper(io.BytesIO(part), encoding="utf-8") for part in (data, b"", b"")]
    names = ("stdin", "stdout", "stderr")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["bulletin-norm", *map(str, arguments)])
        patch.chdir(folder)
        for name, stream in zip(names, streams, strict=True):
            patch.setattr(sys, name, stream)
        with pytest.raises(SystemExit) as ended:
            main()
        code = ended.value.code or 0
    out, err = (stream.buffer.getvalue().decode() for stream in _flushed(streams[1:]))
    assert "Traceback" not in err
    assert status is None or code == status, err
    return Done(int(code), out, err)


def _flushed(streams: list[io.TextIOWrapper]) -> Iterator[Any]:
    for stream in streams:
        stream.flush()
        yield stream


def run_apart(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "bulletin_norm", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120)


@pytest.fixture(scope="module")
def bulletin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bulletins") / "bulletin.txt"
    path.write_text(BULLETIN)
    return path


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `batch` makes of the corpus."""
    folder = tmp_path_factory.mktemp("batch") / "out"
    run("batch", "corpus", "--out", folder)
    return folder


@pytest.fixture(scope="module")
def mistakes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of files to go wrong with."""
    folder = tmp_path_factory.mktemp("mistakes")
    (folder / "corpus").symlink_to(ROOT / "corpus")
    (folder / "README.md").write_text("Read me.\n")
    (folder / "a.pdf").write_bytes(b"%PDF-1.7\n3 new cases\n")
    (folder / "a.bin").write_bytes(bytes(range(256)) * 8)
    (folder / "no-text.csv").write_text("a,b\n1,2\n")
    (folder / "not.parquet").write_text("not")
    (folder / "faulty.j2").write_text("{# Adds a number to a word. #}\n{{ 1 + 'a' }}\n")
    return folder


def test_help_names_every_verb_and_nothing_else() -> None:
    names = {command.name or command.callback.__name__.rstrip("_") for command in app.registered_commands}  # type: ignore[union-attr]
    assert names == set(VERBS)
    text = run("--help").stdout
    assert all(f"  {verb} " in text for verb in VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_has_help_with_an_example(verb: str) -> None:
    text = run(verb, "--help").stdout
    assert f"Example: bulletin-norm {verb}" in " ".join(text.split())


def test_version_is_that_of_the_package() -> None:
    assert run("--version").stdout == f"bulletin-norm {bulletin_norm.__version__}\n"


def test_a_name_that_is_no_utf8_is_read_like_any_other(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text(BULLETIN)
    run("batch", path, "--out", tmp_path / "out", *KNOWN[:2])
    assert (tmp_path / "out" / "summaries" / "caf_.md").is_file()


def test_a_closed_stream_is_nobody_who_reads(bulletin: Path) -> None:
    command = f"{sys.executable} -m bulletin_norm facts {bulletin} --issuer Heilongjiang 2>&- >&-"
    assert subprocess.run(["bash", "-c", command], cwd=ROOT).returncode == 0


def test_help_loads_no_more_than_it_needs() -> None:
    code = "import sys; sys.argv = ['bulletin-norm', '--help']\nimport bulletin_norm.cli as cli\n"
    code += "try: cli.main()\nexcept SystemExit: pass\nprint(sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for heavy in ("pyarrow", "jinja2", "opencc", "rapidfuzz", "torch", "ray", "bulletin_norm.normalizer"):
        assert f"'{heavy}'" not in done.stderr, heavy


def test_help_is_instant() -> None:
    def once() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run_apart("--help")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(once() for _ in range(5)) < 0.35


def test_normalize_prints_the_text_alone(bulletin: Path) -> None:
    done = run("normalize", bulletin, *KNOWN)
    assert done.stdout.startswith("On November 2, 2021, 35 new local confirmed cases")
    assert run("normalize", *KNOWN, given=BULLETIN).stdout == done.stdout
    assert run("normalize", "-", *KNOWN, given=BULLETIN).stdout == done.stdout


def test_normalize_with_json_prints_the_record(bulletin: Path) -> None:
    record = json.loads(run("normalize", bulletin, *KNOWN, "--json").stdout)
    assert record["issuer"] == "230000"
    assert record["summary"].startswith("# Heilongjiang Province")


def test_facts_come_with_the_words_that_say_them(bulletin: Path) -> None:
    text = run("facts", bulletin, *KNOWN).stdout
    assert "new confirmed_cases local: 35  Heihe City (黑河市)" in text
    assert "    count '35' at 21-23" in text
    rows = [json.loads(line) for line in run("facts", bulletin, *KNOWN, "--json").stdout.splitlines()]
    assert {(row["adcode"], row["count"], row["end"]) for row in rows} >= {("231100", 35, "2021-11-02")}


def test_explain_traces_each_edit() -> None:
    text = "2 new crown cases in Heihe City"
    done = run("explain", *KNOWN, given=text)
    assert "'new crown' -> 'COVID-19'" in done.stdout
    rows = [json.loads(line) for line in run("explain", "--json", *KNOWN, given=text).stdout.splitlines()]
    assert any(text[row["start"] : row["end"]] == "new crown" for row in rows if "rule" in row)


def test_explain_says_why_each_fact_reads_as_it_does() -> None:
    text = "On November 2, 2021, 7 new native diagnosed cases were added: 5 in Heihe City, 2 in Suihua City.\n"
    lines = run("explain", *KNOWN, given=text).stdout.splitlines()
    why = {line[:40]: lines[number + 1 :] for number, line in enumerate(lines) if not line.startswith(" ")}
    whole = next(rest for line, rest in why.items() if line.startswith("new confirmed_cases local: 7"))
    assert "    count '7' at 21-22" in whole
    assert any("read over: " in line and "diagnosed" in line for line in whole)
    assert "    sum: its parts (local confirmed_cases): 5 + 2 = 7" in whole
    part = next(rest for line, rest in why.items() if line.startswith("new confirmed_cases local: 5"))
    assert "    sum: a part of 7 local confirmed_cases, Heilongjiang Province" in part
    assert any(line.startswith("    measure confirmed_cases: no word of its own") for line in part)


def test_explain_shows_the_readings_that_lost() -> None:
    text = "As of February 21, 2020, 22 cumulative confirmed cases in Luzhou.\n"
    done = run("explain", "--json", "--issuer", "Zhejiang", "--published", "2020-02-22", given=text)
    (reason,) = [row for row in map(json.loads, done.stdout.splitlines()) if "fact" in row]
    assert len(reason["rivals"]) > 1
    assert all(rival.startswith("'Luzhou': ") for rival in reason["rivals"])


def test_summarize_takes_a_template(bulletin: Path) -> None:
    assert run("summarize", bulletin, *KNOWN).stdout.startswith("# Heilongjiang Province")
    brief = run("summarize", bulletin, *KNOWN, "--template", "brief.txt").stdout
    assert brief.startswith("Heilongjiang Province")
    assert "新增" in run("summarize", bulletin, *KNOWN, "--template", "summary.zh-Hans.md").stdout
    assert "there is no template" in run("summarize", bulletin, "--template", "none.md", status=2).stderr


def test_translate_needs_a_model() -> None:
    assert "--model" in run("translate", given="新增3例", status=2).stderr
    missing = run("translate", "--model", "/no/such/folder", "--offline", given="新增3例", status=2)
    assert missing.stdout == ""


def test_place_answers_one_mention() -> None:
    text = run("place", "Aihui City, Heihe City District", "--issuer", "Heilongjiang", "--date", "2021-11-02").stdout
    assert "231102" in text
    answer = json.loads(run("place", "Heihe City", "--json").stdout)
    assert list(answer) == ["mention", "adcode", "name", "name_en", "probability", "candidates"]
    assert (answer["adcode"], answer["name"], answer["name_en"]) == ("231100", "黑河市", "Heihe City")
    assert list(answer["candidates"][0]) == ["adcode", "name", "name_en", "probability", "reason"]


def test_place_answers_line_by_line() -> None:
    lines = [
        "Heihe City",
        json.dumps({"mention": "Beilin District", "issuer": "Heilongjiang", "date": "2021-11-02"}),
        json.dumps({"mention": "Beilin District", "issuer": "610000"}),
        "",
        "Mayor Zhang",
    ]
    done = run("place", "--json", given="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["adcode"] for answer in answers] == ["231100", "231202", "610103", None, None]
    assert answers[1]["mention"] == "Beilin District"


def test_bytes_that_are_no_text_are_no_place() -> None:
    done = run("place", "--json", given=b"\xff\xfe\nHeihe City\n")
    assert [json.loads(line)["adcode"] for line in done.stdout.splitlines()] == [None, "231100"]
    assert run("place", "\udcff\udcfe").stdout.endswith(": no division\n")
    assert "is no division" in run("facts", "--issuer", "\udcff", given="x", status=2).stderr


def test_a_bad_line_does_not_stop_the_others() -> None:
    lines = ["{not json", json.dumps({"mention": "Heihe City", "issuer": "Narnia"}), "Heihe City"]
    done = run("place", "--json", given="\n".join(lines), status=1)
    assert [json.loads(line)["adcode"] for line in done.stdout.splitlines()] == [None, "231100", "231100"]
    assert "line 1" in done.stderr
    assert "Narnia" in done.stderr


def test_batch_writes_everything_and_says_where(out: Path, tmp_path: Path) -> None:
    documents = len(list((ROOT / "corpus").glob("*/*.txt")))
    assert len(list((out / "summaries").iterdir())) == documents
    assert (out / "report.html").is_file()
    assert {path.suffix for path in (out / "tables").iterdir()} == {".csv", ".parquet"}
    again = run("batch", "corpus", "--out", out)
    assert again.stdout == ""
    assert f"Read 0 documents, {documents} unchanged" in again.stderr
    assert str(out / "report.html") in again.stderr


def test_batch_goes_on_past_a_bad_document(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text(BULLETIN)
    (tmp_path / "in" / "rows.jsonl").write_text('{"id": "row", "text": "3 new cases"}\nnot json\n')
    done = run("batch", tmp_path / "in", "--out", tmp_path / "out", "--issuer", "Heilongjiang", status=1)
    assert "1 failed" in done.stderr
    ids = [
        json.loads(line)["document_id"] for line in (tmp_path / "out/records/part-00000.jsonl").read_text().splitlines()
    ]
    assert {"good", "row"} <= set(ids)


def test_batch_stopped_by_the_keyboard_goes_on_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(BULLETIN)
    add = Store.add

    def stopped(store: Store, key: str, outcome: Outcome, twin: str | None) -> None:
        add(store, key, outcome, twin)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Store, "add", stopped)
        done = run("batch", tmp_path, "--out", tmp_path / "out", *KNOWN[:2], status=130)
    assert "the same command goes on from here" in done.stderr
    assert "Read 2 documents, 1 unchanged" in run("batch", tmp_path, "--out", tmp_path / "out", *KNOWN[:2]).stderr


def test_batch_takes_standard_input_and_any_number_of_workers(tmp_path: Path) -> None:
    run("batch", "-", "--out", tmp_path / "one", *KNOWN[:2], given=BULLETIN)
    run("batch", "-", "--out", tmp_path / "two", *KNOWN[:2], "--engine", "processes", "--workers", "2", given=BULLETIN)
    one, two = ((tmp_path / name / "records/part-00000.jsonl").read_bytes() for name in ("one", "two"))
    assert one == two


def test_workers_are_silent_when_the_keyboard_stops_them(tmp_path: Path) -> None:
    # So many that most are still to be read when the first records are written. What a shell runs in the background is
    # deaf to the keyboard, and so would this be.
    for number in range(1500):
        (tmp_path / f"{number}.txt").write_text(BULLETIN * 20)
    command = [sys.executable, "-m", "bulletin_norm", "batch", str(tmp_path), "--out", str(tmp_path / "out")]
    with subprocess.Popen(
        [*command, "--engine", "processes", "--workers", "2"],
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as running:
        while not (tmp_path / "out").exists() and running.poll() is None:
            time.sleep(0.05)
        os.killpg(running.pid, signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert (running.returncode, said) == (130, "bulletin-norm: stopped; the same command goes on from here\n")


def test_batch_touches_nothing_of_others(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("mine")
    assert "did not write" in run("batch", "corpus", "--out", tmp_path, status=2).stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]


def test_strict_makes_doubts_count(tmp_path: Path) -> None:
    text = "On November 2, 3 new cases in Heihe City. 77 of the purple ones."
    assert run("facts", *KNOWN, given=text).status == 0
    said = run("facts", "--strict", *KNOWN, given=text, status=1).stderr
    assert said.startswith("in doubt at")
    assert said.endswith("if it is one of the figures wanted, add it by hand.\n")


def test_report_and_export_derive_again(out: Path, tmp_path: Path) -> None:
    before = (out / "report.html").read_bytes()
    (out / "report.html").unlink()
    run("report", out)
    assert (out / "report.html").read_bytes() == before
    assert run("report", out, "--template", "sitrep.md").stdout.startswith("# ")
    run("export", out, "--to", tmp_path / "tables", "--format", "csv")
    for path in (tmp_path / "tables").iterdir():
        assert path.read_bytes() == (out / "tables" / path.name).read_bytes()
    assert not list((tmp_path / "tables").glob("*.parquet"))
    assert "is there already" in run("export", out, "--to", tmp_path / "tables", status=2).stderr
    assert "not the output of a batch run" in run("report", tmp_path, status=2).stderr


def test_a_broken_record_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "part-00000.jsonl").write_text('{"document_id": 1}\n')
    assert "part-00000.jsonl:1 is not" in run("report", tmp_path, status=2).stderr
    (tmp_path / "state.jsonl").write_text("not json\n")
    assert "state.jsonl:1 is not" in run("batch", "corpus", "--out", tmp_path, status=2).stderr


def test_compare_finds_what_a_translation_changed(tmp_path: Path) -> None:
    original, translation = tmp_path / "original.txt", tmp_path / "translation.txt"
    original.write_text("2021年11月2日0-24时，黑河市新增本土确诊病例35例，治愈出院4例。\n", encoding="utf-8")
    translation.write_text("From 0-24 on November 2, 2021, Heihe City added 53 new local confirmed cases.\n")
    text = run("compare", original, translation, *KNOWN, status=None).stdout
    assert "35" in text
    assert "53" in text


def test_check_says_what_is_wrong_and_where(tmp_path: Path) -> None:
    assert run("check").stdout.startswith("all well")
    for name in ("glossaries", "templates"):
        subprocess.run(["cp", "-r", ROOT / name, tmp_path / name], check=True)
    terms = next((tmp_path / "glossaries" / "terms").glob("*.tsv"))
    terms.write_text(terms.read_text("utf-8") + "broken\trow\n", encoding="utf-8")
    (tmp_path / "templates" / "words" / "en.toml").write_text("not toml")
    done = run("check", "--data", tmp_path, status=1)
    assert f"terms/{terms.name}" in done.stdout
    assert "en.toml" in done.stdout


@pytest.mark.parametrize(
    ("thing", "words", "found"),
    [
        ("measures", "asymptomatic", "asymptomatic_infections"),
        ("places", "231102", "Aihui District"),
        ("templates", "brief", "brief.txt"),
        ("terms", "COVID-19", "COVID-19"),
    ],
)
def test_list_prints_what_there_is(thing: str, words: str, found: str) -> None:
    lines = run("list", thing, words).stdout.splitlines()
    assert lines
    assert all(words.casefold() in line.casefold() for line in lines)
    assert any(found in line for line in lines)


def test_list_says_that_there_is_nothing() -> None:
    done = run("list", "terms", "no such words at all")
    assert (done.stdout, done.stderr) == ("", "none of the terms has 'no such words at all'\n")


def test_a_file_named_twice_is_read_once_and_counts_are_words(bulletin: Path, tmp_path: Path) -> None:
    done = run("batch", bulletin, bulletin, "--out", tmp_path / "out", *KNOWN[:2])
    assert f"{bulletin} is named twice and read once" in done.stderr
    assert "Read 1 document, in" in done.stderr
    assert " holds 1 document with 2 facts; 0 doubts to look at." in done.stderr


def test_a_document_that_cannot_be_read_has_one_doubt(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text("not json\n")
    run("batch", tmp_path / "rows.jsonl", "--out", tmp_path / "out", status=1)
    record = json.loads((tmp_path / "out/records/part-00000.jsonl").read_text())
    assert [doubt["kind"] for doubt in record["doubts"]] == ["failed"]


def test_score_prints_every_table_and_how_honest_the_doubts_are(out: Path) -> None:
    text = run("score", "tests/gold/bulletins", "--out", out).stdout
    for words in ("facts ", "facts (core)", "risk changes", "cases", "places", "terms", "silent", "needless doubts"):
        assert words in text
    numbers = json.loads(run("score", "tests/gold/bulletins", "--out", out, "--json").stdout)
    assert 0 <= numbers["tables"]["facts"]["f1"] <= 1
    assert "no gold" in run("score", out, "--out", out, status=2).stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("facts", "no-such-file.txt"), "no-such-file.txt"),
        (("facts", "--published", "yesterday"), "yesterday"),
        (("facts", "--issuer", "Narnia"), "Narnia"),
        (("facts", "--nonsense"), "--nonsense"),
        (("facts", "no-such-file.txt", "--published", "2021-01-14"), "there is no file or folder no-such-file.txt"),
        (("facts", ""), "empty"),
        (("batch", "corpus"), "--out"),
        (("batch", "nowhere", "--out", "x"), "nowhere"),
        (("batch", "corpus", "--out", "README.md"), "README.md"),
        (("batch", "corpus", "--out", "README.md/x"), "README.md"),
        (("batch", "corpus", "--out", "x", "--workers", "0"), "0"),
        (("batch", "no-text.csv", "--out", "x"), "no text column"),
        (("batch", "not.parquet", "--out", "x"), "no Parquet file"),
        (("report", "nowhere"), "nowhere"),
        (("export", "nowhere", "--to", "x"), "nowhere"),
        (("facts", "--published", "2021-02-30"), "2021-02-30"),
        (("facts", "a.pdf"), "a PDF"),
        (("facts", "a.bin"), "binary data"),
        (("facts", "corpus"), "corpus is not one document"),
        (("summarize", "--template", "sitrep.md"), "bulletin-norm report"),
        (("summarize", "--template", "faulty.j2"), "faulty.j2"),
        (("check", "--data", "nowhere"), "nowhere"),
        (("place", "x", "--places", "none.tsv"), "none.tsv"),
        (("place", "x", "--date", "soon"), "soon"),
        (("list", "nothing"), "nothing"),
        (("score", "nowhere", "--out", "x"), "nowhere"),
        (("nonsense",), "nonsense"),
    ],
)
def test_a_mistake_is_one_clear_sentence_and_leaves_nothing(
    arguments: tuple[str, ...], words: str, mistakes: Path
) -> None:
    before = sorted(mistakes.rglob("*"))
    done = run(*arguments, status=2, folder=mistakes)
    assert words in done.stderr
    assert done.stdout == ""
    assert sorted(mistakes.rglob("*")) == before


def test_a_closed_pipe_is_no_error() -> None:
    command = f"{sys.executable} -m bulletin_norm list places | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_text_comes_out_in_utf8_whatever_the_locale(bulletin: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "bulletin_norm", "facts", str(bulletin), *KNOWN]
    done = subprocess.run(command, capture_output=True, env=environment, check=True)
    assert "黑河市" in done.stdout.decode("utf-8")
