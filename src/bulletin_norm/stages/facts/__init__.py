"""Links counts, dates and places into facts."""

from __future__ import annotations

import itertools
import re
from datetime import date, timedelta
from operator import attrgetter

from msgspec import structs

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.knowledge.languages import ByLanguage
from bulletin_norm.model import DateMention, Document, Section
from bulletin_norm.pipeline import Stage
from bulletin_norm.stages.facts.agreement import yield_to_original
from bulletin_norm.stages.facts.changed import date_changes
from bulletin_norm.stages.facts.claims import Claim
from bulletin_norm.stages.facts.finishing import bracket_doubts, doubts_of, facts_of, set_aside
from bulletin_norm.stages.facts.headings import heading, is_counted, is_line_list, is_title
from bulletin_norm.stages.facts.headlines import retell
from bulletin_norm.stages.facts.linking import link_sentence
from bulletin_norm.stages.facts.origins import settle_outside
from bulletin_norm.stages.facts.pieces import Piece, Stretch, paragraphs, sentences
from bulletin_norm.stages.facts.scope import Scope, is_report_of_a_stretch
from bulletin_norm.stages.facts.settling import settle, settle_standing
from bulletin_norm.stages.facts.state import State
from bulletin_norm.stages.facts.sums import COMBINED, REPAIRED, doubt_lonely, doubt_undealt, drop_combined, nest, repair
from bulletin_norm.stages.facts.tokens import Lexicon, Token, between, tokens
from bulletin_norm.stages.facts.within import Within
from bulletin_norm.stages.speaker import speaker, spoken_of

_HEAD = 60
_START = attrgetter("start")
_SENTENCE_END = re.compile(r"[.。\n]")


def facts(knowledge: Knowledge) -> Stage:
    """The stage that fills `facts`, with doubts for the numbers that it cannot place."""
    within = Within(knowledge.gazetteer)
    lexicons = ByLanguage(knowledge.languages, lambda code: Lexicon(knowledge.languages[code].counts))

    def stage(document: Document) -> Document:
        claims: list[Claim] = []
        translated: list[Claim] = []
        loose: list[Token] = []
        roll: list[Token] = []
        references: list[Token] = []
        lost: list[Token] = []
        before: Scope | None = None
        spoken = {one.language.split("-")[0] for one in document.sections}
        for section in document.sections:
            lexicon = lexicons.get(section.language.split("-")[0])
            if lexicon is None:
                continue
            others = spoken - {section.language.split("-")[0]}
            guests = [lexicons[code] for code in others if code in lexicons and not lexicon.words.spaced]
            stream = tokens(document, section, lexicon, knowledge, guests)
            lines = paragraphs(stream)
            linker, unread = _link(document, section, lines, lexicon, knowledge, within, before)
            before = linker.scope
            claims += linker.claims
            translated += linker.claims if lexicon.words.spaced else []
            loose += unread
            lost += linker.lost
            roll += _roll(lines)
            references += [token for line in lines for token in line.all("num") if token.kind == "reference"]
        date_changes(claims, document)
        _compare(claims, within)
        doubts = yield_to_original(claims, translated, document) if len(spoken) > 1 else []
        doubts += [*doubts_of(claims, loose, roll, document), *bracket_doubts(lost, claims, document)]
        repaired = {claim.start: claim.mention for claim in claims if claim.mention and claim.mention.rule == REPAIRED}
        numbers = tuple([repaired.get(one.start) or one for one in document.numbers]) if repaired else document.numbers
        aside = set_aside(claims, loose, roll, references, document)
        return document.with_(
            facts=facts_of(claims, document, within),
            numbers=numbers,
            decoys=tuple(sorted((*document.decoys, *aside), key=lambda decoy: decoy.start)),
            doubts=(*document.doubts, *doubts),
        )

    return stage


