#!/usr/bin/env python3
"""Measure the resolver of places: right and wrong, how its probabilities hold, what it costs, and its peers.

    python benchmarks/places.py [--size N] [--seed N] [--fit]

- by hand: tests/gold/places; of the positives how many are right, of the answers how many, of the negatives how many
  are refused.
- generated: each division through each kind of damage (places_generated.py); a reliability table, and the expected
  calibration error over ten bins.
- cost: seconds to load, memory, and the median time of one mention and of a bulletin of the corpus.
- peers: cpca and jionlp on the Chinese mentions, plain rapidfuzz on the English ones, where they are installed.
  cpca gives a code, jionlp names (compared by name), rapidfuzz the best match among the English names and
  romanizations of the whole country; none takes an issuer.

--fit prints the weights of a logistic function for names that are only near one (`NEAR` in
knowledge/gazetteer/scoring.py).
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(Path(__file__).parent))

from places_generated import Made, made  # noqa: E402

from bulletin_norm.errors import Problem  # noqa: E402
from bulletin_norm.knowledge.gazetteer import Gazetteer  # noqa: E402

GOLD = ROOT / "tests" / "gold" / "places"
BINS = 10


def load() -> tuple[Gazetteer, float]:
    """The gazetteer and the seconds that it took."""
    problems: list[Problem] = []
    start = time.perf_counter()
    gazetteer = Gazetteer.load(ROOT / "glossaries", problems)
    return gazetteer, time.perf_counter() - start


def hand_made(name: str) -> list[Made]:
    """The rows of a gold file as made mentions."""
    lines = (GOLD / f"{name}.tsv").read_text("utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return [Made(row[0], row[1] or None, row[3] or None, row[4], row[2] or None) for row in cells]


def by_hand(gazetteer: Gazetteer) -> None:
    """Print the figures of the hand-made set."""
    for name in ("latin", "chinese", "negative"):
        rows = hand_made(name)
        answers = [(row, gazetteer.resolve(row.mention, issuer=row.issuer, date=row.date).adcode) for row in rows]
        positives = [(row, found) for row, found in answers if row.adcode]
        answered = [(row, found) for row, found in answers if found]
        refused = [found for row, found in answers if not row.adcode and not found]
        right = sum(found == row.adcode for row, found in positives)
        precise = sum(found == row.adcode for row, found in answered)
        print(
            f"{name:9} positives {right}/{len(positives)} right, answers {precise}/{len(answered)} right, "
            f"negatives {len(refused)}/{len(rows) - len(positives)} refused"
        )


def generated(gazetteer: Gazetteer, size: int, seed: int) -> None:
    """Print what becomes of each kind of damage, and how the probabilities hold."""
    kinds: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for row in made(gazetteer, size, seed):
        found = gazetteer.resolve(row.mention, issuer=row.issuer)
        best = found.adcode or (found.candidates[0].adcode if found.candidates else None)
        kinds[row.kind].append((found.adcode == row.adcode, bool(found.adcode) and found.adcode != row.adcode))
        if found.probability > 0:
            slot = min(int(found.probability * BINS), BINS - 1)
            bins[slot].append((found.probability, best == row.adcode))
    for kind, results in kinds.items():
        right, wrong = (sum(column) / len(results) for column in zip(*results, strict=True))
        print(f"{kind:18} {len(results):6} mentions  {right:.3f} right  {wrong:.3f} wrong")
    total, error = sum(map(len, bins.values())), 0.0
    for slot in sorted(bins):
        predicted = statistics.mean(chance for chance, _ in bins[slot])
        observed = statistics.mean(ok for _, ok in bins[slot])
        error += len(bins[slot]) / total * abs(predicted - observed)
        print(f"{slot / BINS:.1f}  {len(bins[slot]):6} mentions  predicted {predicted:.3f}  observed {observed:.3f}")
    print(f"expected calibration error {error:.4f}")


def median(action: Callable[[Made], object], rows: Iterable[Made]) -> float:
    """The median time of an action, in milliseconds."""
    times = []
    for row in rows:
        start = time.perf_counter_ns()
        action(row)
        times.append(time.perf_counter_ns() - start)
    return statistics.median(times) / 1e6


def cost(gazetteer: Gazetteer, seconds: float, before: int, seed: int) -> None:
    """Print what loading, one mention and one bulletin cost."""
    gazetteer.resolve("Beilin District", issuer="230000")
    gazetteer.resolve("Beilim District", issuer="230000")
    gazetteer.find("黑河市爱辉区", language="zh")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"load {seconds:.3f} s, memory {peak / 1024:.1f} MB")
    rows = list(made(gazetteer, 12_000, seed + 1))

    def resolve(row: Made) -> object:
        return gazetteer.resolve(row.mention, issuer=row.issuer)

    for kind in ("right", "chinese", "typo", "child_parent"):
        chosen = [row for row in rows if row.kind == kind and row.issuer and not row.issuer.startswith("10")]
        print(f"{kind:12} median {median(resolve, chosen):.3f} ms a mention")
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "corpus").glob("*/*.en.txt"))]
    for text in texts:
        gazetteer.find(text, language="en")
    start = time.perf_counter()
    for text in texts:
        gazetteer.find(text, language="en")
    size = sum(map(len, texts)) / 2000
    print(f"find         {(time.perf_counter() - start) / size * 1000:.2f} ms for 2 KB of an English bulletin")


def peers(gazetteer: Gazetteer) -> None:
    """Print how the peers that are installed do on the same mentions."""
    chinese = [row for row in hand_made("chinese") if row.adcode]
    latin = [row for row in hand_made("latin") if row.adcode]

    fresh, _ = load()
    for mention in ("黑河市", "Beilin District", "Beilim District"):
        fresh.resolve(mention)

    def ours(row: Made) -> bool:
        return fresh.resolve(row.mention, issuer=row.issuer, date=row.date).adcode == row.adcode

    compare("this package, Chinese", chinese, ours)
    for name, peer in (("cpca", with_cpca), ("jionlp", with_jionlp)):
        try:
            action = peer(gazetteer)
        except Exception as error:
            print(f"{name}: not measured ({type(error).__name__}: {error})")
            continue
        compare(name, chinese, action)
    compare("this package, English", latin, ours)
    compare("plain rapidfuzz", latin, with_rapidfuzz(gazetteer))


def compare(name: str, rows: list[Made], action: Callable[[Made], bool]) -> None:
    """Print the share that an action gets right, and its mentions a second."""
    start = time.perf_counter()
    right = sum(action(row) for row in rows)
    rate = len(rows) / (time.perf_counter() - start)
    print(f"{name:22} {right}/{len(rows)} right, {rate:.0f} mentions a second")


def with_cpca(gazetteer: Gazetteer) -> Callable[[Made], bool]:
    """Resolve with cpca: the code that it gives."""
    import cpca

    def right(row: Made) -> bool:
        return str(cpca.transform([row.mention])["adcode"][0]) == row.adcode

    right(Made("黑河市", None, None, ""))
    return right


def with_jionlp(gazetteer: Gazetteer) -> Callable[[Made], bool]:
    """Resolve with jionlp: the lowest of the names that it gives, against the name of the code."""
    import jionlp

    def right(row: Made) -> bool:
        found = jionlp.parse_location(row.mention)
        lowest = next((found[level] for level in ("county", "city", "province") if found[level]), None)
        division = gazetteer.get(row.adcode or "")
        return division is not None and lowest == division.name

    right(Made("黑河市", None, None, ""))
    return right


def with_rapidfuzz(gazetteer: Gazetteer) -> Callable[[Made], bool]:
    """Resolve with the best match of rapidfuzz among all English names and romanizations."""
    from rapidfuzz import process

    names = {}
    for division in gazetteer.divisions():
        names.setdefault(division.name_en.lower(), division.adcode)
        names.setdefault(division.roman.lower(), division.adcode)
    surfaces = list(names)

    def right(row: Made) -> bool:
        best = process.extractOne(row.mention.lower(), surfaces)
        return best is not None and names[best[0]] == row.adcode

    return right


def fit(gazetteer: Gazetteer, size: int, seed: int) -> None:
    """Print the weights of `NEAR`: of one, likeness, lead over the next candidate, and score."""
    import numpy

    from bulletin_norm.knowledge.gazetteer.scoring import WIDEST

    features, labels = [], []
    for row in made(gazetteer, size, seed):
        rated = gazetteer.near(row.mention, row.issuer)
        if not rated:
            continue
        best = rated[0]
        lead = min(best.score - rated[1].score, WIDEST) if len(rated) > 1 else WIDEST
        features.append((1.0, best.likeness, lead, best.score))
        labels.append(best.adcode == row.adcode)
    x, y = numpy.array(features), numpy.array(labels, float)
    weights = numpy.zeros(x.shape[1])
    for _ in range(50):
        chance = 1 / (1 + numpy.exp(-x @ weights))
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + 1e-6 * numpy.eye(x.shape[1])
        weights += numpy.linalg.solve(curve, x.T @ (y - chance))
    print(f"{len(y)} names, NEAR = ({', '.join(f'{weight:.2f}' for weight in weights)})")


def main() -> None:
    """Measure all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--size", type=int, default=12_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fit", action="store_true")
    args = parser.parse_args()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    gazetteer, seconds = load()
    if args.fit:
        fit(gazetteer, 4 * args.size, args.seed + 6)
        return
    cost(gazetteer, seconds, before, args.seed)
    by_hand(gazetteer)
    generated(gazetteer, args.size, args.seed)
    peers(gazetteer)


if __name__ == "__main__":
    main()
