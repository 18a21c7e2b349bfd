"""Reads line lists: each person who is described singly becomes a Case."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.knowledge.languages import ByLanguage
from bulletin_norm.model import Case, Document, Doubt, Evidence
from bulletin_norm.pipeline import Stage
from bulletin_norm.stages import case_fields as fields
from bulletin_norm.stages.case_fields import Home, Passage, Value
from bulletin_norm.stages.case_heads import Head, find_heads
from bulletin_norm.stages.case_patterns import Patterns
from bulletin_norm.stages.case_roll import Person, Roll
from bulletin_norm.stages.case_tables import Row, find_tables

UNSTATED = "unstated"
LONGEST = 1500
SHORT_LINE = 12
HEADING = 60


class Heading(NamedTuple):
    """A line that says of what kind the cases below it are ("" where it says no or several kinds)."""

    start: int
    end: int
    classification: str


def cases(knowledge: Knowledge) -> Stage:
    """Make the stage that fills `Document.cases`, and doubts of kind "case"."""

    def patterns(code: str) -> Patterns | None:
        words = knowledge.languages[code].cases
        return Patterns(words) if words else None

    languages = ByLanguage(knowledge.languages, patterns)

    def stage(doc: Document) -> Document:
        people: list[Person] = []
        for start, end, code in _stretches(doc, languages):
            known = languages.get(code)
            if known and (lines := _lines(doc.lowered, start, end, known.words.guards)):
                people += read_people(doc, start, end, lines, known)
        if not people:
            return doc
        issuer = doc.issuer or next((section.issuer for section in doc.sections), None)
        if issuer and issuer not in knowledge.gazetteer.tree.parents:
            people = [_settled(person, issuer) for person in people]
        found = tuple(_case(doc, person) for person in people)
        return doc.with_(cases=found, doubts=(*doc.doubts, *_doubts(doc, people)))

    return stage


def _settled(person: Person, issuer: str) -> Person:
    """A person whose address names no division, where the issuer is one that the table goes no deeper into."""
    home = person.home
    if home is None or home.adcode or not home.locality:
        return person
    return replace(person, home=home._replace(adcode=issuer, certain=issuer.endswith("0000")))


def _stretches(doc: Document, codes: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    for section in doc.sections:
        yield section.start, section.end, section.language.split("-")[0]
    if not doc.sections:
        known = doc.language.split("-")[0] if doc.language else None
        for code in (known,) if known else codes:
            yield 0, len(doc.reading), code


def _lines(lowered: str, start: int, end: int, guards: tuple[str, ...]) -> list[tuple[int, int]]:
    """The lines with a word that may describe a person, each with the line before it (and the one before a blank
    line), as joined stretches."""
    lines: list[tuple[int, int]] = []
    for hit in sorted(_hits(lowered, start, end, guards)):
        if lines and hit < lines[-1][1]:
            continue
        first = lowered.rfind("\n", start, hit)
        first = lowered.rfind("\n", start, max(first, start))
        if first > start and lowered[first + 1] == "\n":
            first = lowered.rfind("\n", start, first)
        last = lowered.find("\n", hit, end)
        line = (first + 1 if first >= 0 else start, last if last >= 0 else end)
        if lines and line[0] <= lines[-1][1] + 1:
            line = (lines.pop()[0], line[1])
        lines.append(line)
    return lines


def _hits(text: str, start: int, end: int, guards: tuple[str, ...]) -> Iterator[int]:
    for guard in guards:
        hit = text.find(guard, start, end)
        while hit >= 0:
            yield hit
            close = text.find("\n", hit, end)
            hit = text.find(guard, close, end) if close >= 0 else -1


def read_people(doc: Document, start: int, end: int, lines: list[tuple[int, int]], known: Patterns) -> list[Person]:
    """All persons that reading[start:end] describes singly, each once, by position; `lines` are those to read."""
    text = doc.reading
    heads = [head for line in lines for head in find_heads(text, *line, known)]
    headings = _headings(text, start, end, known, heads) if heads else []
    roll = Roll(text, known)
    for index, head in enumerate(heads):
        limit = heads[index + 1].start if index + 1 < len(heads) else end
        for person in _describe(doc, head, _block_end(text, head, limit, known), headings, known, roll):
            roll.add(person)
    for row in find_tables(text, start, end, known):
        if not roll.covers(row.start, row.end) and (listed := _table_person(doc, row, headings, known)):
            roll.add(listed)
    return sorted(roll.people, key=lambda person: person.start)


def _headings(text: str, start: int, end: int, known: Patterns, heads: list[Head]) -> list[Heading]:
    opening = {text.rfind("\n", 0, head.start) for head in heads if head.opens_line}
    headings = []
    position = start
    while position < end:
        close = text.find("\n", position, end)
        close = end if close < 0 else close
        line = text[position:close]
        if 0 < len(line) <= HEADING and position - 1 not in opening and known.label.search(line):
            stripped = line.strip()
            if stripped[-1:] in ":：" or not known.sentence_end.search(stripped):
                kinds = {known.classification(found[0]) for found in known.label.finditer(line)} - {"", UNSTATED}
                headings.append(Heading(position, close, kinds.pop() if len(kinds) == 1 else ""))
        position = close + 1
    return headings


def _block_end(text: str, head: Head, limit: int, known: Patterns) -> int:
    """The end of the description: the line's end, or later where the line is short or rows of fields follow."""
    limit = min(limit, head.start + LONGEST)
    close = text.find("\n", head.end, limit)
    while 0 <= close < limit:
        following = text.find("\n", close + 1, limit)
        following = limit if following < 0 else following
        line = text[close + 1 : following]
        is_field = known.columns.pattern.match(line.lstrip(" *·-"))
        if not line.strip() and not text[head.end : close].strip():
            close = following
            continue
        if not line.strip() or not (is_field or close - head.end < SHORT_LINE):
            return close
        close = following
    return limit


