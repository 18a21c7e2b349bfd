"""Finds time expressions and resolves them to days."""

from __future__ import annotations

from msgspec.structs import replace

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.language.dates import DateWords
from bulletin_norm.model import DateMention, Document
from bulletin_norm.pipeline import Stage
from bulletin_norm.stages.date_calendar import Day
from bulletin_norm.stages.date_reader import DateReader
from bulletin_norm.stages.date_weekdays import with_weekdays

_PLAIN = DateWords(units={"日": "D", "月": "M", "年": "Y"})


def dates(knowledge: Knowledge) -> Stage:
    """The stage that fills `dates`; days without a year are read by the document's (or the section's) `published`."""

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
            mentions = with_weekdays(reader.mentions(), text, reader.words, published or document.published)
            running = reader.calendar.running if published is None else None
            found += mentions if not start else [_moved(mention, start) for mention in mentions]
        return document.with_(dates=tuple(found))

    return stage


def find_dates(text: str, words: DateWords, *, published: str | None = None) -> tuple[DateMention, ...]:
    """All time expressions of a text in one language, in order; `published` is an ISO day."""
    return tuple(with_weekdays(DateReader(words, text, published).mentions(), text, words, published))


def _moved(mention: DateMention, by: int) -> DateMention:
    return replace(mention, start=mention.start + by, end=mention.end + by)
