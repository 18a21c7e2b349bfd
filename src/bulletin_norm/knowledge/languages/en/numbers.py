"""English numbers."""

from __future__ import annotations

from bulletin_norm.language.numbers import NumberWords

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

_WITHOUT = (
    "of with as to by from is was if once when whenever where until unless without not every each any for becomes like"
)
_ADJECTIVES = (
    "new|newly|additional|further|single|imported|local|locally|domestic|domestically|indigenous|foreign|overseas|"
    "confirmed|reported|diagnosed|transmitted|asymptomatic|symptomatic|suspected|human|mild|severe|critical|fatal|"
    "covid-19|coronavirus|coronary|crown|pneumonia|positive|infected|found"
)
_TOLD = "confirmed|reported|detected|added|recorded|registered"
_SINGLE = (
    # \ban?, found by its letter
    r"a(?<=\ba)n?(?= (?:case of [a-z]|(?:new|newly|additional|further|single|imported|indigenous|suspected|human)"
    rf"(?:[ -](?:{_ADJECTIVES}))*[ -](?:cases?|infections?|deaths?|infected person|patient)\b"
    rf"|(?:(?:{_ADJECTIVES})[ -])+(?:case|infection|infected person)(?: of [a-z0-9 -]{{1,60}}?)? (?:was|has been)"
    rf" (?:newly )?(?:{_TOLD})(?: in| on| at|[.,;])))"
)

NUMBERS = NumberWords(
    units={word: value for value, word in enumerate(_ONES.split(), 1)}
    | {word: 10 * value for value, word in enumerate(_TENS.split(), 2)}
    | {"zero": 0, "fourty": 40, "dozen": 12},
    multipliers={"hundred": 100},
    scales={"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000},
    articles=("a", "an"),
    joiners=("and", "-"),
    more_before=(
        "more than", "over", "at least", "above", "upwards of", "exceeding", "exceeded", "not less than",
        "no less than", "as many as", "in excess of",
    ),
    more_after=("or more", "and above", "and more", "+", "plus"),
    less_before=(
        "less than", "fewer than", "nearly", "almost", "close to", "up to", "at most", "under", "below",
        "not more than", "no more than",
    ),
    about_before=("about", "around", "approximately", "roughly", "some", "an estimated", "estimated"),
    about_after=("or so", "or thereabouts"),
    vague={
        "dozens of": (20, 99),
        "dozens": (20, 99),
        "scores of": (20, None),
        "hundreds of": (100, None),
        "thousands of": (1_000, None),
        "tens of thousands of": (10_000, None),
        "hundreds of thousands of": (100_000, None),
        "millions of": (1_000_000, None),
        "several": (2, 9),
    },
    plain_before=("all over", "spread over", "taken over"),
    counters=("confirmed", "case", "new ", "close contact", "asymptomatic"),
    between={"between": "and"},
    ordinals=("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    ranges=("-", "–", "—", "~", "to", "−"),
    no_numbers=(
        "no one", "one by one", "one another", "one of the", "one-to-one", "one to one", "one after another",
        "one hand", "one side", "at one time", "one or two", "one way", "one-way", "one stop", "one-stop",
        "every one", "one's", "one meter", "half a", "any one", "the one", "this one", "that one", "which one of", "which one is",
    ),
    single=_SINGLE,
    no_single_after=tuple(f" {word} " for word in _WITHOUT.split()),
)  # fmt: skip
