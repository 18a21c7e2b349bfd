"""The verbs of `bulletin-norm`: what each takes and where it is written down; the work is done below the doors."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)


@app.command()
def batch(inputs: list[Path], out: Annotated[Path, typer.Option()]) -> None:
    """Normalize files and folders into OUT."""
    import bulletin_norm
    from bulletin_norm import engines
    from bulletin_norm.outputs.store import Store, key_of

    normalizer = bulletin_norm.load()
    store = Store(out)
    for doc in _read(inputs):
        store.add(key_of(doc, normalizer.versions), engines.recorded(normalizer, doc))
    store.finish()


@app.command()
def normalize(file: Path, published: str | None = None, issuer: str | None = None) -> None:
    """Print the normalized text."""
    import bulletin_norm

    print(bulletin_norm.load().normalize(file.read_text(), published=published, issuer=issuer).text)


@app.command()
def facts(file: Path, published: str | None = None, issuer: str | None = None) -> None:
    """Print the facts."""
    import bulletin_norm

    for fact in bulletin_norm.load().normalize(file.read_text(), published=published, issuer=issuer).facts:
        print(fact)


def _read(inputs):
    import csv

    from bulletin_norm.model import Document

    for folder in inputs:
        with (folder / "manifest.csv").open() as file:
            for row in csv.DictReader(file):
                text = (folder / row["path"]).read_text()
                yield Document.of(
                    text, id=row["id"], path=row["path"], published=row.get("published") or None,
                    issuer=row.get("issuer") or None, language=row.get("language") or None,
                )


def run() -> None:
    """Run the app."""
    from bulletin_norm.errors import BulletinNormError

    try:
        app()
    except BulletinNormError as error:
        print(f"bulletin-norm: {error}", file=sys.stderr)
        sys.exit(2)
