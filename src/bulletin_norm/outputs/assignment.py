"""Pairs two lists of rows so that the costs of all pairs together are smallest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

ALONE = 1000
"""The cost of a row that stays alone: above that of any pair."""

LARGEST = 200
"""Rows of one tangle beyond which the cheapest pairs are simply taken first."""

Cost = Callable[[int, int], int | None]


def assign(rows: int, columns: int, cost: Cost) -> dict[int, int]:
    """The column of each row that has one; `cost` is None where a pair is out of the question.

    >>> table = [[1, 2], [1, None]]
    >>> assign(2, 2, lambda row, column: table[row][column])
    {0: 1, 1: 0}
    """
    edges = {(row, column): price for row in range(rows) for column in range(columns)
             if (price := cost(row, column)) is not None}  # fmt: skip
    found: dict[int, int] = {}
    for left, right in _tangles(edges):
        if len(left) > LARGEST or len(right) > LARGEST:
            found.update(_cheapest(left, edges))
        else:
            found.update(_smallest(left, right, edges))
    return dict(sorted(found.items()))


def _tangles(edges: dict[tuple[int, int], int]) -> Iterator[tuple[list[int], list[int]]]:
    """The rows and columns that hang together by possible pairs."""
    columns: dict[int, list[int]] = {}
    rows: dict[int, list[int]] = {}
    for row, column in edges:
        columns.setdefault(row, []).append(column)
        rows.setdefault(column, []).append(row)
    while columns:
        left, right, open_rows = set[int](), set[int](), [next(iter(columns))]
        while open_rows:
            row = open_rows.pop()
            if row in left:
                continue
            left.add(row)
            fresh = [column for column in columns.pop(row) if column not in right]
            right.update(fresh)
            open_rows += [other for column in fresh for other in rows[column] if other not in left]
        yield sorted(left), sorted(right)


def _cheapest(left: Sequence[int], edges: dict[tuple[int, int], int]) -> dict[int, int]:
    """The cheapest pairs first."""
    wanted, found, taken = set(left), {}, set()
    for (row, column), _ in sorted(edges.items(), key=lambda edge: (edge[1], edge[0])):
        if row in wanted and row not in found and column not in taken:
            found[row] = column
            taken.add(column)
    return found


def _smallest(left: Sequence[int], right: Sequence[int], edges: dict[tuple[int, int], int]) -> dict[int, int]:
    """The Hungarian method with potentials; each row may also stay alone. Nearer rows win between equal costs."""
    size, width = len(left), len(right) + len(left)

    def price(row: int, column: int) -> float:
        if column >= len(right):
            return float(ALONE)
        cost = edges.get((left[row], right[column]))
        return 3.0 * ALONE if cost is None else cost + abs(left[row] - right[column]) / 1e6

    rows, columns = [0.0] * (size + 1), [0.0] * (width + 1)
    match = [0] * (width + 1)
    for row in range(1, size + 1):
        match[0] = row
        _augment(row, price, rows, columns, match)
    pairs = ((match[column] - 1, column - 1) for column in range(1, len(right) + 1) if match[column])
    return {left[row]: right[column] for row, column in pairs if (left[row], right[column]) in edges}


def _augment(
    row: int, price: Callable[[int, int], float], rows: list[float], columns: list[float], match: list[int]
) -> None:
    """Find the cheapest way to give one more row a column (all counted from 1, 0 is the row's own start)."""
    least, way, used = [float("inf")] * len(columns), [0] * len(columns), [False] * len(columns)
    column = 0
    while match[column] or column == 0:
        used[column] = True
        current, delta, following = match[column], float("inf"), 0
        for other in range(1, len(columns)):
            if used[other]:
                continue
            reduced = price(current - 1, other - 1) - rows[current] - columns[other]
            if reduced < least[other]:
                least[other], way[other] = reduced, column
            if least[other] < delta:
                delta, following = least[other], other
        for other in range(len(columns)):
            if used[other]:
                rows[match[other]] += delta
                columns[other] -= delta
            else:
                least[other] -= delta
        column = following
    while column:
        match[column] = match[way[column]]
        column = way[column]
