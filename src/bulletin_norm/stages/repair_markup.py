"""Finds what is left of markup in a text: tags, entities, escapes, and UTF-8 read as Windows-1252."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletin_norm.knowledge.characters import Repairs, Replacement
from bulletin_norm.text import Edit

_BLOCK = "p|br|div|h[1-6]|li|ul|ol|table|tr|tbody|thead|section|article|center|hr|dl|dt|dd|blockquote"
_INLINE = "strong|b|em|i|u|s|span|font|a|img|td|th|sup|sub|small|big|o:p|label|iframe|script|style|input|button"
_TAG = (
    rf"<\s*/?\s*(?:{_BLOCK}|{_INLINE})"
    r"(?:\s+[\w:-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s<>\"']+))*\s*/?\s*>|<!--[^<>]{0,2000}-->"
)
_TAGS = re.compile(f"(?:{_TAG})+", re.IGNORECASE)
_BREAK = re.compile(rf"<\s*/?\s*(?:{_BLOCK})\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp;)*(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));|&nbsp\b")
_ESCAPE = re.compile(
    r"\\u(?P<slash>[0-9a-fA-F]{4})|u(?P<sign>ff[0-5][0-9a-f]|FF[0-5][0-9A-F]|30[01][0-9a-fA-F]|201[3-9cdCD]|2026|00a0)"
    r"|(?<![0-9A-Za-z])(?:u(?:[4-8][0-9a-f]|9[0-9a-f])[0-9a-f]{2}){2,}"
)
_ESCAPES = ("\\u", "uff", "uFF", "u30", "u20", "u00a0", "u4", "u5", "u6", "u7", "u8", "u9")
_SIGN = re.compile(r"u([0-9a-f]{4})")
_WINDOWS = {bytes([code]).decode("cp1252", "ignore") or chr(code): code for code in range(0x80, 0x100)}
_TAIL = "".join(map(re.escape, (sign for sign, code in _WINDOWS.items() if code < 0xC0)))
_LED = f"(?:(?<=[\u00c2-\u00df])[{_TAIL}]|(?<=[\u00e0-\u00ef])[{_TAIL}]{{2}}|(?<=[\u00f0-\u00f4])[{_TAIL}]{{3}})"
_MISREAD = re.compile(f"[\u00c2-\u00f4]{_LED}(?:[\u00c2-\u00f4]{_LED})*")
_NO_LEADS = bytes(code for code in range(256) if not 0xC2 <= code <= 0xF4)


def find_markup(text: str, repairs: Repairs) -> Iterator[Edit]:
    """Yield an edit for each tag, entity, escape and misread character."""
    if "<" in text:
        yield from _tags(text)
    if "\u3000\u3000" in text:
        yield from _indents(text)
    if "&" in text:
        yield from _entities(text, repairs)
    if any(map(text.__contains__, _ESCAPES)):
        yield from _escapes(text, repairs)
    if not text.isascii() and text.encode("latin-1", "replace").translate(None, _NO_LEADS):
        yield from _misread(text)


def _tags(text: str) -> Iterator[Edit]:
    for found in _TAGS.finditer(text):
        start, end = found.span()
        inside = text[start - 1 : start].strip() and text[end : end + 1].strip()
        yield Edit(start, end, found[0], "\n" if inside and is_break(found[0]) else "", "markup")


def is_break(markup: str) -> bool:
    """Whether a tag of it begins or ends a block of text, and so a line."""
    return _BREAK.search(markup) is not None


def _indents(text: str) -> Iterator[Edit]:
    """The indents of paragraphs inside a line: the line ends before them are lost."""
    found = list(_INDENT.finditer(text))
    for indent in found:
        if len(found) > 1 or _ENDED.match(text[indent.start() - 1]):
            yield Edit(indent.start(), indent.end(), indent[0], "\n", "lost-line-end")


_INDENT = re.compile(r"(?<=\S)\u3000{2,}(?=\S)")
_ENDED = re.compile(r"[。！？：；）”」]")


def _entities(text: str, repairs: Repairs) -> Iterator[Edit]:
    from html.entities import html5

    for found in _ENTITY.finditer(text):
        decimal, hexadecimal, name = found.groups()
        if decimal or hexadecimal:
            character = _character(int(decimal or hexadecimal, 10 if decimal else 16))
        else:
            character = html5.get(f"{name or 'nbsp'};")
        if character:
            yield _edit(text, found.start(), found.end(), character, "entity", repairs)


def _escapes(text: str, repairs: Repairs) -> Iterator[Edit]:
    for found in _ESCAPE.finditer(text):
        code = found["slash"] or found["sign"]
        if code:
            character = _character(int(code, 16))
        else:
            character = "".join(chr(int(code, 16)) for code in _SIGN.findall(found[0]))
        if character:
            yield _edit(text, found.start(), found.end(), character, "escape", repairs)


def _edit(text: str, start: int, end: int, character: str, rule: str, repairs: Repairs) -> Edit:
    """The edit that puts a character in, as the table writes it: 1u3001The is "1. The" in a list."""
    new = repairs.characters.get(character)
    if new is None:
        after = character
    elif character == "、" and new.spacing and _NUMBERED.search(text, max(0, start - 4), start):
        after = Replacement(".", "after").between("", text[end : end + 4])
    else:
        after = new.between(text[start - 1 : start], text[end : end + 4])
    return Edit(start, end, text[start:end], after, rule)


_NUMBERED = re.compile(r"(?:\A|[\n>])\d{1,2}\Z")


def _character(code: int) -> str | None:
    """The character of a code point; None for surrogates, controls and codes beyond Unicode."""
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF or (code < 0x20 and code not in (9, 10, 13)):
        return None
    return chr(code)


def _misread(text: str) -> Iterator[Edit]:
    for found in _MISREAD.finditer(text):
        try:
            right = bytes(_WINDOWS[sign] for sign in found[0]).decode("utf-8")
        except UnicodeDecodeError:
            continue
        yield Edit(found.start(), found.end(), found[0], right, "mojibake")
