"""Made-up bulletins: their parts add up, the same seed makes the same, every kind of damage comes about."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module", autouse=True)
def path() -> Iterator[None]:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    yield
    sys.path.remove(str(ROOT / "benchmarks"))


def test_parts_add_up() -> None:
    import random

    from generate_facts import Item, Map, breakdown, split

    chance, table = random.Random(3), Map(ROOT)
    for _ in range(200):
        total = chance.randint(1, 500)
        assert sum(split(total, chance.randint(1, 6), chance)) == total
        items = breakdown(total, table.below[chance.choice(table.provinces).adcode], table, chance, depth=1)
        assert sum(item.count for item in items) == total
        nested: list[Item] = [item for item in items if item.parts]
        assert all(sum(part.count for part in item.parts) == item.count for item in nested)


def test_the_same_seed_makes_the_same() -> None:
    from generate import generate

    assert list(generate(12, 5)) == list(generate(20, 5))[:12]
    assert list(generate(3, 5)) != list(generate(3, 6))


def test_every_kind_of_damage_comes_about_and_hits_the_english_alone() -> None:
    from generate import generate
    from generate_chinese import KINDS as WORDINGS
    from generate_english import KINDS

    made = list(generate(300, 1))
    assert {kind for one in made for kind in one.damage} == set(KINDS)
    assert {kind for one in made for kind in one.wording} == set(WORDINGS)
    for one in made:
        counts = {str(fact["count"]) for fact in one.facts if fact["count"]}
        if not one.wording:
            assert all(count in one.chinese for count in counts)
        if not one.damage:
            assert all(count in one.english.replace(",", "") for count in counts)
