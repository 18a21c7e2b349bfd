"""Loads a translation model by hub id or folder and runs it; torch and transformers are imported only then.

The model is any sequence-to-sequence model of Hugging Face transformers from Chinese to English: Marian (opus-mt),
NLLB, M2M100, mBART-50, MADLAD. It is used as it is: no token is added, nothing is trained.
"""

from __future__ import annotations

import hashlib
import os
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

from bulletin_norm.errors import UsageError

BATCH = 16
"""Sentences run at once."""

_HUB_ID = re.compile(r"[\w.-]+(?:/[\w.-]+)?")
_INSTALL = 'translation needs the extra "translate": pip install "bulletin-norm[translate]"'
_LANGUAGE_CODES = (("zho_Hans", "eng_Latn"), ("zh_CN", "en_XX"))
"""Source and target as vocabulary pieces: NLLB, mBART-50."""


class Engine(Protocol):
    """What `translate_document` needs of a translator."""

    @property
    def name(self) -> str:
        """What the record says of it: a hub id or folder name, and a fingerprint."""

    @property
    def limit(self) -> int:
        """The most tokens of one text; a longer one has to be cut before."""

    def length(self, text: str) -> int:
        """The number of tokens of `text`."""

    def unknown(self, text: str) -> str:
        """The characters of `text` that the model does not know and would drop without a word."""

    def translate(self, texts: Sequence[str], *, candidates: int = 4, no_repeat: int = 0) -> list[list[str]]:
        """For each text its translations, the likeliest first; `no_repeat` forbids repeated runs of so many tokens."""


@dataclass
class Translator:
    """A loaded model with its tokenizer; safe to share between threads, one of which runs at a time."""

    name: str
    tokenizer: Any
    model: Any
    limit: int
    prefix: str = ""
    forced: int | None = None
    _lock: Lock = field(default_factory=Lock, repr=False)

    @staticmethod
    def load(ref: str, *, offline: bool = False) -> Translator:
        """Load the model `ref`, a folder or a Hugging Face hub id; UsageError says what is wrong.

        `offline` keeps to what is already on this machine. A folder never goes to the network.
        """
        folder = _folder(ref)
        transformers = _libraries(offline or folder is not None)
        place = str(folder or ref)
        with _plain_errors(ref, offline), _quiet(transformers):
            local = offline or folder is not None
            tokenizer = transformers.AutoTokenizer.from_pretrained(place, local_files_only=local)
            model, info = transformers.AutoModelForSeq2SeqLM.from_pretrained(
                place, local_files_only=local, dtype=import_module("torch").float32, output_loading_info=True
            )
        _refuse_incomplete(ref, info)
        prefix, forced = _language(ref, tokenizer)
        model.eval()
        model.generation_config.max_length = None
        limit = _limit(tokenizer, model)
        return Translator(_name(ref, folder, model), tokenizer, model, limit, prefix, forced)

    def length(self, text: str) -> int:
        """The number of tokens of `text`."""
        with self._lock:
            return len(self.tokenizer(self._dressed(text))["input_ids"])

    def unknown(self, text: str) -> str:
        """The characters of `text` that the model does not know and would drop without a word."""
        with self._lock:
            unk = self.tokenizer.unk_token_id
            if unk is None or unk not in self.tokenizer(text)["input_ids"]:
                return ""
            letters = dict.fromkeys(letter for letter in text if not letter.isspace())
            return "".join(letter for letter in letters if unk in self.tokenizer(letter)["input_ids"])

    def translate(self, texts: Sequence[str], *, candidates: int = 4, no_repeat: int = 0) -> list[list[str]]:
        """For each text its translations, the likeliest first; `no_repeat` forbids repeated runs of so many tokens."""
        found: list[list[str]] = [[] for _ in texts]
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        with self._lock:
            for first in range(0, len(order), BATCH):
                chosen = order[first : first + BATCH]
                results = self._run([self._dressed(texts[index]) for index in chosen], candidates, no_repeat)
                for index, result in zip(chosen, results, strict=True):
                    found[index] = result
        return found

    def _dressed(self, text: str) -> str:
        # Marian takes ">>xx<<" at the beginning for the code of a language.
        return self.prefix + re.sub(r"^>>", "> >", text)

    def _run(self, texts: list[str], candidates: int, no_repeat: int) -> list[list[str]]:
        torch = import_module("torch")
        encoded = self.tokenizer(texts, return_tensors="pt", padding=True, truncation=True, max_length=self.limit)
        options: dict[str, Any] = {"num_beams": max(candidates, 4), "num_return_sequences": candidates}
        options["max_new_tokens"] = min(self.limit - 1, 2 * encoded["input_ids"].shape[1] + 32)
        if no_repeat:
            options["no_repeat_ngram_size"] = no_repeat
        if self.forced is not None:
            options["forced_bos_token_id"] = self.forced
        with torch.inference_mode():
            output = self.model.generate(**encoded, **options)
        lines = [line.strip() for line in self.tokenizer.batch_decode(output, skip_special_tokens=True)]
        return [list(dict.fromkeys(lines[at : at + candidates])) for at in range(0, len(lines), candidates)]


