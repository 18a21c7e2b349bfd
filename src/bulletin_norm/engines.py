"""Runs one piece of work over many documents: here, in worker processes, or on a Ray cluster.

All engines give the same results in the order of the documents, and take in only as many as they can work on.
A document on which a worker dies is given up alone; the others go on.
"""

from __future__ import annotations

import gc
import logging
import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

import msgspec

from bulletin_norm.errors import UsageError
from bulletin_norm.model import Document
from bulletin_norm.outputs.schema import Record
from bulletin_norm.outputs.store import Outcome

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

    from bulletin_norm.normalizer import Normalizer
    from bulletin_norm.stages.translate import Translation

ENGINES = ("here", "processes", "ray")
CHUNK = 16
AHEAD = 4
RAY_BLOCK = 20_000

Result = TypeVar("Result")


class Work(NamedTuple, Generic[Result]):
    """What is done with each document, and what stands for it where that could not be done.

    Both are functions of a module, so that workers find them.
    """

    do: Callable[[Normalizer, Document], Result]
    give_up: Callable[[Normalizer, Document, str], Result]


def _record(normalizer: Normalizer, document: Document) -> Outcome:
    document, translation = normalizer.run(document), None
    if normalizer.translator and any(section.language.startswith("zh") for section in document.sections):
        try:
            translation = normalizer.translate(document)
            document = document.with_(doubts=(*document.doubts, *translation.doubts))
        except Exception as error:
            document = normalizer.failed(document, f"its translation: {type(error).__name__}: {error}")
    return _outcome(normalizer.record(document), translation)


def _record_failure(normalizer: Normalizer, document: Document, message: str) -> Outcome:
    return _outcome(normalizer.record(normalizer.failed(document, message)))


def _outcome(record: Record, translation: Translation | None = None) -> Outcome:
    failed = next((doubt.message for doubt in record.doubts if doubt.kind == "failed"), "")
    return Outcome(record.document_id, msgspec.json.encode(record) + b"\n", failed, translation)


def _normalize(normalizer: Normalizer, document: Document) -> Document:
    return normalizer.run(document)


def _normalize_failure(normalizer: Normalizer, document: Document, message: str) -> Document:
    return normalizer.failed(document, message)


NORMALIZED: Work[Document] = Work(_normalize, _normalize_failure)
RECORDED: Work[Outcome] = Work(_record, _record_failure)


def run(
    work: Work[Result],
    documents: Iterable[Document],
    normalizer: Normalizer,
    *,
    engine: str = "here",
    workers: int | None = None,
) -> Iterator[Result]:
    """Yield what `work` makes of each document, in order; `workers` is by default one for each core."""
    check(engine, workers)
    count = workers or os.cpu_count() or 1
    if engine == "processes":
        return _in_processes(work, documents, normalizer, count)
    if engine == "ray":
        return _on_ray(work, documents, normalizer, count)
    return (_done(work, normalizer, document) for document in documents)


def check(engine: str, workers: int | None) -> None:
    """UsageError where there is no such engine, it is not installed, or nobody would work."""
    if engine not in ENGINES:
        raise UsageError(f"there is no engine {engine!r}; there are {', '.join(ENGINES)}")
    if workers is not None and workers < 1:
        raise UsageError(f"{workers} workers cannot work; give 1 or more")
    if engine == "ray" and find_spec("ray") is None:
        raise UsageError("the engine ray needs Ray: pip install 'bulletin-norm[ray]'")


def _done(work: Work[Result], normalizer: Normalizer, document: Document) -> Result:
    try:
        return work.do(normalizer, document)
    except Exception as error:
        return work.give_up(normalizer, document, f"{type(error).__name__}: {error}")


_Recipe = dict[str, Any]
"""What `load` takes, for a worker to load its own normalizer."""


def _recipe(normalizer: Normalizer) -> _Recipe:
    return {
        "root": normalizer.root,
        "places": normalizer.own_places,
        "townships": normalizer.places.townships is not None,
        "model": normalizer.model,
        "offline": normalizer.offline,
    }


_worker: Normalizer | None = None


def _load(recipe: _Recipe) -> Normalizer:
    from bulletin_norm.normalizer import load

    return load(**recipe)


