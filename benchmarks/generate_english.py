"""Writes a made-up bulletin in the English of a translation machine, with the damage that such machines do.

Damage to places, numbers and dates is done while the sentence is put together; damage to words, on the finished text.
A `Damage` knows which kinds are wanted and notes which were really done.
"""

from __future__ import annotations

import calendar
import random
import re
from collections.abc import Callable
from datetime import date

from generate_facts import Bulletin, Claim, Damage, Item, Place, decoy_lines

MONTHS = list(calendar.month_name)
WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip

CLAIMS = {
    ("confirmed_cases", "local"): (
        "{n} new local confirmed cases", "{n} newly diagnosed local cases", "{n} native new confirmed cases",
        "{n} new local diagnosis cases", "{n} local confirmed cases were newly added",
    ),
    ("asymptomatic_infections", "local"): (
        "{n} new local asymptomatic infections", "{n} new local asymptomatic infected persons",
        "{n} new native of asymptomatic infection", "{n} local non-symptomatic infections were newly added",
    ),
    ("confirmed_cases", "imported"): (
        "{n} new imported confirmed cases", "{n} new confirmed cases imported from abroad",
        "{n} new overseas input diagnosis cases", "{n} new foreign imported confirmed cases",
    ),
    ("asymptomatic_infections", "imported"): (
        "{n} new imported asymptomatic infections", "{n} new asymptomatic infections imported from abroad",
        "{n} new overseas imported asymptomatic infected persons",
    ),
}  # fmt: skip
DISEASE = ("new crown pneumonia", "COVID-19", "new coronary pneumonia", "novel coronavirus pneumonia")


def write(bulletin: Bulletin, damage: Damage) -> str:
    """The bulletin in English."""
    paragraphs = [
        _WRITERS[kind](bulletin, claims, index == 0, damage) for index, (kind, claims) in enumerate(bulletin.paragraphs)
    ]
    head = title(bulletin, damage.chance)
    if damage.does("title repeated", 1):
        paragraphs[0] = f"{head}. {paragraphs[0]}"
    for kind in ("cases", "decoys"):
        if damage.does(kind, 1):
            paragraphs.append("\n".join(decoy_lines(kind, bulletin, damage.chance, chinese=False)))
    text = "\n\n".join([head, *paragraphs]) + "\n"
    for kind, change in TEXT_DAMAGE.items():
        changed = change(text, damage.chance) if kind in damage.wanted else text
        if changed != text:
            damage.done.add(kind)
        text = changed
    return text


def title(bulletin: Bulletin, chance: random.Random) -> str:
    """The headline: day and issuer, no counts."""
    who = "China" if bulletin.level == "nation" else bulletin.issuer.en
    name = chance.choice(DISEASE)
    return (
        f"Epidemic situation of {name} in {who} on {MONTHS[bulletin.day.month]} {bulletin.day.day}, {bulletin.day.year}"
    )


def _month_day(day: date) -> str:
    return f"{MONTHS[day.month]} {day.day}"


def _period(day: date, first: bool, damage: Damage) -> str:
    chance, named = damage.chance, _month_day(day)
    year = f", {day.year}" if first else ""
    if damage.does("clock"):
        return chance.choice([f"At 04:00 on {named}{year}", f"From 04:00 on {named}th{year}", f"0 On {named}th, 04:00"])
    if not first and damage.does("month"):
        other = (day.month + chance.randint(0, 10)) % 12 + 1
        return f"From 0:00 to 24:00 on {MONTHS[other]} {day.day}"
    return chance.choice(["From 00:00 to 24:00 on ", "From 0:00 to 24:00 on ", "At 0-24 o'clock on "]) + named + year


def _as_of(day: date, damage: Damage) -> str:
    if damage.does("clock"):
        return damage.chance.choice([f"As of 24 {_month_day(day)}th", f"As of {_month_day(day)}, 24:00"])
    return f"As of 24:00 on {_month_day(day)}"


