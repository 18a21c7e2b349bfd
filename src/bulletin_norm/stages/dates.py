"""Finds time expressions and resolves them to days."""

from __future__ import annotations

from msgspec.structs import replace

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.language.dates import DateWords
from bulletin_norm.model import DateMention, Document, Doubt
from bulletin_norm.pipeline import Stage
from bulletin_norm.stages.date_calendar import Day
from bulletin_norm.stages.date_reader import DateReader
from bulletin_norm.stages.date_weekdays import with_weekdays

_PLAIN = DateWords(units={"日": "D", "月": "M", "年": "Y"})


def dates(knowledge: Knowledge) -> Stage:
    """The stage that fills `dates`, with doubts for those that cannot be as they stand.

    Days without a year are read by the `published` of the document or the section.
    """

    def stage(document: Document) -> Document:
        found: list[DateMention] = []
        reading = document.reading
        spans: list[tuple[int, int, str | None, str | None]]
        spans = [(s.start, s.end, s.language, s.published) for s in document.sections]
        running: Day | None = None
        for start, end, tag, published in spans or [(0, len(reading), document.language, None)]:
            language = knowledge.language(tag)
            text = reading if start == 0 and end == len(reading) else reading[start:end]
            reader = DateReader(language.dates if language else _PLAIN, text, published or document.published, running)
            mentions = with_weekdays(reader.mentions(), text, reader.words, reader.calendar.published)
            running = reader.calendar.running if published is None else None
            found += mentions if not start else [_moved(mention, start) for mention in mentions]
        doubts = tuple(_doubt(document, mention) for mention in found if mention.doubtful and mention.kind != "stamp")
        return document.with_(dates=tuple(found), doubts=(*document.doubts, *doubts))

    return stage


def find_dates(text: str, words: DateWords, *, published: str | None = None) -> tuple[DateMention, ...]:
    """All time expressions of a text in one language, in order; `published` is an ISO day."""
    reader = DateReader(words, text, published)
    return tuple(with_weekdays(reader.mentions(), text, words, reader.calendar.published))


def _doubt(document: Document, mention: DateMention) -> Doubt:
    days = mention.last if mention.rule != "week" else f"{mention.first} to {mention.last}"
    read = f"is read as {days}" if mention.last else "cannot be read"
    message = f"{mention.surface!r} {read}: {mention.doubtful}"
    return document.doubt("doubtful_date", mention.start, mention.end, message)


def _moved(mention: DateMention, by: int) -> DateMention:
    return replace(mention, start=mention.start + by, end=mention.end + by)
