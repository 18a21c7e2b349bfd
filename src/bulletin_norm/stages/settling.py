"""Whether a text, once it is rewritten, would be rewritten further if it came again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.model import Document
from bulletin_norm.stages.bulletins import lines_of
from bulletin_norm.stages.repair import find_damage
from bulletin_norm.stages.sections import Run, find_languages, find_unseen


def is_settled(found: Document, given: str | None, knowledge: Knowledge) -> bool:
    """Whether a normalized text, read anew, would be rewritten no further.

    It would where another language is seen in it (what is rewritten in one of two languages may tip the balance), or
    where a mended number lets a repair see what it did not see before; `given` is the language that the reader was
    told.
    """
    if not (found.layers and found.sections):
        return True
    runs = [Run(section.start, section.language) for section in found.sections]
    for layer in found.layers[len(found.trace.layers) :]:
        runs = [Run(layer.to_after(run.start, run.start).start, run.language) for run in runs]
    return _are_sound(found, runs, knowledge) and _are_languages(found.text, runs, given, knowledge)


def _are_languages(text: str, runs: list[Run], given: str | None, knowledge: Knowledge) -> bool:
    if text.isascii():
        return True
    seen = find_unseen(text, knowledge)
    plain = seen.apply(text)
    again = find_languages(plain, lines_of(plain), given)
    return _changes(runs) == _changes([Run(seen.to_before(run.start, run.start).start, run.language) for run in again])


def _changes(runs: list[Run]) -> list[Run]:
    """The runs that are in another language than the one before them; the first begins at 0."""
    found = [Run(0, runs[0].language)]
    for run in runs[1:]:
        if run.language != found[-1].language:
            found.append(run)
    return found


def _are_sound(found: Document, runs: list[Run], knowledge: Knowledge) -> bool:
    """Whether no repair acts on the lines of numbers that were mended when all the rest was read."""
    seen, starts = 0, [run.start for run in runs]
    for place in sorted(_mended(found)):
        if place < seen:
            continue
        language = runs[max(0, bisect_right(starts, place) - 1)].language
        start, end = found.text.rfind("\n", 0, place) + 1, found.text.find("\n", place)
        seen = end if end >= 0 else len(found.text)
        line = found.text[start:seen]
        if find_damage(line, knowledge.characters.repairs_for(language.split("-")[0])).edits:
            return False
    return True


def _mended(found: Document) -> Iterator[int]:
    """Where numbers of the text were mended after it was read."""
    late = found.layers[len(found.trace.layers) :]
    for index, layer in enumerate(late):
        for edit in layer.edits:
            if edit.before != edit.after and any(map(str.isdigit, edit.after)):
                place = edit.start
                for later in late[index:]:
                    place = later.to_after(place, place).start
                yield place
