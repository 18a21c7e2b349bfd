"""Japanese numbers."""

from __future__ import annotations

from bulletin_norm.language.numbers import NumberWords

NUMBERS = NumberWords(
    units={"〇": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9},
    multipliers={"十": 10, "百": 100, "千": 1_000},
    scales={"千": 1_000, "万": 10_000, "億": 100_000_000},
    spaced=False,
    counters=("人", "例", "名", "件", "カ所", "か所", "ヶ所", "箇所"),
    ordinals=("第", "毎"),
    more_before=("少なくとも", "延べ"),
    more_after=("超", "余り", "人超", "人を超え", "人余り", "人以上", "例以上", "件以上", "名以上", "以上"),
    less_after=("人を下回", "例を下回", "件を下回", "人未満", "例未満", "人を割", "人弱"),
    less_before=("最大", "最多"),
    about_before=("約", "およそ", "おおよそ", "ほぼ"),
    about_after=("前後", "程度", "人前後", "人程度", "ほど"),
    vague={"数十": (20, 99), "数百": (200, 999), "数千": (2_000, 9_999), "数万": (20_000, 99_999)},
    ranges=("-", "–", "—", "~", "～", "〜", "から"),
)  # fmt: skip
