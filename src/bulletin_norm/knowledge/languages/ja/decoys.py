"""Japanese words beside numbers that are no counts."""

from __future__ import annotations

from bulletin_norm.language.decoys import DecoyWords

DECOYS = DecoyWords(
    spaced=False,
    before={"telephone": ("電話", "電話：", "電話番号"), "ordinal": ("第",), "identifier": ("covid-", "covid", "cov-", "h"),
            "vehicle": ("便", "列車")},
    after={
        "age": ("歳", "才", "代の", "代男性", "代女性", "カ月の"),
        "duration": ("時間", "日間", "週間", "カ月", "か月", "年間", "分間", "日連続", "日ぶり"),
        "time": ("時", "時半"),
        "date": ("年", "月", "日"),
        "rate": ("%", "％", "パーセント", "倍", "割"),
        "money": ("元", "円", "ドル"),
        "distance": ("キロ", "メートル", "km"),
        "frequency": ("回", "度目", "回目", "巡目"),
        "headcount": ("省", "都市", "の省", "の都市", "カ国", "か国", "都道府県", "地区"),
        "address": ("号棟", "棟", "階", "号室"),
        "vehicle": ("号線", "便", "号車"),
        "unit": ("床", "台", "隻", "社", "校", "世帯", "施設", "機関", "頭", "本", "種類"),
    },
    case_words=("症例", "患者"),
    counters=("人", "例", "名", "件", "万", "億", "千"),
    count_words=("新た", "累計", "合計"),
    joiners=("から", "-", "～", "〜", "、", "と"),
    falls_before=("減少", "減"),
    falls_after=("減",),
    rises_before=("増加",),
    rises_after=("増",),
    no_change_before=("人に", "名に", "例に", "件に", "人へ", "人まで"),
    compared=("前日", "前週", "比べ"),
    hotlines=("110", "119"),
    list_marks=("、", ".", ")", "）", "．"),
)  # fmt: skip
