"""Gold cases kept as lists of rows in JSON files, and what a row says of a document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bulletin_norm.model import Document
from bulletin_norm.normalizer import Normalizer

GOLD = Path(__file__).parent / "gold"


def rows_of(folder: str) -> list[Any]:
    """The rows of a folder of gold as parameters of a test; one that expects "fail" is a strict xfail."""
    return [
        pytest.param(
            row,
            id=f"{path.stem}: {row['name']}",
            marks=[] if row["expect"] == "pass" else [pytest.mark.xfail(strict=True)],
        )
        for path in sorted((GOLD / folder).glob("*.json"))
        for row in json.loads(path.read_text(encoding="utf-8"))
    ]


def check_row(row: dict[str, Any], field: str, key: str, doubts: str, normalizer: Normalizer) -> None:
    """A document's `field` is what the row's `key` has, and no more; so are doubts that begin with `doubts`."""
    doc: Document = normalizer.normalize(row["text"], published=row["published"], issuer=row.get("issuer"))
    found = [msgspec.to_builtins(one) for one in getattr(doc, field)]
    said = [{name: one.get(name) for name in want} for one, want in zip(found, row[key], strict=False)]
    assert said == row[key]
    assert len(found) == len(row[key])
    assert {doubt.kind for doubt in doc.doubts if doubt.kind.startswith(doubts)} == set(row.get("doubts", ()))
