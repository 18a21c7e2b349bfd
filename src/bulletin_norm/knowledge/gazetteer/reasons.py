"""Says in plain words why a mention is taken for a division, and what spoke for the others."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bulletin_norm.knowledge.gazetteer.divisions import COUNTRY, Division, Tree
from bulletin_norm.model import Candidate

LEAST = 0.001


def explained(
    surface: str,
    answer: str | None,
    candidates: Sequence[Candidate],
    parents: Collection[str],
    issuer: str | None,
    date: str | None,
    tree: Tree,
) -> tuple[Candidate, ...]:
    """The candidates for a surface, those without any chance left out, each with its reason.

    The first is the `answer` (None where there is none); `parents` are the divisions named with it.
    """
    told = []
    for number, one in enumerate(candidates):
        division = tree.get(one.adcode, date) if not number or one.probability >= LEAST else None
        if division is not None:
            first = not number
            parts = _for(division, parents, issuer, tree) if parents or issuer else []
            if date or (issuer and number):
                parts += _against(division, issuer, date, tree, first=first)
            words = f"{surface!r}: {division.name} {one.adcode}{_of(division, tree)}"
            if parts:
                words += (", because " if first and answer else ", ") + " and ".join(parts)
            if first and answer and len(candidates) > 1:
                words += _rival(candidates, one.adcode, tree)
            told.append(Candidate(one.adcode, one.name, one.name_en, one.probability, words))
    return tuple(told)


def _rival(candidates: Sequence[Candidate], adcode: str, tree: Tree) -> str:
    """The next candidate of another code, in words."""
    others = (one.adcode for one in candidates if one.adcode != adcode and one.probability >= LEAST)
    other = tree.get(next(others, ""))
    return f"; the other candidate {other.name} {other.adcode} is{_in(other, tree)}" if other is not None else ""


def _of(division: Division, tree: Tree) -> str:
    parent = tree.get(division.parent) if division.parent and division.level > 1 else None
    return f" of {parent.roman}" if parent is not None else ""


def _in(division: Division, tree: Tree) -> str:
    above = tree.get(division.province) if division.level > 1 else None
    return f" in {above.roman}" if above is not None else " a province"


def _for(division: Division, parents: Collection[str], issuer: str | None, tree: Tree) -> list[str]:
    parts = []
    beside = parents and [code for code in parents if code != division.adcode and tree.within(division.adcode, code)]
    if beside:
        nearest = max(beside, key=lambda code: len(tree.ancestors(code)))
        above = tree.get(nearest)
        parts.append(f"it lies in {above.roman}, named with it" if above else "it lies in the place named with it")
    if issuer and issuer != COUNTRY:
        speaker = tree.get(issuer)
        if speaker is not None and (division.province == speaker.province or tree.within(division.adcode, issuer)):
            parts.append(f"the issuer is {speaker.roman}")
    return parts


def _against(division: Division, issuer: str | None, date: str | None, tree: Tree, *, first: bool) -> list[str]:
    parts = []
    if not first and issuer and issuer != COUNTRY and division.province != issuer[:2] + "0000":
        speaker, province = tree.get(issuer), tree.get(division.province)
        if speaker is not None and province is not None:
            parts.append(f"in {province.roman}, not in {speaker.roman}")
    if date and not division.lasts(date):
        parts.append(f"though it was not there on {date}")
    return parts
