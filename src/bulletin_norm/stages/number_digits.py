"""Reads numbers in digits, damaged ones too: marks in the wrong place, breaks, lost and mistaken characters."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import structs

from bulletin_norm.language.numbers import NumberWords
from bulletin_norm.model import NumberMention

_D = "0-9０-９"
_LIKE = "OolI"
_LOST = "□■▢\ufffd"
_BLANK = " \u00a0\u2009\u202f\u3000"
_TO_DIGITS = str.maketrans("０１２３４５６７８９OolI，．", "01234567890011,.")
_LONGEST = 15
_PIECE = re.compile(rf"[{_D}{_LIKE}{_LOST}]+|[^{_D}{_LIKE}{_LOST}]+")

# "65438+0794" and "/kloc-0/4" are what some copying engines leave of the digit 1 (1794, 14)
_ENCODED = re.compile(rf"[{_D}]*(?:65438\+0?|/?kloc-0/?)[{_D}]*(?:(?:65438\+0?|/?kloc-0/?)[{_D}]*)?")
_ENCODED_ONE = re.compile(r"65438\+0?|/?kloc-0/?")


class DigitReader:
    """Reads the numbers in digits of one language."""

    def __init__(self, words: NumberWords) -> None:
        self.words = words
        self._groups = words.group_marks + ("，" if "," in words.group_marks else "")
        self._decimals = words.decimal_marks + ("．" if "." in words.decimal_marks else "")
        marks = re.escape("".join(dict.fromkeys(self._groups + self._decimals)))
        self._cluster = re.compile(
            rf"[{_D}](?:[{_D}]+|[{marks}](?=[{_D}])|[{_LOST}]+|[{_LIKE}](?![A-Za-z])"
            rf"|[{_BLANK}](?=[{_D}])|[{_BLANK}]?\n[{_BLANK}]*(?=[{_D}])){{0,32}}"
        )
        group = re.escape(self._groups) or "(?!)"
        scales = "".join(re.escape(scale[0]) for scale in words.scales)
        self._grouped = re.compile(
            rf"[{_D}]{{1,3}}(?:[{group}][{_D}]{{3}})+"
            rf"(?![{_D}{_LIKE}{_LOST}{scales}]|[{marks}][{_D}]|[{_BLANK}\n]+[{_D}{scales}])"
        )
        counters = "|".join(map(re.escape, sorted(words.counters, key=len, reverse=True)))
        odd = rf"[{_LOST}{_LIKE}](?:(?<=[{_LOST}])[{_LOST}]*)?(?={counters})" if counters and not words.spaced else None
        self._lone = re.compile(odd) if odd else None
        self._scales = tuple(sorted(words.scales, key=len, reverse=True))
        self._factors = {} if words.spaced else {word: f for word, f in words.multipliers.items() if len(word) == 1}
        self._counted = (*words.counters, *words.more_after, *"0123456789")
        self._heads = frozenset(f"{_LIKE}{_LOST}{self._groups}")
        heads = "".join(word[0] for word in (*self._scales, *self._factors))
        scaled = rf"| [{re.escape(heads + heads.upper())}]" if heads else ""
        more = rf"[{_D}{_LIKE}{_LOST}\n{re.escape(heads)}]|[{marks}{_BLANK}]\d{scaled}"
        headed = re.escape("".join(self._heads))
        self._runs = re.compile(rf"[{_D}](?:(?<![{headed}].)[{_D}]{{0,{_LONGEST - 1}}}(?!{more})()|[{_D}]*)")
        """Runs of digits; the group is there where nothing before or after a run may make more of it."""
        self._groups_by_spaces = lru_cache(maxsize=1)(self._spaces_group)
        grouped = rf"[{re.escape(self._groups)}][{_D}]{{3}}(?![{_D}])|" if self._groups else ""
        joined = rf"[{_D}]{{1,3}}[{re.escape(self._groups)}][{_D}]{{3}}|" if self._groups else ""
        self._rest = re.compile(rf" ?({joined}[{_D}]{{1,4}})(?![{_D}])")
        self._unspaced = re.compile(rf"[{_D}](?:{grouped}[{_D}]{{4}})")

    def find(self, text: str, lower: str) -> list[NumberMention]:
        """All numbers in digits, in order but for damaged ones."""
        found = self._encoded(text) if "65438+" in text or "kloc-0" in text else []
        taken = {position for mention in found for position in range(mention.start, mention.end)}
        reach = 0
        for match in self._runs.finditer(text):
            start, end = match.span()
            if start < reach or (taken and start in taken):
                continue
            if match.lastindex:
                digits = match[0]
                found.append(NumberMention(start, end, digits, int(digits)))
                continue
            mentions, reach = self._beyond(text, lower, start, end)
            found += mentions
        if self._lone:
            found += self._alone(text)
        return found

    def _beyond(self, text: str, lower: str, start: int, end: int) -> tuple[list[NumberMention], int]:
        """The numbers of a place where there may be more to them than one run of digits, and where that place ends."""
        cluster = self._cluster.match(text, start)
        assert cluster is not None
        stop = cluster.end()
        if text[start - 1 : start] in self._heads and (head := self._headed(text, start)) < start:
            return [_damaged(text, head, stop)], stop
        if text[end : end + 1] in self._groups and (grouped := self._grouped.match(text, start)):
            surface = grouped.group()
            return [NumberMention(start, grouped.end(), surface, int(re.sub(r"\D", "", surface)))], grouped.end()
        if stop == end and end - start <= _LONGEST:
            found = [self._scaled(text, lower, start, end, text[start:end].translate(_TO_DIGITS), "", "", ())]
        else:
            found = self._mixed(text, lower, start, stop)
        return found, max(stop, found[-1].end if found else 0)

    def scale_at(self, lower: str, end: int) -> tuple[int, int] | None:
        """The end and the factor of a scale word (万, million) that stands at `end`."""
        if not self._scales or end >= len(lower):
            return None
        at = end + 1 if self.words.spaced and lower[end] == " " else end
        if not lower.startswith(self._scales, at):
            return None
        word = next(word for word in self._scales if lower.startswith(word, at))
        after = at + len(word)
        if self.words.spaced and after < len(lower) and lower[after].isalnum():
            return None
        return after, self.words.scales[word]

    def _factor_at(self, lower: str, end: int) -> tuple[int, int] | None:
        """The end and the factor of a hundred or ten that goes on digits, in what is counted: the 백 of 4천8백 명."""
        factor = self._factors.get(lower[end : end + 1])
        if factor is None or not lower.startswith(self._counted, end + 1 + lower.startswith(" ", end + 1)):
            return None
        return end + 1, factor

    def _spaces_group(self, text: str) -> bool:
        """Whether blanks may be thousands marks here: not in a text that writes large numbers without them."""
        if self.words.space_groups or not self.words.spaced:
            return True
        return self._unspaced.search(text) is None

    def _scaled(
        self,
        text: str,
        lower: str,
        start: int,
        end: int,
        digits: str,
        rule: str,
        doubtful: str,
        others: tuple[int, ...],
    ) -> NumberMention:
        """A number with the scale words after it: 1.84万, 24万7904, 8만2천, 11 thousand."""
        whole, _, decimals = digits.partition(".")
        scale = self.scale_at(lower, end) or self._factor_at(lower, end) if self._scales else None
        if scale is None:
            if decimals:
                like_group = len(decimals) == 3 and len(whole) <= 3 and whole != "0"
                doubt = "a decimal, or a thousands mark" if like_group else ""
                others = (int(whole + decimals),) if like_group else ()
                return NumberMention(start, end, text[start:end], None, doubtful=doubt, rule="decimal", others=others)
            return NumberMention(start, end, text[start:end], int(whole), doubtful=doubtful, rule=rule, others=others)
        total = 0
        while scale is not None:
            end, factor = scale
            total += int(whole) * factor + (int(decimals) * factor // 10 ** len(decimals) if decimals else 0)
            scale, rest = None, self._rest.match(text, end) if factor > 1 else None
            whole, decimals = re.sub(r"\D", "", rest[1]) if rest else "", ""
            if rest and not self.words.spaced and len(whole) < len(str(factor)) and (factor > 10 or rest[0] != " "):
                whole = whole.translate(_TO_DIGITS)
                scale = self.scale_at(lower, rest.end()) or self._factor_at(lower, rest.end())
                counted = lower.startswith(self.words.counters, rest.end() + lower.startswith(" ", rest.end()))
                if scale is None and (rest.group()[0] != " " or (counted and len(whole) == 4)):
                    total, end = total + int(whole), rest.end()
        return NumberMention(start, end, text[start:end], total, doubtful=doubtful, rule=rule or "scale", others=others)

    def _mixed(self, text: str, lower: str, start: int, end: int) -> list[NumberMention]:
        """The numbers of a cluster that has more in it than digits."""
        pieces = [(match.group(), match.start()) for match in _PIECE.finditer(text, start, end)]
        found: list[NumberMention] = []
        first = 0
        for index in range(1, len(pieces), 2):
            if not self._joins(text, pieces, first, index, end):
                apart = self._joined(text, lower, pieces[first:index])
                found += self._maybe_cut(apart, pieces[index][0], pieces[index + 1][0])
                first = index + 1
        return found + self._joined(text, lower, pieces[first:])

    def _maybe_cut(self, found: list[NumberMention], mark: str, right: str) -> list[NumberMention]:
        """Numbers of which the last is in doubt where it and the next may be one: "966 180 close contacts"."""
        last = found[-1] if found else None
        if last is None or last.value is None or mark not in _BLANK or not self.words.spaced or len(right) != 3:
            return found
        if not 0 < last.value < 1_000 or last.rule or last.doubtful:
            return found
        whole = int(f"{last.value}{right.translate(_TO_DIGITS)}")
        doubtful = f"{whole}, or {last.value} and {right}"
        return [*found[:-1], structs.replace(last, doubtful=doubtful, others=(whole,))]

    def _joins(self, text: str, pieces: list[tuple[str, int]], first: int, index: int, after: int) -> bool:
        """Whether the digits on both sides of the separator at `index` are one number."""
        mark, right = pieces[index][0], pieces[index + 1][0]
        if mark in self._groups or mark in self._decimals:
            return True
        left = pieces[index - 1][0]
        grouped = index - first > 1 and pieces[index - 2][0] in self._groups
        if grouped and len(left) + len(right) == 3:
            return True
        if grouped and len(left) >= 3:
            return False
        broken = "\n" in mark
        starts = left[0] not in "0０" or index - first > 1
        thousands = len(right) == 3 and len(left) <= 3 and starts and not broken
        if self.words.spaced:
            if len(pieces) > 2 and index - first > 1 and pieces[index - 2][0] not in _BLANK:
                return False
            whole = thousands and (index - first == 1 or len(left) == 3)
            return whole and (right[0] in "0０" or self._groups_by_spaces(text))
        if after >= len(text) or text[after].isspace() or text[after] in ".．、:：)）,，;；。-—":
            return False
        if broken:
            line = text.rfind("\n", 0, pieces[index][1]) + 1
            year = right[:2] in ("19", "20") and len(right) == 4 and not text.startswith(self.words.counters, after)
            return pieces[index][1] - line >= 16 and not year
        return thousands or len(left) + len(right) <= 3

    def _joined(self, text: str, lower: str, pieces: list[tuple[str, int]]) -> list[NumberMention]:
        start, end = pieces[0][1], pieces[-1][1] + len(pieces[-1][0])
        surface = text[start:end]
        marks = [piece for piece, _ in pieces[1::2]]
        groups = [piece for piece, _ in pieces[::2]]
        if any(mark in self._decimals and mark not in self._groups for mark in marks[:-1]) or end - start > 32:
            return []
        if any(char in surface for char in _LOST):
            return [_damaged(text, start, end)]
        if sum(map(len, groups)) > _LONGEST:
            return [NumberMention(start, end, surface, None, doubtful="too many digits for a number", rule="too_long")]
        digits = [group.translate(_TO_DIGITS) for group in groups]
        if marks and marks[-1] in self._decimals and not self._is_group(marks, groups):
            return [self._scaled(text, lower, start, end, f"{''.join(digits[:-1])}.{digits[-1]}", "", "", ())]
        if len(marks) == 1 and marks[0] in self._groups and len(digits[1]) < 3 and self.scale_at(lower, end):
            return [self._scaled(text, lower, start, end, f"{digits[0]}.{digits[1]}", "decimal_mark", "", ())]
        rule, doubtful, others = self._judged(marks, digits)
        if rule == "space_group" and self.words.spaced and not self.words.space_groups and len(digits) == 2:
            doubtful = f"{''.join(digits)}, or {digits[0]} and {digits[1]}"
        if any(char in surface for char in _LIKE):
            rule, doubtful = "lookalike", "a letter stands for a digit"
        if rule == "list" and self._is_cut(lower, end, digits):
            return [NumberMention(start, end, surface, None, doubtful="a digit is lost", rule="lost_digit")]
        if len(marks) == 1 and marks[0] in self._groups and len(digits[1]) < 3 and rule == "list":
            half = [(pieces[0], digits[0]), (pieces[2], digits[1])]
            return [
                NumberMention(piece[1], piece[1] + len(piece[0]), piece[0], int(piece[0].translate(_TO_DIGITS)))
                for piece, _ in half
            ]
        return [self._scaled(text, lower, start, end, "".join(digits), rule, doubtful, others)]

    def _is_cut(self, lower: str, end: int, digits: list[str]) -> bool:
        """Whether a group of thousands has lost a digit: "67,73 confirmed cases"."""
        beside = lower.startswith(" ", end) and lower.startswith(self.words.counters, end + 1)
        return self.words.spaced and len(digits[1]) == 2 and len(digits[0]) <= 3 and beside

    def _is_group(self, marks: list[str], groups: list[str]) -> bool:
        return all(mark in self._groups for mark in marks) and len(groups[-1]) == 3

    def _judged(self, marks: list[str], digits: list[str]) -> tuple[str, str, tuple[int, ...]]:
        """Rule, doubt and other readings of digits joined over marks: "1,1937" is 11937, or 1937."""
        if not marks:
            return "", "", ()
        if all(len(group) == 3 for group in digits[1:]) and len(digits[0]) <= 3 and digits[0] != "0":
            return ("", "", ()) if all(mark in self._groups for mark in marks) else ("space_group", "", ())
        if any(mark not in self._groups for mark in marks):
            return "broken", "", ()
        if len(digits) == 2 and len(digits[1]) < 3:
            return "list", "", ()
        others: tuple[int, ...] = ()
        if len(digits) == 2 and len(digits[0]) == 1 and digits[1][0] == digits[0]:
            others = (int(digits[1]),)
        value = int("".join(digits))
        doubtful = f"{value} or {others[0]}" if others else ""
        return "thousands_mark", doubtful, others

    def _encoded(self, text: str) -> list[NumberMention]:
        found = []
        for match in _ENCODED.finditer(text):
            digits = _ENCODED_ONE.sub("1", match.group()).translate(_TO_DIGITS)
            if digits.isdigit() and len(digits) <= _LONGEST:
                found.append(NumberMention(*match.span(), match.group(), int(digits), rule="encoding"))
        return found

    def _headed(self, text: str, start: int) -> int:
        """Where a number begins before whose first digit a letter or a lost sign stands for one: l,204, O6, □3."""
        head = start - (text[start - 1] in self._groups)
        first = text[head - 1 : head]
        if not first or (first not in _LIKE and first not in _LOST):
            return start
        before = text[head - 2 : head - 1]
        return start if before and before.isascii() and (before.isalnum() or before in ",.-") else head - 1

    def _alone(self, text: str) -> list[NumberMention]:
        """Single signs that stand for a number before a counter: □例, l例."""
        found = []
        for match in self._lone.finditer(text) if self._lone else ():
            start, end = match.span()
            before = text[start - 1 : start]
            if before and before.isascii() and (before.isalnum() or before in ",."):
                continue
            found.append(_damaged(text, start, end))
        return found


def _damaged(text: str, start: int, end: int) -> NumberMention:
    """A number with a letter for a digit, which is read, or with a sign that cannot be read."""
    surface = text[start:end]
    if any(char in surface for char in _LOST):
        return NumberMention(start, end, surface, None, doubtful="a digit is lost", rule="lost_digit")
    digits = re.sub(r"\D", "", surface.translate(_TO_DIGITS))
    value = int(digits) if digits and len(digits) <= _LONGEST else None
    return NumberMention(start, end, surface, value, doubtful="a letter stands for a digit", rule="lookalike")
