"""The glossary's own rows and their laws, and what it says of broken ones."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_norm.errors import Problem
from bulletin_norm.knowledge.glossary import Glossary
from bulletin_norm.knowledge.glossary_rows import Term
from bulletin_norm.knowledge.glossary_text import Folded
from bulletin_norm.knowledge.glossary_words import Words, words_of
from bulletin_norm.text import apply_all, undo_all

GLOSSARIES = Path(__file__).resolve().parents[1] / "glossaries"
HEADER = "id\tcanonical\tmatch\tcondition\tzh\texample\tnote\n"
ISSUERS = st.sampled_from([None, "230100", "320100", "710000"])


@cache
def glossary() -> Glossary:
    return Glossary.load(GLOSSARIES, [])


def surfaces() -> list[str]:
    """Every example, and every other phrase of the long rows."""
    phrases = [phrase.folded for term in glossary().rows for phrase in term.phrases[::2]]
    return [*phrases, *(example.text for term in glossary().rows for example in term.examples)]


def folder(root: Path, **files: str) -> Path:
    (root / "terms").mkdir(exist_ok=True)
    (root / "terms" / "macros.toml").write_text("n = '\\d+'\nmove = ['leaving', 'left']\n")
    for name, text in files.items():
        (root / "terms" / f"{name}.tsv").write_text(text)
    return root


def broken(root: Path, **files: str) -> list[str]:
    problems: list[Problem] = []
    Glossary.load(folder(root, **files), problems, thorough=True)
    return [str(problem) for problem in sorted(problems)]


def test_every_row_does_what_its_examples_say_and_no_row_changes_the_form_of_another() -> None:
    problems: list[Problem] = []
    Glossary.load(GLOSSARIES, problems, thorough=True)
    assert problems == []


def test_the_glossary_is_large_and_every_topic_is_there() -> None:
    topics = {term.topic for term in glossary().rows}
    assert len(glossary().rows) >= 350
    assert topics >= {
        "case_categories",
        "contacts_tracing",
        "disease",
        "institutions",
        "measures_slogans",
        "risk_areas",
        "severity",
        "tests",
        "time",
        "travel",
    }


@pytest.mark.parametrize("term", glossary().rows, ids=lambda term: term.id)
def test_results_of_examples_are_changed_no_more(term: Term) -> None:
    for example in term.examples:
        assert glossary().edits(example.result, issuer=example.issuer) == []


WORDS = st.lists(
    st.one_of(
        st.sampled_from(surfaces()),
        st.sampled_from(
            [". ", ", ", " ", "\n", "\n\n", " (", ")", "; ", "12 ", " and ", "The ", "a ", "an ", "-", " - "]
        ),
        st.text(max_size=4),
    ),
    max_size=14,
)


@settings(max_examples=300, deadline=None)
@given(WORDS, ISSUERS)
def test_rewriting_twice_makes_no_edit(words: list[str], issuer: str | None) -> None:
    text = " ".join(words)
    layers = glossary().layers(text, issuer=issuer)
    assert glossary().edits(apply_all(text, layers), issuer=issuer) == []


def joined() -> list[str]:
    """Every standard form that ends or begins with the words that some phrase begins or ends with, and that phrase."""
    forms = {phrase.canonical.lower() for term in glossary().rows for phrase in term.phrases}
    phrases = {phrase.folded for term in glossary().rows for phrase in term.phrases}
    heads: dict[tuple[str, ...], list[list[str]]] = defaultdict(list)
    tails: dict[tuple[str, ...], list[list[str]]] = defaultdict(list)
    for words in map(str.split, phrases):
        for size in range(1, len(words)):
            heads[tuple(words[:size])].append(words[size:])
            tails[tuple(words[-size:])].append(words[:-size])
    found: set[str] = set()
    for words in map(str.split, forms):
        for size in range(1, len(words)):
            found.update(" ".join([*words, *rest]) for rest in heads[tuple(words[-size:])])
            found.update(" ".join([*rest, *words]) for rest in tails[tuple(words[:size])])
    return sorted(found)


def test_no_two_rows_undo_one_another_where_their_words_overlap() -> None:
    restless = []
    for text in joined():
        seen = [text]
        for layer in glossary().layers(text):
            seen.append(layer.apply(seen[-1]))
        if glossary().edits(seen[-1]):
            restless.append(text)
    assert restless == []


def test_rows_that_undo_one_another_come_to_rest(tmp_path: Path) -> None:
    one = HEADER + "a\thome stay\tstay at home | home rest\t\t\tstay at home => home stay\t\n"
    two = HEADER + "b\trest well\tstay well\t\t\tstay well => rest well\t\n"
    glossary = Glossary.load(folder(tmp_path, one=one, two=two), [])
    assert [layer.edits[0].after for layer in glossary.layers("home rest well")] == []
    assert glossary.rewrite("home stay well") == glossary.rewrite("home rest well") == "home rest well"


@settings(max_examples=300, deadline=None)
@given(WORDS, ISSUERS)
def test_undoing_the_layers_gives_the_text_back(words: list[str], issuer: str | None) -> None:
    text = "".join(words)
    layers = glossary().layers(text, issuer=issuer)
    assert undo_all(apply_all(text, layers), layers) == text


@settings(max_examples=300, deadline=None)
@given(WORDS)
def test_only_numeric_rows_change_digits(words: list[str]) -> None:
    for edit in glossary().edits(" ".join(words)):
        if edit.rule not in glossary().numeric:
            assert re.sub(r"\D", "", edit.before) == re.sub(r"\D", "", edit.after)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB -\n\t’İß–\u00a0.3中"), max_size=40))
def test_a_folded_text_leads_back_to_the_text(text: str) -> None:
    folded = Folded(text)
    for match in re.finditer(r"\w", folded.text):
        assert text[folded.back(match.start())].lower().startswith(("i",) if match[0] == "i" else match[0])


def test_phrases_are_found_across_line_breaks_spaces_and_hyphens() -> None:
    text = "32 high-risk\nareas, non  -symptomatic infections; closed and\u00a0controlled area"
    assert glossary().rewrite(text) == "32 high-risk areas, asymptomatic infections; lockdown area"


def test_phrases_are_whole_words_and_do_not_cross_paragraphs() -> None:
    assert glossary().rewrite("the fluctuation, and new\n\ncrown") == "the fluctuation, and new\n\ncrown"


def test_numbers_stay_outside_of_edits() -> None:
    text = "71 suspected cases are currently available"
    edits = glossary().edits(text)
    assert not any(edit.start <= 0 < edit.end for edit in edits)
    assert glossary().rewrite(text) == "71 current suspected cases"


def test_articles_and_capitals_agree() -> None:
    assert (
        glossary().rewrite("A new local diagnosis case. An existing case.")
        == "A new local confirmed case. A current case."
    )
    assert glossary().rewrite("Activity tracks: an activity track") == "Case routes: a case route"


@pytest.mark.parametrize(
    ("issuer", "place"),
    [("320100", "Nanjing"), ("640000", "Ningxia"), ("330200", "Ningbo"), ("350900", "Ningde")],
)
def test_a_one_letter_name_is_read_by_the_issuer(issuer: str, place: str) -> None:
    assert glossary().rewrite("people returning to Ning", issuer=issuer) == f"people returning to {place}"


def test_a_one_letter_name_is_left_alone_elsewhere() -> None:
    assert glossary().rewrite("people returning to Ning", issuer="440100") == "people returning to Ning"
    assert glossary().rewrite("leaving Ning County", issuer="640000") == "leaving Ning County"


def test_chinese_terms_have_their_english() -> None:
    assert glossary().english("无症状感染者") == "asymptomatic infections"
    assert glossary().english("发热门诊", many=False) == "fever clinic"
    assert glossary().english("0-24时") == "00:00–24:00"
    assert glossary().english("没有这个词") is None


def test_a_broken_file_shows_all_its_problems_with_file_and_line(tmp_path: Path) -> None:
    rows = (
        "b\tx\tbee\t\t\tbee => x\t\n"
        "a\ty\tay\t\t\tay => y\t\n"
        "c\tz\tsea\t\t\t\t\n"
        "d\tz\t/(dee/ @ dee\t\t\tdee => z\t\n"
        "e\tz\tee\twhen:now\t\tee => z\t\n"
        "f\tz\t/f{m}/ @ f\t\t\tf => z\t\n"
        "g\t\\2 \\1\t/(g) (h)/ @ g\t\t\tg h => h g\t\n"
        "H!\tz\th\t\t\th => z\t\n"
        "i\tz\t\t\t\ti => z\t\n"
        "j\tz\tjay\t\t\tjay\t\n"
    )
    assert broken(tmp_path, bad=HEADER + rows + "k\ttoo few\n") == [
        "terms/bad.tsv:3: a: stands after b; rows are sorted by id",
        "terms/bad.tsv:4: c: example is empty",
        "terms/bad.tsv:5: d: broken regular expression: missing ), unterminated subpattern",
        "terms/bad.tsv:6: e: unknown condition 'when:now'; "
        "known are issuer, mentions, sentence, before, after, nearest",
        "terms/bad.tsv:7: f: unknown name 'm' in braces",
        "terms/bad.tsv:8: g: the groups of the canonical form are those of the match, once each and in their order",
        "terms/bad.tsv:9: H!: an id is lower-case words joined by hyphens",
        "terms/bad.tsv:9: H!: stands after g; rows are sorted by id",
        "terms/bad.tsv:10: i: match is empty",
        "terms/bad.tsv:11: j: example 'jay' has no =>",
        "terms/bad.tsv:12: has 2 cells, not 7",
    ]


def test_doubles_and_chains_are_problems(tmp_path: Path) -> None:
    one = HEADER + "a\tcold\thot\t\t\thot => cold\t\nb\tice\tcold | frost\t\t\tfrost => ice\t\n"
    two = HEADER + "b\tsnow\tfrost\t\t\tfrost => snow\t\n"
    assert broken(tmp_path, one=one, two=two) == [
        "terms/two.tsv:2: b: has the id of terms/one.tsv:3",
        "terms/two.tsv:2: b: phrase 'frost' is also in terms/one.tsv:3 (b)",
    ]
    (tmp_path / "terms" / "two.tsv").unlink()
    assert broken(tmp_path, one=one) == [
        "terms/one.tsv:2: a: example 'hot' gives 'ice', not 'cold'",
        "terms/one.tsv:2: a: its form 'cold' is changed by b to 'ice'",
    ]


def test_a_wrong_example_is_a_problem(tmp_path: Path) -> None:
    one = HEADER + "a\tcold\thot\t\t\thot => warm\t\n"
    assert broken(tmp_path, one=one) == ["terms/one.tsv:2: a: example 'hot' gives 'cold', not 'warm'"]


@pytest.mark.parametrize("term", [term for term in glossary().rows if term.expression], ids=lambda term: term.id)
def test_a_match_has_the_words_by_which_texts_are_passed_over(term: Term) -> None:
    assert term.expression is not None
    first, needed = words_of(term.expression.source)
    found = []
    for example in term.examples:
        layers = glossary().layers(example.text, issuer=example.issuer)
        for rounds in range(len(layers) + 1):
            text = Folded(apply_all(example.text, layers[:rounds])).text
            found += [match[0] for match in term.expression.compiled.finditer(text)]
    assert found
    assert all(match.startswith(first) and needed in match for match in found)


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        (r"\d+ cases?, none", Words("", ", none")),
        (r"(?<!were )found (?:a|b) close contacts?(?! here)", Words("found ", " close contact")),
        (r"from 0?0(?::00)? to 24", Words("from ", " to 24")),
        (r"re ?open\.(?:a|b){1,2}?c", Words("re", "open.")),
        (r"one day|two days", Words("", "")),
        (r"[a-z\]] [(] \(s\)", Words("", " (s)")),
    ],
)
def test_the_words_of_an_expression_are_outside_of_groups_and_classes(expression: str, words: Words) -> None:
    assert words_of(expression) == words
