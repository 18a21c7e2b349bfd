"""Builds a Marian model of under a megabyte with its sentencepiece tokenizers: real code paths, no real knowledge."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

CHINESE = [
    f"{month}月{day}日0—24时，{place}新增本土确诊病例{count}例，无症状感染者{count + 2}例，均在{place}。"
    for month in range(1, 11)
    for day, place, count in ((3, "乾县", 7), (12, "绥化市望奎县", 25), (21, "黑河市爱辉区", 110), (30, "河北省", 6))
]
ENGLISH = [
    f"From 00:00 to 24:00 on month {month}, day {day}, {place} reported {count} new local confirmed cases."
    for month in range(1, 11)
    for day, place, count in ((3, "Qian County", 7), (12, "Wangkui", 25), (21, "Aihui District", 110), (30, "Hebei", 6))
]


def build(folder: Path) -> Path:
    """Write the model with random weights (always the same) to `folder` and give it back."""
    import torch
    from transformers import MarianConfig, MarianMTModel, MarianTokenizer

    folder.mkdir(parents=True, exist_ok=True)
    sources, targets = _pieces(folder / "source.spm", CHINESE), _pieces(folder / "target.spm", ENGLISH)
    # <pad> comes last, as in the models of opus-mt.
    pieces = [*dict.fromkeys([*sources, *targets]), "<pad>"]
    (folder / "vocab.json").write_text(json.dumps({piece: number for number, piece in enumerate(pieces)}))
    tokenizer = MarianTokenizer(
        str(folder / "source.spm"), str(folder / "target.spm"), str(folder / "vocab.json"), model_max_length=128
    )
    pad = len(pieces) - 1
    config = MarianConfig(
        vocab_size=len(pieces),
        d_model=32,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=64,
        decoder_ffn_dim=64,
        max_position_embeddings=128,
        pad_token_id=pad,
        eos_token_id=0,
        decoder_start_token_id=pad,
        forced_eos_token_id=0,
        static_position_embeddings=True,
        scale_embedding=True,
    )
    torch.manual_seed(11)
    MarianMTModel(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def _pieces(path: Path, lines: list[str]) -> list[str]:
    """Train a sentencepiece model on `lines`, write it to `path`, and give its pieces."""
    import sentencepiece

    written = io.BytesIO()
    options: dict[str, Any] = {"vocab_size": 90, "character_coverage": 1.0, "hard_vocab_limit": False}
    ids = {"eos_id": 0, "unk_id": 1, "bos_id": -1, "pad_id": -1}
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines), model_writer=written, minloglevel=2, **options, **ids
    )
    path.write_bytes(written.getvalue())
    processor = sentencepiece.SentencePieceProcessor(model_proto=written.getvalue())
    return [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
