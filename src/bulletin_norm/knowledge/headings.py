"""What is known about the lines that head and end a bulletin: bylines, dates of publication, headlines."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path

import msgspec

from bulletin_norm.errors import Problem
from bulletin_norm.tables import Expression, read_tsv, sound

KINDS = ("byline", "stamp", "date", "posting", "dateline", "headline", "day", "end", "speaker")

DATED, CENTURY = ("posting", "date", "stamp"), "20"
"""The kinds of lines that give a year, in the order in which they are tried, and what every year begins with."""


class Headings(msgspec.Struct, frozen=True, dict=True):
    """Patterns of lines, by kind (see `KINDS`); all languages together, as a copy may mix them."""

    patterns: Mapping[str, tuple[Expression, ...]] = {}
    needs: Mapping[Expression, tuple[str, ...]] = {}

    @staticmethod
    def load(glossaries: Path, problems: list[Problem], *, compiled: bool = True) -> Headings:
        """Read headings.tsv of a folder; patterns are compiled now, or when a text first needs them."""
        found: dict[str, list[Expression]] = {kind: [] for kind in KINDS}
        examples, needs = {}, {}
        for row in read_tsv(glossaries / "headings.tsv", ("id", "kind", "languages", "pattern", "example"), problems):
            pattern = Expression(row["pattern"], row.path, row.line)
            examples[pattern] = row["example"]
            needs[pattern] = tuple(filter(None, row.cells.get("needs", "").split("|")))
            if row["kind"] not in found:
                problems.append(pattern.problem(f"the kind {row['kind']!r} is none of {', '.join(KINDS)}"))
            elif row["kind"] in DATED and CENTURY not in pattern.source:
                problems.append(pattern.problem(f"a {row['kind']} has a year, which begins with {CENTURY}"))
            else:
                found[row["kind"]].append(pattern)
        for pattern in sound(examples, problems) if compiled else ():
            if not pattern.compiled.search(examples[pattern]):
                problems.append(pattern.problem("the pattern does not fit its example"))
            if needs[pattern] and not any(map(examples[pattern].__contains__, needs[pattern])):
                problems.append(pattern.problem("nothing that the pattern needs is in its example"))
        return Headings({kind: tuple(patterns) for kind, patterns in found.items()}, needs)

    def speaker(self, text: str) -> re.Match[str] | None:
        """The first words of a text that say who issued it: the group `place` has the name of a division, a group
        like `of_710000` the agency of one."""
        patterns = [one for one in self.patterns.get("speaker", ()) if self._may_fit(one, text)]
        found = [match for pattern in patterns if (match := pattern.compiled.search(text))]
        return min(found, key=re.Match[str].start, default=None)

    def _may_fit(self, pattern: Expression, text: str) -> bool:
        needs = self.needs.get(pattern)
        return not needs or any(map(text.__contains__, needs))

    @cached_property
    def _tries(self) -> dict[str, list[Callable[[str], re.Match[str] | None]]]:
        """How each pattern is tried: one that holds for the beginning of a line is not searched for in the rest."""
        return {
            kind: [
                pattern.compiled.match if _ANCHORED.match(pattern.source) else pattern.compiled.search
                for pattern in patterns
            ]
            for kind, patterns in self.patterns.items()
        }

    def find(self, kind: str, line: str) -> re.Match[str] | None:
        """Where a pattern of a kind fits a line."""
        for fits in self._tries.get(kind, ()):
            if found := fits(line):
                return found
        return None


_ANCHORED = re.compile(r"(?:\(\?i\))?\^[^|]*(?:\|\^[^|]*)*\Z|(?:\(\?i\))?\^\(\?:")
