"""The rows of the glossary as their files give them, read and checked one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from bulletin_norm.errors import Problem
from bulletin_norm.knowledge.glossary_conditions import Condition, Spot
from bulletin_norm.knowledge.glossary_text import Folded, fold, is_even
from bulletin_norm.knowledge.glossary_words import HEAD, TAIL
from bulletin_norm.tables import Expression, Row, read_toml, read_tsv

COLUMNS = ("id", "canonical", "match", "condition", "zh", "example", "note")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_GROUP = re.compile(r"\\(\d)")
_MACRO = re.compile(r"\{([a-z_]+)\}")
_ISSUER = re.compile(r"@(\d{6}) ")
_EXPRESSION = re.compile(r"/(.+)/ @ (.+)")


class Example(msgspec.Struct, frozen=True):
    """A text and what the row makes of it, for an issuer or for none."""

    text: str
    result: str
    issuer: str | None = None


class Phrase(NamedTuple):
    """One folded phrase and the words that stand for it."""

    folded: str
    canonical: str


class Term(msgspec.Struct, frozen=True):
    """One row: the standard words for a concept and the surfaces that mean it.

    It is matched by phrases or by one expression over the folded text (see `Folded`), with `anchors`: words of which
    each match has one, so that the expression is only tried around them. `pieces` is the canonical form of an
    expression, cut at its groups: texts and group numbers in turn.
    """

    id: str
    topic: str
    canonical: str
    phrases: tuple[Phrase, ...]
    expression: Expression | None
    anchors: tuple[str, ...]
    pieces: tuple[str | int, ...]
    condition: Condition
    condition_text: str
    zh: tuple[str, ...]
    example: str
    note: str
    path: str
    line: int

    @property
    def numeric(self) -> bool:
        """Whether the row may change the digits of a text (COVID-19, 24:00)."""
        if self.expression:
            return self.topic == "time" or _digits(_GROUP.sub("", self.canonical)) != ""
        return any(_digits(phrase.folded) != _digits(phrase.canonical) for phrase in self.phrases)

    @property
    def examples(self) -> tuple[Example, ...]:
        """The examples of the row."""
        return tuple(_examples(self.example))

    @property
    def plural(self) -> str:
        """The standard form, in the plural where the row has both."""
        return self.canonical.replace("(s)", "s")

    @property
    def speaks_for_itself(self) -> bool:
        """Whether the standard form is whole as it stands, whoever the issuer is."""
        return not ("\\" in self.canonical or "{" in self.canonical or "issuer:" in self.condition_text)

    def holds(self, folded: Folded, start: int, end: int, issuer: str | None) -> bool:
        """Whether the row's condition holds at [start, end) of a folded text."""
        return not self.condition.alternatives or self.condition.holds(Spot(folded, start, end, issuer))

    def problem(self, message: str) -> Problem:
        """A problem of this row."""
        return Problem(self.path, self.line, f"{self.id}: {message}")


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def read_terms(folder: Path, problems: list[Problem]) -> Iterator[Term]:
    """Yield the sound rows of every `*.tsv` of a folder; what is wrong with the others goes to `problems`."""
    macros = Macros.of(read_toml(folder / "macros.toml", problems, "terms/macros.toml"))
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


class Macros(msgspec.Struct, frozen=True):
    """Named parts of rows: `patterns` for regular expressions, `words` (lists) for phrases and conditions."""

    patterns: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]

    @staticmethod
    def of(table: Mapping[str, object]) -> Macros:
        """The macros of a table of strings and lists of strings."""
        patterns = {name: value for name, value in table.items() if isinstance(value, str)}
        words = {name: tuple(map(str, value)) for name, value in table.items() if isinstance(value, list)}
        return Macros(patterns, words)

    def spread(self, phrase: str, canonical: str) -> list[tuple[str, str]]:
        """The phrase and its standard form for each word of the lists that they name; KeyError where one is none."""
        if "{" not in phrase:
            return [(phrase, canonical)]
        names = dict.fromkeys(_MACRO.findall(phrase))
        if not names:
            raise KeyError(phrase)
        spread = [(phrase, canonical)]
        for name in names:
            slot, words = f"{{{name}}}", self.words[name]
            if slot in canonical:
                spread = [(one.replace(slot, word), form.replace(slot, word)) for one, form in spread for word in words]
            else:
                spread = [(one.replace(slot, word), form) for one, form in spread for word in words]
        return spread

    def condition(self, text: str) -> str:
        """A condition with its lists written out; KeyError where one is not known."""
        return _MACRO.sub(lambda found: ",".join(self.words[found[1]]), text)

    def pattern(self, source: str) -> str:
        """A regular expression with its parts written out; KeyError where one is not known."""
        return _MACRO.sub(lambda found: self.patterns[found[1]], source)


