"""English words for line lists."""

from __future__ import annotations

from bulletin_norm.language.cases import CaseWords, Meaning

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_NUMERALS = {word: value for value, word in enumerate(f"{_ONES} eighteen nineteen twenty".split(), 1)}
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_NUMERALS |= {word: value for value, word in enumerate(_ORDINALS, 1)}

_KIN = (
    r"wife|husband|son|daughter|mother|father|sister|brother|grandson|granddaughter|grandmother"
    r"|grandfather|nephew|niece|colleague|roommate|neighbou?r|friend|classmate"
)
_WHO = (
    r"(?P<who>(?:[^.;:\n]|(?<=No)\.(?= \d)){2,60}?)(?=[.;:,\n(]|$|\s(?:and (?!(?:confirmed "
    r"|asymptomatic )?(?:case|infect))|who|on|in|at|during|from)\b)"
)
_OF_DAY = r"(?:the )?(?:(?:early |late )?(?:morning|afternoon|evening|night|noon) of )?(?:the )?"
_SIGNS = (
    r"onset(?: of (?:the )?(?:illness|disease|symptoms?|fever))?(?: was| is)?|developed|symptoms?|fever|cough\w*"
    r"|sore throat|fell ill|became ill|got sick|felt (?:unwell|ill|sick)|uncomfortable|malaise|fatigue"
)
_NO_ANIMAL = (
    r"(?!(?:the |an? |any )?(?:sick|dead|ill|live|diseased|domestic|wild|raw|infected animal|poultry|bird|chicken|duck"
    r"|goose|geese|pig|animal|livestock|rat|rodent|marmot|sheep|goat|cattle|cow|dog|cat|horse)s?\b)"
)

