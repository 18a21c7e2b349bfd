"""Laws that hold for any text whatever, tried on the corpus and on what hypothesis makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

import msgspec
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import bulletin_norm
from bulletin_norm.model import Document, Evidence
from bulletin_norm.normalizer import Normalizer
from bulletin_norm.outputs.schema import Record
from bulletin_norm.outputs.summaries import source_of
from bulletin_norm.text import apply_all, undo_all

SOME = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
loaded = cache(bulletin_norm.load)
DIGITS = re.compile(r"\d+")

FRAGMENTS = st.sampled_from(
    [
        "On November 2, 2021, ",
        "0-24 o'clock on the 2nd, ",
        "35 new local confirmed cases",
        "3 cases in Aihui City, Heihe City District",
        " (including 2 in Harbin and 1 in Wangkui County)",
        "no new asymptomatic infections were added",
        "As of 24:00, a total of 11,79064 cases",
        "uff08Jilin Cityuff09",
        "Case 1: female, 50 years old",
        "was adjusted from low risk to medium-risk area at 10:00",
        "2021年11月2日0-24时，",
        "新增本土确诊病例35例（黑河市34例、哈尔滨市1例）",
        "截至11月2日24時，累計報告",
        "病例1：女，50岁，现住爱辉区",
        "自即日起，将某小区由低风险调整为中风险地区",
        "5 local cases 66 cases",
        "全省现有确诊病例二百三十一例",
        ". ",
        "\n\n",
        "、",
        "(",
        "）",
        "\u3000",
        "\x00",
        "\ufffd",
        "<p>",
        "&nbsp;",
        "| 甲区 | 3 | 1,204 |\n",
        "<td>17</td>",
        "😷12例",
        "１２，３４５例",
        "二百零三人",
        "近80",
        "l5 cases",
        "□例",
        "12345678901234567890",
        "three cases each in Ruili and Kunming",
    ]
)
TEXTS = st.lists(st.one_of(FRAGMENTS, st.text(max_size=8)), max_size=12).map("".join)
DAYS = st.sampled_from([None, "2021-11-03", "2020-02-29"])
ISSUERS = st.sampled_from([None, "230000", "100000", "510100", "810000"])


def claims(record: Record) -> Iterator[Evidence]:
    """All evidence of a record."""
    for row in chain(record.facts, record.risk_changes, record.cases, record.interventions):
        yield from row.evidence


def check_undo(document: Document) -> None:
    """Edits lead from the source to the text, and back."""
    assert undo_all(document.text, document.layers) == document.source
    assert apply_all(document.source, document.layers) == document.text


def check_evidence(document: Document, record: Record) -> None:
    """Whatever is claimed quotes the source at the place that it names, and doubts lie in it."""
    for evidence in claims(record):
        assert document.source[evidence.start : evidence.end] == evidence.text
    for row in (*record.doubts, *record.places):
        assert 0 <= row.start <= row.end <= len(document.source)
    assert all(fact.evidence for fact in record.facts)


def check_parts(document: Document, normalizer: Normalizer) -> None:
    """A part is no larger than its whole, of no other origin, and not in a place outside of it."""
    for part in document.facts:
        if part.part_of is not None:
            whole = document.facts[part.part_of]
            assert whole is not part
            assert (part.count or 0) <= (whole.count or 0)
            assert {part.origin, whole.origin} != {"local", "imported"}
            assert not (part.adcode and whole.adcode) or normalizer.places.within(part.adcode, whole.adcode)


def lost_numbers(document: Document) -> list[str]:
    """The numbers of the reading, in digits or in words, that are in no claim, date, decoy, place or Doubt."""
    reading = chain(document.dates, document.decoys, document.places)
    spans = [(span.start, span.end) for m in reading for span in [document.source_span(m.start, m.end)]]
    rows = chain(document.facts, document.risk_changes, document.cases, document.interventions)
    spans += [(e.start, e.end) for row in rows for e in row.evidence]
    spans += [(doubt.start, doubt.end) for doubt in document.doubts]
    found = {match.span() for match in DIGITS.finditer(document.reading)}
    found |= {(number.start, number.end) for number in document.numbers}
    runs = [document.source_span(*span) for span in sorted(found)]
    lost = (run for run in runs if not any(start < run.end and run.start < end for start, end in spans))
    return [document.source[run.start : run.end] for run in lost]


def test_undo_on_the_corpus(documents: list[Document], normalizer: Normalizer) -> None:
    for document in documents:
        check_undo(document)
        assert source_of(normalizer.record(document)) == document.source, document.id


def test_evidence_on_the_corpus(documents: list[Document], normalizer: Normalizer) -> None:
    for document in documents:
        check_evidence(document, normalizer.record(document))


def test_parts_on_the_corpus(documents: list[Document], normalizer: Normalizer) -> None:
    assert any(fact.part_of is not None for document in documents for fact in document.facts)
    for document in documents:
        check_parts(document, normalizer)


def test_normalizing_again_changes_nothing(documents: list[Document], normalizer: Normalizer) -> None:
    for document in documents:
        known = {"published": document.published, "issuer": document.issuer, "language": document.language}
        again = normalizer.run(Document.of(document.text, id=document.id, **known))
        assert [edit for layer in again.layers for edit in layer.edits] == [], document.id


def test_digits_change_only_by_a_numeric_rule(documents: list[Document], normalizer: Normalizer) -> None:
    for document in documents:
        for layer in document.layers:
            for edit in layer.edits:
                if layer.name == "terms" and edit.rule not in normalizer.knowledge.glossary.numeric:
                    assert DIGITS.findall(edit.before) == DIGITS.findall(edit.after), (document.id, edit)


def test_no_number_of_the_corpus_is_lost_in_silence(documents: list[Document]) -> None:
    lost = {document.id: numbers for document in documents if (numbers := lost_numbers(document))}
    assert lost == {}


def test_the_order_of_documents_changes_nothing(
    documents: list[Document], bulletins: list[Document], normalizer: Normalizer
) -> None:
    backwards = [normalizer.run(bulletin) for bulletin in reversed(bulletins)]
    assert encoded(normalizer, reversed(backwards)) == encoded(normalizer, documents)


def encoded(normalizer: Normalizer, documents: Iterable[Document]) -> list[bytes]:
    """The records as bytes."""
    return [msgspec.json.encode(normalizer.record(document)) for document in documents]


@SOME
@given(text=TEXTS, published=DAYS, issuer=ISSUERS)
def test_laws_on_any_text(text: str, published: str | None, issuer: str | None) -> None:
    normalizer = loaded()
    document = normalizer.normalize(text, published=published, issuer=issuer)
    check_undo(document)
    check_evidence(document, normalizer.record(document))
    check_parts(document, normalizer)
    assert lost_numbers(document) == []


@SOME
@given(text=TEXTS)
@example(
    text="On November 2, 2021, " * 4
    + "新增本土确诊病例35例（黑河市34例、哈尔滨市1例）<p>"
    + "On November 2, 2021, " * 2
)
@example(text="0-24 o'clock on the 2nd, As of 24:00, a total of 11,79064 cases截至11月2日24時，累計報告")
@example(text="l0On November 2, 2021, ")
def test_normalizing_any_text_again_changes_nothing(text: str) -> None:
    normalizer = loaded()
    once = normalizer.normalize(text, issuer="230000")
    twice = normalizer.normalize(once.text, issuer="230000")
    assert twice.text == once.text


def test_half_a_surrogate_pair_is_read_over(normalizer: Normalizer) -> None:
    document = normalizer.normalize("On March 3, 2022, 5 new local confirmed cases in Heihe City.\ud800")
    assert [fact.count for fact in document.facts] == [5]
    assert msgspec.json.decode(msgspec.json.encode(normalizer.record(document)))
