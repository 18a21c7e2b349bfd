"""Japanese names of divisions: in characters, most of them those of the Chinese names."""

from __future__ import annotations

from bulletin_norm.language.names import NameWords

NAMES = NameWords(
    characters={"陜": "陕"},
    generics={"自治州": ("{}州",), "特别行政区": ("{}",)},
    bare=1,
    lowest=2,
)
