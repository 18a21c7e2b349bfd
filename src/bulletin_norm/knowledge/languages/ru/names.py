"""Russian names of divisions: the transcription of Palladius, in all cases."""

from __future__ import annotations

from itertools import product

from bulletin_norm.language.names import NameWords, spellings

_INITIALS = "b:б p:п m:м f:ф d:д t:т n:н l:л g:г k:к h:х zh:чж ch:ч sh:ш r:ж z:цз c:ц s:с j:цз q:ц x:с"
_FINALS = (
    "a:а ai:ай an:ань ang:ан ao:ао e:э ei:эй en:энь eng:эн i:и ia:я ian:янь iang:ян iao:яо ie:е in:инь ing:ин iong:юн "
    "iu:ю o:о ong:ун ou:оу u:у ua:уа uai:уай uan:уань uang:уан ui:уй un:унь uo:о"
)
_WHOLE = (
    "hui:хуэй/хой zi:цзы ci:цы si:сы lü:люй nü:нюй lüe:люэ nüe:нюэ shaan:шэнь ju:цзюй qu:цюй xu:сюй juan:цзюань quan:цюань xuan:сюань jue:цзюэ que:цюэ xue:сюэ "
    "jun:цзюнь qun:цюнь xun:сюнь a:а ai:ай an:ань ang:ан ao:ао e:э ei:эй en:энь eng:эн er:эр o:о ou:оу ya:я yan:янь "
    "yang:ян yao:яо ye:е yi:и yin:инь ying:ин yo:йо yong:юн you:ю yu:юй yuan:юань yue:юэ yun:юнь wa:ва wai:вай wan:вань "
    "wang:ван wei:вэй wen:вэнь weng:вэн wo:во wu:у"
)
_SIDES = [
    f"{side}{end}"
    for side in (
        "Южн",
        "Восточн",
        "Северн",
        "Западн",
        "Центральн",
        "Юго-Западн",
        "Юго-Восточн",
        "Северо-Восточн",
        "Северо-Западн",
    )
    for end in ("ый", "ого", "ом", "ому", "ым")
]
_CASES = ("", "а", "у", "ом", "е")

NAMES = NameWords(
    syllables=spellings(_INITIALS, _FINALS, _WHOLE),
    seam=("н", "аеиоуэюя", "ъ"),
    capital="first",
    none=(
        *(f"{side} Кита{end}" for side, end in product(_SIDES, ("й", "я", "е", "ю", "ем"))),
        *("провинции Китая", "провинциях Китая", "провинций Китая", "города Китая", "городе Китая", "городах Китая"),
        *("провинции КНР", "провинциях КНР", "городе КНР", "городах КНР"),
    ),
    common=frozenset(("Дали", "Или", "Абу", "Абе")),
    generics={
        "区": ("район {}", "района {}", "районе {}", "районом {}"),
        "县": ("уезд {}", "уезда {}", "уезде {}", "уездом {}"),
        "旗": ("хошун {}", "хошуна {}", "хошуне {}"),
    },
    endings=(
        ("ша", ("ша", "ши", "ше", "шу", "шей")),
        ("а", ("а", "ы", "е", "у", "ой")),
        ("ь", ("ь", "я", "ю", "ем", "е", "и")),
        ("й", ("й", "я", "ю", "ем", "е")),
        *((end, tuple(f"{end}{case}" for case in _CASES)) for end in "нрл"),
    ),
)
