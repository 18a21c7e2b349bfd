"""The disease that a bulletin is about: each example of the table, and texts that name several or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin_norm.errors import Problem
from bulletin_norm.knowledge.diseases import Disease, Diseases
from bulletin_norm.normalizer import Normalizer

GLOSSARIES = Path(__file__).resolve().parents[1] / "glossaries"
DISEASES = Diseases.load(GLOSSARIES, [])


@pytest.mark.parametrize("disease", DISEASES.rows, ids=lambda disease: disease.name)
def test_each_example_names_its_disease(disease: Disease) -> None:
    assert [named.disease.name for named in DISEASES.find(disease.example)] == [disease.name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("3 new local confirmed cases of COVID-19 in Heihe; none of influenza.", "COVID-19"),
        ("2 new asymptomatic infections in Heihe.", "COVID-19"),
        ("新增本土无症状感染者2例。", "COVID-19"),
        (
            "Human infection with avian influenza was found: a case of H5N6.",
            "human infection with avian influenza A(H5N6)",
        ),
        ("African swine fever was found on a farm.", "African swine fever"),
        ("7月登革热新增报告病例21例。", "登革热"),
        ("Wash your hands.", None),
        ("He came from Fluxington by ship.", None),
    ],
)
def test_what_a_text_is_about(normalizer: Normalizer, text: str, name: str | None) -> None:
    found = normalizer.normalize(text).disease
    assert found == name or name in [row.zh for row in DISEASES.rows if row.name == found]


def test_faults_of_the_table_are_all_named(tmp_path: Path) -> None:
    lines = ["name\tzh\twords\tsigns\texample", "b\t乙\tx\t\tx", "a\t甲\tx\t\tx", "c\t\ty\t\ty"]
    (tmp_path / "diseases.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    problems: list[Problem] = []
    Diseases.load(tmp_path, problems)
    assert [problem.line for problem in problems] == [3, 3, 4]