def _describe(
    doc: Document, head: Head, end: int, headings: list[Heading], known: Patterns, roll: Roll
) -> Iterator[Person]:
    text = doc.reading
    first = known.sentence_end.search(text, min(head.end + 2, end), end)
    passage = Passage(
        text,
        head.start if head.numbers == (None,) else head.end,
        first.start() if first else end,
        end,
        doc.places,
        doc.dates,
    )
    group = _group(headings, head.start)
    values = read_values(passage, known)
    if "sex" not in values and (
        sex := fields.find_sex(passage._replace(start=head.start, zone=head.end, end=head.end), known)
    ):
        values["sex"] = sex
    if head.label[1]:
        values["case"] = Value(None, *head.label)
    home = fields.find_home(passage, known)
    if home is None or (home.adcode is None and not home.locality):
        home = _shared_home(passage, known, roll, values) or home
    classification = _classification(head, headings[group - 1] if group else None, values, known)
    for number in head.numbers:
        person = Person(number, head.start, end, head.end, group, head.opens_line, classification, values, home)
        if _described(person):
            yield person


def _group(headings: list[Heading], position: int) -> int:
    """How many headings stand before a position."""
    return bisect_right(headings, position, key=lambda heading: heading.end)


def read_values(passage: Passage, known: Patterns) -> dict[str, Value]:
    """The fields of a passage about one person, by name."""
    found = {
        "sex": fields.find_sex(passage, known),
        "age": fields.find_age(passage, known),
        "occupation": fields.find_occupation(passage, known),
        "severity": fields.find_meaning(passage, known.severities),
        "classification": fields.find_meaning(passage, known.classifications),
        "contact": fields.find_contact(passage, known),
        "onset": fields.find_date(passage, known.onset, known),
        "confirmed": fields.find_date(passage, known.confirmed, known, later=known.later)
        or fields.find_date(passage, known.tested, known, carry=False),
    }
    return {name: value for name, value in found.items() if value}


def _described(person: Person) -> bool:
    said = "sex" in person.values or "age" in person.values
    if person.number is None:
        return said
    return said or person.opens_line or bool(person.home and person.home.adcode)


def _classification(head: Head, heading: Heading | None, values: Mapping[str, Value], known: Patterns) -> str:
    if head.classification and head.classification != UNSTATED:
        return head.classification
    if heading and heading.classification:
        return heading.classification
    said = values.get("classification")
    if said:
        return str(said.value)
    return "" if head.classification else known.words.unlabelled


def _shared_home(passage: Passage, known: Patterns, roll: Roll, values: Mapping[str, Value]) -> Home | None:
    """The home of another case that the passage says is this person's too ("住址同上")."""
    cue = known.same_residence.search(passage.text, passage.start, passage.end)
    if cue is None or not roll.people:
        return None
    other = roll.referred(cue["who"]) if "who" in known.same_residence.groupindex else None
    if other is None and "contact" in values:
        other = roll.referred(passage.text[values["contact"].start : values["contact"].end])
    home = (other or roll.people[-1]).home
    return home._replace(start=cue.start(), end=cue.end()) if home else None


