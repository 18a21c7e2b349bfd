"""Makes up bulletins whose truth is known: facts first, then Chinese, then its English with known damage.

    python benchmarks/generate.py OUT [--count 1000] [--seed 1]

Writes OUT/ID.en.txt and OUT/ID.zh-Hans.txt, OUT/manifest.csv (with a column `damage`) and OUT/gold/ID.json.
The same seed makes the same bulletins.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import generate_chinese
import generate_english
from generate_facts import Damage, Map, make

ROOT = Path(__file__).resolve().parents[1]


class Made(NamedTuple):
    """One made-up bulletin: its texts, its gold, the damage done to the English and the wording of the Chinese."""

    id: str
    issuer: str
    published: str
    chinese: str
    english: str
    damage: tuple[str, ...]
    wording: tuple[str, ...]
    facts: list[dict[str, Any]]

    def gold(self, language: str) -> dict[str, Any]:
        """The gold of one of its texts."""
        issuer = {"adcode": self.issuer}
        return {"id": f"{self.id}-{language.lower()}", "lang": language, "published": self.published, "issuer": issuer,
                "facts": self.facts}  # fmt: skip


def generate(count: int, seed: int, root: Path = ROOT) -> Iterator[Made]:
    """Yield `count` bulletins; each is made from its own seed, so that a longer run begins with the shorter one."""
    table = Map(root)
    for number in range(count):
        chance = random.Random(f"{seed}-{number}")
        bulletin = make(table, chance)
        wanted = set(chance.sample(generate_english.KINDS, chance.choice([0, 1, 1, 2, 2, 3])))
        damage = Damage(wanted, chance)
        english = generate_english.write(bulletin, damage)
        wording = Damage(set(chance.sample(generate_chinese.KINDS, chance.choice([0, 1, 2, 3, 4]))), chance)
        chinese = generate_chinese.write(bulletin, wording)
        published = bulletin.day.fromordinal(bulletin.day.toordinal() + 1).isoformat()
        done, worded = tuple(sorted(damage.done)), tuple(sorted(wording.done))
        name = f"made-{number:04}"
        yield Made(name, bulletin.issuer.adcode, published, chinese, english, done, worded, bulletin.facts())


def main() -> None:
    """Write the bulletins."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    gold = arguments.out / "gold"
    gold.mkdir(parents=True, exist_ok=True)
    with (arguments.out / "manifest.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("id", "path", "published", "language", "issuer", "twin", "damage"))
        for made in generate(arguments.count, arguments.seed):
            for language, text in (("en", made.english), ("zh-Hans", made.chinese)):
                name, twin = f"{made.id}-{language.lower()}", "zh-hans" if language == "en" else "en"
                path = f"{made.id}.{language}.txt"
                (arguments.out / path).write_text(text, encoding="utf-8")
                document = json.dumps(made.gold(language), ensure_ascii=False, indent=1)
                (gold / f"{name}.json").write_text(document + "\n", encoding="utf-8")
                kinds = " | ".join(made.damage if language == "en" else made.wording)
                rows.writerow((name, path, made.published, language, made.issuer, f"{made.id}-{twin}", kinds))


if __name__ == "__main__":
    main()