def _number(count: int, damage: Damage) -> str:
    digits = str(count)
    if len(digits) > 5 and damage.does("thousands"):
        return f"{digits[:2]},{digits[2:]}"
    if len(digits) == 4 and damage.does("thousands", 0.3):
        return f"{digits[0]},{digits}"
    if count < len(WORDS) and damage.does("number words", 0.3):
        return WORDS[count]
    return f"{count:,}" if damage.chance.random() < 0.7 else digits


def _place(place: Place, damage: Damage) -> str:
    name = place.en
    if place.generic and damage.does("generic word", 0.4):
        other = {"District": "County", "County": "District", "City": "city county"}[place.generic]
        name = f"{place.roman} {other}"
    if "'" in name and damage.does("apostrophe", 1):
        name = name.replace("'", " ‘")
    if place.generic and damage.does("lower case"):
        name = name.lower() if damage.chance.random() < 0.5 else place.roman.lower()
    return name


def _cases(count: int) -> str:
    return "case" if count == 1 else "cases"


def _item(item: Item, damage: Damage) -> str:
    """One place with its number: the number before or behind, and what goes wrong with that."""
    number, name, cases = _number(item.count, damage), _place(item.place, damage), _cases(item.count)
    if item.chained:
        inner = _place(item.parts[0].place, damage)
        if item.place.generic and damage.does("city behind", 1):
            return f"{item.place.roman} {number} {cases} in {inner} of the city"
        name = f"{inner}, {name}"
    elif item.place.generic and damage.does("place and number apart"):
        word = item.place.generic.lower()
        return damage.chance.choice(
            [f"{name}) {number} {cases} in the {word}", f"{name} {number} {cases} in the {word}"]
        )
    if damage.does("example"):
        return damage.chance.choice([f"{number} example in {name}", f"{name} {number} example"])
    if damage.does("doubled"):
        return damage.chance.choice([
            f"{number} {number} {cases} in {name}", f"{number} {cases} in {name}, {number} {cases} in {name}",
            f"{number} {cases} of {number} {cases} of {name}",
        ])  # fmt: skip
    if not item.parts and damage.does("stop in list", 0.3):
        return f"and {name}. {number} {cases}"
    if damage.does("number in front"):
        return f"{number} {cases}, {name}"
    return damage.chance.choice([f"{number} in {name}", f"{number} {cases} in {name}", f"{name} {number} {cases}"])


def _inner(item: Item, damage: Damage) -> str:
    if not item.parts or item.chained:
        return ""
    if len(item.parts) == 1:
        return f" ({_place(item.parts[0].place, damage)})"
    return f" ({_listed(item.parts, damage)})"


def _listed(items: list[Item], damage: Damage) -> str:
    ends = [item for item in items if item.count == items[-1].count and not item.parts]
    together = ends if len(ends) > 1 else []
    pieces = [_item(item, damage) + _inner(item, damage) for item in items if item not in together]
    if together:
        *names, last = (_place(item.place, damage) for item in together)
        each = "" if damage.does("each lost", 1) else " each"
        count = together[0].count
        pieces.append(f"{_number(count, damage)} {_cases(count)}{each} in {', '.join(names)} and {last}")
    if len(pieces) == 1:
        return pieces[0]
    return f"{', '.join(pieces[:-1])} and {pieces[-1]}" if damage.chance.random() < 0.5 else ", ".join(pieces)


def _parts(claim: Claim, damage: Damage) -> str:
    if not claim.parts:
        return ""
    if claim.shape == "all":
        item = claim.parts[0]
        name = _place(item.place, damage)
        if item.chained:
            name = f"{_place(item.parts[0].place, damage)}, {name}"
        return f" (all in {name}{_inner(item, damage)})"
    if claim.shape == "respectively":
        first, second = claim.parts
        return (
            f", {_number(first.count, damage)} and {_number(second.count, damage)} cases in "
            f"{_place(first.place, damage)} and {_place(second.place, damage)} respectively"
        )
    if claim.shape == "rest" and len(claim.parts) > 1:
        *some, last = claim.parts
        verb = "is" if last.count == 1 else "are"
        rest = (
            f"the remaining {_number(last.count, damage)} {_cases(last.count)} {verb} in {_place(last.place, damage)}"
        )
        return f", including {_listed(some, damage)}, and {rest}"
    if claim.shape == "among":
        return f", of which {_listed(claim.parts, damage)}"
    return _bracket(claim, damage)