def _folder(ref: str) -> Path | None:
    """The folder that `ref` names, or None where it can only be a hub id."""
    path = Path(ref).expanduser()
    if path.is_dir():
        if not (path / "config.json").is_file():
            raise UsageError(f"the folder {ref} holds no model: it has no config.json")
        return path
    if path.exists():
        raise UsageError(f"{ref} is a file; a model is a folder or a hub id such as Helsinki-NLP/opus-mt-zh-en")
    if not _HUB_ID.fullmatch(ref) or ref.startswith("."):
        raise UsageError(f"there is no model folder {ref}")
    return None


def _libraries(offline: bool) -> Any:
    """The module transformers, after a check that all of the extra is there."""
    if offline:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    try:
        import_module("torch")
        import_module("sentencepiece")
        return import_module("transformers")
    except ImportError as error:
        raise UsageError(f"{_INSTALL} ({error.name} is not installed)") from error


@contextmanager
def _quiet(transformers: Any) -> Iterator[None]:
    """No progress bars on standard error, no advice about sacremoses, which is not used."""
    transformers.logging.disable_progress_bar()
    verbosity = transformers.logging.get_verbosity()
    transformers.logging.set_verbosity_error()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
    transformers.logging.set_verbosity(verbosity)


@contextmanager
def _plain_errors(ref: str, offline: bool) -> Iterator[None]:
    """Says what the library's errors on loading mean."""
    try:
        yield
    except (ImportError, ValueError, OSError, KeyError) as error:
        text = str(error)
        if "protobuf" in text or "tiktoken" in text or "SentencePieceExtractor" in text:
            # A folder with only a sentencepiece model needs protobuf; the library asks for tiktoken instead.
            raise UsageError(f"the tokenizer of {ref} needs protobuf: pip install protobuf") from error
        if "configuration class" in text or "model_type" in text:
            raise UsageError(f"{ref} is not a translation model (sequence to sequence)") from error
        if isinstance(error, OSError) and not Path(ref).expanduser().is_dir():
            where = "in the local cache (offline)" if offline else "on the hub, or it cannot be reached"
            raise UsageError(f"the model {ref} is neither a folder here nor to be found {where}") from error
        raise UsageError(f"the model {ref} cannot be loaded: {text.strip().splitlines()[0]}") from error


def _refuse_incomplete(ref: str, info: dict[str, Any]) -> None:
    """Weights that the files lack are random: refuse them. Positions are computed, not stored."""
    missing = sorted(key for key in info.get("missing_keys", ()) if "embed_positions" not in key)
    if missing:
        raise UsageError(f"the model {ref} is incomplete: its files lack {len(missing)} weights, such as {missing[0]}")


def _language(ref: str, tokenizer: Any) -> tuple[str, int | None]:
    """The prefix of each text and the forced first token that make the model go from Chinese to English."""

    def known(piece: str) -> int | None:
        number = tokenizer.convert_tokens_to_ids(piece)
        return number if isinstance(number, int) and number != tokenizer.unk_token_id else None

    if hasattr(tokenizer, "get_lang_id"):
        tokenizer.src_lang = "zh"
        return "", int(tokenizer.get_lang_id("en"))
    if known("<2en>") is not None:
        return "<2en> ", None
    if getattr(tokenizer, "src_lang", None) is None:
        return "", None
    for source, target in _LANGUAGE_CODES:
        if known(source) is not None and known(target) is not None:
            tokenizer.src_lang = source
            return "", known(target)
    raise UsageError(f"the model {ref} has languages, but not the codes of Chinese and English")


def _limit(tokenizer: Any, model: Any) -> int:
    """The most tokens that one text may have."""
    positions = getattr(model.config, "max_position_embeddings", None) or 512
    return int(min(tokenizer.model_max_length, positions, 512))


def _name(ref: str, folder: Path | None, model: Any) -> str:
    """The name in records: no path of this machine, but a fingerprint of the files."""
    commit = getattr(model.config, "_commit_hash", None)
    if folder is None:
        return f"{ref}@{commit[:12]}" if commit else ref
    digest = hashlib.blake2b(digest_size=6)
    for path in sorted(item for item in folder.iterdir() if item.is_file()):
        digest.update(f"{path.name}\0{path.stat().st_size}\0".encode())
        with path.open("rb") as file:
            digest.update(file.read(1 << 20))
    return f"{folder.resolve().name}@{digest.hexdigest()}"