CASES = CaseWords(
    guards=(
        *(
            "male",
            "years old",
            "year old",
            "years-old",
            "year-old",
            "months old",
            "months-old",
            "month-old",
            "years of age",
        ),
        *(
            " aged ",
            "woman",
            " man ",
            " man,",
            " boy",
            " girl",
            "living in",
            "lives in",
            "live in",
            "lives at",
            "sex",
            "gender",
        ),
    ),
    numerals=tuple(_NUMERALS.items()),
    labels=(
        Meaning(
            r"\basymptomatic(?:ally)?(?: novel coronavirus| COVID-19)?(?: infect(?:ion|ed)(?: persons?| people"
            r"| patients?| cases?)?| patients?| cases?| carriers?| persons?)?s?\b",
            "asymptomatic",
        ),
        Meaning(r"\b(?:newly[ -])?(?:confirmed|diagnosed) (?:cases?|patients?|infections?)\b", "confirmed"),
        Meaning(r"\bsuspected (?:cases?|patients?)\b", "suspected"),
        Meaning(r"\b(?:death|fatal) cases?\b", "confirmed"),
        Meaning(
            r"\b(?:imported |local |new )?(?:infected (?:persons?|people|patients?)"
            r"|(?:positive )?infections?)\b",
            "unstated",
        ),
        Meaning(r"\b(?:imported |local |new )?(?:positive )?(?:cases?|patients?)\b", ""),
    ),
    unlabelled="confirmed",
    forms=(
        r"(?:\bthe )?(?:\b(?:fe)?male )?{label}(?: is)? ?(?:no\.? ?|number |#|№ ?)?{number}(?![\d%]|[.,]\d"
        r"| (?:cases?|patients?|people"
        r"|persons?|years?|asymptomatic|confirmed|new|local)\b)",
        r"\b(?:no\.? ?|number |#){number} {label}",
        r"\bthe {number} {label}(?=[:,] )",
        r"^[ \t]*(?:case )?(?:no\.?|number|id)\s*[:：]\s*{number}$",
    ),
    items=r"^[ \t]*(?:\(|（)?(?P<number>{number})(?:\)|）|\.|、)\s*",
    links=r"\s*(?:,|and|&|, and)\s*(?:no\.? ?)?(?!\d+[ -](?:cases?|new|people|years?|months?)\b)",
    ranges=r"\s*(?:to|-|–|—|through|~)\s*(?:no\.? ?)?",
    described=r"\s*(?:[:：,(\-–—.]|(?:is|was|are|were|both|all|lives?|living|resid|(?:fe)?male)\b|\s)",
    states=r"\s*(?:[:：]|\((?:fe)?male\b|(?:both |all )?(?:lives?|living|resides?|residing)\b|(?:is"
    r"|was) (?:an? )?(?:\d"
    r"|(?:fe)?male\b))",
    names=r"(?-i:[A-Z][a-z]+(?: (?:[XM×*]+\b|Mou(?:mou)?|[A-Z][a-z]*mou)){0,2})",
    named=r"(?P<name>{names}), (?=(?:fe)?male\b|an? (?:fe)?male\b|aged \d)",
    ill=r"\b(?:cases?|patients?|infect|positive|diagnosed|confirmed|carrier)",
    dead=r"\b(?:died|deaths?|dead|deceased|fatal)",
    sentence_end=r"[!?](?=\s|$)|\.(?<![ .][A-Z]\.)(?<!\b[Nn]o\.)(?<!\bM[rs]\.)(?=\s+[A-Z\"“(]|\s*$|[A-Z][a-z])|\n",
    sexes=(
        Meaning(r"\b(?:female|woman|girl|lady)\b", "female"),
        Meaning(r"\b(?:male|man|boy|gentleman)\b", "male"),
    ),
    cell_sexes=(Meaning(r"(?-i:\bF\b)", "female"), Meaning(r"(?-i:\bM\b)", "male")),
    relatives=(
        Meaning(
            r"(?:\bthe |'s |’s )(?:eldest |elder |younger |second )?(?:wife|daughter|mother|sister"
            r"|granddaughter|grandmother|niece|aunt)\b(?! is| was| of his| of her)",
            "female",
        ),
        Meaning(
            r"(?:\bthe |'s |’s )(?:eldest |elder |younger |second )?(?:husband|son|father|brother|grandson"
            r"|grandfather|nephew|uncle)\b(?! is| was)",
            "male",
        ),
    ),
    ages=(
        r"(?=\d)(?<![\d.-])(?<!under )(?<!below )(?<!over )(?<!about )(?P<years>\d{1,3})"
        r"(?: and a half|\.5)?[ -]?(?:(?:full )?years?(?:[ -](?:and (?:a half|\d+ months?) )?(?:of age|olds?\b)(?! or)"
        r"|(?=[,;.]))|y/?o\b|yrs?\b)",
        r"(?<=\bage)(?:d|:)?[ :]\s*(?P<years>\d{1,3})(?![\d.%]| ?months?| ?to | and (?:over|above|under)|-\d)",
        r"(?=\d)(?<![\d.])(?P<months>\d{1,3})[ -](?:months?|days?|weeks?)[ -]old\b",
        r"(?<=\baged )(?P<years>\d{1,3})(?![\d.%]| ?months?| ?to | and (?:over|above|under)|-\d)",
        r"(?<=male, )(?P<years>\d{1,3})(?=[,.;)]|$)",
        r"\b(?P<years>{number})(?: and a half)?[ -]years?[ -]olds?\b",
    ),
    bands=(
        r"\bin (?:his|her|their|the) (?:early |mid-?|late )?(?:\d0s|twenties|thirties|forties|fifties"
        r"|sixties|seventies|eighties|nineties|teens)\b",
        r"\b\d0s\b",
        r"\b(?:more than|over|above|about|around|nearly|under|below) {number} years? (?:old|of age)\b",
        r"\b\d{1,2}[ -]?(?:odd|something)(?:[ -]years?[ -]old)?\b",
        r"\b\d{1,2} ?(?:to|-|–) ?\d{1,2}[ -]years?[ -]olds?\b",
    ),
    age_gap=r"[ ,;/(]{1,3}(?:(?:chinese|aged|age|of|years|old|about|[a-z]+(?= aged ))[ ,:]{1,2}){0,3}",
    residence=(
        r"\b(?:currently |now |still |who |mainly )*(?:living|lives?|lived|residing|resides?"
        r"|resident) (?:now |currently |permanently )?(?:in|at|on)\s+",
        r"\b(?<!same )(?:current |present |home |permanent |residential )?(?:address"
        r"|residence)(?:\s*[:：]\s*| (?:is|was) (?:in |at )?| in | at )",
        r"\b(?:now|currently) (?:lives?|resides?)\s+",
    ),
    resident=(r"\b(?:villagers?|residents?|inhabitants?) (?:of|in|from)\s+(?P<place>[^.;:\n(]{3,120})",),
    residence_end=r"[.;:(\n](?!\s*\d)|, ?(?=(?:is|was|are|has|had|he|she|it|who|which|works?|working|a close|close"
    r"|the (?:wife|husband|son|daughter|mother|father|same|contact)|an? |and (?:is|was|has)|with|on"
    r"|due|because|asymptomatic|confirmed|reported|found|diagnosed|positive|grand|contact|wife|husband"
    r"|son|daughter|mother|father|together|male|female|(?-i:(?:and )?[a-z]+(?:ed|ing)\b)|\d{1,3} years|{case})\b)"
    r"|\s(?=(?:is|was|are|were|and (?:is|was|has)|who|on (?:\w+ )?\d|travell?(?:ed|ing)|(?:all|both) of them"
    r"|(?:grand)?(?:son|daughter|father|mother|child) of|(?:wife|husband|contact|colleague|relative) of)\b)"
    r"|, (?=[Cc]ase \d)".replace("{case}", "case \\d"),
    same_residence=r"\b(?:same (?:address|residence|household|place)(?: as (?P<who>[^.,;\n]{3,40}))?"
    r"|address (?:is )?the same|lives? (?:together )?with|living (?:together )?with)\b",
    origin=(
        r"(?:[,;:]|\bis|\bnative|\bperson|\bcame|\bcomes)\s+(?:a )?(?:native )?(?:from"
        r"|of)\s+(?=(?:the (?:town|city|county|district|village) )|(?-i:[A-Z]))",
    ),
    glue=("and", "of", "in", "at", "the"),
    division=r"\b(?:district|county|city|town|township|village|province|prefecture|banner)\b",
    elsewhere=r"\b(?:return|c[ao]me|arriv|travel|went|go|going|from|to|via|registered|domicile|hukou|flew|left"
    r"|hospital)\w*\b[^,;]*$",
    occupations=(
        Meaning(
            r"\b(?:unemployed|jobless|no (?:job|occupation)|out of work|without (?:a )?(?:job|work|occupation))\b",
            "unemployed",
        ),
        Meaning(r"\b(?:retired|retirees?|pensioner)\b", "retired"),
        Meaning(
            r"\b(?:self[ -]employed(?: person)?|individual (?:business|household|owner)"
            r"|individual industrial and commercial\w*|freelancer?|private business owner)\b",
            "self-employed",
        ),
        Meaning(
            r"\b(?:shop|store|sales) (?:assistant|clerk|staff)|\bsales(?:man|woman|person|clerk)\b|\bclerk\b",
            "shop assistant",
        ),
        Meaning(
            r"\b(?:courier|delivery (?:man|boy|staff|worker|person)|express (?:delivery )?(?:man|staff|brother))\b",
            "courier",
        ),
        Meaning(r"\b(?:security guard|security staff|security personnel)\b", "security guard"),
        Meaning(r"\b(?:farmers?|peasants?|farming)\b", "farmer"),
        Meaning(r"\b(?:migrant worker)s?\b", "migrant worker"),
        Meaning(r"\b(?:house ?wife|homemaker|housework)\b", "housewife"),
        Meaning(r"\b(?:taxi driver)\b", "taxi driver"),
        Meaning(
            r"\b(?:kindergarten child(?:ren)?|kindergartener|preschool(?:er| child(?:ren)?)?|child in kindergarten)\b",
            "kindergarten child",
        ),
        Meaning(r"\b(?:pupil|primary school student|elementary school student)\b", "pupil"),
        Meaning(
            r"\b(?:middle school student|high school student|university student|college student|student)\b", "student"
        ),
        Meaning(r"\b(?:doctor|physician)\b", "doctor"),
        Meaning(r"\bnurse\b", "nurse"),
        Meaning(r"\b(?:teacher of a primary school|primary school teacher)\b", "primary school teacher"),
        Meaning(r"\bteacher\b", "teacher"),
        Meaning(r"\bworkers?\b", "worker"),
    ),
    trades=r"(?:old|\d|nationality|national|[a-z]ese|male), (?:an? |the )?(?P<trade>(?!(?:male|female|living"
    r"|lives|native|resident|villager|from|case|confirmed|close|contact|asymptomatic|retire|unemployed"
    r"|jobless|retiree)\b)(?:[a-z-]+ ){0,3}(?:driver|employee|trader|waiter|waitress|owner|guide"
    r"|teacher|worker|engineer|manager|cook|chef|cleaner|police(?:man| officer)|officer|soldier|seaman"
    r"|sailor|crew member|merchant|business(?:man|woman|person)|staff(?: member)?|seller|vendor"
    r"|hairdresser|nanny|lawyer|accountant|official|civil servant|pilot|stewardess|flight attendant"
    r"|builder|carpenter|electrician|photographer|journalist|reporter|athlete|coach|librarian"
    r"|researcher|technician|handler|porter|loader|butcher|fisherman|operator|inspector|cashier"
    r"|receptionist|babysitter|caregiver))\b",
    severities=(
        Meaning(
            r"\b(?:critical(?:ly)?(?: ill| type| condition)?|condition is critical|critically severe)\b", "critical"
        ),
        Meaning(r"\b(?:mild|light)(?:er)?(?: type| case| symptoms?)?(?=[).,; ]|$)", "mild"),
        Meaning(r"\b(?:moderate|ordinary type|common type|normal type|ordinary|\(common\))(?: type)?\b", "moderate"),
        Meaning(r"\b(?:severe(?: type| case)?|heavy type|serious(?:ly ill)?)\b(?! acute)", "severe"),
    ),
    classifications=(
        Meaning(
            r"\b(?:diagnosed (?:it |him |her |them )?as (?:an? )?(?:new )?asymptomatic|as (?:an? )?asymptomatic infect\w+|\(asymptomatic\))",
            "asymptomatic",
        ),
        Meaning(r"\b(?:diagnosed|confirmed)\b", "confirmed"),
    ),
    contacts=(
        r"\b(?:close contacts?|contacts?) (?:of|with) " + _NO_ANIMAL + _WHO,
        r"\b(?:in )?close contact with " + _NO_ANIMAL + _WHO,
        r"(?P<who>{label} ?\d+|(?-i:\b[A-Z]\w+)(?: [XM]\w*)?)(?:'s|’s) (?:" + _KIN + r")\b",
        r"\b(?:" + _KIN + r"|peer|co-?worker|companion|fellow[ -]travell?er|contact) (?:of|with) " + _NO_ANIMAL + _WHO,
        r"\b(?:overlap|intersect\w*|connected|related)[^.;\n]{0,30} (?:with|to) (?P<who>{label} ?\d+)",
        r"\bis (?P<who>an? (?:confirmed|asymptomatic) (?:case|infection) of (?-i:[A-Z])\w+)",
    ),
    references=(
        Meaning(r"\b(?:the|an?) ", ""),
        Meaning(r"\bconfirmed cases?\b", "confirmed case"),
        Meaning(r"\bcases?\b", "case"),
        Meaning(r"\basymptomatic (?:infected (?:person|patient)|infection|carrier|case)s?\b", "asymptomatic infection"),
    ),
    onset=rf"\b(?:{_SIGNS})(?:(?:,? and|,? or|,| of| such as| including| with)?(?: an?)? (?:{_SIGNS}|headache|runny nose))*\b",
    confirmed=r"\b(?:diagnosed|(?<!\bof a )(?<!\bof the )(?<!\bof )(?<!\bwith a )(?<!\bwith the )(?<!\bwith )(?<!\bby a )"
    r"confirmed(?! (?:cases?|patients?) (?:\d|of|in))"
    r"|(?:diagnosis|confirmation)(?= date| time)|date of (?:diagnosis|confirmation))\b",
    tested=r"(?!)",
    dated=r"(?: time| date)?(?: was| is| were)?\s*(?:[:：(]|\b(?:on|in|at|since|from|around|about)\b)?\s*" + _OF_DAY,
    dated_later=r"(?:(?!\b(?:and|but|then|after|before|when|while|who|which|since|from|to|by)\b)[^,;:.\n]){0,45}\b(?:on|in)\s+"
    + _OF_DAY,
    undated=r"\b(?:no|without|not|before(?: the)?|free of|denied|later|who (?:was|were)(?: later)?)\s(?:\w+ )?$",
    table_guards=("sex", "gender"),
    columns=(
        Meaning(
            r"(?:case |serial )?(?:no\b\.?|number|id|serial)(?: no\.?| number)?(?=\s*(?:[:：]|$))"
            r"|case(?: no\.?| number| id)?(?=\s*(?:[:：]|$))",
            "number",
        ),
        Meaning(r"(?:sex|gender)\b", "sex"),
        Meaning(r"age\b", "age"),
        Meaning(r"(?:occupation|profession|job)\b", "occupation"),
        Meaning(
            r"(?:current |home |place of )?(?:residence|address|living (?:place|area|address)"
            r"|residential address|district|county|area|location)\b",
            "residence",
        ),
        Meaning(r"(?:onset|date of onset|onset date|symptom onset)\b", "onset"),
        Meaning(r"(?:confirmed|date of (?:confirmation|diagnosis)|diagnosis date|confirmation date)\b", "confirmed"),
        Meaning(
            r"(?:type|classification|category|case type|clinical (?:type|classification)|severity|diagnosis|status)\b",
            "classification",
        ),
        Meaning(
            r"(?:contact(?: of)?|relation(?:ship)?|source|note|remark|found|discovery|name|nationality)\w*\b", "other"
        ),
    ),
)
