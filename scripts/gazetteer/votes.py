"""What each source says on how the stem of a name is spelled in Latin letters."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from gazetteer.history import Record
from gazetteer.names import take_apart
from gazetteer.tables import read_table

OFFICIAL_GENERIC = re.compile(
    r"[ ']*(?:\S*?zu)?(?:tebiexingzhengqu|zizhi ?(?:zhou|xian|qi|qu)|lianheqi|kuangqu|xinqu|linqu|tequ|sheng|diqu|meng|"
    r"zhou|shi|xian|qu|qi)$",
    re.IGNORECASE,
)
GEONAMES_GENERIC = re.compile(
    r"[ -]+(?:shi|xian|qu|qi|meng|zhou|diqu|city|county|district|banner|sheng)$", re.IGNORECASE
)
VOWELS = "aeo"
NEARLY_GENERIC = "省市区县旗盟州"


@dataclass
class Sources:
    """The sources' spellings, by adcode and name or by Chinese name within a province."""

    areacity: dict[tuple[str, str], list[str]]
    areacity_stems: dict[tuple[str, str], set[str]]
    official: dict[tuple[str, str], str]
    official_stems: dict[tuple[str, str], set[str]]
    geonames: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))


def read_sources(folder: Path) -> Sources:
    """Read AreaCity's pinyin, libaddressinput's romanized names and GeoNames' alternate names."""
    areacity, stems = {}, defaultdict(set)
    for row in read_table(folder / "areacity" / "ok_data_level3.csv"):
        areacity[row["ext_id"][:6], row["ext_name"]] = row["pinyin"].split()
        stems[row["ext_id"][:2], row["name"]].add(row["pinyin"])
    official, official_stems = {}, defaultdict(set)
    for row in read_table(folder / "libaddressinput" / "lnames.tsv"):
        official[row["adcode"], row["name_zh"]] = row["lname"] + ("|" + row["lfname"] if row["lfname"] else "")
        if row["name_zh"][-1] in NEARLY_GENERIC:
            official_stems[row["adcode"][:2], take_apart(row["name_zh"]).stem].add(
                official[row["adcode"], row["name_zh"]]
            )
    sources = Sources(areacity, dict(stems), official, dict(official_stems))
    for row in read_table(folder / "geonames" / "cn_places500.tsv"):
        names = [row["name"], *row["alternatenames"].split("|")]
        latin = {name for name in names if name and ord(name[0]) < 0x250}
        for name in names:
            if name and ord(name[0]) > 0x2E7F:
                sources.geonames[row["admin1_gb"], name] |= latin
    return sources


def plain(text: str) -> str:
    """Letters only, lower case, no diacritics: what two spellings are compared by."""
    bare = unicodedata.normalize("NFD", text.lower())
    return "".join(char for char in bare if char.isascii() and char.isalpha())


def join(syllables: list[str]) -> str:
    """Write syllables as one word: an apostrophe goes before a, e and o (Xi'an, Lu'an, Dong'e)."""
    word = ""
    for syllable in syllables:
        word += ("'" if word and syllable[0] in VOWELS else "") + syllable
    return word.capitalize()


def areacity_syllables(record: Record, sources: Sources) -> list[str]:
    """AreaCity's pinyin of the name: of the division itself, or of one in its province with the same stem."""
    found = sources.areacity.get((record.adcode, record.name))
    if not found:
        for stem in (take_apart(record.name).stem, record.name):
            if len(readings := sources.areacity_stems.get((record.adcode[:2], stem), set())) == 1:
                found = next(iter(readings)).split()
                break
    return [with_umlaut(syllable) for syllable in found or ()]


def with_umlaut(syllable: str) -> str:
    """Write ü where a source has v (lv, nv) or drops the dots (lue, nue)."""
    return {"lue": "lüe", "nue": "nüe"}.get(syllable, syllable.replace("v", "ü"))


def official_vote(record: Record, sources: Sources) -> str:
    """libaddressinput's stem, as "Yutian (Keriya)" where it names a second form.

    It lists the divisions of about 2010: one that is gone is looked for by its stem within the province.
    """
    text = sources.official.get((record.adcode, record.name), "")
    if text:
        return official_stem(text)
    found = sources.official_stems.get((record.adcode[:2], take_apart(record.name).stem), set())
    stems = {official_stem(text) for text in found}
    return next(iter(stems)) if len(stems) == 1 else ""


def official_stem(text: str) -> str:
    """The stem of libaddressinput's short and full form: "Yutian Xian|Yutian (Keriya) Xian" gives "Yutian (Keriya)"."""
    short, _, full = text.partition("|")
    bracket = re.search(r"\(.+?\)", full)
    stem = OFFICIAL_GENERIC.sub("", re.sub(r"\s*\(.+?\)", "", short))
    return stem + (f" {bracket[0]}" if bracket else "")


def geonames_votes(record: Record, sources: Sources) -> set[str]:
    """Every spelling that GeoNames has under the full Chinese name in the same province, generic words off."""
    found = sources.geonames.get((record.adcode[:2], record.name), set())
    return {GEONAMES_GENERIC.sub("", name) for name in found}


class Dictionary:
    """pypinyin with its large dictionary: needed only when the tables are compiled."""

    def __init__(self) -> None:
        import pypinyin
        from pypinyin_dict.phrase_pinyin_data import large_pinyin

        large_pinyin.load()
        self._read = pypinyin.lazy_pinyin

    def syllables(self, text: str) -> list[str]:
        """The reading of a Chinese text, one lower-case syllable a character, without tones (ü stays)."""
        return [with_umlaut(syllable) for syllable in self._read(text)]