def _bracket(claim: Claim, damage: Damage) -> str:
    """A list in brackets, whose last part may fall out of them."""
    *some, last = claim.parts
    equal = any(item.count == last.count for item in some)
    if some and not last.parts and not equal and damage.does("bracket moved", 1):
        return f" ({_listed(some, damage)}, and {_place(last.place, damage)}). {last.count} {_cases(last.count)}"
    head = claim.parts[0]
    simple = len(claim.parts) > 1 and not head.parts and not head.chained and head.count != last.count
    if simple and damage.does("sentence cut", 1):
        rest = _listed(claim.parts[1:], damage)
        return f", of which {head.count} were in {_place(head.place, damage)}. Cases, {rest}"
    return f" ({_listed(claim.parts, damage)})"


def _claim(claim: Claim, damage: Damage) -> str:
    phrase = damage.chance.choice(CLAIMS[claim.measure, claim.origin])
    number = _number(claim.count, damage)
    if claim.count > 99 and len(claim.parts) > 1 and damage.does("number cut", 1):
        number = f"{str(claim.count)[0]}"
    text = phrase.format(n=number)
    if claim.measure == "confirmed_cases" and claim.count > 1 and damage.does("severity"):
        mild = damage.chance.randint(1, claim.count - 1)
        text += damage.chance.choice([" (light {}, normal {})", " ({} mild cases and {} ordinary cases)"]).format(
            mild, claim.count - mild
        )
    if claim.count == 1:
        text = (
            text.replace("cases were", "case was").replace("cases", "case").replace("infections were", "infection was")
        )
        text = text.replace("infections", "infection").replace("persons", "person")
    return text + _parts(claim, damage)


def _who(bulletin: Bulletin) -> str:
    if bulletin.level == "nation":
        return "31 provinces (autonomous regions and municipalities) and the Xinjiang Production and Construction Corps"
    return f"{bulletin.issuer.en} Province" if bulletin.issuer.full.endswith("省") else bulletin.issuer.en


def _all(bulletin: Bulletin) -> str:
    return {"国": "the country", "省": "the province", "市": "the city", "区": "the region"}[bulletin.issuer.full[-1]]


def _new(bulletin: Bulletin, claims: list[Claim], first: bool, damage: Damage) -> str:
    said = []
    for claim in claims:
        text = _claim(claim, damage)
        if claim.conversions:
            number = _number(claim.conversions.count, damage)
            noun = _cases(claim.conversions.count)
            text += ", including " + damage.chance.choice([
                f"{number} {noun} from asymptomatic infections to confirmed",
                f"{number} {noun} transferred from asymptomatic infections to confirmed cases",
                f"{number} asymptomatic infections turned into confirmed cases",
            ])  # fmt: skip
        said.append(text)
    joint = damage.chance.choice(["; ", ", and "]) if not claims[0].parts else "; "
    return f"{_period(bulletin.day, first, damage)}, {_who(bulletin)} reported {joint.join(said)}."


def _movement(bulletin: Bulletin, claims: list[Claim], first: bool, damage: Damage) -> str:
    said = []
    for claim in claims:
        number, noun = _number(claim.count, damage), _cases(claim.count)
        if claim.measure == "recoveries":
            said.append(f"{number} new {noun} cured and discharged" if damage.chance.random() < 0.5
                        else f"{number} newly cured and discharged {noun}")  # fmt: skip
        elif claim.measure == "released_from_observation":
            noun = "infection was" if claim.count == 1 else "infections were"
            said.append(f"{number} asymptomatic {noun} released from isolation medical observation")
    none = "No new deaths and no new suspected cases."
    if damage.does("sentence cut", 1):
        none = "No new deaths were added. and suspected cases."
    return f"{_period(bulletin.day, first, damage)}, {_all(bulletin)} had {', and '.join(said)}. {none}"


