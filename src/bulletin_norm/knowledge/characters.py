"""What is known about damaged writing: characters, patterns, doubled words and names that keep their characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cached_property, partial
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase, digits

import ahocorasick_rs
import msgspec

from bulletin_norm.errors import Problem
from bulletin_norm.knowledge.variants import simplified_characters, simplified_phrases
from bulletin_norm.tables import Expression, Row, read_tsv, sound

EVERY = "*"
"""The code that stands for every language in the data files."""


_WIDE = "\u2e80"


class Replacement(msgspec.Struct, frozen=True):
    """What stands for a character: `spacing` says on which side a letter or digit needs a space."""

    text: str
    spacing: str = ""

    def between(self, before: str, after: str) -> str:
        """What stands for the character between the texts before and after it; in a number or a time, no space."""
        if self.spacing == "before" and before[-1:].isalnum():
            return " " + self.text
        if self.spacing == "after" and after[:1].isalnum() and not (before[-1:].isdigit() and self._is_inside(after)):
            return self.text + " "
        return self.text

    def _is_inside(self, after: str) -> bool:
        pattern = _INSIDE.get(self.text)
        return bool(pattern and pattern.match(after))


_INSIDE = {
    ",": re.compile(r"(?!(?:19|20)\d\d(?!\d))\d{3,6}(?!\d)"),
    ":": re.compile(r"\d\d(?!\d)"),
    ".": re.compile(r"\d"),
}
"""What follows a comma inside a number, a colon inside a time, a stop inside a decimal."""


class Repair(msgspec.Struct, frozen=True):
    """A pattern of damage; wherever it fits, the text has one of the `needs`, or its shape one of the `shapes`."""

    id: str
    needs: tuple[str, ...]
    shapes: tuple[bytes, ...]
    pattern: Expression
    replacement: str

    def may_fit(self, text: str, shape: bytes) -> bool:
        """Whether it is worth trying the pattern on a text of a shape (`shape_of`)."""
        if any(map(text.__contains__, self.needs)) or any(map(shape.__contains__, self.shapes)):
            return True
        return not self.needs and not self.shapes


def shape_of(text: str) -> bytes:
    """A text with a for each small letter, A for each capital, 0 for each digit and ? for what is beyond Latin-1.

    >>> shape_of("17Four，5 km")
    b'00Aaaa?0 aa'
    """
    return text.encode("latin-1", "replace").translate(_SHAPES)


_SHAPES = bytes.maketrans((ascii_lowercase + ascii_uppercase + digits).encode(), b"a" * 26 + b"A" * 26 + b"0" * 10)
_SHAPE = "shape:"


def slips_of(word: str) -> set[str]:
    """A word with one letter lost or doubled, or two that changed places; its first letter and its last stay. A word in
    Chinese characters: with a blank or a line end in it.

    >>> sorted(slips_of("local"))
    ['lcal', 'lcoal', 'loacl', 'loal', 'locaal', 'loccal', 'locl', 'loocal']
    """
    if word[0] >= _WIDE:
        return {word[:at] + blank + word[at:] for at in range(1, len(word)) for blank in " \u3000\n"}
    inside = range(1, len(word) - 1)
    found = {word[:at] + word[at + 1 :] for at in inside}
    found |= {word[:at] + word[at] + word[at:] for at in inside}
    found |= {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in inside[:-1]}
    return found - {word}


class Repairs(msgspec.Struct, frozen=True, dict=True):
    """All that is repaired in one language."""

    characters: Mapping[str, Replacement] = msgspec.field(default_factory=dict)
    patterns: tuple[Repair, ...] = ()
    may_stand_twice: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()

    @cached_property
    def misspelt(self) -> tuple[ahocorasick_rs.AhoCorasick, list[str]]:
        """Finds each slip of the pen in a word, and the word that each of them, by its number, is meant for."""
        meant = {slip: word for word in self.words for slip in slips_of(word) if slip not in self.words}
        longest = ahocorasick_rs.MatchKind.LeftmostLongest
        return ahocorasick_rs.AhoCorasick(list(meant), matchkind=longest), list(meant.values())

    @cached_property
    def sound(self) -> bytes:
        """The ASCII characters that are not replaced."""
        return bytes(code for code in range(128) if chr(code) not in self.characters)

    @cached_property
    def damaged(self) -> re.Pattern[str]:
        """Finds a character that is replaced."""
        return re.compile(f"[{''.join(map(re.escape, self.characters))}]" if self.characters else r"(?!)")


class Conversion(msgspec.Struct, frozen=True, dict=True):
    """From Traditional to Simplified: characters, and the phrases in which other characters come out."""

    characters: Mapping[str, str]
    phrases: Mapping[str, str]

    @cached_property
    def finder(self) -> ahocorasick_rs.AhoCorasick:
        """Finds the phrases, the longest at each place."""
        return ahocorasick_rs.AhoCorasick(list(self.phrases), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The phrases as the finder numbers them."""
        return tuple(self.phrases)


