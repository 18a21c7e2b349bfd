"""What tests share: one loaded normalizer, and the corpus as read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

import bulletin_norm
from bulletin_norm.model import Document
from bulletin_norm.normalizer import Normalizer
from bulletin_norm.outputs.corpus import Corpus

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def normalizer() -> Normalizer:
    """The toolkit, loaded once."""
    return bulletin_norm.load()


@pytest.fixture(scope="session")
def bulletins(normalizer: Normalizer) -> list[Document]:
    """Every bulletin of the corpus, as read."""
    return [item.document() for item in Corpus([ROOT / "corpus"], normalizer.places.issuer)]


@pytest.fixture(scope="session")
def documents(normalizer: Normalizer, bulletins: list[Document]) -> list[Document]:
    """Every bulletin of the corpus, normalized."""
    return [normalizer.run(bulletin) for bulletin in bulletins]
