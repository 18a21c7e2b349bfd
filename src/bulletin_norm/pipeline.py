"""A stage of the pipeline takes a document and gives a new one."""

from __future__ import annotations

from collections.abc import Callable

from bulletin_norm.model import Document

Stage = Callable[[Document], Document]
