"""A wheel built of this checkout works in a fresh environment, far from it."""

from __future__ import annotations

import json
import os
import site
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the working tree."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, timeout=300)
    return next(folder.glob("bulletin_norm-*.whl"))


def test_the_wheel_carries_the_data_and_no_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("glossaries", "templates"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and not path.name.startswith("."):
                assert f"bulletin_norm/_data/{path.relative_to(ROOT).as_posix()}" in names
    assert not [name for name in names if name.startswith(("tests/", "corpus/"))]
    assert "bulletin_norm/py.typed" in names


def test_an_installed_wheel_works_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True, timeout=120)
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", wheel], check=True, timeout=120)
    own = next((tmp_path / "venv" / "lib").glob("python*/site-packages"))
    # What it depends on is borrowed from this environment; the package itself is not.
    borrowed = [path for path in site.getsitepackages() if "site-packages" in path]
    (own / "borrowed.pth").write_text("\n".join(borrowed) + "\n")
    (tmp_path / "in").mkdir()
    text = "On November 2, 2021, 3 new local confirmed cases of new crown pneumonia were added in Heihe City.\n"
    (tmp_path / "in" / "a.txt").write_text(text)
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    where = "import bulletin_norm; print(bulletin_norm.__file__)"
    done = subprocess.run([python, "-c", where], capture_output=True, text=True, cwd=tmp_path, env=environment)
    assert done.stdout.startswith(str(tmp_path)), done.stdout + done.stderr
    command = [tmp_path / "venv" / "bin" / "bulletin-norm", "batch", "in", "--out", "out"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment, timeout=120)
    assert done.returncode == 0, done.stderr
    record = json.loads((tmp_path / "out" / "records" / "part-00000.jsonl").read_text("utf-8"))
    assert "COVID-19" in record["normalized_text"]
    assert [fact["count"] for fact in record["facts"]] == [3]
    assert (tmp_path / "out" / "report.html").stat().st_size > 5000