def _start(recipe: _Recipe, collection: tuple[int, int, int]) -> None:
    """Make this process a worker, which collects garbage as rarely as the one that started it."""
    global _worker
    gc.set_threshold(*collection)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker = _load(recipe)


def _work_through(work: Work[Result], documents: list[Document]) -> list[Result]:
    assert _worker is not None
    return [_done(work, _worker, document) for document in documents]


def _in_processes(
    work: Work[Result], documents: Iterable[Document], normalizer: Normalizer, workers: int
) -> Iterator[Result]:
    from concurrent.futures.process import BrokenProcessPool

    recipe = _recipe(normalizer)
    pool = _pool(workers, recipe)
    waiting: deque[tuple[list[Document], Future[list[Result]]]] = deque()
    chunks = _chunks(documents, CHUNK)
    try:
        while True:
            while len(waiting) < workers * AHEAD and (chunk := next(chunks, None)):
                waiting.append((chunk, pool.submit(_work_through, work, chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                results = future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                pool = _pool(workers, recipe)
                results = list(_one_by_one(work, chunk, normalizer, recipe))
                waiting = deque((again, pool.submit(_work_through, work, again)) for again, _ in waiting)
            except Exception as error:
                why = f"{type(error).__name__}: {error}"
                results = [work.give_up(normalizer, document, why) for document in chunk]
            yield from results
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(workers: int, recipe: _Recipe) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    given = (recipe, gc.get_threshold())
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_start, initargs=given)
    with _deaf_to_the_keyboard():
        for _ in range(workers):
            pool.submit(int)
    return pool


@contextmanager
def _deaf_to_the_keyboard() -> Iterator[None]:
    """Processes started within it never hear Ctrl-C, which is for their parent to hear, as soon as they are started."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _one_by_one(
    work: Work[Result], documents: list[Document], normalizer: Normalizer, recipe: _Recipe
) -> Iterator[Result]:
    """Each document in a process that others do not share, after one of them has ended a worker."""
    from concurrent.futures.process import BrokenProcessPool

    pool = _pool(1, recipe)
    try:
        for document in documents:
            try:
                yield pool.submit(_work_through, work, [document]).result()[0]
            except BrokenProcessPool:
                pool.shutdown(wait=False)
                pool = _pool(1, recipe)
                yield work.give_up(normalizer, document, "the process that worked on it ended")
    finally:
        pool.shutdown(wait=True)


class _Actor:
    """A Ray actor with a normalizer of its own."""

    def __init__(self, recipe: _Recipe, work: Work[Any]) -> None:
        self.normalizer, self.work = _load(recipe), work

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        results = [_done(self.work, self.normalizer, pickle.loads(given)) for given in batch["document"]]
        return {"result": [pickle.dumps(result) for result in results]}


def _on_ray(
    work: Work[Result], documents: Iterable[Document], normalizer: Normalizer, workers: int
) -> Iterator[Result]:
    ray = _quiet_ray()
    if not ray.is_initialized():
        with _hushed():
            ray.init(include_dashboard=False, log_to_driver=False, configure_logging=False)
    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    recipe = _recipe(normalizer)
    for block in _chunks(documents, RAY_BLOCK):
        rows = ray.data.from_items([{"document": pickle.dumps(document)} for document in block])
        results = rows.map_batches(
            _Actor,
            batch_size=CHUNK,
            fn_constructor_args=(recipe, work),
            compute=ray.data.ActorPoolStrategy(size=workers),
        )
        for row in results.iter_rows():
            yield pickle.loads(row["result"])


def _quiet_ray() -> Any:
    """Ray, which does not talk of its own progress; what goes wrong is still raised, and logged in its own files."""
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    import ray
    import ray.data

    logging.getLogger("ray").setLevel(logging.ERROR)
    for handler in logging.getLogger("ray.data").handlers:
        if isinstance(handler, logging.StreamHandler) and handler.stream in (sys.stderr, sys.stdout):
            handler.setLevel(logging.ERROR)
    return ray


@contextmanager
def _hushed() -> Iterator[None]:
    """What is printed past the streams of Python is not shown: Ray says there what was set of its own logging."""
    sys.stderr.flush()
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _chunks(documents: Iterable[Document], size: int) -> Iterator[list[Document]]:
    chunk: list[Document] = []
    for document in documents:
        chunk.append(document)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
