"""What the documents say is so: commands and examples are run, links lead somewhere, generated parts are in step."""

from __future__ import annotations

import doctest
import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from bulletin_norm.cli.app import app

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def blocks(language: str) -> list[str]:
    """The fenced blocks of the README in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.S | re.M)


def sentence() -> str:
    """The damaged sentence that the README shows."""
    found = re.search(r"^> (.*?)\n\n", README, re.S | re.M)
    assert found is not None
    return found[1]


@pytest.fixture(params=[" ", "\n"], ids=["one line", "as printed"])
def workplace(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A folder with what the README's commands speak of, the sentence on one line or on those of the README."""
    (tmp_path / "bulletin.txt").write_text(sentence().replace("\n> ", request.param) + "\n", encoding="utf-8")
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    return tmp_path


def test_readme_opens_with_two_commands() -> None:
    assert blocks("console")[0] == "$ make run\n$ make test\n"
    makefile = (ROOT / "Makefile").read_text()
    assert "\nrun:" in makefile
    assert "\ntest:" in makefile


def test_the_commands_of_the_readme_print_what_it_says(workplace: Path) -> None:
    commands = [
        re.match(r"\$ (.*)\n([^$]*)", part)
        for block in blocks("console")[1:]
        for part in re.split(r"^(?=\$ )", block, flags=re.M)
        if part
    ]
    assert len(commands) >= 5
    for command in commands:
        assert command is not None
        line = command[1].replace("bulletin-norm", f"{sys.executable} -m bulletin_norm", 1)
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        done = subprocess.run(line, shell=True, capture_output=True, text=True, cwd=workplace, env=environment)
        assert done.returncode == 0, done.stderr
        checker = doctest.OutputChecker()
        assert checker.check_output(command[2], done.stdout, FLAGS), f"{command[1]}\n{done.stdout}"


def test_the_python_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    [code] = blocks("python")
    assert len(code.splitlines()) <= 20
    names: dict[str, object] = {}
    exec(code, names)
    printed = capsys.readouterr().out
    assert "confirmed_cases local 533102 2022-01-08 12" in printed
    assert len(names["docs"]) == 2  # type: ignore[arg-type]


def test_the_python_of_the_docs_runs(capsys: pytest.CaptureFixture[str]) -> None:
    parts = re.findall(r"^```python\n(.*?)^```", (ROOT / "docs" / "python.md").read_text("utf-8"), re.S | re.M)
    assert len(parts) == 5
    names: dict[str, object] = {}
    exec("".join(parts), names)
    assert capsys.readouterr().out.splitlines()[1].startswith("1 1 [")
    assert str(names["chinese"]).startswith("# ")


def test_every_link_leads_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8")):
            assert target.startswith("http") or (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_verb_and_option_stands_in_the_docs() -> None:
    text = (ROOT / "docs" / "commands.md").read_text("utf-8")
    for verb, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        part = text.split(f"\n## {verb}\n", 1)[1].split("\n## ")[0]
        options = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
        assert options <= set(re.findall(r"--[a-z]+", part)), f"{verb}: run python scripts/write_docs.py"


def test_no_verb_of_the_readme_is_unknown() -> None:
    verbs = {command.name or command.callback.__name__ for command in app.registered_commands}  # type: ignore[union-attr]
    assert set(re.findall(r"bulletin-norm ([a-z]+)", README)) <= verbs


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_examples_in_docstrings(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if ">>>" not in path.read_text("utf-8"):
        return
    monkeypatch.chdir(ROOT)
    name = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted
    assert not result.failed
