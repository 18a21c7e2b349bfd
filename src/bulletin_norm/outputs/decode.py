"""Turns the bytes of a file into text, whatever encoding it was written in, and says so where it was not UTF-8."""

from __future__ import annotations

import codecs
import re

import msgspec

from bulletin_norm.model import Doubt

SAMPLE = 1 << 16
"""How many bytes are tried in each encoding."""

FEWEST_COMMON = 0.25
"""The share of a text's Chinese characters that have to be common ones, if its encoding is to be a Chinese one."""

MOST_CONTROLS = 0.05
"""The share of control characters above which a file is no text."""

KIND = "encoding"

MARKING = "bulletin-norm-marking"
"""The name of the error handler of `codecs` that marks bytes that do not fit; `settled` reads them."""

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_NAMES = {
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
}
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "例新增确诊病感染者无症状境外输入本土市省区县月日疫情防控治愈出院累计现接触隔离观察检测核酸风险"
    "這為個國時來們於對會發動過說產種後經確診無狀輸區縣檢測計現觸隔離觀風險"
    "，。、：；（）《》！？％～“”‘’—–…·　０１２３４５６７８９"
)
_NO_TEXTS = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\xd0\xcf\x11\xe0": "an Office document",
    b"\x1f\x8b": "compressed",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"\x7fELF": "a program",
}
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)


class Decoded(msgspec.Struct, frozen=True):
    """A text with the encoding that it was read in, and a doubt where that was a guess or bytes did not fit it."""

    text: str
    encoding: str
    doubts: tuple[Doubt, ...] = ()


def decode(data: bytes) -> Decoded:
    r"""The text of `data`, line ends as LF; a byte that fits no encoding is read as Windows-1252, and none is lost.

    >>> decode("新增3例".encode("gb18030")).text
    '新增3例'
    >>> decode(b"3 cases\x92").doubts[0].message
    'This text is not valid UTF-8: 1 byte was read as Windows-1252 (the first at character 7).'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, said=encoding == "utf-8")
    declared = _declared(data)
    if declared and _fits(data, declared):
        return _decoded(data, declared, said=declared == "utf-8")
    if b"\0" not in data[:SAMPLE] and _fits(data, "utf-8"):
        return _decoded(data, "utf-8", said=True)
    return _decoded(data, _guess(data), said=False)


def not_text(data: bytes, text: str) -> str:
    """What a file is that holds no text, by its first bytes or by the control characters in `text`; "" for a text.

    >>> not_text(b"%PDF-1.7 ...", "%PDF-1.7 ..."), not_text(b"3 cases", "3 cases")
    ('a PDF', '')
    """
    for start, kind in _NO_TEXTS.items():
        if data.startswith(start):
            return kind
    sample = text[:SAMPLE]
    return "binary data" if len(_CONTROLS.findall(sample)) > MOST_CONTROLS * len(sample) else ""


def _declared(data: bytes) -> str | None:
    found = _META.search(data, 0, 4096)
    if not found:
        return None
    name = found[1].decode("ascii").lower()
    name = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "utf8": "utf-8"}.get(name, name)
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _guess(data: bytes) -> str:
    """The encoding in which most characters are such as bulletins have."""
    sample = data[: SAMPLE & ~1]
    encodings = ["utf-8", "gb18030", "big5hkscs"]
    if b"\0" in sample or len(data) % 2 == 0:
        encodings += ["utf-16-le", "utf-16-be"]
    return max(encodings, key=lambda encoding: _likeness(sample, encoding))


def _likeness(sample: bytes, encoding: str) -> float:
    """How much a text looks like a bulletin when read in an encoding: high where its Chinese characters are common."""
    text = sample.decode(encoding, "replace")
    wrong = (
        text.count("\ufffd")
        + text.count("\0")
        + sum("\ue000" <= char <= "\uf8ff" or char >= "\U000f0000" for char in text)
    )
    strange = [character for character in text if not character.isascii()]
    common = sum(map(_COMMON.__contains__, strange))
    if encoding != "utf-8" and common < FEWEST_COMMON * len(strange):
        return -1000.0
    plain = sum(character.isascii() and (character.isalnum() or character.isspace()) for character in text)
    bonus = 0.05 if encoding == "utf-8" else 0.0
    return (common - 5 * wrong) / max(1, len(strange)) + 0.5 * plain / max(1, len(text)) + bonus


def _decoded(data: bytes, encoding: str, *, said: bool) -> Decoded:
    """The text of `data`; `said` where the encoding needs no doubt."""
    text, bad = _text(data, encoding)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    messages = [] if said else [message_of(encoding)]
    if encoding == "utf-8":
        messages.clear()
    if bad:
        noun = "byte was" if len(bad) == 1 else "bytes were"
        name = "UTF-8" if encoding == "utf-8" else _NAMES.get(encoding, encoding)
        first = f"(the first at character {bad[0]})"
        messages.append(f"This text is not valid {name}: {len(bad)} {noun} read as Windows-1252 {first}.")
    return Decoded(text, encoding, tuple(Doubt(0, len(text), KIND, message) for message in messages))


def message_of(encoding: str) -> str:
    """What a doubt says of a text in an encoding that is not UTF-8."""
    return f"This text was read as {_NAMES.get(encoding, encoding)}, not UTF-8."


def _text(data: bytes, encoding: str) -> tuple[str, list[int]]:
    """The text, and where in it the bytes stand that did not fit."""
    marked = data.decode(encoding, MARKING)
    bad = [found.start() for found in _MARKED.finditer(marked)] if not marked.isascii() else []
    return (settled(marked), bad) if bad else (marked, bad)


def settled(text: str) -> str:
    """A text decoded with the handler `MARKING`, in which bytes that did not fit are read as Windows-1252."""
    return _MARKED.sub(lambda found: _WINDOWS[ord(found[0]) - 0xDC00], text)


def _marks(error: UnicodeError) -> tuple[str, int]:
    """What stands for bytes that do not fit until they are settled: a lone surrogate each, which no text has."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


_MARKED = re.compile("[\udc00-\udcff]")
_WINDOWS = [bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)]
codecs.register_error(MARKING, _marks)
