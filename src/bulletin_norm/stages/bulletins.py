"""Finds where one bulletin ends and the next begins in a text that holds several, and the title of the first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from bulletin_norm.knowledge.detection import count_wide
from bulletin_norm.knowledge.headings import CENTURY, DATED, Headings
from bulletin_norm.stages.repair_lines import runs_on

LONGEST_HEADING = 160
"""A longer line is no heading; a Han character counts as two."""

SHORTEST_BODY = 30
"""A line that ends as a sentence does is body from this length on; a Han character counts as two."""

SHARE_WRAPPED = 0.6
"""A line this long, as a share of the longest, that has a line directly below it is no heading: a width has cut it."""

_ENDED = re.compile(r"[.!?;:,。！？；：，][\"'”’」』)）]{0,3}\Z")
_ITEM = re.compile(r"[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[IVX]{1,4})[)）.、．]|[-•*·●■□◆]")
_DIGIT = re.compile(r"\d")
_CLAUSES = re.compile(r"[，；。]|[,;.] ")
_MARKUP = re.compile(r"<[^<>]{1,80}>|&[a-z]{2,8};")
_EDGES = " \t\r\n\u3000\u00a0,，;；|·-—_*#"


class Line(msgspec.Struct, frozen=True):
    """A line that is not blank, without the spaces and tags at its ends, and where it begins."""

    start: int
    text: str
    end: int = 0
    indented: bool = False
    kind: str = ""
    date: str | None = None


class Bulletin(msgspec.Struct, frozen=True):
    """Where a bulletin begins, its date of publication where a line gives it, and its headline."""

    start: int
    published: str | None = None
    headline: str | None = None


def lines_of(text: str) -> list[Line]:
    """The lines of a text that are not blank, not sorted yet."""
    lines, start = [], 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            if "<" in stripped or "&" in stripped:
                stripped = _MARKUP.sub(" ", stripped).strip() or stripped
            lines.append(Line(start, stripped, start + len(line), line[0].isspace()))
        start += len(line) + 1
    return lines


def sorted_by_kind(lines: list[Line], headings: Headings) -> list[Line]:
    """The lines, each with its kind, and with the date of publication that it gives."""
    return [_sorted(line, headings) for line in lines]


def find_bulletins(lines: list[Line]) -> list[Bulletin]:
    """The bulletins of a text in order, from its sorted lines; the first begins at 0."""
    sorted_lines = _without_wrapped(lines)
    found = [Bulletin(0)]
    body = stamped = False
    opening: Line | None = None
    dateline: str | None = None
    for number, line in enumerate(sorted_lines):
        following = sorted_lines[number + 1].kind if number + 1 < len(sorted_lines) else ""
        begins = body and _begins(line, following, opening, stamped, found[-1], dateline)
        if begins:
            head = opening or line
            found.append(Bulletin(head.start, headline=_headline(head, line)))
            body, stamped, dateline = False, False, None
        if line.kind in ("stamp", "date"):
            if found[-1].published is None:
                found[-1] = msgspec.structs.replace(found[-1], published=line.date)
            stamped = stamped or line.kind == "stamp"
        if line.kind == "dateline":
            dateline = dateline or line.text
        opening = _opening(line, opening, begins)
        body = body or line.kind in ("body", "dateline")
    return found


def _without_wrapped(lines: list[Line]) -> list[Line]:
    """The lines, those as body that look like headings but run on into the line below them."""
    longest = max((len(line.text) for line in lines), default=0)
    kinds = ("heading", "headline")
    return [
        msgspec.structs.replace(line, kind="body")
        if line.kind in kinds
        and following is not None
        and following.start == line.end + 1
        and following.kind in ("body", "part", *kinds)
        and len(line.text) > SHARE_WRAPPED * longest
        else line
        for line, following in zip(lines, [*lines[1:], None], strict=False)
    ]


def _begins(
    line: Line, following: str, opening: Line | None, stamped: bool, current: Bulletin, dateline: str | None
) -> bool:
    """Whether a line, after a body, begins another bulletin (with the headline that may stand before it)."""
    if line.kind == "headline":
        return following in ("body", "stamp", "byline", "posting", "date", "dateline", "heading")
    if line.kind == "stamp":
        new = current.published != line.date
        return (
            following in ("body", "heading", "dateline", "headline", "byline")
            and new
            and (stamped or opening is not None)
        )
    if line.kind == "dateline":
        return dateline is not None and dateline[:40] != line.text[:40]
    return False


def _opening(line: Line, opening: Line | None, begins: bool) -> Line | None:
    """The first line of the headings that lead up to what comes next."""
    if line.kind in ("heading", "headline", "byline") and not begins:
        return opening or line
    return None


def _headline(head: Line, line: Line) -> str | None:
    kinds = ("headline", "heading")
    return next((found.text for found in (line, head) if found.kind in kinds), None)


def _sorted(line: Line, headings: Headings) -> Line:
    """The line with its kind."""
    kind, day = _kind(line, headings)
    return Line(line.start, line.text, line.end, line.indented, kind, day)


def _kind(line: Line, headings: Headings) -> tuple[str, str | None]:
    text = line.text
    dated = _DIGIT.search(text, 0, LONGEST_HEADING)
    if dated and headings.find("dateline", text[:80]):
        return "dateline", None
    if _is_wider(text, LONGEST_HEADING):
        return "body", None
    for kind in ("end", *DATED, "byline") if CENTURY in text else ("end", "byline"):
        if found := headings.find(kind, text):
            return kind, _date(found)
    if _ENDED.search(text, max(0, len(text) - 4)):
        return ("body" if _is_wider(text, SHORTEST_BODY - 1) else "part"), None
    if _ITEM.match(text) or (line.indented and _CLAUSES.search(text)):
        return "part", None
    if headings.find("headline", text) and headings.find("day", text):
        return "headline", None
    return "heading", None


def _is_wider(text: str, columns: int) -> bool:
    """Whether a text takes more columns than so many; a Han character takes two."""
    size = len(text)
    return size > columns or (2 * size > columns and size + count_wide(text) > columns)


def _date(found: re.Match[str]) -> str | None:
    groups = found.groupdict()
    try:
        return date(int(groups["y"]), int(groups["m"]), int(groups["d"])).isoformat()
    except (KeyError, TypeError, ValueError):
        return None


def title_of(lines: list[Line], headings: Headings) -> str | None:
    """The title of a text, from its sorted lines.

    Of the headings before its body it is the one that names its subject, else the first.
    """
    candidates = list(_headings_before_body(lines[:8], headings))
    subjects = [text for text in candidates if headings.find("headline", text)]
    return next(iter(subjects or candidates), None)


def _headings_before_body(lines: list[Line], headings: Headings) -> Iterator[str]:
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if line.kind in ("body", "dateline"):
            return
        if following is not None and following.start == line.end + 1 and runs_on(line.text, following.text):
            return
        text = line.text
        if line.kind == "stamp" and (found := headings.find("stamp", text)):
            text = text[: found.start()] + text[found.end() :]
        if (
            line.kind in ("heading", "headline", "stamp", "part")
            and not (line.indented and _CLAUSES.search(text))
            and len(text.strip(_EDGES)) > 5
        ):
            yield text.strip(_EDGES)
