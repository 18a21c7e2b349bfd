"""Vietnamese numbers."""

from __future__ import annotations

from bulletin_norm.language.numbers import NumberWords

NUMBERS = NumberWords(
    units={
        "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "tám": 8,
        "chín": 9,
    },
    multipliers={"mười": 10, "mươi": 10, "trăm": 100},
    scales={"nghìn": 1_000, "ngàn": 1_000, "vạn": 10_000, "triệu": 1_000_000, "tỷ": 1_000_000_000},
    counters=("ca", "người", "trường", "bệnh", "mẫu"),
    counted_words=True,
    group_marks=".",
    decimal_marks=",",
    more_before=("hơn", "trên", "ít nhất", "quá"),
    less_before=("gần", "dưới", "không quá", "chưa đến", "tối đa"),
    about_before=("khoảng", "chừng", "ước tính"),
    vague={"hàng chục": (20, 99), "hàng trăm": (200, 999), "hàng nghìn": (2_000, 9_999), "vài chục": (20, 99),
           "hàng ngàn": (2_000, 9_999)},
    ranges=("-", "–", "—", "đến"),
    between={"từ": "đến"},
)  # fmt: skip