def _case(doc: Document, person: Person) -> Case:
    evidence = [doc.evidence("case", person.start, person.head_end)] if person.head_end > person.start else []
    evidence += [doc.evidence(role, value.start, value.end) for role, value in person.values.items()]
    home = person.home
    if home:
        evidence.append(doc.evidence("residence", home.start, home.end))
    age = person.said("age")

    def words(name: str) -> str | None:
        value = person.said(name)
        return str(value) if value is not None else None

    return Case(
        number=person.number,
        sex=words("sex"),
        age=age if isinstance(age, int) else None,
        occupation=words("occupation"),
        adcode=home.adcode if home else None,
        locality=home.locality if home else None,
        classification=person.classification or None,
        severity=words("severity"),
        contact_of=words("contact"),
        onset=words("onset"),
        confirmed=words("confirmed"),
        evidence=tuple(_distinct(evidence)),
    )


def _distinct(evidence: list[Evidence]) -> Iterator[Evidence]:
    seen = set()
    for item in evidence:
        if item not in seen and item.end > item.start:
            seen.add(item)
            yield item


def _doubts(doc: Document, people: list[Person]) -> Iterator[Doubt]:
    """A residence that is not certain; a person of a list who lacks what all the others have."""
    for person in people:
        home = person.home
        if home and not home.certain:
            name = f"case {person.number}" if person.number is not None else "a case"
            yield doc.doubt("case", home.start, home.end, f"the residence of {name} is not certain")
    if len(people) < 3:
        return
    for name in ("sex", "age", "home"):
        lacking = [
            p for p in people if (p.home is None or not p.home.adcode if name == "home" else name not in p.values)
        ]
        if len(lacking) == 1:
            person = lacking[0]
            what = "residence" if name == "home" else name
            yield doc.doubt(
                "case",
                person.start,
                max(person.head_end, person.start + 1),
                f"no {what} is given, as it is for all other cases",
            )


def _table_person(doc: Document, row: Row, headings: list[Heading], known: Patterns) -> Person | None:
    text = doc.reading

    def passage(column: str) -> Passage | None:
        cell = row.cells.get(column)
        return Passage(text, cell[0], cell[1], cell[1], doc.places, doc.dates) if cell else None

    values: dict[str, Value] = {}
    group = _group(headings, row.start)
    if sex := passage("sex"):
        values |= {"sex": found} if (found := fields.find_sex(sex, known) or _bare_sex(sex, known)) else {}
    if age := passage("age"):
        values |= {"age": found} if (found := fields.find_age(age, known) or _bare_age(age, known)) else {}
    if not values:
        return None
    if job := passage("occupation"):
        values |= {"occupation": found} if (found := fields.find_occupation(job, known)) else {}
    if kind := passage("classification"):
        values |= {"severity": found} if (found := fields.find_meaning(kind, known.severities)) else {}
        values |= {"classification": found} if (found := _kind(kind, known)) else {}
    for name in ("onset", "confirmed"):
        if day := passage(name):
            values |= {name: found} if (found := fields.first_date(day)) else {}
    home = fields.home_of(passage("residence"), known)
    number = passage("number")
    written = text[number.start : number.end] if number else ""
    head = Head(row.start, row.start, (fields.number_in(written, known),), known.classification(written), True)
    kind_of = _classification(head, headings[group - 1] if group else None, values, known)
    return Person(head.numbers[0], row.start, row.end, row.start, group, True, kind_of, values, home)


def _kind(passage: Passage, known: Patterns) -> Value | None:
    for found in known.label.finditer(passage.text, passage.start, passage.end):
        if classification := known.classification(found[0]):
            return Value(classification, found.start(), found.end())
    return fields.find_meaning(passage, known.classifications)


def _bare_sex(passage: Passage, known: Patterns) -> Value | None:
    found = known.cell_sexes.find(passage.text, passage.start, passage.end)
    return Value(*found) if found else None


def _bare_age(passage: Passage, known: Patterns) -> Value | None:
    age = fields.number_in(passage.text[passage.start : passage.end], known)
    return Value(age, passage.start, passage.end) if age is not None and age <= 120 else None
