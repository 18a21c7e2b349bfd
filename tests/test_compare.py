"""What a translation lost, changed or invented."""

from __future__ import annotations

import itertools
import random

import msgspec

from bulletin_norm.model import Case, Document, Evidence, Fact, RiskChange
from bulletin_norm.normalizer import Normalizer
from bulletin_norm.outputs.assignment import assign
from bulletin_norm.outputs.compare import compare, render


def fact(count: int, adcode: str = "130100", **fields: object) -> Fact:
    words = Evidence("count", count, count + 2, f"{count} cases")
    base = Fact("confirmed_cases", "new", "local", adcode, None, adcode, None, "2021-01-10", "2021-01-10", count)
    return msgspec.structs.replace(base, **{"evidence": (words,), **fields})


def pair(original: list[Fact], translation: list[Fact], **more: object) -> list[tuple[str, tuple[str, ...]]]:
    result = compare(Document.of("a", facts=tuple(original)), Document.of("b", facts=tuple(translation)))
    return [(row.kind, tuple(d.field for d in row.differences)) for row in result.pairs]


def test_equal_facts_agree_in_any_order() -> None:
    facts = [fact(75), fact(4, "130500"), fact(4, "130500", measure="conversions")]
    assert pair(facts, facts[::-1]) == [("same", ())] * 3


def test_lost_changed_and_invented() -> None:
    original = [fact(75), fact(4, "130500"), fact(3, "131000", status="cumulative", start=None)]
    translation = [fact(57), fact(4, "130500"), fact(9, "440000", measure="deaths")]
    assert pair(original, translation) == [("changed", ("count",)), ("same", ()), ("lost", ()), ("invented", ())]


def test_a_moved_number_is_one_change() -> None:
    assert pair([fact(75)], [fact(75, "130500")]) == [("changed", ("adcode",))]


def test_an_open_origin_is_vaguer_and_a_wrong_one_a_change() -> None:
    assert pair([fact(7)], [fact(7, origin="unspecified")]) == [("vaguer", ("origin",))]
    assert pair([fact(7)], [fact(7, origin="imported")]) == [("changed", ("origin",))]
    assert pair([fact(7, origin="imported")], [fact(7, origin="unspecified")]) == [("changed", ("origin",))]


def test_the_pairs_together_are_cheapest() -> None:
    # 75 at one place and 4 at another, swapped by the translator: two changed counts, nothing lost.
    assert pair([fact(75), fact(4, "130500")], [fact(4), fact(75, "130500")]) == [("changed", ("count",))] * 2


def test_risk_changes_and_cases_are_compared() -> None:
    change = RiskChange("350305", None, "Xiuyu", "东庄镇前云村", "low", "medium", "2021-09-16", "20:00")
    english = msgspec.structs.replace(change, locality="Qianyun Village", to="high")
    case = Case(21, "female", 50, None, "330604", None, None, None, None, None, None)
    result = compare(
        Document.of("a", risk_changes=(change,), cases=(case,)), Document.of("b", risk_changes=(english,), cases=())
    )
    assert [(row.table, row.kind) for row in result.pairs] == [("risk_changes", "changed"), ("cases", "lost")]
    assert not result.agrees


def test_the_text_quotes_both() -> None:
    text = render(compare(Document.of("a", id="zh", facts=(fact(75),)), Document.of("b", id="en", facts=(fact(57),))))
    assert text.startswith("zh and en: 0 of 1 claims agree, 1 changed, 0 lost, 0 invented.")
    assert "count 75 -> 57" in text
    assert "75 cases" in text
    assert "57 cases" in text


def test_the_assignment_is_the_cheapest_of_all() -> None:
    generator = random.Random(5)
    for _ in range(60):
        rows, columns = generator.randint(1, 5), generator.randint(1, 5)
        table = [[generator.choice([None, 1, 2, 3, 4]) for _ in range(columns)] for _ in range(rows)]
        found = assign(rows, columns, lambda row, column, table=table: table[row][column])
        assert len(set(found.values())) == len(found)
        assert _worth(found.items(), table) == max(
            _worth(zip(chosen, order, strict=False), table)
            for size in range(min(rows, columns) + 1)
            for chosen in itertools.combinations(range(rows), size)
            for order in itertools.permutations(range(columns), size)
        )


def _worth(pairs: object, table: list[list[int | None]]) -> int:
    """More pairs first, then the cheaper ones; a pair that may not be is out of the question."""
    costs = [table[row][column] for row, column in pairs]  # type: ignore[attr-defined]
    return -(10**6) if None in costs else sum(1000 - cost for cost in costs if cost is not None)


def test_twins_of_the_corpus_agree(normalizer: Normalizer, documents: list[Document]) -> None:
    by_id = {document.id: document for document in documents}
    for name in ("hebei-2021-01-11", "putian-2021-09-16"):
        result = compare(by_id[f"{name}-zh-hans"], by_id[f"{name}-en"])
        assert result.agrees, render(result)
        assert result.count("same", "vaguer") > 30
