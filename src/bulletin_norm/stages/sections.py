"""Divides a document into sections: each one bulletin, in one language, with its own date where it gives one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

import msgspec

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.knowledge.detection import count_letters, count_wide, detect, has_simplified, mixed_scripts
from bulletin_norm.model import Document, Doubt, Section
from bulletin_norm.pipeline import Stage
from bulletin_norm.stages.bulletins import Bulletin, Line, find_bulletins, lines_of, sorted_by_kind, title_of
from bulletin_norm.stages.repair import find_characters, find_damage
from bulletin_norm.stages.repair_markup import find_markup
from bulletin_norm.text import Layer

UNKNOWN = "und"
"""The tag of a text whose language is not known (undetermined, as in BCP 47)."""

FEWEST_LETTERS = 12
"""A line with fewer letters takes the language of the line before it; a Han character counts as three."""


class Run(msgspec.Struct, frozen=True):
    """Where a stretch of text in one language begins."""

    start: int
    language: str


def sections(knowledge: Knowledge) -> Stage:
    """The stage that fills `sections`, and `language`, `title` and `published` where they are not known yet."""

    def stage(document: Document) -> Document:
        if not document.text.strip():
            unread = any(doubt.kind == "failed" for doubt in document.doubts)
            empty = [] if unread else [Doubt(0, len(document.text), "empty", "This document has no text.")]
            return document.with_(sections=(), doubts=(*document.doubts, *empty))
        seen = find_unseen(document.text, knowledge)
        text = seen.apply(document.text) if seen.edits else document.text
        lines = sorted_by_kind(lines_of(text), knowledge.headings)
        bulletins = find_bulletins(lines)
        runs = find_languages(text, lines, document.language)
        found = _joined(bulletins, runs, len(text), _issuers(bulletins, runs, document, knowledge), document.published)
        if seen.edits:
            found = _placed(found, seen, len(document.text))
        return document.with_(
            sections=found,
            language=_language(found, document.text, document.language),
            title=document.title or title_of(lines, knowledge.headings),
            published=document.published or bulletins[0].published,
            doubts=(*document.doubts, *_doubts(found, document, knowledge)),
        )

    return stage


def find_unseen(text: str, knowledge: Knowledge) -> Layer:
    """What is not seen of a text, taken out or made plain: tags, odd spaces and line ends."""
    return find_damage(text, knowledge.characters.unseen, (find_markup, find_characters))


def _placed(found: tuple[Section, ...], seen: Layer, length: int) -> tuple[Section, ...]:
    """The sections of a text after a layer, at their places in the text of this length before it."""
    starts = [0, *(seen.to_before(section.start, section.start).start for section in found[1:])]
    return tuple(
        msgspec.structs.replace(section, start=start, end=end)
        for section, start, end in zip(found, starts, [*starts[1:], length], strict=True)
    )


def find_languages(text: str, lines: list[Line], given: str | None = None) -> list[Run]:
    """Where each language begins; `given` is what the reader was told, and is believed where the letters allow it."""
    whole = detect(text)
    main = _agreed(whole, given)
    if not mixed_scripts(text, [line.text for line in lines]):
        return [Run(0, main)]
    runs: list[Run] = []
    for line in lines:
        end = text.find("\n", line.start)
        for start, part in _parts(text[line.start : end if end >= 0 else len(text)]):
            language = _language_of_part(part, main, runs[-1].language if runs else main)
            if not runs and language:
                runs.append(Run(0, language))
            elif language and runs[-1].language != language:
                runs.append(Run(line.start + start, language))
    return runs or [Run(0, main)]


def _parts(line: str) -> list[tuple[int, str]]:
    """A line, or its sentences where some are in Latin letters and some are not; each with where it begins."""
    if not (count_wide(line) and _LATIN.search(line)):
        return [(0, line)]
    starts = [0, *(found.end() for found in _SENTENCE_END.finditer(line))]
    return [
        (start, line[start:end]) for start, end in zip(starts, [*starts[1:], len(line)], strict=True) if start < end
    ]


# Ranges of thousands of characters cost milliseconds to compile: these are of letters beyond Latin and Cyrillic.
_LATIN = re.compile(r"[A-Za-z][\0-\u04ff\u2000-\u22ff]{24}")
_SENTENCE_END = re.compile(r"[。！？!?][”’」』）)\"]?\s*|\.\s+(?=[A-Z])|\.\s*(?=[^\W\0-\u04ff])")


def _language_of_part(text: str, main: str, last: str) -> str | None:
    """The language of a line in a text whose main language is `main`; None where it is too short to tell."""
    letters = count_letters(text)
    if sum(letters.values()) < FEWEST_LETTERS:
        return None
    language = detect(text)
    if language is None and max(letters, key=letters.__getitem__) == "latin":
        return last
    if main == "ja" and language is not None and language.startswith("zh") and not has_simplified(text):
        return main
    return language or UNKNOWN


def _agreed(found: str | None, given: str | None) -> str:
    """The language to go by: the given one where nothing is found or where it only lacks the script."""
    if found is None:
        return given or UNKNOWN
    return found


def _joined(
    bulletins: list[Bulletin], runs: list[Run], length: int, issuers: list[str | None], published: str | None
) -> tuple[Section, ...]:
    """One section for each bulletin and each language in it, in order, without gaps."""
    heads, changes = [bulletin.start for bulletin in bulletins], [run.start for run in runs]
    starts = sorted({*heads, *changes})
    found = []
    for start, end in zip(starts, [*starts[1:], length], strict=True):
        number = bisect_right(heads, start) - 1
        language = runs[bisect_right(changes, start) - 1].language
        own = bulletins[number].published if len(bulletins) > 1 or not published else None
        found.append(Section(start, end, language, own, issuers[number]))
    return tuple(found)


def _issuers(bulletins: list[Bulletin], runs: list[Run], document: Document, knowledge: Knowledge) -> list[str | None]:
    """The division that the headline of each bulletin names; of the first, the document's, or what its words say."""
    found: list[str | None] = [None if document.issuer else _speaker(document, runs[0].language, knowledge)]
    for bulletin in bulletins[1:]:
        language = next(run.language for run in reversed(runs) if run.start <= bulletin.start)
        places = knowledge.gazetteer.find(bulletin.headline or "", language=language, issuer=document.issuer)
        found.append(next((place.adcode for place in places if place.role == "place" and place.adcode), None))
    return found


