"""The rows of the glossary as their files give them, read and checked one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bulletin_norm.errors import Problem
from bulletin_norm.knowledge.glossary_conditions import Condition
from bulletin_norm.knowledge.glossary_text import Folded
from bulletin_norm.tables import Row, read_toml, read_tsv

COLUMNS = ("id", "canonical", "match", "condition", "zh", "example", "note")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_GROUP = re.compile(r"\\(\d)")
_MACRO = re.compile(r"\{([a-z_]+)\}")
_ISSUER = re.compile(r"@(\d{6}) ")
_ANCHOR_LENGTH = 3


@dataclass(frozen=True)
class Example:
    """A text and what the row makes of it, for an issuer or for none."""

    text: str
    result: str
    issuer: str | None = None


@dataclass(frozen=True)
class Phrase:
    """One folded phrase and the words that stand for it."""

    folded: str
    canonical: str


@dataclass(frozen=True)
class Term:
    """One row: the standard words for a concept and the surfaces that mean it.

    `match` is either phrases or one regular expression over the folded text (see `Folded`), of which `anchor` is
    a part that always stands in a match. `pieces` is the canonical form of a regular expression, cut at its
    groups: texts and group numbers in turn.
    """

    id: str
    topic: str
    canonical: str
    phrases: tuple[Phrase, ...]
    regex: re.Pattern[str] | None
    anchor: str
    pieces: tuple[str | int, ...]
    condition: Condition
    condition_text: str
    zh: tuple[str, ...]
    examples: tuple[Example, ...]
    note: str
    path: str
    line: int

    @property
    def numeric(self) -> bool:
        """Whether the row may change the digits of a text (COVID-19, 24:00)."""
        return any(char.isdigit() for char in _GROUP.sub("", self.canonical)) or self.topic == "time"

    def problem(self, message: str) -> Problem:
        """A problem of this row."""
        return Problem(self.path, self.line, f"{self.id}: {message}")


def read_terms(folder: Path, problems: list[Problem]) -> Iterator[Term]:
    """Yield the sound rows of every `*.tsv` of a folder; what is wrong with the others goes to `problems`."""
    macros = {
        name: value
        for name, value in read_toml(folder / "macros.toml", problems, "terms/macros.toml").items()
        if isinstance(value, str)
    }
    for path in sorted(folder.glob("*.tsv")):
        last = ""
        for row in read_tsv(path, COLUMNS, problems, f"terms/{path.name}"):
            if row["id"] <= last:
                problems.append(Problem(row.path, row.line, f"{row['id']}: stands after {last}; rows are sorted by id"))
            last = row["id"]
            faults: list[str] = []
            term = _term(row, path.stem, macros, faults)
            if faults:
                problems += [Problem(row.path, row.line, f"{row['id'] or '?'}: {fault}") for fault in faults]
            else:
                yield term


def _term(row: Row, topic: str, macros: Mapping[str, str], faults: list[str]) -> Term:
    if not _ID.fullmatch(row["id"]):
        faults.append("an id is lower-case words joined by hyphens")
    faults += [f"{column} is empty" for column in ("match", "example") if not row[column]]
    regex, phrases, pieces, anchor = None, (), (), ""
    if row["match"].startswith("/"):
        regex, pieces, anchor = _regex(row["match"], row["canonical"], macros, faults)
    else:
        phrases = tuple(_phrases(row["match"], row["canonical"], faults))
    try:
        condition = Condition.parse(row["condition"])
    except ValueError as error:
        faults.append(str(error))
        condition = Condition()
    return Term(
        id=row["id"],
        topic=topic,
        canonical=row["canonical"],
        phrases=phrases,
        regex=regex,
        anchor=anchor,
        pieces=pieces,
        condition=condition,
        condition_text=row["condition"],
        zh=tuple(part for part in row["zh"].split(" | ") if part),
        examples=tuple(_examples(row["example"], faults)),
        note=row["note"],
        path=row.path,
        line=row.line,
    )


def _phrases(match: str, canonical: str, faults: list[str]) -> Iterator[Phrase]:
    """Each phrase; `(s)` in it makes two, and the `(s)` of the canonical form goes with it."""
    many = canonical.replace("(s)", "s")
    one = canonical.replace("(s)", "")
    for phrase in match.split(" | "):
        if phrase != phrase.strip() or not phrase:
            faults.append(f"phrase {phrase!r} is empty or has spaces around it")
        elif phrase.startswith("/"):
            faults.append("a regular expression stands alone in its row")
        elif "(s)" in phrase:
            yield Phrase(Folded(phrase.replace("(s)", "s")).text, many)
            yield Phrase(Folded(phrase.replace("(s)", "")).text, one)
        else:
            yield Phrase(Folded(phrase).text, many)


def _regex(
    match: str, canonical: str, macros: Mapping[str, str], faults: list[str]
) -> tuple[re.Pattern[str] | None, tuple[str | int, ...], str]:
    if len(match) < 3 or not match.endswith("/"):
        faults.append("a regular expression stands between two slashes")
        return None, (), ""
    source = match[1:-1]
    unknown = [name for name in _MACRO.findall(source) if name not in macros]
    if unknown:
        faults.append(f"unknown macro {{{unknown[0]}}}")
        return None, (), ""
    anchor = _anchor(source)
    if len(anchor) < _ANCHOR_LENGTH:
        faults.append("the regular expression has no fixed word outside of groups")
    try:
        regex = re.compile(r"(?<!\w)(?:" + _MACRO.sub(lambda found: macros[found[1]], source) + r")(?!\w)")
    except re.error as error:
        faults.append(f"broken regular expression: {error}")
        return None, (), ""
    pieces = _pieces(canonical)
    groups = [piece for piece in pieces if isinstance(piece, int)]
    if groups != sorted(set(groups)) or any(group > regex.groups for group in groups):
        faults.append("the groups of the canonical form are those of the match, once each and in their order")
    return regex, pieces, anchor


def _pieces(canonical: str) -> tuple[str | int, ...]:
    parts = _GROUP.split(canonical)
    return tuple(int(part) if index % 2 else part for index, part in enumerate(parts))


def _anchor(source: str) -> str:
    """The longest run of plain letters, digits and spaces at the top level of a regular expression."""
    best, run, depth, index = "", "", 0, 0
    while index <= len(source):
        char = source[index] if index < len(source) else ""
        if char in ("(", "["):
            depth += 1
        elif char in (")", "]"):
            depth -= 1
        if depth == 0 and char and (char.isalnum() or char in " '"):
            run += char
        else:
            if char and char in "?*{":
                run = run[:-1]
            best = max(best, run, key=len)
            run = ""
        if char == "{":
            index = source.find("}", index)
        elif char == "\\":
            index += 1
        if char == "|" and depth == 0:
            return ""
        index += 1
    return best


def _examples(cell: str, faults: list[str]) -> Iterator[Example]:
    for part in cell.split(" || ") if cell else ():
        issuer = _ISSUER.match(part)
        text, arrow, result = part[issuer.end() if issuer else 0 :].partition(" => ")
        if not arrow:
            faults.append(f"example {part!r} has no =>")
        else:
            yield Example(text, result, issuer[1] if issuer else None)