def _current(bulletin: Bulletin, claims: list[Claim], first: bool, damage: Damage) -> str:
    by = {(claim.measure, claim.origin): claim.count for claim in claims}
    word = damage.chance.choice(["existing ", "current ", ""])
    verb = "has" if word else "currently has"
    text = f"{verb} {_number(by['confirmed_cases', 'local'], damage)} {word}local confirmed cases"
    text += f" and {_number(by['confirmed_cases', 'imported'], damage)} {word}imported confirmed cases"
    if ("severe_cases", "unspecified") in by:
        text += f". There are {_number(by['severe_cases', 'unspecified'], damage)} existing severe cases"
    if ("asymptomatic_infections", "local") in by:
        number = _number(by["asymptomatic_infections", "local"], damage)
        text += f". {number} local asymptomatic infections are still under medical observation"
    return f"{_as_of(bulletin.day, damage)}, {_all(bulletin)} {text}."


def _cumulative(bulletin: Bulletin, claims: list[Claim], first: bool, damage: Damage) -> str:
    total, recovered, dead = (_number(claim.count, damage) for claim in claims)
    text = f"a total of {total} confirmed cases have been reported, {recovered} cases have been cured and discharged"
    behind = f" and {dead} {_cases(claims[2].count)} died in total"
    if claims[1].count > claims[2].count and damage.does("echo", 1):
        behind = (
            f" and {recovered} cases died, {dead} {_cases(claims[2].count)} {'was' if dead == '1' else 'were'} dead"
        )
    text += behind
    return f"{_as_of(bulletin.day, damage)}, in {_all(bulletin)} {text}."


def _contacts(bulletin: Bulletin, claims: list[Claim], first: bool, damage: Damage) -> str:
    total, observed = (_number(claim.count, damage) for claim in claims)
    text = f"has traced a total of {total} close contacts, and {observed} people are still under medical observation"
    return f"{_as_of(bulletin.day, damage)}, {_all(bulletin)} {text}."


def _risk(bulletin: Bulletin, claims: list[Claim], first: bool, damage: Damage) -> str:
    high, medium = (_number(claim.count, damage) for claim in claims)
    areas = " and ".join(
        f"{number} {level}-risk area{'' if claim.count == 1 else 's'}"
        for number, level, claim in zip((high, medium), ("high", "medium"), claims, strict=True)
    )
    return f"{_as_of(bulletin.day, damage)}, {_all(bulletin)} has {areas}."


_WRITERS: dict[str, Callable[[Bulletin, list[Claim], bool, Damage], str]] = {
    "new_local": _new, "new_imported": _new, "movement": _movement, "current": _current, "cumulative": _cumulative,
    "contacts": _contacts, "risk": _risk,
}  # fmt: skip


def _negation(text: str, chance: random.Random) -> str:
    """ "symptomatic" for "asymptomatic", once or everywhere."""
    body = text.index("\n")
    change = re.sub(r"\basymptomatic infect", "symptomatic infect", text[body:], count=chance.choice([0, 1]))
    return text[:body] + change


def _doubled_words(text: str, chance: random.Random) -> str:
    for phrase in ("imported", "local", "pneumonia", "confirmed"):
        if f" {phrase} " in text and chance.random() < 0.5:
            text = text.replace(f" {phrase} ", f" {phrase} {phrase} ", 1)
    return text


def _escapes(text: str, chance: random.Random) -> str:
    first, second = chance.choice([("uff08", "uff09"), ("&nbsp;(", ")&nbsp;")])
    text = text.replace("(", first, 1).replace(")", second, 1) if "(" in text else text.replace(", ", "u3001", 1)
    return "".join(f"<p>{line}</p>\n" if line else "\n" for line in text.splitlines())


def _year(text: str, chance: random.Random) -> str:
    return re.sub(r"\b20(2\d)\b", r"21\1", text)


TEXT_DAMAGE: dict[str, Callable[[str, random.Random], str]] = {
    "negation lost": _negation,
    "doubled words": _doubled_words,
    "escapes": _escapes,
    "year": _year,
}
KINDS = (
    *TEXT_DAMAGE, "title repeated", "clock", "month", "thousands", "number words", "generic word", "apostrophe",
    "lower case", "place and number apart", "example", "doubled", "number in front", "each lost", "bracket moved",
    "sentence cut", "number cut", "cases", "decoys", "severity", "city behind", "stop in list", "echo",
)  # fmt: skip