def _compare(claims: list[Claim], within: Within) -> None:
    """What claims say of one another: repeats, parts and wholes, sums."""
    retell(claims, within)
    nest(claims, within)
    drop_combined(claims)
    repair(claims)
    settle(claims)
    settle_standing(claims)
    doubt_lonely(claims)
    doubt_undealt(claims)


def _link(
    document: Document,
    section: Section,
    lines: list[Stretch],
    lexicon: Lexicon,
    knowledge: Knowledge,
    within: Within,
    before: Scope | None,
) -> tuple[State, list[Token]]:
    """The claims of a section, and the numbers that are in none."""
    scope = _scope(document, section, knowledge, before)
    settle_outside(lines, scope.issuer)
    linker = State(knowledge.measures, within, scope, document.reading)
    title = lines[0] if lines and is_title(lines[0], document.reading) else None
    ordered = [*lines[1:], title] if title else lines
    listed: set[int] = set()
    for number, paragraph in enumerate(ordered):
        linker.paragraph, linker.title, linker.unsaid = number, paragraph is title, None
        if is_line_list(paragraph):
            listed.update(token.start for token in paragraph.tokens)
            continue
        if paragraph is not title and heading(paragraph, scope):
            continue
        if len(paragraph.marks("origin")) > 1:
            scope.heading_origin = None
        scope.open_paragraph(in_list=number > 0 and ordered[number - 1].tokens[-1].kind == "colon")
        below = is_counted(paragraph, "place")
        scope.statement = scope.headed if below else _told_above(linker, paragraph)
        scope.default_status = _default_status(paragraph, ordered[number + 1 : number + 2])
        for sentence in sentences(paragraph, lexicon.words, linker.lost):
            dates, told = _dates(sentence), _dates_before(linker, sentence)
            scope.open_sentence(dates or told, counts=any(piece.head for piece in sentence))
            scope.status = scope.paragraph_status if told and not dates else None
            link_sentence(linker, sentence)
        if scope.statement is not None and not below:
            scope.headed = scope.statement if is_counted(paragraph) else None
    used = {claim.start for claim in linker.claims} | listed
    numbers = (token for line in lines for token in line.all("num"))
    return linker, [token for token in numbers if token.kind == "num" and token.start not in used]


def _scope(document: Document, section: Section, knowledge: Knowledge, before: Scope | None) -> Scope:
    """What holds for a section as it begins: its day and place, and the days of one without either from that before."""
    speaks = speaker(document, section, knowledge) or spoken_of(document, section, knowledge)
    scope = Scope(section.published or document.published, speaks)
    scope.main_disease = document.disease
    scope.data_day = _data_day(document, section)
    scope.eve = _eve(document, section)
    scope.first_period = _first_period(document, section)
    if before is not None and section.published is None and section.issuer is None:
        scope.period, scope.as_of = before.period, before.as_of
        scope.data_day = scope.data_day or before.data_day
        scope.first_period = scope.first_period or before.first_period
    return scope


def _told_above(state: State, paragraph: Stretch) -> Claim | None:
    """The statement of the paragraph before, for one that begins with "Among them"."""
    told = state.previous
    goes_on = paragraph.tokens[0].kind == "part" and told is not None and told.paragraph == state.paragraph - 1
    return told if goes_on and told is not None and not told.dropped else None


def _roll(lines: list[Stretch]) -> list[Token]:
    """The numbers of a list of persons that count nobody else: 一名61岁女病人; the contacts of each: 接触者31人."""
    found: list[Token] = []
    for line in lines:
        if is_line_list(line):
            traced = next((token.start for token in line.all("feature") if token.value == "contacts"), None)
            found += [token for token in line.all("num") if traced is not None and token.start > traced]
            pairs = itertools.pairwise(line.tokens)
            found += [one for one, two in pairs if one.kind == "num" and two.kind == "person" and one.value.value == 1]
    return found


