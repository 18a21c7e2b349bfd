"""Korean numbers."""

from __future__ import annotations

from bulletin_norm.language.numbers import NumberWords

NUMBERS = NumberWords(
    units={
        "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9, "한": 1, "두": 2, "세": 3,
        "네": 4,
    },
    multipliers={"십": 10, "백": 100},
    scales={"만": 10_000, "억": 100_000_000, "천": 1_000},
    spaced=False,
    counters=("명", "건", "사례"),
    ordinals=("제", "매", "모", "전", "단"),
    more_before=("최소", "적어도"),
    more_after=("여", "여명", "명 이상", "건 이상", "명이상", "명 넘게", "명을 넘", "명을 넘어", "명을 넘어섰", "건을 넘", " 명 이상", " 명을 넘", " 명 넘게", "이상"),
    less_after=("명 미만", "명 이하", "명을 밑돌", "명 아래", "명에 못 미", "명을 하회", " 명 미만", " 명을 밑돌"),
    less_before=("최대",),
    about_before=("약", "대략"),
    about_after=("명가량", " 명가량", " 명 가량", " 명 안팎", " 명 정도", "명 가량", "가량", "명 안팎", "명 정도", "쯤"),
    vague={"수십": (20, 99), "수백": (200, 999), "수천": (2_000, 9_999), "수만": (20_000, 99_999)},
    ranges=("-", "–", "—", "~", "∼", "～"),
)  # fmt: skip
