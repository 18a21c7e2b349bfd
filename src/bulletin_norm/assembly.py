"""Puts the toolkit together: finds and checks the data files, and lines up the stages."""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from pathlib import Path

from bulletin_norm.errors import DataError, Problem, UsageError
from bulletin_norm.knowledge import Knowledge, languages
from bulletin_norm.language import Language
from bulletin_norm.pipeline import Stage

STAGES = (
    "sections",
    "script",
    "repair",
    "terms",
    "places",
    "numbers",
    "dates",
    "decoys",
    "facts",
    "risk",
    "cases",
    "interventions",
    "reconcile",
    "place_edits",
)
"""The stages in their order; rewriting first, then what is found, then what is concluded from it."""

_MODULES = {"place_edits": "places"}


def data_root() -> Path:
    """The folder that holds glossaries/ and templates/: inside an installed package, else the checkout."""
    package = Path(__file__).resolve().parent
    for root in (package / "_data", package.parents[1]):
        if (root / "glossaries").is_dir():
            return root
    raise UsageError(f"the data files (glossaries, templates) are not beside the package in {package}")


def load_languages() -> dict[str, Language]:
    """Each language of knowledge/languages by its code."""
    names = sorted(info.name for info in pkgutil.iter_modules(languages.__path__))
    found = [importlib.import_module(f"{languages.__name__}.{name}") for name in names]
    return {module.LANGUAGE.code: module.LANGUAGE for module in found}


def load_knowledge(root: Path | None = None) -> Knowledge:
    """Read and check every data file; DataError with all problems of all files at once."""
    root = root or data_root()
    problems: list[Problem] = []
    parts = {}
    for name in ("glossary", "gazetteer", "measures"):
        try:
            module = importlib.import_module(f"bulletin_norm.knowledge.{name}")
            parts[name] = module.load(root, problems)
        except ModuleNotFoundError:
            parts[name] = None
    if problems:
        raise DataError(problems)
    return Knowledge(languages=load_languages(), **parts)


def line_up(knowledge: Knowledge) -> tuple[Stage, ...]:
    """Every stage, in order, over this knowledge."""
    made = []
    for name in STAGES:
        try:
            module = importlib.import_module(f"bulletin_norm.stages.{_MODULES.get(name, name)}")
        except ModuleNotFoundError:
            continue
        if hasattr(module, name):
            made.append(getattr(module, name)(knowledge))
    return tuple(made)


def digest(paths: list[Path]) -> str:
    """A short digest of the contents of files, in the order of their names."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:12]
