"""Whether a slip in one number is noticed: each is changed where the bulletin itself can tell that it is wrong.

    python benchmarks/slips.py [FOLDER] [--each 8] [--seed 1] [-v]

Takes the counts of each bulletin of FOLDER (the corpus) whose parts by place add up, changes the total or one of its
parts, reads the bulletin again, and prints how often that gives a Doubt that was not there before; -v prints the rest.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import bulletin_norm
from bulletin_norm.model import Document, Evidence, Fact
from bulletin_norm.outputs.corpus import Corpus

ROOT = Path(__file__).resolve().parents[1]
STEPS = (1, 2, 10, 30)


def main() -> None:
    """Print the share of slips that are noticed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "corpus")
    parser.add_argument("--each", type=int, default=8, help="the most slips in one bulletin")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-v", "--verbose", action="store_true")
    arguments = parser.parse_args()
    normalizer, chance = bulletin_norm.load(), random.Random(arguments.seed)
    made = noticed = 0
    for item in Corpus([arguments.folder], normalizer.places.issuer):
        document = normalizer.run(item.document())
        before = told(document)
        for count, value in slips(document, arguments.each, chance):
            source = document.source[: count.start] + str(value) + document.source[count.end :]
            again = normalizer.run(like(document, source))
            made += 1
            noticed += bool(told(again) - before)
            if arguments.verbose and not told(again) - before:
                print(f"{document.id}: {count.text} as {value}: {around(document, count)!r}")
    print(f"{noticed} of {made} slips give a Doubt ({noticed / max(1, made):.1%})")


def slips(document: Document, most: int, chance: random.Random) -> Iterator[tuple[Evidence, int]]:
    """Numbers of sums that come out right, each with another value."""
    sums = list(complete(document))
    for members in chance.sample(sums, min(most, len(sums))):
        fact = chance.choice(members)
        count = next(one for one in fact.evidence if one.role == "count")
        if fact.count is not None and count.text.replace(",", "").isdecimal():
            yield count, fact.count + chance.choice(STEPS)


def complete(document: Document) -> Iterator[list[Fact]]:
    """Each total whose parts by place add up, with them."""
    parts = defaultdict(list)
    for fact in document.facts:
        if fact.part_of is not None:
            parts[fact.part_of].append(fact)
    for index, listed in parts.items():
        whole = document.facts[index]
        kind = (whole.measure, whole.status)
        apart = [one for one in listed if (one.measure, one.status) == kind and one.adcode != whole.adcode]
        if len(apart) > 1 and sum(one.count or 0 for one in apart) == whole.count:
            yield [whole, *apart]


def like(document: Document, source: str) -> Document:
    """Another text under the same heading."""
    known = {name: getattr(document, name) for name in ("id", "issuer", "published", "language")}
    return Document.of(source, **known)


def told(document: Document) -> set[tuple[str, str]]:
    """The Doubts of a document, without where they stand."""
    return {(doubt.kind, doubt.message) for doubt in document.doubts}


def around(document: Document, count: Evidence) -> str:
    """The words round a number."""
    return document.source[max(0, count.start - 60) : count.end + 40]


if __name__ == "__main__":
    main()
