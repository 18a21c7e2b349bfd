"""The gazetteer: one door to look-up, resolution and finding."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

import msgspec

from bulletin_norm.errors import Problem
from bulletin_norm.knowledge.gazetteer.characters import CharacterFinder
from bulletin_norm.knowledge.gazetteer.districts import SURE as DISTRICT_SURE
from bulletin_norm.knowledge.gazetteer.districts import Districts
from bulletin_norm.knowledge.gazetteer.divisions import COUNTRY, Division, Tree, read_divisions
from bulletin_norm.knowledge.gazetteer.exonyms import Exonyms, read_exonyms
from bulletin_norm.knowledge.gazetteer.hits import Hit
from bulletin_norm.knowledge.gazetteer.index import Index, Zone, read_places, read_zones
from bulletin_norm.knowledge.gazetteer.items import Setting
from bulletin_norm.knowledge.gazetteer.latin import LatinFinder
from bulletin_norm.knowledge.gazetteer.linking import Reading
from bulletin_norm.knowledge.gazetteer.meanings import Glosses
from bulletin_norm.knowledge.gazetteer.mention import character_hits, latin_hits
from bulletin_norm.knowledge.gazetteer.near import Near
from bulletin_norm.knowledge.gazetteer.rating import Rater
from bulletin_norm.knowledge.gazetteer.reasons import explained
from bulletin_norm.knowledge.gazetteer.roles import Roles
from bulletin_norm.knowledge.gazetteer.scoring import Rated, cutoff
from bulletin_norm.knowledge.gazetteer.spelling import fold, is_latin
from bulletin_norm.knowledge.gazetteer.standard import standard
from bulletin_norm.knowledge.gazetteer.telling import locality, ranked
from bulletin_norm.knowledge.gazetteer.townships import Townships
from bulletin_norm.knowledge.variants import simplified
from bulletin_norm.language.places import PlaceWords
from bulletin_norm.model import Candidate, Link, PlaceMention
from bulletin_norm.text import encodable

KEPT = 20_000
DIGIT = re.compile(r"\d")
BLANKS = re.compile("[ \u3000]+")
RESIDUE = "".join(map(chr, range(33, 127)))
NATION = Division(COUNTRY, "中国", "中国", 0, "国", "", COUNTRY, "China", "China")


def _closed(mention: str) -> str:
    """A mention without the blanks between its Chinese characters: 海 淀 区."""
    parts = BLANKS.split(mention)
    closed = parts[0]
    for blank, part in zip(BLANKS.findall(mention), parts[1:], strict=True):
        inside = "\u4e00" <= closed[-1:] <= "\u9fff" and "\u4e00" <= part[:1] <= "\u9fff"
        closed += part if inside else blank + part
    return closed


def _bared(mention: str) -> str:
    """A mention in Chinese characters without what markup and escapes left round them: u3001六安市, nbsp六安市."""
    inner = mention.strip(RESIDUE)
    return inner if inner and min(inner) >= "\u4e00" and max(inner) <= "\u9fff" else mention


class Resolution(msgspec.Struct, frozen=True):
    """What a mention means: one division, or None where two are too close or none fits; all candidates."""

    mention: str
    adcode: str | None
    name: str | None
    name_en: str | None
    probability: float
    candidates: tuple[Candidate, ...] = ()
    locality: str | None = None


def place_words() -> dict[str, PlaceWords]:
    """The words round names of places, by language; found by the modules that are there."""
    package = import_module("bulletin_norm.knowledge.languages")
    found = {}
    for folder in package.__path__:
        for path in sorted(Path(folder).glob("*/places.py")):
            code = path.parent.name
            found[code] = import_module(f"{package.__name__}.{code}.places").PLACES
    return found


class Gazetteer:
    """All divisions since 2018, under every name that they are known or mangled by."""

    def __init__(self, tree: Tree, index: Index, words: Mapping[str, PlaceWords], glosses: Glosses) -> None:
        self.tree, self.index, self.words = tree, index, dict(words)
        self.townships: Townships | None = None
        self._exonyms: dict[str, Exonyms] = {}
        self._districts = Districts()
        self._resolved: dict[tuple[str, str | None, str | None, tuple[str, ...], tuple[str, ...]], Resolution] = {}
        self._standards: dict[tuple[str, str], str | None] = {}
        self._roles: dict[str, Roles] = {}
        self._finders: dict[str, LatinFinder | CharacterFinder] = {}
        self._scripts = {_in_latin(words): code for code, words in reversed(self.words.items())}
        self._rater = Rater(tree, index, Near(index), glosses)

    @staticmethod
    def load(root: Path, problems: list[Problem], extra: Path | None = None, *, townships: bool = False) -> Gazetteer:
        """Read divisions.tsv, zones.tsv and places.tsv below `root`, and a user's own places table.

        `townships` reads townships.tsv too, 38,000 townships and subdistricts: they become localities.
        """
        words = place_words()
        divisions = list(read_divisions(root / "divisions.tsv", problems))
        if not any(division.adcode == COUNTRY for division in divisions):
            divisions.append(NATION)
        tree, index = Tree(divisions), Index(words)
        for division in divisions:
            if division.adcode != COUNTRY:
                index.add_division(division)
        zones = read_zones(root / "zones.tsv", tree, index, problems) if (root / "zones.tsv").exists() else {}
        for path in (root / "places.tsv", extra):
            if path is not None and path.exists():
                read_places(path, tree, index, problems)
        glosses = Glosses()
        if (root / "glosses.tsv").exists():
            glosses = Glosses.read(root / "glosses.tsv", problems)
        glosses.add(divisions)
        gazetteer = Gazetteer(tree, index, words, glosses)
        if (root / "districts.tsv").exists():
            gazetteer._districts = Districts.read(root / "districts.tsv", zones, tree, problems)
        if (root / "exonyms.tsv").exists():
            gazetteer._exonyms = read_exonyms(root / "exonyms.tsv", tree, problems)
        if townships:
            gazetteer.townships = Townships.read(root / "townships.tsv", words, tree, problems)
        return gazetteer

    def get(self, adcode: str, date: str | None = None) -> Division | None:
        """The division of a code, as it was on a day."""
        return self.tree.get(adcode, date)

    def near(self, mention: str, issuer: str | None = None) -> list[Rated]:
        """The rated candidates of a mention whose name is only near one that is known; none for other mentions."""
        language = self._script(latin=True)
        finder = self._finder(language)
        if not isinstance(finder, LatinFinder):
            return []
        hits = latin_hits(mention, finder.hits(mention), self.index, self.words[language])
        return self._rater.rating(hits[0], issuer, None).rated if len(hits) == 1 and hits[0].stem else []

    def knows(self, name: str) -> bool:
        """Whether a name, without its generic word, is one that the gazetteer has."""
        return fold(name) in self.index.latin if is_latin(name) else name in self.index.hanzi

    def zone(self, adcode: str, name: str) -> Zone | None:
        """The zone of a division by any of its names, with or without that of the division; None for an unknown one."""
        division = self.get(adcode)
        if division is None:
            return None
        if is_latin(name):
            found = [self.index.latin.get(fold(key), ()) for key in (name, f"{division.roman} {name}")]
        else:
            found = [self.index.hanzi.get(key, ()) for key in (name, division.short + name)]
        zones = (entry.zone for entries in found for entry in entries if entry.division.adcode == adcode)
        return next((zone for zone in zones if zone is not None), None) or self._districts.zone(adcode, name)

    def divisions(self) -> tuple[Division, ...]:
        """All records, those that are no more included."""
        return tuple(self.tree.divisions)

    def ancestors(self, adcode: str) -> tuple[str, ...]:
        """The codes of all divisions above one, nearest first, the country last."""
        return self.tree.ancestors(adcode)

    def within(self, adcode: str, ancestor: str) -> bool:
        """Whether a division is another or lies in it."""
        return self.tree.within(adcode, ancestor)

    def cities(self, land: str, locality: str) -> frozenset[str]:
        """The names of the cities without codes that a district of a land (Taiwan, 710000) lies in."""
        return self._districts.holders(land, locality)

    def issuer(self, name: str) -> str | None:
        """The code of an authority by code or name ("Heilongjiang", 230000, 黑龙江省, "National"); None if unknown."""
        name = str(name).strip()
        if name in self.tree.by_code:
            return name
        if any(name.lower() in words.nation for words in self.words.values()):
            return COUNTRY
        return self.resolve(name).adcode

    def find(
        self, text: str, *, language: str = "en", issuer: str | None = None, date: str | None = None
    ) -> tuple[PlaceMention, ...]:
        """The places named in running text, in order; offsets into `text`."""
        finder = self._finder(language)
        if finder is None:
            exonyms = self._exonyms.get(language)
            return exonyms.find(text, issuer, date) if exonyms else ()
        setting = Setting(issuer, date)
        mentions = Reading(self.tree, self._rater, text, setting, finder.gap).mentions(finder.hits(text))
        if self._tells_districts(text, issuer, mentions):
            mentions = self._districts.added(text, mentions, issuer, finder.gap)
        if self.townships is not None:
            mentions = self._located(text, mentions, language, finder.gap)
        code = language.split("-")[0]
        if code not in self._roles:
            self._roles[code] = Roles(self.words[code])
        return tuple(self._roles[code].told(text, mentions))

    def _tells_districts(self, text: str, issuer: str | None, mentions: Sequence[PlaceMention]) -> bool:
        """Whether a text is of a land whose districts have no codes."""
        lands = self._districts.lands
        if issuer in lands or not lands.isdisjoint([one.adcode for one in mentions]):
            return True
        return self._districts.is_told_of(text)

    def _located(
        self, text: str, mentions: list[PlaceMention], language: str, gap: re.Pattern[str]
    ) -> list[PlaceMention]:
        """The mentions with the townships beside them; none reaches into the next."""
        found: list[PlaceMention] = []
        for number, mention in enumerate(mentions):
            words = self.words[language.split("-")[0]]
            made = self.townships.located(text, mention, words, gap) if self.townships else mention
            low = found[-1].end if found else 0
            high = mentions[number + 1].start if number + 1 < len(mentions) else len(text)
            found.append(made if low <= made.start and made.end <= high else mention)
        return found

    def resolve(
        self,
        mention: str,
        *,
        issuer: str | None = None,
        date: str | None = None,
        near: tuple[str, ...] = (),
        parents: tuple[str, ...] = (),
    ) -> Resolution:
        """What one mention means, with ranked candidates; no code where it cannot be told."""
        mention = encodable(mention)
        asked = (mention, issuer, date, near, parents)
        known = self._resolved.get(asked)
        if known is None:
            if len(self._resolved) > KEPT:
                self._resolved.clear()
            known = self._resolve(mention, Setting(issuer, date, parents, near, True))
            if known.adcode is None and not mention.isascii():
                plain = simplified(_closed(_bared(mention)))
                known = known if plain == mention else self._resolve(plain, Setting(issuer, date, parents, near, True))
            known = self._district(mention, issuer, known)
            self._resolved[asked] = known
        return known

    def _district(self, mention: str, issuer: str | None, known: Resolution) -> Resolution:
        """The answer for a mention of a district without a code, where the issuer's land has it, or nobody else."""
        at_home, anywhere = issuer in self._districts.lands, issuer in (None, COUNTRY)
        if not at_home and not anywhere:
            return known
        named = not mention.isascii() and simplified(mention) not in self.index.hanzi
        if not at_home and not (anywhere and (known.adcode is None or named)):
            return known
        district = self._districts.alone(simplified(mention))
        if district is None or (anywhere and not named and self.knows(self.index.stem(mention))):
            return known
        land, probability = district.land, DISTRICT_SURE
        candidates = (Candidate(land.adcode, land.name, land.name_en, probability),)
        told = explained(mention, land.adcode, candidates, (), issuer, None, self.tree)
        where = district.english if is_latin(mention) else district.name
        return Resolution(mention, land.adcode, land.name, land.name_en, probability, told, where)

    def _resolve(self, mention: str, setting: Setting) -> Resolution:
        issuer, date = setting.issuer, setting.date
        language = self._script(latin=is_latin(mention))
        finder = self._finder(language)
        if finder is None:
            return Resolution(mention, None, None, None, 0.0)
        mention = _in_words(mention, self.words[language])
        whole = None if setting.parents or setting.near else finder.whole(mention)
        if whole is not None:
            return self._single(mention, whole, issuer, date)
        hits: list[Hit] = finder.hits(mention)
        weigh = latin_hits if isinstance(finder, LatinFinder) else character_hits
        hits = weigh(mention, hits, self.index, self.words[language])
        hits = [one for hit in hits for one in self._rater.readings(hit, issuer, date)]
        if not hits or any(hit.stem and not self._rater.rating(hit, issuer, date).rated for hit in hits):
            return Resolution(mention, None, None, None, 0.0)
        if len(hits) == 1 and self._plain(hits[0], setting) and self.townships is None:
            return self._single(mention, hits[0], issuer, date)
        found = Reading(self.tree, self._rater, mention, setting, finder.gap).mentions(hits)
        if self.townships is not None:
            found = self._located(mention, found, language, finder.gap)
        return self._one(mention, found, issuer, date)

    @staticmethod
    def _plain(hit: Hit, setting: Setting) -> bool:
        """Whether a hit says all there is: a name, with nothing round it."""
        if hit.role != "place" or hit.weak or hit.counted or hit.whole or hit.spare or setting.parents or setting.near:
            return False
        return not any(entry.context for entry in hit.entries)

    def _single(self, mention: str, hit: Hit, issuer: str | None, date: str | None) -> Resolution:
        """The answer for a mention that is one name."""
        rating = self._rater.rating(hit, issuer, date)
        rated, likely = rating.rated, rating.likely
        if not rated:
            return Resolution(mention, None, None, None, 0.0)
        best, surface, probability = rated[0], mention[hit.start : hit.end], round(likely, 4)
        answer = best.adcode if likely >= cutoff(best) else None
        candidates = explained(surface, answer, ranked(rated, likely), (), issuer, date, self.tree)
        if answer is None:
            return Resolution(mention, None, None, None, probability, candidates)
        division, zone = best.entry.division, locality(best.entry.zone, surface)
        return Resolution(mention, answer, division.name, division.name_en, probability, candidates, zone)

    def standard(self, link: Link, mention: PlaceMention) -> str | None:
        """The standard English form for a link of a mention in Latin letters; None where it is right."""
        zone = mention.locality if link.adcode == mention.adcode else None
        if zone and not (self.townships is not None and self.townships.holds(link.adcode, zone)):
            return None
        asked = (link.surface, link.adcode)
        if asked not in self._standards:
            if len(self._standards) > KEPT:
                self._standards.clear()
            self._standards[asked] = self._standard(*asked)
        return self._standards[asked]

    def _standard(self, surface: str, adcode: str) -> str | None:
        division = self.tree.get(adcode)
        words = self.words[self._script(latin=True)]
        if division is None or surface.lower().startswith(tuple(words.determiners)):
            return None
        return standard(surface, division, words)

    def _one(self, mention: str, found: list[PlaceMention], issuer: str | None, date: str | None) -> Resolution:
        """One answer from all that a mention names: the lowest division, where the others lie above it."""
        named = [one for one in found if one.adcode] or found
        if not named:
            return Resolution(mention, None, None, None, 0.0)
        codes = [one.adcode for one in named if one.role != "issuer"]
        twice = [one for one in named if one.adcode and codes.count(one.adcode) > 1]
        if twice and len({one.adcode for one in twice}) == 1:
            named = found = twice
        lowest = max(named, key=lambda one: len(self.tree.ancestors(one.adcode)) if one.adcode else 0)
        code = lowest.adcode
        apart = code is None or any(one.adcode is None or not self.tree.within(code, one.adcode) for one in found)
        ranks = _ranks(lowest)
        parents = {link.adcode for one in named for link in one.links if link.adcode != code}
        candidates = explained(lowest.surface, code, ranks, parents, issuer, date, self.tree)
        if apart or code is None:
            return Resolution(mention, None, None, None, lowest.probability if code is None else 0.0, candidates)
        return Resolution(mention, code, lowest.name, lowest.name_en, lowest.probability, candidates, lowest.locality)

    def _script(self, *, latin: bool) -> str:
        """The language whose words serve names in Latin letters, or in characters."""
        return self._scripts.get(latin, "")

    def _finder(self, language: str) -> LatinFinder | CharacterFinder | None:
        if (finder := self._finders.get(language)) is not None:
            return finder
        code = language.split("-")[0]
        words = self.words.get(code)
        if words is None:
            return None
        if code not in self._finders:
            if _in_latin(words):
                self._finders[code] = LatinFinder(self.index, words, self._rater.glosses)
            else:
                self._finders[code] = CharacterFinder(self.index, words)
        return self._finders[code]


def _ranks(mention: PlaceMention) -> list[Candidate]:
    """The candidates of a mention, its answer first, with the answer's probability."""
    answer = mention.adcode
    ranks = [one for one in mention.candidates if one.adcode != answer]
    ranks.sort(key=lambda one: -one.probability)
    if answer is not None:
        ranks.insert(0, Candidate(answer, mention.name or "", mention.name_en or "", mention.probability))
    return ranks


def _in_words(mention: str, words: PlaceWords) -> str:
    """A mention with the numbers that stand in figures as names have them: "8th Division"."""
    if not words.ordinals or not DIGIT.search(mention):
        return mention
    return " ".join(words.ordinals.get(word, word) for word in mention.split(" "))


def _in_latin(words: PlaceWords) -> bool:
    return any(word.isascii() for word in words.generics)


__all__ = ["Gazetteer", "Resolution"]
