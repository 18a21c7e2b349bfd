#!/usr/bin/env python3
"""Read the Chinese case texts of ECR-COVID-19 and score the line-list reader against the hand-labelled spans.

    python benchmarks/ecr_cases.py FOLDER [-v FIELD]

FOLDER holds `train.txt` of the data set (JSON lines: `text`, `entities`, `patient`, `events`), which is no part of
this project. Each text is read by the stages that lead to `cases`, and its first case is compared:

- sex, age: the value of the patient's `Gender` and `Age` span; months count as 0 years, a band as no age.
- residence: the words that the reader took for the residence overlap the patient's `ResidencePlace` span.
- onset, confirmed: the month and day of the `Date` of the text's first `Onset` or `DiagnosisConfirmed` event with a
  date (a `Date` without a month counts by its day, one without a day by where it stands).

A field that only one side has is a miss or a spurious value. -v prints those of one field.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bulletin_norm
from bulletin_norm.model import Case

FIELDS = ("sex", "age", "residence", "onset", "confirmed")
EVENTS = {"onset": "Onset", "confirmed": "DiagnosisConfirmed"}


@dataclass(frozen=True)
class Label:
    """A labelled span and its words."""

    start: int
    end: int
    text: str


def labels(row: dict[str, Any]) -> dict[str, Label]:
    """What the labels of one text say of its patient, by field."""
    found: dict[str, Label] = {}
    names = {"Gender": "sex", "Age": "age", "ResidencePlace": "residence"}
    for start, end, kind in sorted(row["patient"]):
        if kind in names:
            found.setdefault(names[kind], Label(start, end, row["text"][start:end]))
    for field, kind in EVENTS.items():
        for event in sorted(row["events"], key=lambda event: event["type"][0]):
            dates = sorted(span for span in event["tuple"] if span[2] == "Date")
            if event["type"][2] == kind and dates:
                start, end, _ = dates[0]
                found[field] = Label(start, end, row["text"][start:end])
                break
    if "age" in found and not re.search(r"[\d一二三四五六七八九十]", found["age"].text):
        del found["age"]
    return found


def said(case: Case | None) -> dict[str, object]:
    """What the reader found, by field."""
    if case is None:
        return {}
    found = {"sex": case.sex, "age": case.age, "onset": case.onset, "confirmed": case.confirmed}
    if any(one.role == "residence" for one in case.evidence):
        found["residence"] = case.adcode or case.locality or "?"
    return {field: value for field, value in found.items() if value is not None}


def agrees(field: str, label: Label, value: object, case: Case) -> bool:
    """Whether the reader's value is the labelled one."""
    if field == "sex":
        return value == ("female" if "女" in label.text else "male")
    if field == "age":
        digits = re.search(r"\d+", label.text)
        months = "月" in label.text and "岁" not in label.text
        return value == (0 if months or "天" in label.text else int(digits[0]) if digits else value)
    if field == "residence":
        return _overlaps(field, label, case)
    month, day = re.search(r"(\d+)\s*月", label.text), re.search(r"(\d+)\s*[日号]", label.text)
    if day is None:
        return _overlaps(field, label, case)
    ends = str(value).endswith(f"-{int(day[1]):02}")
    return ends and (month is None or str(value)[5:7] == f"{int(month[1]):02}")


def _overlaps(field: str, label: Label, case: Case) -> bool:
    return any(one.role == field and one.start < label.end and label.start < one.end for one in case.evidence)


def score(rows: list[dict[str, Any]]) -> Iterator[tuple[str, str, dict[str, Any], Label | None, object]]:
    """Yield (field, hit | wrong | missed | spurious, text, label, value) for every field of every text."""
    normalizer = bulletin_norm.load()
    for row in rows:
        doc = normalizer.normalize(row["text"], language="zh-Hans", published="2020-03-31")
        case = min(doc.cases, key=lambda case: case.evidence[0].start, default=None)
        truth, found = labels(row), said(case)
        for field in FIELDS:
            label, value = truth.get(field), found.get(field)
            if label and value is not None and case:
                yield field, "hit" if agrees(field, label, value, case) else "wrong", row, label, value
            elif label:
                yield field, "missed", row, label, None
            elif value is not None:
                yield field, "spurious", row, None, value


def main() -> None:
    """Print precision, recall and F1 of each field."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-v", "--verbose", choices=FIELDS, help="print what is wrong, missed or spurious in a field")
    args = parser.parse_args()
    lines = (args.folder / "train.txt").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    tally: Counter[tuple[str, str]] = Counter()
    for field, outcome, row, label, value in score(rows):
        tally[field, outcome] += 1
        if args.verbose == field and outcome != "hit":
            print(f"{outcome}\t{row['doc_id']}\t{label.text if label else None}\t{value}\t{row['text'][:400]!r}")
    print(f"{len(rows)} texts")
    for field in FIELDS:
        hits, wrong = tally[field, "hit"], tally[field, "wrong"]
        found, gold = hits + wrong + tally[field, "spurious"], hits + wrong + tally[field, "missed"]
        precision, recall = hits / max(found, 1), hits / max(gold, 1)
        f1 = 2 * hits / max(found + gold, 1)
        print(f"{field:10} gold {gold:5}  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")


if __name__ == "__main__":
    main()
