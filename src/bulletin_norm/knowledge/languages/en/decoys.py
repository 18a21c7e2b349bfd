"""English words beside numbers that are no counts."""

from __future__ import annotations

from bulletin_norm.language.decoys import DecoyWords


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


DECOYS = DecoyWords(
    before={
        "age": ("aged", "age", "age:", "age of", "ages", "male,", "female,", "man,", "woman,", "boy,", "girl,"),
        "document_number": (
            "circular no.", "notice no.", "announcement no.", "order no.", "document no.", "announcement (no.",
            "notice (no.", "circular (no.", "decree no.", "no. 20", "(no.", "file no.",
        ),
        "address": (
            "building", "buildings", "unit", "units", "block", "group", "room", "courtyard no.",
            "gate", "zone", "shop", "floor", "apartment", "team", "village group", "lane", "phase", "building no.",
            "buildings no.", "buildings nos.", "stall", "area no.",
        ),
        "vehicle": (
            "train", "flight", "bus", "carriage", "line", "route", "highway", "expressway", "coach", "plate", "seat",
            "cabin", "bus no.", "train no.", "flight no.", "metro line", "g", "car",
        ),
        "telephone": (
            "telephone", "telephone:", "tel", "tel:", "tel.", "phone", "phone:", "hotline", "hotline:", "call", "dial",
            "police", "emergency", "tel.:", "fax:", "fax", "contact number:", "contact telephone:", "hotlines",
        ),
        "rate": ("r0 of", "r0", "ct value", "ct value of", "ct values", "rate of", "a rate of", "index of", "level of"),
        "ordinal": ("top", "the top", "first", "the first", "last", "the last"),
        "identifier": (
            "article", "chapter", "appendix", "annex", "version", "table", "figure", "level", "grade", "stage", "page",
            "step", "item", "class", "category", "edition", "omicron ba.", "ba.", "covid –", "covid -",
            "covid-", "covid—", "xbb.", "bf.", "covid", "sars-cov-", "sars-cov", "sars-cov -",
        ),
    },
    after={
        "age": (
            "years old", "-year-old", "year-old", "years of age", "year old", "-years-old", "months old", "yrs old",
            "-month-old", "month-old", "years-old", "y/o", "days old", "weeks old", "-year old", "year-olds",
            "-year-olds", "years and older", "years and above",
        ),
        "duration": (
            "hours", "-hour", "hour", "hrs", "days", "-day", "day", "weeks", "-week", "week", "months", "-month",
            "month", "years", "-year", "year", "minutes", "-minute", "minute", "h", "consecutive days", "working days",
            "consecutive", "natural days", "calendar days", "seconds",
        ),
        "time": ("o'clock", "o ‘clock", "o 'clock", "o’clock", "o‘clock", "am", "pm", "a.m.", "p.m.", "oclock"),
        "ordinal": ("st", "nd", "rd", "th"),
        "address": ("group", "building,", "unit,"),
        "rate": (
            "%", "％", "percent", "per cent", "percentage", "‰", "times higher", "per 100,000", "per 100 000", "in 10",
            "per million", "/100,000", "per 1,000",
        ),
        "money": ("yuan", "rmb", "dollars", "usd", "us$", "hk$"),
        "distance": ("kilometers", "km", "kilometres", "meters", "metres", "meter", "metre", "m", "cm", "-meter"),
        "weight": ("tons", "tonnes", "kg", "kilograms", "kilos", "jin", "mg", "ml", "litres", "liters", "grams"),
        "temperature": ("°c", "℃", "° c", "degrees"),
        "frequency": ("-inspection", "inspections", "-test", "times", "-time", "time", "rounds", "-round", "round",
        "batches", "sessions", "samples tested separately"),
        "list_number": ("u3001",),
    },
    nouns={
        "headcount": _words(
            "provinces counties cities districts prefectures municipalities states regions countries banners leagues "
            "divisions regiments"
        ),
        "area": _words(
            "towns townships subdistricts sub-districts streets communities villages places locations points sites "
            "buildings compounds neighbourhoods neighborhoods venues hotels areas units markets schools"
        ),
        "unit": _words(
            "beds bed tubes tube boats boat ships ship vessels households household teams team building "
            "rooms room class diseases tourists students pupils teachers passengers vehicles vehicle cars trucks flights flight "
            "nationals hospitals hospital clinics school classes shops stores supermarkets enterprises companies "
            "site stations station stops checkpoints sample tests kits masks boxes "
            "pieces packages parcels sets items kinds types categories aspects measures groups clusters outbreaks "
            "chains experts pigs piglets heads poultry chickens birds cattle animals farms "
            "squads posts volunteers staff workers employees doctors nurses medics personnel couriers drivers "
            "policemen officers officials residents inhabitants laboratories labs institutions agencies departments "
            "documents notices articles messages calls clues reports letters codes questions projects "
            "meters families family doses dose environmental "
            "articles exits entrances lanes bridges roads lines trains buses copies languages variants strains genes "
            "sequences steps principles stages halls wards elevators apartments men women males females"
        ),
    },
    stops=frozenset(
        _words(
            "in of were was are is from at to and or with by for on as who whom which that have has had been being "
            "among including all case cases infection infections infected patients patient deaths death died people "
            "persons person contacts recoveries recovered cured confirmed asymptomatic suspected imported local new "
            "severe critical mild ordinary high-risk medium-risk low-risk high medium low risk discharged close "
            "carriers positive positives newly"
        )
    ),
    number_words=("no.", "no", "nos.", "number", "№"),
    case_words=("infected person", "infected persons", "case", "case no.", "case number", "case no", "case:",
    "cases no.", "cases numbered", "numbered",
    "case #",
                "no. of case", "numbered as", "cases numbered as"),
    weak_case_words=("cases", "asymptomatic", "infection", "patient", "infected", "person",
                     "asymptomatic infection", "asymptomatic infections", "patients", "infections"),
    related=r"(?:wife|husband|son|daughter|mother|father|sister|brother|child|parent|grandson|granddaughter|grandmother"
    r"|grandfather|grandparent|nephew|niece|uncle|aunt|cousin|in-law|relative|family member|colleague|roommate|neighbou?r"
    r"|friend|classmate|co-?worker|companion|(?:close )?contact)s? (?:of|with) (?:the |an? )?(?:[a-z-]+ ){0,3}$",
    case_tails=(":", " living", " who lives", "'s", "’s", " live", " lives", " is ", " was ", ": ", " works",
    " (male", " (female", ", male",
    ", female",
                " and "),
    counters=("confirmed case", "case", "locally", "confirmed cases", "cases", "people", "patients", "persons",
    "deaths", "infections", "asymptomatic",
              "new ", "local", "imported"),
    numbered=("numbered", "cases numbered"),
    no_change_before=(" to ", " from ", " by "),
    joiners=("to", "-", "–", "—", "and", ", and", "~", ",", "through", "&"),
    falls_before=(
        "reduced by", "decreased by", "a decrease of", "decrease of", "dropped by", "fell by", "down by", "down",
        "reduction of", "declined by", "a decline of", "a drop of", "a reduction of", "fewer by", "reducing by",
        "a fall of", "up from", "down from", "a peak of", "peak of", "decreasing by", "minus", "nuclear reduction of",
    ),
    falls_after=(
        "were reduced", "was reduced", "fewer", "were decreased", "was decreased", "decreased", "less than yesterday",
        "less than the", "decrease", "reduction", "have been reduced", "were subtracted", "was deducted",
        "were deducted",
    ),
    rises_before=("increased by", "an increase of", "rose by", "up by", "increase of", "up", "rising by", "growing by",
                  "increasing by", "grew by", "a rise of", "added by"),
    rises_after=("increase", "more than the", "more than yesterday", "were increased", "was increased", "increased"),
    compared=(
        "compared with", "compared to", "than the", "than yesterday", "previous day", "day before", "severe",
        "critical",
        "from yesterday", "over yesterday", "last week", "month-on-month", "year-on-year", "from the previous",
    ),
    codes=("isolation", "quarantine", "observation", "control measures", "inspection", "home monitoring", "policy"),
    hotlines=("12345", "12320", "110", "120", "119", "12315", "96120", "12328", "122", "114", "12356"),
    risk_words=("risk",),
    list_marks=(".", ")", ":", "、", "．", "）", "：", "u3001"),
)  # fmt: skip
