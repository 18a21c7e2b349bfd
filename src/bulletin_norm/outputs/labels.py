"""Names things for a reader in one output language: places, measures, dates, cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import msgspec

from bulletin_norm.model import Case, Fact, RiskChange
from bulletin_norm.outputs.quotes import is_chinese
from bulletin_norm.outputs.remembering import remembered
from bulletin_norm.outputs.trees import BlockKey
from bulletin_norm.outputs.wording import Wording

COUNTRY = "100000"
WITHOUT_SYMPTOMS = "asymptomatic"
APART = ("710000", "810000", "820000")
"""Divisions that the counts of the country do not hold: its bulletins tell them beside its own."""

ORDER = (
    "confirmed_cases",
    "asymptomatic_infections",
    "conversions",
    "suspected_cases",
    "severe_cases",
    "critical_cases",
    "deaths",
    "recoveries",
    "released_from_observation",
    "close_contacts",
    "contacts_under_observation",
    "contacts_released",
    "high_risk_areas",
    "medium_risk_areas",
    "nucleic_acid_tests",
    "vaccine_doses",
)
"""The measures in the order in which a reader expects them."""


class NamedDivision(Protocol):
    """A division as far as outputs name it."""

    @property
    def name(self) -> str:
        """The Chinese name."""

    @property
    def name_en(self) -> str:
        """The English name."""


class Divisions(Protocol):
    """The table of divisions as far as outputs ask it."""

    def get(self, adcode: str, date: str | None = None) -> NamedDivision | None:
        """The division of a code."""

    def zone(self, adcode: str, name: str) -> NamedDivision | None:
        """The zone without a code of its own that a name means in a division."""

    def ancestors(self, adcode: str) -> tuple[str, ...]:
        """The divisions above one, nearest first."""


class Labels(msgspec.Struct, frozen=True, dict=True):
    """The names of everything in one output language; `script` turns Chinese names into its script."""

    words: Wording
    divisions: Divisions
    measures: dict[str, str]
    diseases: dict[str, str]
    script: Callable[[str], str] = str

    @remembered
    def ancestors(self, adcode: str) -> tuple[str, ...]:
        """The divisions above one whose counts hold its own, nearest first."""
        above = self.divisions.ancestors(adcode)
        apart = any(code in APART for code in (adcode, *above))
        return tuple(code for code in above if code != COUNTRY) if apart else above

    def rank(self, measure: str) -> int:
        """The place of a measure in the order in which bulletins give them; others come last."""
        return ORDER.index(measure) if measure in ORDER else len(ORDER)

    def headline(self, issuer: str, disease: str, day: str | None) -> str:
        """Who, what and when in one line."""
        disease = disease or self.words.say("headline", "no_disease")
        phrase = {(True, True): "full", (True, False): "no_day", (False, True): "no_issuer", (False, False): "bare"}
        date = self.words.day(day) if day else ""
        line = self.words.say("headline", phrase[bool(issuer), bool(date)], issuer=issuer, disease=disease, day=date)
        return line[:1].upper() + line[1:]

    def disease(self, disease: str | None) -> str:
        """A disease by its name in this language."""
        return self.diseases.get(disease, disease) if disease else ""

    @remembered
    def place_name(self, adcode: str) -> str:
        """A division by the name in this language alone ("Heihe City")."""
        names: dict[str, str] = self.words.phrases["place"]["names"]
        if adcode in names:
            return names[adcode]
        division = self.divisions.get(adcode)
        if division is None:
            return adcode
        return self.name(division.name) if self._is_chinese else division.name_en

    def place(self, row: Fact | RiskChange | Case, known: str | None = None) -> str:
        """A place as a reader needs it: "Aihui District (爱辉区)", with the divisions around it up to one `known`."""
        if row.adcode is None:
            unplaced = self.words.say("place", "unplaced")
            if row.locality or isinstance(row, Case) or not row.place:
                return self._locality(row.locality) if row.locality else unplaced
            return self.words.say("place", "named", words=row.place, unplaced=unplaced)
        return self._placed(row.adcode, row.locality, known)

    @remembered
    def _placed(self, adcode: str, locality: str | None, known: str | None) -> str:
        name = self._both(adcode)
        if locality:
            locality = self._locality(locality, adcode)
            name = locality if adcode == known else self._within(locality, name)
        for parent in self.ancestors(adcode):
            if parent in (known, COUNTRY) or (known and parent in self.ancestors(known)):
                break
            name = self._within(name, self.place_name(parent))
        return name

    def origin(self, origin: str) -> str:
        """The word for an origin, "" where it is unspecified."""
        return self.words.term("origin", origin)

    @remembered
    def counted(self, measure: str, origin: str = "unspecified") -> str:
        """What is counted, as a title: "Confirmed cases, local"."""
        said = self.origin(origin)
        phrase = self.words.phrases["measure"].get(measure)
        label = self.measures.get(measure, measure.replace("_", " "))
        if phrase:
            label = phrase.format(origin=said)
        elif said:
            label = self.words.say("origin", "labelled", measure=label, origin=said)
        return label[:1].upper() + label[1:]

    def line(self, fact: Fact, above: Fact | None, issuer: str | None) -> tuple[str, str]:
        """The kind of a line and its label: what is counted, where, from where, as far as the line `above` does not
        say.
        """
        known = above.adcode if above else issuer
        moved = fact.adcode != known or fact.locality != (above.locality if above else None)
        if above and fact.measure == above.measure and moved and fact.origin == above.origin:
            return "place", self.place(fact, above.adcode)
        if above and fact.measure == above.measure and not moved:
            said = self.origin(fact.origin)
            return "origin", said[:1].upper() + said[1:]
        carried = above is not None and fact.origin == above.origin
        label = self.counted(fact.measure, "unspecified" if carried else fact.origin)
        if moved:
            label = self.words.say("place", "counted", measure=label, place=self.place(fact, known))
        return "measure", label

    def category(self, path: str) -> str:
        """A category of measures, or the groups around it, level by level."""
        return " > ".join(self.words.term("category", part) for part in path.split(" > "))

    @remembered
    def division(self, adcode: str) -> str:
        """A division with its names and its code, by which two of one name can be told apart."""
        division = self.divisions.get(adcode)
        if division is None:
            return adcode
        zh, en = self.name(division.name), division.name_en
        return self.words.say("place", "coded", zh=zh, en=en, code=adcode)

    def block(self, key: BlockKey) -> str:
        """The title of a block of figures: status and period."""
        words = self.words
        if key.status == "new":
            title = words.say("status", "new", period=words.period(key.start, key.end))
        elif not key.end:
            title = words.say("status", f"{key.status}_undated")
        elif key.status == "cumulative" and key.start:
            title = words.say("status", "cumulative_since", first=words.day(key.start), day=words.day(key.end))
        else:
            title = words.say("status", key.status, day=words.day(key.end))
        if key.disease:
            title = words.say("status", "other_disease", title=title, disease=self.disease(key.disease))
        return title

    def risk(self, change: RiskChange) -> str:
        """What becomes of a risk area, and when."""
        new, old = self.words.term("level", change.to), self.words.term("level", change.from_)
        how = self.words.say("risk", "change" if old else "to", old=old, new=new)
        how = how[:1].upper() + how[1:]
        if not change.date:
            return how
        day = self.words.day(change.date)
        when = self.words.say("risk", "when", day=day, time=self.words.clock(change.time)) if change.time else day
        return self.words.say("risk", "dated", how=how, when=when)

    def case_name(self, case: Case) -> str:
        """A case by its number: people without symptoms are numbered by themselves."""
        if case.number is None:
            return self.words.say("case", "plain")
        phrase = "without_symptoms" if case.classification == WITHOUT_SYMPTOMS else "numbered"
        return self.words.say("case", phrase, number=case.number)

    def case_details(self, case: Case, issuer: str | None = None) -> tuple[str, ...]:
        """What is said of a case, in one order, without what is not said."""
        words = self.words
        details = [words.term("case", case.sex, group="sex")]
        if case.age is not None:
            phrase = {0: "age_zero", 1: "age_one"}.get(case.age, "age")
            details.append(words.say("case", phrase, age=case.age))
        details.append(self._as_said(case, "occupation", case.occupation))
        if case.adcode or case.locality:
            details.append(words.say("case", "of", place=self.place(case, issuer)))
        if case.number is None or case.classification != WITHOUT_SYMPTOMS:
            details.append(words.term("case", case.classification, group="classification"))
        details.append(words.term("case", case.severity, group="severity"))
        if case.contact_of:
            who = words.say("case", "contact_of", who=case.contact_of)
            details.append(self._as_said(case, "contact", who))
        for phrase, date in (("onset", case.onset), ("confirmed", case.confirmed)):
            if date:
                details.append(words.say("case", phrase, day=words.day(date)))
        return tuple(detail for detail in details if detail)

    def _locality(self, name: str, adcode: str | None = None) -> str:
        """A place without a code: by its standard names where it is a known zone, else as the source names it; in
        quotes where that is of another script.
        """
        zone = self.divisions.zone(adcode, name) if adcode else None
        if zone is not None:
            return self._names(zone)
        if self._is_chinese and not is_chinese(name):
            return self.words.say("place", "foreign", words=name)
        return self.name(name)

    def name(self, name: str) -> str:
        """A Chinese name in the script of this language; its letters are not always those of running text."""
        name = self.script(name)
        for letter, kept in self.words.phrases["place"]["letters"].items():
            name = name.replace(letter, kept)
        return name

    def _as_said(self, case: Case, role: str, value: str | None) -> str:
        """A detail that records give in English; a Chinese reader is given the Chinese words of the source."""
        said = next((one.text for one in case.evidence if one.role == role), "")
        if value and self._is_chinese and is_chinese(said):
            return self.script(said.strip("，、；。,; "))
        return value or ""

    @property
    def _is_chinese(self) -> bool:
        return self.words.tag.startswith("zh")

    def _both(self, adcode: str) -> str:
        division = self.divisions.get(adcode)
        if division is None or adcode in self.words.phrases["place"]["names"]:
            return self.place_name(adcode)
        return self._names(division)

    def _names(self, division: NamedDivision) -> str:
        return self.words.say("place", "both", en=division.name_en, zh=self.name(division.name))

    def _within(self, place: str, parent: str) -> str:
        return self.words.say("place", "within", place=place, parent=parent)
