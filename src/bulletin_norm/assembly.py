"""Puts the toolkit together: finds and checks the data files, and lines up the stages."""

from __future__ import annotations

import hashlib
from importlib import import_module
from pathlib import Path

from bulletin_norm.errors import Problem, UsageError
from bulletin_norm.knowledge import Knowledge
from bulletin_norm.knowledge.characters import Characters
from bulletin_norm.knowledge.diseases import Diseases
from bulletin_norm.knowledge.gazetteer import Gazetteer
from bulletin_norm.knowledge.glossary import Glossary
from bulletin_norm.knowledge.headings import Headings
from bulletin_norm.knowledge.interventions import Interventions
from bulletin_norm.knowledge.languages import load_languages
from bulletin_norm.knowledge.measures import Measures
from bulletin_norm.pipeline import Stage

STAGES = (
    "sections",
    "script",
    "repair",
    "terms",
    "diseases",
    "places",
    "numbers",
    "dates",
    "decoys",
    "risk",
    "facts",
    "cases",
    "interventions",
    "place_edits",
    "reconcile",
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


def load_knowledge(
    root: Path,
    problems: list[Problem],
    *,
    places: Path | None = None,
    townships: bool = False,
    compiled: bool = True,
    thorough: bool = False,
) -> Knowledge:
    """Read every data file below `root`, and a user's own table of places; faults go to `problems`.

    `townships` reads the table of townships too; `compiled` tries every regular expression now, not when a text first
    needs it; `thorough` checks too what the tests check, that no term is changed by another one.
    """
    glossaries = root / "glossaries"
    return Knowledge(
        languages=load_languages(),
        glossary=Glossary.load(glossaries, problems, compiled=compiled, thorough=thorough),
        gazetteer=Gazetteer.load(glossaries, problems, places, townships=townships),
        measures=Measures.load(glossaries, problems),
        diseases=Diseases.load(glossaries, problems),
        interventions=Interventions.load(glossaries / "interventions.toml", problems),
        characters=Characters.load(glossaries, problems, compiled=compiled),
        headings=Headings.load(glossaries, problems, compiled=compiled),
    )


def line_up(knowledge: Knowledge) -> tuple[Stage, ...]:
    """Every stage, in order, over this knowledge."""
    modules = {name: import_module(f"bulletin_norm.stages.{_MODULES.get(name, name)}") for name in STAGES}
    return tuple(getattr(module, name)(knowledge) for name, module in modules.items())


def digest(paths: list[Path]) -> str:
    """A short digest of the contents of files, in the order of their names."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:12]