def _speaker(document: Document, language: str, knowledge: Knowledge) -> str | None:
    """The division whose agency is named in the first words of a document, or in its last as one that signs."""
    for words in (document.text[:_LEAD], document.text[_LEAD:][-_SIGNATURE:]):
        found = knowledge.headings.speaker(words)
        if found is not None:
            code = next((name for name, words in found.groupdict().items() if name.startswith(_OF) and words), None)
            if code:
                return code.removeprefix(_OF)
            places = knowledge.gazetteer.find(found["place"], language=language)
            return next((place.adcode for place in reversed(places) if place.role == "place" and place.adcode), None)
    return None


_OF = "of_"
_LEAD, _SIGNATURE = 120, 80
"""How many characters of a document are searched for who speaks, at its beginning and at its end."""


def _language(found: tuple[Section, ...], text: str, given: str | None) -> str | None:
    """The language of a document: the given one, with its script, where a section is in it, else that of most text."""
    tags = [section.language for section in found]
    if given in tags:
        return given
    main = _main(found, text)
    if given:
        main = next((tag for tag in tags if tag.split("-")[0] == given.split("-")[0]), main)
    return None if main == UNKNOWN else main


def _main(found: tuple[Section, ...], text: str) -> str:
    if len(found) == 1:
        return found[0].language
    sizes: Counter[str] = Counter()
    for section in found:
        sizes[section.language] += sum(count_letters(text[section.start : section.end]).values())
    return sizes.most_common(1)[0][0]


def _doubts(found: tuple[Section, ...], document: Document, knowledge: Knowledge) -> list[Doubt]:
    """One doubt where no section can be read; one for each that cannot where others can."""
    unknown = [section for section in found if knowledge.language(section.language) is None]
    message = "This text is in a language that the toolkit does not know; it is left unchanged."
    if len(unknown) == len(found):
        return [Doubt(0, len(document.text), "unknown_language", message)]
    given = document.language
    if given and all(section.language.split("-")[0] != given.split("-")[0] for section in found):
        other = f"This text is in {found[0].language}, not in {given} as was said."
        return [Doubt(0, len(document.text), "language", other)]
    return [Doubt(section.start, section.end, "unknown_language", message) for section in unknown]
