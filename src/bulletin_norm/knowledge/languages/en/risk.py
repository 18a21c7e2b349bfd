"""English words for risk-area changes, as machine translation says them too."""

from __future__ import annotations

from bulletin_norm.language.risk import Rank, RiskWords

_AREA = r"(?:[- ](?:school )?risk)(?: (?:level )?(?:areas?|regions?|zones?|districts?|places?|levels?))?"
_BARE = r"(?:[- ]risk)?(?: (?:level )?(?:areas?|regions?|zones?|districts?|levels?))?"
_A = r"(?:an? |the |a new |new )?"
_FROM = rf"{_A}(?P<from>{{level}}){_BARE}"
_TO = rf"{_A}(?P<to>{{level}}){_AREA}"
_DONE = (
    r"(?:re)?(?:adjusted|changed|raised|upgraded|elevated|lowered|reduced|downgraded|dropped|decreased"
    r"|increased|classified|designated"
    r"|delimited|demarcated|delineated|listed|identified|determined|set|rated|converted|transferred"
    r"|turned|defined|marked|declared|promoted|named|included|placed|put|added)"
)
_DO = (
    r"(?:re)?(?:adjust(?:s|ing)?|chang(?:es?|ing)|rais(?:es?|ing)|upgrad(?:es?|ing)|lower(?:s|ing)?"
    r"|reduc(?:es?|ing)|downgrad(?:es?|ing)|designat(?:es?|ing)"
    r"|delimit(?:s|ing)?|list(?:s|ing)?|classif(?:y|ies|ying)|set(?:s|ting)?|determin(?:es?|ing))"
)
_WERE = (
    r"(?:(?:is|are|was|were|be|been|being|will|shall|has|have|to|all|also|both|newly|now"
    r"|correspondingly|respectively) ){0,5}"
)

_LIFTED = r"(?:lifted|removed|cancell?ed|released|relieved)"
_INTO = r"(?:to be|to|as|into|for|in)(?: the list of)?"

RISK = RiskWords(
    guards=("risk",),
    levels=((r"high(?:er|est)?", "high"), (r"(?:medium|middle|moderate|mid)", "medium"), (r"low(?:er|est)?", "low")),
    area=rf"\b{{level}}{_AREA}",
    changes=(
        rf"\b{_DONE}\b(?:[^.;:\n]{{0,40}}?\bfrom {_FROM} (?:to|into|as)| {_INTO}) {_A}(?P<to>{{level}})"
        rf"(?(from){_BARE}|{_AREA}(?: from {_A}(?P<was>{{level}}){_BARE})?)",
        rf"\bfrom {_FROM} (?:to|into) {_TO}",
        rf"\b(?:becomes?|became|turns? into) {_TO}",
        rf"\b{_DO} (?P<areas>[^.;\n]{{1,1500}}?) (?:from {_FROM} (?:to|into|as)|{_INTO}) {_A}(?P<to>{{level}})"
        rf"(?(from){_BARE}|{_AREA})",
        rf"\brisk levels? (?:of|in) (?P<areas>[^.;\n]{{1,600}}?) {_WERE}{_DONE}"
        rf"(?: from {_FROM})? (?:to|into|as) {_A}(?P<to>{{level}})\b",
        rf"\b{_A}(?P<from>{{level}}){_AREA} (?:status )?(?:of|in|at) (?P<areas>[^.;\n]{{1,300}}?) "
        rf"{_WERE}{_LIFTED}(?:,? and (?:is |are |was |were )?{_DONE} (?:to|into|as) {_TO})?",
    ),
    lifts=(rf"\b{_A}(?P<from>{{level}}){_AREA} (?:status |classification |designation )?{_WERE}{_LIFTED}",),
    object=r"(?!)",
    aside=r"\bdecid\w+(?: to| that)?\b|\bannounced?(?: that)?\b|\bfollows\b|\bthat\b|(?<!\d):|:(?!\d)"
    r"|\b(?:consent|approval|agreement) of [^,;\n]{0,160}?,"
    r"|\brisk levels? (?:of|in)\b",
    decided=r"\bdecid\w+(?: to| that)?\b",
    auxiliary=r"(?:\b(?:the )?(?:epidemic )?risk levels? of|\b(?:will|shall|is|are|was|were|be|been|have|has"
    rf"|both|all|{_DONE})\b|,|\s)*$",
    new=r"\bnew(?:ly)?\b|\badd|\badjust|\bchang|\bdesignat|\bfrom\b|\brais|\blower|\bupgrad|\bdowngrad"
    r"|\bdelimit|\breduc|\blifted|\bclassified as",
    current=r"\b(?:current(?:ly)?|at present|existing|now has|as of|remain\w*|still|total|list of all)\b",
    heading=rf"(?:\b{{level}}{_AREA})\s*(?:[(:：]\s*(?P<count>\d+)\b[^)\n]{{0,8}}\)?)?\s*(?:[:：]|$)",
    counted=r"(?P<number>\d+)\s+(?:(?:new|newly added|places|areas?)\s+(?:are |is |were )?(?:\w+ to )?)?",
    announces=(
        r"\b(?:(?:adjust|designat|chang|delimit|add)\w*\b[^.\n]{0,160}\b(?:as follows|following|specifically|scope)\b"
        r"|(?:following|the scope)\b[^.\n]{0,80}\b(?:adjust|designat|chang)|adjust(?:ing|ment|s)?\b[^.\n]{0,60}\brisk\b"
        r"|changes\b[^.\n]{0,40}\brisk areas\b|specifically:|(?:scope|changes)\b[^.\n]{0,40}\bfollows)"
    ),
    other=r"\b(?:other|remaining|rest of)\b",
    conditional=r"\b(?:if|when|consecutive|in case|dynamic\w*|will be adjusted in time)\b",
    past=r"\b(?:already|previously|earlier|had been|after|following|since)\b",
    sentence_end=r"[!?](?=\s|$)|\.(?<![ .][A-Z]\.)(?<!\b[Nn]o\.)(?<!\bM[rs]\.)(?<!\bLtd\.)(?<!\bCo\.)(?<!\bInc\.)(?=\s+[A-Z\"“(]|\s*$|[A-Z][a-z])|\n",
    strong=r";|；|、",
    weak=r",|，",
    joins=r"\band\b|&",
    ranks=(
        Rank(
            r"\b(?:street(?: office)?|sub-?district|town|township|road|avenue|farm|zone|park|committee"
            r"|office)s?$",
            3,
        ),
        Rank(
            r"\b(?:communit(?:y|ies)|compound|garden|village|home|court|estate|plaza|square|mansion|group"
            r"|apartments?|city|point|neighbou?rhood)s?$",
            4,
        ),
        Rank(
            r"\b(?:(?:building|unit|block|room|group|zone|phase|no\.?) ?(?:\d+|[a-z])|building|unit|block|room"
            r"|dormitory|hotel|market|restaurant|house|school|hospital|factory|gate|port|shop|\d+)s?$",
            5,
        ),
    ),
    item=r"\s*(?:[(（]?(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})[)）]|\d{1,3}(?:[.、]|u3001)(?!\d)|[•·*-]|(?:first"
    r"|second|third|fourth|fifth|sixth)(?:ly)?,)\s*",
    subheading=r"\s*[(（]\s*(?P<count>\d+)\s*[)）]\s*[:：]?",
    general_first=False,
    glue=r"(?:\s+(?:of|in|and|the))+$|^(?:of|in|and|the)\s+",
)
