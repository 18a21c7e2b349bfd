"""Engines: the same bytes in the same order wherever the work is done, and no document takes the others with it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from bulletin_norm import engines
from bulletin_norm.engines import Work
from bulletin_norm.errors import UsageError
from bulletin_norm.model import Document
from bulletin_norm.normalizer import Normalizer


def _shout(normalizer: Normalizer, document: Document) -> str:
    if document.source == "raise":
        raise ValueError("no")
    if document.source == "die":
        os._exit(3)
    return document.source.upper()


def _sigh(normalizer: Normalizer, document: Document, why: str) -> str:
    return f"gave up: {why}"


SHOUT: Work[str] = Work(_shout, _sigh)


@pytest.fixture(scope="module")
def lines(bulletins: list[Document], normalizer: Normalizer) -> list[bytes]:
    """The records of the corpus, made here."""
    return [outcome.line for outcome in engines.run(engines.RECORDED, bulletins, normalizer)]


@pytest.mark.parametrize("workers", [1, 3])
def test_processes_give_the_same_bytes(
    bulletins: list[Document], normalizer: Normalizer, lines: list[bytes], workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "CHUNK", 4)
    made = engines.run(engines.RECORDED, bulletins, normalizer, engine="processes", workers=workers)
    assert [outcome.line for outcome in made] == lines


def test_ray_gives_the_same_bytes_and_says_nothing_of_its_own(
    bulletins: list[Document],
    normalizer: Normalizer,
    lines: list[bytes],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    ray = pytest.importorskip("ray")
    monkeypatch.setattr(engines, "CHUNK", 4)
    monkeypatch.setattr(engines, "RAY_BLOCK", 20)
    try:
        made = engines.run(engines.RECORDED, bulletins, normalizer, engine="ray", workers=2)
        assert [outcome.line for outcome in made] == lines
        assert capfd.readouterr() == ("", "")
    finally:
        ray.shutdown()


@pytest.mark.parametrize("engine", ["here", "processes"])
def test_one_failure_stops_nothing(normalizer: Normalizer, engine: str) -> None:
    texts = ["a", "raise", "b"]
    made = engines.run(SHOUT, [Document.of(text) for text in texts], normalizer, engine=engine, workers=1)
    assert list(made) == ["A", "gave up: ValueError: no", "B"]


def test_a_document_that_ends_its_worker_is_given_up_alone(
    normalizer: Normalizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "CHUNK", 2)
    texts = ["a", "b", "c", "die", "d", "e", "f"]
    made = engines.run(SHOUT, [Document.of(text) for text in texts], normalizer, engine="processes", workers=1)
    assert list(made) == ["A", "B", "C", "gave up: the process that worked on it ended", "D", "E", "F"]


def test_no_more_is_read_than_is_worked_on(normalizer: Normalizer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "CHUNK", 1)
    read = []

    def endless() -> Iterator[Document]:
        while True:
            read.append(1)
            yield Document.of("a")

    made = engines.run(SHOUT, endless(), normalizer, engine="processes", workers=1)
    assert next(made) == "A"
    assert len(read) <= 2 * engines.AHEAD
    made.close()  # type: ignore[attr-defined]


def test_pipe_keeps_the_order(normalizer: Normalizer) -> None:
    texts = ["3 new cases", "", "新增3例"]
    assert [document.source for document in normalizer.pipe(texts)] == texts


@pytest.mark.parametrize(("known", "words"), [({"engine": "none"}, "none"), ({"workers": 0}, "0 workers")])
def test_wrong_engines_are_named(normalizer: Normalizer, known: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        engines.run(SHOUT, [], normalizer, **known)  # type: ignore[arg-type]
