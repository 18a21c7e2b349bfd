"""Says in plain words why a mention is taken for a division, and what spoke for the others."""

from __future__ import annotations

import msgspec

from bulletin_norm.knowledge.gazetteer.divisions import COUNTRY, Division, Tree
from bulletin_norm.model import Candidate, PlaceMention


def explained(
    mention: PlaceMention, named: list[PlaceMention], issuer: str | None, date: str | None, tree: Tree
) -> tuple[Candidate, ...]:
    """The ranked candidates of a mention, each with its reason."""
    candidates = list(mention.candidates)
    if mention.adcode and all(one.adcode != mention.adcode for one in candidates):
        chosen = Candidate(mention.adcode, mention.name or "", mention.name_en or "", mention.probability)
        candidates.insert(0, chosen)
    candidates.sort(key=lambda one: (one.adcode != mention.adcode, -one.probability))
    parents = {link.adcode for one in named for link in one.links} - {mention.adcode}
    told = []
    for number, one in enumerate(candidates):
        if number and one.probability < 0.001:
            continue
        division = tree.get(one.adcode, date)
        if division is not None:
            probability = mention.probability if one.adcode == mention.adcode else one.probability
            reason = _reason(mention, division, candidates, parents, issuer, date, tree, first=not number)
            told.append(msgspec.structs.replace(one, probability=round(probability, 4), reason=reason))
    return tuple(told)


def _reason(
    mention: PlaceMention,
    division: Division,
    candidates: list[Candidate],
    parents: set[str],
    issuer: str | None,
    date: str | None,
    tree: Tree,
    *,
    first: bool,
) -> str:
    parts = _for(division, parents, issuer, tree) + _against(division, issuer, date, tree, first=first)
    words = f"{mention.surface!r}: {division.name} {division.adcode}{_of(division, tree)}"
    if parts:
        words += (", because " if first and mention.adcode else ", ") + " and ".join(parts)
    others = [one for one in candidates if one.adcode != division.adcode and one.probability >= 0.001]
    if first and mention.adcode and others:
        other = tree.get(others[0].adcode)
        if other is not None:
            words += f"; the other candidate {other.name} {other.adcode} is{_in(other, tree)}"
    return words


def _of(division: Division, tree: Tree) -> str:
    parent = tree.get(division.parent) if division.parent and division.level > 1 else None
    return f" of {parent.roman}" if parent is not None else ""


def _in(division: Division, tree: Tree) -> str:
    above = tree.get(division.province) if division.level > 1 else None
    return f" in {above.roman}" if above is not None else " a province"


def _for(division: Division, parents: set[str], issuer: str | None, tree: Tree) -> list[str]:
    parts = []
    beside = [code for code in parents if code != division.adcode and tree.within(division.adcode, code)]
    if beside:
        nearest = max(beside, key=lambda code: len(tree.ancestors(code)))
        above = tree.get(nearest)
        parts.append(f"it lies in {above.roman}, named with it" if above else "it lies in the place named with it")
    if issuer and issuer != COUNTRY:
        speaker = tree.get(issuer)
        if speaker is not None and (tree.within(division.adcode, issuer) or division.province == speaker.province):
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