def _first_period(document: Document, section: Section) -> DateMention | None:
    """The first stretch of days that the section reports on: what a headline without a date of its own means."""
    for mention in between(document.dates, section.start, section.end):
        if mention.kind == "period" and mention.first == mention.last and mention.rule != "past":
            return mention
        if mention.kind == "period" and mention.start < section.start + _HEAD and is_report_of_a_stretch(mention):
            return mention
    return None


def _data_day(document: Document, section: Section) -> str | None:
    """The last plain day before publication, for a section that says of no other moment that its data are of then."""
    dates = between(document.dates, section.start, section.end)
    published = section.published or document.published or "9999"
    days = [mention.last for mention in dates if mention.kind == "day" and mention.last]
    moments = [m for m in dates if m.kind == "as_of" or (m.kind == "period" and m.first == m.last)]
    if moments:
        told = {mention.last for mention in moments}
        return told.pop() if len(told) == 1 and moments[0].kind == "as_of" else None
    periods = [mention.start for mention in dates if mention.kind == "period"]
    today = next((mention.end for mention in dates if mention.kind == "day" and mention.last == published), None)
    if today is not None and not any(
        _one_sentence(document.reading[today:start]) for start in periods if start > today
    ):
        return published
    if periods:
        return None
    return max((day for day in days if day < published), default=None)


def _eve(document: Document, section: Section) -> str | None:
    """The day before publication, where a day of the week is the first day that the section names and means it."""
    published = section.published or document.published
    first = next((mention for mention in between(document.dates, section.start, section.end) if mention.last), None)
    if first is None or first.rule != "weekday" or published is None or first.kind != "day":
        return None
    return first.last if first.last == (date.fromisoformat(published) - timedelta(1)).isoformat() else None


def _one_sentence(text: str) -> bool:
    return not _SENTENCE_END.search(text)


def _default_status(paragraph: Stretch, following: list[Stretch]) -> str | None:
    """Counts without a status are current in a paragraph that tells of nothing new and adds up totals, or is followed
    by one that does ("There are 400 imported cases." "A total of 9000 ...")."""
    marks = _statuses(paragraph)
    if marks is None or "new" in marks:
        return None
    if "cumulative" in marks:
        return "current"
    after = _statuses(following[0]) if following and "present" in marks else None
    return "current" if after and "cumulative" in after and "new" not in after else None


def _statuses(paragraph: Stretch) -> set[str] | None:
    """The status words of a paragraph; None where it names a day or a period of its own."""
    if any(token.value.kind in ("period", "day") for token in paragraph.all("date")):
        return None
    return paragraph.marks("status")


def _dates(sentence: list[Piece]) -> list[DateMention]:
    """The dates of a sentence; "since the outbreak ... on February 28" makes its day the start of a stretch."""
    found: list[DateMention] = []
    for piece in [*sentence, *_dated_groups(sentence)]:
        for token in piece.all("date") if "date" in piece.kinds else ():
            ill = piece.has("symptom") and token.value.kind in ("day", "since")
            if token.value.kind == "stamp" or ill or any(word.start < token.start for word in piece.all("onset")):
                continue
            since = token.value.kind == "day" and any(word.start < token.start for word in piece.all("since"))
            found.append(structs.replace(token.value, kind="since", last=None) if since else token.value)
    return sorted(found, key=_START)


def _dates_before(state: State, sentence: list[Piece]) -> list[DateMention]:
    """The dates of the sentence before, for one that says of what kinds the infections are that it counted."""
    whole = state.claims[-1] if state.claims and sentence[0].has("part") else None
    counted = whole is not None and whole.dropped in COMBINED and whole.paragraph == state.paragraph
    return state.scope.dates if counted and sentence[0].tokens[0].kind == "part" else []


def _dated_groups(sentence: list[Piece]) -> list[Piece]:
    """Brackets that hold a date and no more: 第28周（7月11日至17日）."""
    groups = [group for piece in sentence if piece.head is None for group in piece.groups]
    return [group[0] for group in groups if len(group) == 1 and group[0].kinds.keys() == {"date"}]


__all__ = ["Claim", "facts"]
