"""Korean words beside numbers that are no counts."""

from __future__ import annotations

from bulletin_norm.language.decoys import DecoyWords

DECOYS = DecoyWords(
    spaced=False,
    before={"telephone": ("전화", "전화:", "☎"), "ordinal": ("제",), "identifier": ("코로나", "covid-", "covid", "cov-", "h")},
    after={
        "age": ("세", "살", "대 남성", "대 여성", "개월 된"),
        "duration": ("시간", "일간", "주간", "주", "개월", "년간", "일째", "일 연속", "일 만에"),
        "time": ("시", "시께"),
        "date": ("년", "월", "일"),
        "rate": ("%", "％", "퍼센트", "배"),
        "money": ("위안", "원", "달러"),
        "distance": ("km", "킬로미터", "미터"),
        "frequency": ("차례", "회", "번째", "차"),
        "headcount": ("개 성", "개성", "개 도시", "개 시", "개 지역", "개국"),
        "address": ("동", "호", "층", "번지"),
        "vehicle": ("호선", "편", "번 버스"),
        "unit": ("병상", "대", "척", "가구", "개 병원", "마리", "종"),
    },
    case_words=("확진자", "환자", "사례"),
    counters=("명", "건", "만", "천", "억", "세", "인"),
    count_words=("신규", "누적", "총", "추가"),
    joiners=("-", "~", "∼", ",", "와", "과", "부터"),
    falls_after=("감소", "줄었", "줄어든", "늘어난", "증가한"),
    rises_after=("증가", "늘었", "많"),
    no_change_before=("명으로", "건으로", "명까지", "여명으로", " 명으로"),
    compared=("전날", "대비", "보다"),
    hotlines=("1339", "119", "112"),
    list_marks=(".", ")", "）"),
)  # fmt: skip
