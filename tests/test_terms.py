"""The stage that rewrites terms: which text it touches, and what it carries along."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.knowledge.glossary import Glossary
from bulletin_norm.model import Document, Section
from bulletin_norm.pipeline import Stage
from bulletin_norm.stages.terms import terms
from bulletin_norm.text import undo_all

GLOSSARIES = Path(__file__).resolve().parents[1] / "glossaries"
SURFACES = (
    "new crown pneumonia",
    "native cases",
    "flow adjustment",
    "close contacts and close contacts",
    "新冠肺炎",
    ", ",
)


@cache
def stage() -> Stage:
    parts = cast(Any, MappingProxyType({"glossary": Glossary.load(GLOSSARIES, [])}))
    return terms(cast(Knowledge, type("OnlyTerms", (), dict(parts))))


def document(*sections: tuple[str, str], issuer: str | None = None) -> Document:
    text, spans, start = "".join(words for words, _ in sections), [], 0
    for words, language in sections:
        spans.append(Section(start, start + len(words), language))
        start += len(words)
    return Document.of(text, issuer=issuer).with_(sections=tuple(spans))


def test_only_english_sections_are_rewritten() -> None:
    doc = stage()(document(("2 native cases\n", "en"), ("native cases\n", "vi"), ("3 native cases", "en")))
    assert doc.text == doc.reading == "2 local cases\nnative cases\n3 local cases"


def test_sections_are_carried_along() -> None:
    doc = stage()(document(("2 cases of new crown pneumonia\n", "en"), ("新冠肺炎2例", "zh-Hans")))
    assert [doc.reading[section.start : section.end] for section in doc.sections] == [
        "2 cases of COVID-19\n",
        "新冠肺炎2例",
    ]
    assert [section.language for section in doc.sections] == ["en", "zh-Hans"]


def test_edits_lead_back_to_the_words_of_the_source() -> None:
    doc = stage()(document(("On May 1, 71 suspected cases are currently available.", "en")))
    start = doc.reading.index("71")
    evidence = doc.evidence("count", start, start + 2)
    assert evidence.text == doc.source[evidence.start : evidence.end] == "71"


def test_the_issuer_of_the_section_comes_before_that_of_the_document() -> None:
    doc = document(("people returning to Ning", "en"), issuer="320100")
    assert stage()(doc).text == "people returning to Nanjing"
    own = doc.with_(sections=(Section(0, len(doc.source), "en", issuer="640000"),))
    assert stage()(own).text == "people returning to Ningxia"


def test_a_text_in_standard_terms_stays_as_it_is() -> None:
    doc = document(("12 new local confirmed cases; 3 asymptomatic infections reclassified as confirmed cases.", "en"))
    assert stage()(doc) is doc


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from(SURFACES)).map(" ".join), st.sampled_from(["en", "zh-Hans"])), max_size=4
    )
)
def test_the_source_comes_back_and_a_second_run_makes_no_edit(parts: list[tuple[str, str]]) -> None:
    doc = stage()(document(*parts))
    assert undo_all(doc.text, doc.layers) == doc.source
    assert stage()(doc).layers == doc.layers
