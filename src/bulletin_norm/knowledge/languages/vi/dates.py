"""Vietnamese dates."""

from __future__ import annotations

from bulletin_norm.language.dates import DateWords

DATES = DateWords(
    units={"giờ": "H", "h": "H", "phút": "m", "tiếng": "U", "ngày": "V", "tuần": "V"},
    prefixes={"ngày": "D", "hôm": "D", "tháng": "M", "năm": "Y", "mùng": "D", "mồng": "D"},
    keywords={
        "tính đến": "A", "tính đến hết": "A", "đến hết": "A", "đến": "A", "cho đến": "A", "tính tới": "A", "tới": "A",
        "kể từ": "S", "từ": "F",
        "hiện nay": "O", "hiện tại": "O", "đến nay": "O", "cho đến nay": "O", "tính đến nay": "O", "hiện": "O", "phát hiện": "", "xuất hiện": "", "thực hiện": "", "biểu hiện": "", "thể hiện": "",
        "cùng ngày": "=0", "một ngày trước đó": "=-1", "ngày trước đó": "=-1", "hôm trước đó": "=-1", "ngày hôm sau": "=1",
        "hôm nay": "t0", "sáng nay": "t0", "hôm qua": "t-1", "tối qua": "t-1",
        "trong 24 giờ qua": "P1", "trong vòng 24 giờ qua": "P1", "24 giờ qua": "P1", "trong 24h qua": "P1",
        "cập nhật": "X", "đăng ngày": "X", "ngày đăng": "X", "bắt đầu từ": "F",
    },
    tight=frozenset({"ngày"}),
    loose=frozenset({"ngày", "lúc", "của", ",", "sáng", "trưa"}),
    ranges=frozenset({"-", "–", "—", "đến"}),
    day_first=True,
    announced=("thông báo", "công bố", "cho biết", "đưa tin"),
    announced_reach=60,
    news=("mới", "ghi nhận", "ca mắc", "phát hiện", "báo cáo"),
)  # fmt: skip