class Characters(msgspec.Struct, frozen=True, dict=True):
    """Everything about writing, by language where it differs."""

    repairs: Mapping[str, Repairs] = msgspec.field(default_factory=dict)
    kept: Mapping[str, str] = msgspec.field(default_factory=dict)

    def repairs_for(self, language: str) -> Repairs:
        """The repairs of a language, by its primary subtag; those of every language where it has none of its own."""
        return self.repairs.get(language) or self.repairs.get(EVERY) or _NO_REPAIRS

    @cached_property
    def unseen(self) -> Repairs:
        """The repairs of what cannot be seen, spaces and line ends: they divide any text, in whatever language."""
        characters = self.repairs_for(EVERY).characters
        return Repairs({old: new for old, new in characters.items() if not new.text.strip()})

    @staticmethod
    def load(glossaries: Path, problems: list[Problem], *, compiled: bool = True) -> Characters:
        """Read characters.tsv, repairs.tsv, doubled_words.tsv, spellings.tsv and script_exceptions.tsv of a folder.

        Patterns are compiled now where `compiled` says so, else when a text first needs them.
        """
        characters = _read_characters(glossaries / "characters.tsv", problems)
        patterns = _read_patterns(glossaries / "repairs.tsv", problems)
        if compiled:
            sound((repair.pattern for _, repair in patterns), problems)
        doubled = list(read_tsv(glossaries / "doubled_words.tsv", ("word", "languages", "example"), problems))
        words = list(read_tsv(glossaries / "spellings.tsv", ("word", "languages", "example"), problems))
        rows = [row for row, *_ in (*characters, *patterns)] + doubled + words
        codes = {EVERY}.union(*(row["languages"].split() for row in rows))
        repairs = {
            code: Repairs(
                {old: new for row, found in characters if _is_for(row, code) for old, new in found.items()},
                tuple(repair for row, repair in patterns if _is_for(row, code)),
                frozenset(row["word"] for row in doubled if _is_for(row, code)),
                tuple(row["word"] for row in words if _is_for(row, code)),
            )
            for code in codes
        }
        return Characters(repairs, _read_kept(glossaries / "script_exceptions.tsv", problems))

    @cached_property
    def conversion(self) -> Conversion:
        """The conversion from Traditional to Simplified, read when a text first needs it."""
        return Conversion(simplified_characters(), {**simplified_phrases(), **self.kept})


_NO_REPAIRS = Repairs()


def named(text: str) -> str:
    """A text in which U+XXXX, alone or in angle brackets, stands for a character.

    >>> named("3<U+0021>"), named("U+0021")
    ('3!', '!')
    """
    return _NAMED.sub(lambda found: chr(int(found[1] or found[2], 16)), text)


_NAMED = re.compile(r"<U\+([0-9A-F]{4,6})>|^U\+([0-9A-F]{4,6})$")


def _is_for(row: Row, code: str) -> bool:
    return row["languages"] == EVERY or code in row["languages"].split()


def _read_characters(path: Path, problems: list[Problem]) -> list[tuple[Row, dict[str, Replacement]]]:
    found = []
    for row in read_tsv(path, ("char", "replacement", "languages", "spacing", "example"), problems):
        olds = _range(row["char"])
        news = _replacements(row["replacement"], olds)
        if len(news) not in (1, len(olds)) or row["spacing"] not in ("", "before", "after"):
            problems.append(
                Problem(row.path, row.line, "the replacement fits no range of characters, or the spacing is unknown")
            )
            continue
        if len(news) == 1:
            news = news * len(olds)
        found.append((row, {old: Replacement(new, row["spacing"]) for old, new in zip(olds, news, strict=True)}))
    return found


def _range(cell: str) -> list[str]:
    """The characters of a cell: all from the first to the last of a range, or each of those named."""
    first, dash, last = cell.partition("-")
    if dash and first and last:
        return [chr(code) for code in range(ord(named(first)), ord(named(last)) + 1)]
    return list(named(cell)) or [""]


def _replacements(cell: str, olds: list[str]) -> list[str]:
    """What stands for each character: its normal form (NFC, NFKC), or what the cell says."""
    if len(olds) == 1:
        return [named(cell)]
    form = _FORMS.get(cell)
    return [form(old) for old in olds] if form is not None else _range(cell)


_FORMS = {"NFC": partial(unicodedata.normalize, "NFC"), "NFKC": partial(unicodedata.normalize, "NFKC")}


def _read_patterns(path: Path, problems: list[Problem]) -> list[tuple[Row, Repair]]:
    found = []
    for row in read_tsv(path, ("id", "languages", "needs", "pattern", "replacement", "example"), problems):
        pattern = Expression(row["pattern"], row.path, row.line, row["id"])
        needs = tuple(filter(None, row["needs"].replace("\\n", "\n").split("|")))
        texts = tuple(need for need in needs if not need.startswith(_SHAPE))
        shapes = tuple(need.removeprefix(_SHAPE).encode("latin-1") for need in needs if need.startswith(_SHAPE))
        found.append((row, Repair(row["id"], texts, shapes, pattern, row["replacement"])))
    return found


def _read_kept(path: Path, problems: list[Problem]) -> dict[str, str]:
    kept = {}
    for row in read_tsv(path, ("traditional", "simplified", "example"), problems):
        if len(row["traditional"]) != len(row["simplified"]):
            problems.append(Problem(row.path, row.line, "the two forms are not of one length"))
        kept[row["traditional"]] = row["simplified"]
    return kept
