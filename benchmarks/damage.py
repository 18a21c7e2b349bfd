"""What one more damage does to the facts of a bulletin, and whether the reader is told.

    python benchmarks/damage.py [FOLDER] [--count 1000] [--seed 1] [-v]

Damages a bulletin of FOLDER (the corpus) in one place at random: a sign or a bracket lost, a stop for a comma, a line
end or a blank inside a word, a character lost, doubled or out of place. Prints for each kind how often the facts of
the bulletin change, and how often they do so without a Doubt that was not there before; -v prints those.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from slips import like, told

import bulletin_norm
from bulletin_norm.model import Document
from bulletin_norm.outputs.corpus import Corpus

ROOT = Path(__file__).resolve().parents[1]
SEEN = 60

Damage = Callable[[str], str]
WHERE: dict[str, tuple[str, Damage]] = {
    "comma lost": (r"[,，、;；](?!\d)", lambda sign: ""),
    "bracket lost": (r"[()（）]", lambda sign: ""),
    "comma for a stop": (r"(?<!\d)[.。]", lambda sign: "," if sign == "." else "，"),
    "line end in a sentence": (r"(?<=[a-z]) (?=[a-z])|(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", lambda sign: "\n"),
    "blank lost": (r"(?<=\d) (?=[a-z])", lambda sign: ""),
    "blank in a word": (r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", lambda sign: " "),
    "word doubled": (r"\b[a-z]+ ", lambda word: word * 2),
    "small word lost": (r"\b(?:of|in|the|and|were|was|from|there|a) ", lambda word: ""),
    "character doubled": (r"[\u4e00-\u9fff]", lambda sign: sign * 2),
    "character lost": (r"[\u4e00-\u9fff]", lambda sign: ""),
    "letters out of place": (r"(?<=[a-z]{2})[a-z]{2}(?=[a-z])", lambda pair: pair[::-1]),
}
"""Where a damage may be, and what it makes of what stands there."""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "corpus")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-v", "--verbose", action="store_true")
    arguments = parser.parse_args()
    normalizer, chance = bulletin_norm.load(), random.Random(arguments.seed)
    items = Corpus([arguments.folder], normalizer.places.issuer)
    documents = [normalizer.run(item.document()) for item in items]
    made, changed, silent = Counter[str](), Counter[str](), Counter[str]()
    while made.total() < arguments.count:
        document, kind = chance.choice(documents), chance.choice(list(WHERE))
        place = _place(document.source, kind, chance)
        if place is None:
            continue
        source = document.source[: place.start()] + WHERE[kind][1](place[0]) + document.source[place.end() :]
        again = normalizer.run(like(document, source))
        made[kind] += 1
        if _facts(again) != _facts(document):
            changed[kind] += 1
            if not told(again) - told(document):
                silent[kind] += 1
                if arguments.verbose:
                    print(f"{kind}, {document.id}: {source[max(0, place.start() - SEEN) : place.end() + SEEN]!r}")
    for kind in WHERE:
        print(f"{kind:24} {made[kind]:5} made {changed[kind]:5} change facts {silent[kind]:5} in silence")
    print(f"{'all':24} {made.total():5} made {changed.total():5} change facts {silent.total():5} in silence")


def _place(source: str, kind: str, chance: random.Random) -> re.Match[str] | None:
    places = list(re.finditer(WHERE[kind][0], source))
    return chance.choice(places) if places else None


def _facts(document: Document) -> Counter[tuple[object, ...]]:
    return Counter((one.measure, one.status, one.origin, one.adcode, one.count, one.end) for one in document.facts)


if __name__ == "__main__":
    main()
