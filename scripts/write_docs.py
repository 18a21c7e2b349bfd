"""Writes the parts of docs/ that the code says itself: record.schema.json and commands.md.

python scripts/write_docs.py
"""

from __future__ import annotations

import json
import os
from pathlib import Path

# The width and the plainness of help texts must not depend on who runs this.
os.environ.update(COLUMNS="100", NO_COLOR="1", TERM="dumb")

import typer

from bulletin_norm.cli.app import app
from bulletin_norm.outputs.schema import json_schema

DOCS = Path(__file__).resolve().parents[1] / "docs"


def commands() -> str:
    """The help of every verb, as Markdown."""
    group = typer.main.get_command(app)
    context = group.make_context("bulletin-norm", [], resilient_parsing=True)
    parts = ["# Commands\n", "Written by `scripts/write_docs.py` from the commands themselves.\n"]
    for name in group.list_commands(context):  # type: ignore[attr-defined]
        command = group.get_command(context, name)  # type: ignore[attr-defined]
        inner = command.make_context(name, [], parent=context, resilient_parsing=True)
        inner.info_name = name
        parts.append(f"## {name}\n\n```text\n{command.get_help(inner).strip()}\n```\n")
    return "\n".join(parts)


def schema() -> str:
    """The JSON Schema of a record, as text."""
    return json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    DOCS.mkdir(exist_ok=True)
    (DOCS / "commands.md").write_text(commands(), encoding="utf-8")
    (DOCS / "record.schema.json").write_text(schema(), encoding="utf-8")
