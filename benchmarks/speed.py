"""How fast bulletins are normalized, beside what one would otherwise reach for, all in one run on one core.

    python benchmarks/speed.py [--documents 2000] [--language en]

The bulletins are those of the corpus with other numbers and other places, about 2 KB each, from a fixed seed. After
loading, all are normalized one by one, with all that is read from them; then once more by the stages alone that
rewrite the text, which is the part of the work that the others do a part of: spaCy's blank-English PhraseMatcher looks
for the same terms, and rapidfuzz looks each place up among all English names, as a plain script would. Times are those
of the process, not the wall; what a loop takes is printed beside them, as it differs much between machines and
between builds of Python.
"""

from __future__ import annotations

import argparse
import platform
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import bulletin_norm
from bulletin_norm.assembly import STAGES
from bulletin_norm.model import Document
from bulletin_norm.normalizer import Normalizer
from bulletin_norm.outputs.corpus import Corpus

ROOT = Path(__file__).resolve().parents[1]
SIZE = 2000
COUNT = re.compile(r"\b\d{1,3}(?:,\d{3})*(?= (?:new |local |imported |confirmed |cases?|people))|\d+(?=[例人])")
LOOKED_UP = 60
REWRITING = ("sections", "script", "repair", "terms", "places", "place_edits")
RUNS = 5
ADDITIONS = 1_000_000


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--language", default="en")
    arguments = parser.parse_args()
    began = time.process_time()
    normalizer = bulletin_norm.load()
    normalizer.normalize("1 new case in Heihe City.")
    loading = time.process_time() - began
    documents = list(bulletins(normalizer, arguments.documents, arguments.language))
    size = sum(len(document.source.encode()) for document in documents)
    print(f"{len(documents)} bulletins, {size / len(documents):.0f} bytes each on average; {interpreter()}")
    print(f"loading everything: {loading:.2f} s; bulletin-norm --help: {help_time():.2f} s")
    report("bulletin-norm, all stages", documents, lambda document: normalizer.run(document))
    report("bulletin-norm, its text alone", documents, rewriting(normalizer))
    report("spaCy PhraseMatcher, terms only", documents, phrase_matcher(normalizer))
    report("rapidfuzz process.extract, places only", documents[:LOOKED_UP], lookup(normalizer))


def report(name: str, documents: list[Document], work: Callable[[Document], object] | None) -> None:
    """Time `work` on each document and print documents and megabytes a second."""
    if work is None:
        print(f"{name:40} not installed")
        return
    began = time.process_time()
    for document in documents:
        work(document)
    seconds = time.process_time() - began
    size = sum(len(document.source.encode()) for document in documents) / 1e6
    print(f"{name:40} {len(documents) / seconds:8.1f} documents/s {size / seconds:8.3f} MB/s")


def bulletins(normalizer: Normalizer, count: int, language: str) -> Iterator[Document]:
    """Bulletins of the corpus with other numbers and places, of about SIZE bytes; the same for the same count."""
    chance = random.Random(1)
    names = [division.name if language == "zh" else division.name_en for division in normalizer.places.tree.divisions]
    originals = [
        normalizer.run(item.document())
        for item in Corpus([ROOT / "corpus"], normalizer.places.issuer)
        if (item.language or "").startswith(language)
    ]
    for number in range(count):
        original = originals[number % len(originals)]
        text = varied(original, names, chance)
        while len(text.encode()) < SIZE * 0.9:
            text += "\n\n" + varied(chance.choice(originals), names, chance)
        text = text[: len(text.encode()[: round(SIZE * 1.1)].decode(errors="ignore"))]
        yield Document.of(text, id=str(number), published=original.published, issuer=original.issuer)


def varied(document: Document, names: list[str], chance: random.Random) -> str:
    """The source with the names of places and the counts changed."""
    text, last = "", 0
    for mention in document.places:
        span = document.source_span(mention.start, mention.end)
        if mention.role == "place" and span.start >= last:
            text += document.source[last : span.start] + chance.choice(names)
            last = span.end
    text += document.source[last:]
    return COUNT.sub(lambda found: f"{chance.randrange(10 ** len(found[0].replace(',', ''))):,}", text)


def interpreter() -> str:
    """The version of Python, and how fast this interpreter is on this machine: the least seconds of some loops."""

    def once() -> float:
        began, total = time.process_time(), 0
        for number in range(ADDITIONS):
            total += number
        return time.process_time() - began

    return f"Python {platform.python_version()}, {ADDITIONS:,} additions in {min(once() for _ in range(RUNS)):.2f} s"


def rewriting(normalizer: Normalizer) -> Callable[[Document], object]:
    """What only puts terms and names into standard English, without numbers, dates and facts."""
    stages = [stage for name, stage in zip(STAGES, normalizer.stages, strict=True) if name in REWRITING]

    def rewrite(document: Document) -> Document:
        for stage in stages:
            document = stage(document)
        return document

    return rewrite


def phrase_matcher(normalizer: Normalizer) -> Callable[[Document], object] | None:
    """What finds the phrases of the glossary with spaCy."""
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError:
        return None
    language = spacy.blank("en")
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    for term in normalizer.knowledge.glossary.rows:
        if term.phrases:
            matcher.add(term.id, [language.make_doc(phrase.folded) for phrase in term.phrases])
    return lambda document: matcher(language(document.source))


def lookup(normalizer: Normalizer) -> Callable[[Document], object]:
    """What looks up each place of a document among all English names."""
    from rapidfuzz import process

    names = sorted({division.name_en for division in normalizer.places.tree.divisions})

    def look(document: Document) -> object:
        found = normalizer.places.find(document.source, issuer=document.issuer)
        return [process.extract(mention.surface, names, limit=5) for mention in found]

    return look


def help_time() -> float:
    """The seconds that `bulletin-norm --help` takes, at best."""

    def once() -> float:
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "bulletin_norm", "--help"], check=True, capture_output=True)
        return time.perf_counter() - began

    return min(once() for _ in range(RUNS))


if __name__ == "__main__":
    main()
