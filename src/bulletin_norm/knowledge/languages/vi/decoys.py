"""Vietnamese words beside numbers that are no counts."""

from __future__ import annotations

from bulletin_norm.language.decoys import DecoyWords


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


DECOYS = DecoyWords(
    before={
        "telephone": ("điện thoại", "điện thoại:", "đường dây nóng", "đường dây nóng:", "sđt:"),
        "identifier": ("covid-", "covid", "cov-", "điều", "chương", "cấp độ", "phiên bản"),
        "ordinal": ("thứ", "đợt", "lần thứ"),
        "address": ("tòa", "tòa nhà", "khu", "căn hộ", "tầng", "lô"),
        "vehicle": ("chuyến bay", "tàu", "xe buýt", "tuyến", "toa"),
    },
    after={
        "age": ("tuổi", "tháng tuổi"),
        "duration": ("giờ", "tiếng", "ngày", "tuần", "tháng", "năm", "phút", "h"),
        "rate": ("%", "phần trăm", "lần so"),
        "money": ("nhân dân tệ", "tệ", "đồng", "usd"),
        "distance": ("km", "kilomet", "mét", "m"),
        "weight": ("tấn", "kg"),
        "temperature": ("°c", "độ c", "độ"),
        "frequency": ("lần", "vòng", "đợt", "lượt"),
        "headcount": ("tỉnh", "thành phố", "quận", "huyện", "quốc gia", "nước", "địa phương"),
        "unit": ("giường", "bệnh viện", "trường học", "mẫu", "xe", "tàu", "hộ", "đội", "liều", "chợ", "cửa hàng"),
    },
    stops=frozenset(_words("ca người trường bệnh mới trong ở tại và")),
    number_words=("ca số", "trường hợp số"),
    case_words=("bệnh nhân", "ca bệnh", "bn", "ca bệnh số", "bệnh nhân số"),
    counters=("ca", "người", "trường hợp", "bệnh nhân"),
    joiners=("-", "–", "đến", "và", ","),
    falls_before=("giảm", "ít hơn"),
    rises_before=("tăng",),
    compared=("so với", "hôm trước", "ngày trước"),
    hotlines=("115", "113"),
    list_marks=(".", ")"),
)  # fmt: skip
