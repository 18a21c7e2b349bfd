"""Reads made-up bulletins and prints how well, by the kind of damage done to them.

    python benchmarks/generated.py [--count 1000] [--seed 1] [-v KIND]

A row counts the bulletins that have this kind of damage, alone or with others. `alone` is the F1 of those that have
no other; `silent` the share of wrong or missing facts that lie in no sentence with a Doubt.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable

import msgspec
from generate import Made, generate
from generate_chinese import KINDS as WORDINGS
from generate_english import KINDS

import bulletin_norm
from bulletin_norm.outputs.evaluate import Gold, score
from bulletin_norm.outputs.schema import Record


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-v", "--verbose", metavar="KIND", help="list what is wrong under one kind of damage")
    arguments = parser.parse_args()
    normalizer = bulletin_norm.load()
    made = list(generate(arguments.count, arguments.seed))
    golds: dict[str, Gold] = {}
    records: dict[str, Record] = {}
    for one in made:
        for language, text in (("en", one.english), ("zh-Hans", one.chinese)):
            gold = msgspec.convert(one.gold(language), Gold)
            known = {"published": one.published, "issuer": one.issuer, "language": language}
            document = normalizer.normalize(text, id=gold.id, **known)
            golds[gold.id], records[gold.id] = gold, normalizer.record(document, summary=False)
    print(f"{'damage':24}{'texts':>7}{'facts':>8}{'F1':>8}{'alone':>8}{'perfect':>9}{'silent':>8}{'needless':>10}")
    _line("none", [f"{one.id}-en" for one in made if not one.damage], [], golds, records)
    for kind in KINDS:
        having = [one for one in made if kind in one.damage]
        alone = [f"{one.id}-en" for one in having if one.damage == (kind,)]
        _line(kind, [f"{one.id}-en" for one in having], alone, golds, records)
    _line("all English", [f"{one.id}-en" for one in made], [], golds, records)
    print("\nChinese")
    _line("plain", [f"{one.id}-zh-hans" for one in made if not one.wording], [], golds, records)
    for kind in WORDINGS:
        worded = [one for one in made if kind in one.wording]
        alone = [f"{one.id}-zh-hans" for one in worded if one.wording == (kind,)]
        _line(kind, [f"{one.id}-zh-hans" for one in worded], alone, golds, records)
    _line("all Chinese", [f"{one.id}-zh-hans" for one in made], [], golds, records)
    if arguments.verbose:
        _list(arguments.verbose, made, golds, records)


def _line(name: str, ids: list[str], alone: list[str], golds: dict[str, Gold], records: dict[str, Record]) -> None:
    if not ids:
        return
    scores = score((golds[key] for key in ids), (records[key] for key in ids))
    facts = scores.tables["facts"]
    single = f"{_f1(alone, golds, records):8.3f}" if alone else f"{'-':>8}"
    print(
        f"{name:24}{len(ids):7}{facts.hits + facts.missed:8}{facts.f1:8.3f}{single}{scores.perfect / len(ids):9.2f}"
        f"{scores.silent_share:8.2f}{scores.needless_per_document:10.2f}"
    )


def _f1(ids: Iterable[str], golds: dict[str, Gold], records: dict[str, Record]) -> float:
    return score((golds[key] for key in ids), (records[key] for key in ids)).tables["facts"].f1


def _list(kind: str, made: list[Made], golds: dict[str, Gold], records: dict[str, Record]) -> None:
    """Each wrong bulletin under one kind ("none", "Chinese" or a kind of damage), with its text."""
    for one in made:
        name = f"{one.id}-zh-hans" if kind == "Chinese" else f"{one.id}-en"
        if kind not in ("Chinese", *(one.damage or ("none",))):
            continue
        scores = score([golds[name]], [records[name]])
        wrong = [line for line in scores.listing if " facts: " in line]
        if wrong:
            text = one.chinese if kind == "Chinese" else one.english
            print(f"\n== {name} {', '.join(one.damage)}", text, *wrong, sep="\n")


if __name__ == "__main__":
    main()