def _term(row: Row, topic: str, macros: Macros, faults: list[str]) -> Term:
    if not _ID.fullmatch(row["id"]):
        faults.append("an id is lower-case words joined by hyphens")
    faults += [f"{column} is empty" for column in ("match", "example") if not row[column]]
    faults += [f"example {part!r} has no =>" for part in _split(row["example"]) if " => " not in part]
    written, canonical = row["match"], row["canonical"]
    expression = written.startswith("/")
    source, pieces, anchors = _expression(written, canonical, macros, faults) if expression else ("", (), ())
    phrases = () if expression else tuple(_phrases(written, canonical, macros, faults))
    try:
        condition = Condition.parse(macros.condition(row["condition"]))
    except (KeyError, ValueError) as error:
        faults.append(f"unknown list {error} in the condition" if isinstance(error, KeyError) else str(error))
        condition = Condition()
    return Term(
        id=row["id"],
        topic=topic,
        canonical=row["canonical"],
        phrases=phrases,
        expression=Expression(source, row.path, row.line, row["id"]) if expression else None,
        anchors=anchors,
        pieces=pieces,
        condition=condition,
        condition_text=row["condition"],
        zh=tuple(part for part in row["zh"].split(" | ") if part),
        example=row["example"],
        note=row["note"],
        path=row.path,
        line=row.line,
    )


def _phrases(match: str, canonical: str, macros: Macros, faults: list[str]) -> list[Phrase]:
    """Each phrase; `(s)` in it makes two, and the `(s)` of the canonical form goes with it."""
    written = _written(match, canonical, macros, faults)
    all_of_them = " | ".join([phrase for phrase, _ in written])
    if not written:
        return []
    folded = fold(all_of_them).split(" | ") if is_even(all_of_them) else [fold(phrase) for phrase, _ in written]
    found: list[Phrase] = []
    for phrase, (_, form) in zip(folded, written, strict=True):
        if "(s)" in phrase:
            found.append(Phrase(phrase.replace("(s)", "s"), form.replace("(s)", "s")))
            found.append(Phrase(phrase.replace("(s)", ""), form.replace("(s)", "")))
        else:
            found.append(Phrase(phrase, form.replace("(s)", "s") if "(s)" in form else form))
    return found


def _written(match: str, canonical: str, macros: Macros, faults: list[str]) -> list[tuple[str, str]]:
    """The phrases as a row has them, with the lists that they name written out, and the form of each."""
    written: list[tuple[str, str]] = []
    for phrase in match.split(" | ") if match else ():
        if phrase != phrase.strip() or not phrase:
            faults.append(f"phrase {phrase!r} is empty or has spaces around it")
        elif phrase[0] == "/":
            faults.append("a regular expression stands alone in its row")
        elif "{" in phrase:
            try:
                written += macros.spread(phrase, canonical)
            except KeyError as error:
                faults.append(f"unknown list {error} in phrase {phrase!r}")
        else:
            written.append((phrase, canonical))
    return written


def _expression(
    match: str, canonical: str, macros: Macros, faults: list[str]
) -> tuple[str, tuple[str | int, ...], tuple[str, ...]]:
    found = _EXPRESSION.fullmatch(match)
    if not found:
        faults.append("a regular expression is written /expression/ @ words | words, of which one is in each match")
        return "", (), ()
    try:
        anchors = tuple(fold(word) for part in found[2].split(" | ") for word, _ in macros.spread(part, ""))
        source = HEAD + macros.pattern(found[1]) + TAIL
    except KeyError as error:
        faults.append(f"unknown name {error} in braces")
        return "", (), ()
    pieces = _pieces(canonical)
    groups = [piece for piece in pieces if isinstance(piece, int)]
    if groups != sorted(set(groups)):
        faults.append(GROUPS)
    return source, pieces, anchors


GROUPS = "the groups of the canonical form are those of the match, once each and in their order"


def _pieces(canonical: str) -> tuple[str | int, ...]:
    parts = _GROUP.split(canonical)
    return tuple(int(part) if index % 2 else part for index, part in enumerate(parts))


def _split(examples: str) -> list[str]:
    return examples.split(" || ") if examples else []


def _examples(cell: str) -> Iterator[Example]:
    for part in _split(cell):
        issuer = _ISSUER.match(part)
        text, _, result = part[issuer.end() if issuer else 0 :].partition(" => ")
        yield Example(text, result, issuer[1] if issuer else None)
