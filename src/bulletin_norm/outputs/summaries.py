"""Summaries of single records, in any output language, through any template."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec

from bulletin_norm.outputs.labels import Divisions, Labels
from bulletin_norm.outputs.remembering import remembered
from bulletin_norm.outputs.render import Templates
from bulletin_norm.outputs.schema import Record
from bulletin_norm.outputs.view import Summary, summary_of
from bulletin_norm.outputs.wording import Wording
from bulletin_norm.text import Edit, Layer, undo_all


class Summaries(msgspec.Struct, frozen=True, dict=True):
    """Everything that turns records into texts for readers; `measures` has the English and the Chinese label of
    each, `diseases` the Chinese name of each.
    """

    templates: Templates
    wordings: dict[str, Wording]
    divisions: Divisions
    measures: dict[str, tuple[str, str]]
    diseases: dict[str, str]

    def summarize(self, record: Record, source: str, template: str = "summary.md") -> str:
        """Render one record; `source` is the text that it was made from."""
        tag = self.templates.language(template, set(self.wordings))
        return self.templates.render(template, s=self.view(record, source, tag), record=record)

    def view(self, record: Record, source: str, tag: str = "en") -> Summary:
        """What a template shows of a record, in the output language `tag`."""
        return summary_of(record, source, self.labels(tag))

    @remembered
    def labels(self, tag: str) -> Labels:
        """The names of everything in one output language."""
        chinese = tag.startswith("zh")
        script = _traditional if tag == "zh-Hant" else str
        measures = {name: script(zh) if chinese else en for name, (en, zh) in self.measures.items()}
        diseases = {name: script(zh) for name, zh in self.diseases.items()} if chinese else {}
        return Labels(self.wordings[tag], self.divisions, measures, diseases, script)


def source_of(record: Record) -> str:
    """The source of a record: its normalized text with every edit undone."""
    layers: dict[str, list[Edit]] = {}
    for row in record.edits:
        layers.setdefault(row.layer, []).append(Edit(row.start, row.end, row.before, row.after, row.rule))
    return undo_all(record.normalized_text, [Layer(name, tuple(edits)) for name, edits in layers.items()])


_LETTERS = str.maketrans("爲峯羣覈“”", "為峰群核『』")
"""What bulletins in Traditional script write otherwise; what they quote in what is quoted."""


@lru_cache(maxsize=4096)
def _traditional(text: str) -> str:
    return str(_converter().convert(text)).translate(_LETTERS)


@lru_cache(maxsize=1)
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("s2t")
