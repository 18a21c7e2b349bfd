"""Translation: the real loading code on a tiny model, and what the checks let through."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import bulletin_norm
from bulletin_norm import engines
from bulletin_norm.errors import UsageError
from bulletin_norm.model import Document
from bulletin_norm.normalizer import Normalizer
from bulletin_norm.stages import translate_model
from bulletin_norm.stages.translate import Translation, Translator, sentences, translate_document
from bulletin_norm.stages.translate_checks import repeats

SOURCE = (
    "2021年1月10日0—24时，河北省新增本土确诊病例79例，其中石家庄市75例、邢台市4例。\n尚在医学观察无症状感染者229例。"
)
FIRST = (
    "From 00:00 to 24:00 on January 10, 2021, Hebei Province reported 79 new local confirmed cases of new crown "
    "pneumonia, including 75 in Shijiazhuang City and 4 in Xingtai City."
)
SECOND = "229 asymptomatic infections are still under medical observation."
TRAPS = json.loads((Path(__file__).parent / "gold" / "translation" / "traps.json").read_text("utf-8"))


class Engine:
    """A translator that gives what it is told, and remembers what it was sent."""

    name, limit = "told@0", 512

    def __init__(self, *told: Sequence[str]) -> None:
        self.told: Iterator[Sequence[str]] = iter(told)
        self.sent: list[str] = []

    def length(self, text: str) -> int:
        return len(text) // 2

    def unknown(self, text: str) -> str:
        return "".join(letter for letter in text if letter == "龘")

    def translate(self, texts: Sequence[str], *, candidates: int = 4, no_repeat: int = 0) -> list[list[str]]:
        self.sent += texts
        return [list(next(self.told, [""])) for _ in texts]


def translated(normalizer: Normalizer, source: str, *told: Sequence[str], issuer: str = "130000") -> Translation:
    document = normalizer.normalize(source, published="2021-01-11", issuer=issuer, language="zh-Hans")
    return translate_document(document, Engine(*told), normalizer.run, normalizer.name_of)


def test_right_sentences_pass_in_standard_terms(normalizer: Normalizer) -> None:
    result = translated(normalizer, SOURCE, [FIRST], [SECOND])
    assert [sentence.faults for sentence in result.sentences] == [(), ()]
    assert "COVID-19" in result.text
    assert "\n" in result.text
    assert not result.doubts


def test_a_wrong_number_keeps_the_chinese_with_a_doubt(normalizer: Normalizer) -> None:
    result = translated(normalizer, SOURCE, [FIRST.replace("79", "97")], [SECOND])
    first, second = result.sentences
    assert not first.ok
    assert first.target == SOURCE.splitlines()[0]
    assert second.ok
    (doubt,) = result.doubts
    assert doubt.kind == "translation"
    assert "79" in doubt.message
    assert SOURCE[doubt.start : doubt.end] == SOURCE.splitlines()[0]
    assert result.text.startswith(SOURCE.splitlines()[0])


def test_the_next_candidate_is_taken(normalizer: Normalizer) -> None:
    result = translated(normalizer, SOURCE, [FIRST.replace("79", "97"), FIRST], [SECOND])
    assert result.kept == 0


def test_names_are_written_into_a_second_try(normalizer: Normalizer) -> None:
    engine = Engine([FIRST.replace("Xingtai", "Chentai")], [SECOND], [FIRST])
    document = normalizer.normalize(SOURCE, published="2021-01-11", issuer="130000", language="zh-Hans")
    result = translate_document(document, engine, normalizer.run, normalizer.name_of)
    assert result.kept == 0
    assert "Xingtai City" in engine.sent[2]
    assert "邢台市" not in engine.sent[2]


@pytest.mark.parametrize("trap", TRAPS, ids=[trap["id"] for trap in TRAPS])
def test_traps(normalizer: Normalizer, trap: dict[str, str]) -> None:
    document = normalizer.normalize(trap["source"], published="2022-03-21", issuer=trap["issuer"], language="zh-Hans")
    result = translate_document(document, Engine([trap["wrong"]]), normalizer.run, normalizer.name_of)
    assert result.kept == len(result.sentences), result.text
    right = translate_document(document, Engine([trap["right"]]), normalizer.run, normalizer.name_of)
    assert right.kept == 0, right.doubts


def test_equal_sentences_are_sent_once(normalizer: Normalizer) -> None:
    engine = Engine(["No new deaths."])
    document = normalizer.normalize("无新增死亡病例。\n无新增死亡病例。", issuer="130000", published="2021-01-11")
    result = translate_document(document, engine, normalizer.run, normalizer.name_of)
    assert engine.sent == ["无新增死亡病例。"]
    assert result.kept == 0


def test_unknown_characters_are_in_doubt(normalizer: Normalizer) -> None:
    result = translated(normalizer, "无新增龘死亡病例。", ["No new deaths."])
    assert [doubt.kind for doubt in result.doubts] == ["translation"]
    assert "龘" in result.doubts[0].message


def test_signs_and_numbers_alone_are_never_sent() -> None:
    document = Document.of("……\n\n123\n—— 4 ——\n甲。 。\n", language="zh-Hans")
    assert [document.reading[low:high] for low, high in sentences(document)] == ["甲。"]


def test_a_long_sentence_is_cut_at_its_inner_stops(normalizer: Normalizer) -> None:
    engine = Engine()
    source = "，".join(["各地要毫不放松抓好疫情防控各项工作"] * 24) + "。"
    document = normalizer.normalize(source, issuer="130000", published="2021-01-11", language="zh-Hans")
    translate_document(document, engine, normalizer.run, normalizer.name_of)
    assert len(engine.sent) > 1
    assert "".join(engine.sent[:3]) == source
    assert all(len(text) <= 161 for text in engine.sent)


def test_repetition_is_seen() -> None:
    assert repeats("Come on, " * 9)
    assert repeats("the cases of the cases of the cases of the cases of the cases of the cases of")
    assert not repeats("2 in Heihe City, 2 in Suihua City, 3 in Qiqihar City and 4 in Harbin City were reported.")


class TestTinyModel:
    """The loading code itself, offline, on a model of half a megabyte built on the spot."""

    @pytest.fixture(scope="class")
    @staticmethod
    def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
        pytest.importorskip("torch")
        pytest.importorskip("transformers")
        pytest.importorskip("sentencepiece")
        from tiny_model import build

        os.environ["HF_HUB_OFFLINE"] = "1"
        return build(tmp_path_factory.mktemp("model") / "tiny-zh-en")

    @pytest.fixture(scope="class")
    @staticmethod
    def model(folder: Path) -> Translator:
        return Translator.load(str(folder), offline=True)

    def test_it_loads_and_translates_the_same_each_time(self, folder: Path, model: Translator) -> None:
        texts = ["乾县新增本土确诊病例7例。", "河北省无症状感染者6例。", ">>en<< 3"]
        found = model.translate(texts, candidates=2)
        assert [1 <= len(candidates) <= 2 for candidates in found] == [True] * 3
        assert Translator.load(str(folder), offline=True).translate(texts, candidates=2) == found
        assert model.name.startswith("tiny-zh-en@")
        assert str(folder.parent) not in model.name

    def test_characters_that_it_lacks_are_told(self, model: Translator) -> None:
        assert "龘" in model.unknown("龘乾县")
        assert model.unknown("乾县新增") == ""

    def test_a_text_beyond_its_positions_is_not_lost_in_silence(self, model: Translator) -> None:
        assert model.length("乾县新增" * 100) > model.limit == 128
        assert len(model.translate(["乾县新增" * 100], candidates=1)) == 1

    def test_nonsense_is_kept_out(self, model: Translator, normalizer: Normalizer) -> None:
        document = normalizer.normalize(SOURCE, published="2021-01-11", issuer="130000", language="zh-Hans")
        result = translate_document(document, model, normalizer.run, normalizer.name_of)
        assert result.kept == len(result.sentences) == 2
        assert result.text.strip() == document.reading.strip()
        assert len(document.facts) == 4

    def test_a_batch_keeps_translations_beside_the_records_and_goes_on(self, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "chinese.txt").write_text(SOURCE, "utf-8")
        (tmp_path / "in" / "english.txt").write_text(
            "On January 10, 2021, 3 new cases were reported in Hebei.", "utf-8"
        )
        out = tmp_path / "out"

        def batch() -> str:
            command = ["batch", tmp_path / "in", "--out", out, "--issuer", "Hebei", "--model", folder, "--offline"]
            done = subprocess.run(
                [sys.executable, "-m", "bulletin_norm", *map(str, command)], capture_output=True, text=True, check=True
            )
            return done.stderr

        assert "1 document translated into" in batch()
        assert sorted(path.name for path in (out / "translations").iterdir()) == ["chinese.jsonl", "chinese.txt"]
        rows = [json.loads(line) for line in (out / "translations" / "chinese.jsonl").read_text("utf-8").splitlines()]
        assert [SOURCE[row["start"] : row["end"]] for row in rows] == [row["source"] for row in rows]
        chinese, english = (
            json.loads(line) for line in (out / "records" / "part-00000.jsonl").read_text("utf-8").splitlines()
        )
        assert chinese["versions"]["translator"].startswith("tiny-zh-en@")
        assert [doubt["kind"] for doubt in chinese["doubts"]] == ["translation", "translation"]
        assert not english["doubts"]
        assert "Read 0 documents, 2 unchanged" in batch()

    def test_workers_translate_with_models_of_their_own(self, folder: Path) -> None:
        loaded = bulletin_norm.load(model=str(folder), offline=True)
        given = [loaded.document(text, issuer="Hebei", id=str(n)) for n, text in enumerate([SOURCE, "3 new cases"])]
        here = list(engines.run(engines.RECORDED, given, loaded))
        assert [bool(outcome.translation) for outcome in here] == [True, False]
        assert list(engines.run(engines.RECORDED, given, loaded, engine="processes", workers=1)) == here

    def test_incomplete_weights_are_refused(self, folder: Path, tmp_path: Path) -> None:
        import shutil

        from safetensors.torch import load_file, save_file

        copy = tmp_path / "holes"
        shutil.copytree(folder, copy)
        weights = load_file(copy / "model.safetensors")
        save_file({key: value for key, value in weights.items() if "fc1" not in key}, copy / "model.safetensors")
        with pytest.raises(UsageError, match="incomplete"):
            Translator.load(str(copy), offline=True)

    def test_a_model_of_another_kind_is_refused(self, folder: Path, tmp_path: Path) -> None:
        config = json.loads((folder / "config.json").read_text())
        (tmp_path / "config.json").write_text(json.dumps({**config, "model_type": "bert", "architectures": ["Bert"]}))
        with pytest.raises(UsageError):
            Translator.load(str(tmp_path), offline=True)


class Tokenizer:
    """As much of a tokenizer as tells how its model is told the languages."""

    unk_token_id = 3

    def __init__(self, pieces: Sequence[str], src_lang: str | None = None) -> None:
        self.pieces = {piece: number for number, piece in enumerate(pieces, 4)}
        if src_lang:
            self.src_lang = src_lang

    def convert_tokens_to_ids(self, piece: str) -> int:
        return self.pieces.get(piece, self.unk_token_id)


class M2M100Tokenizer(Tokenizer):
    def get_lang_id(self, language: str) -> int:
        return {"en": 128022}[language]


@pytest.mark.parametrize(
    ("tokenizer", "prefix", "forced", "source"),
    [
        (Tokenizer([]), "", None, None),
        (Tokenizer(["<2en>"]), "<2en> ", None, None),
        (Tokenizer(["zho_Hans", "eng_Latn"], "eng_Latn"), "", 5, "zho_Hans"),
        (Tokenizer(["zh_CN", "en_XX"], "en_XX"), "", 5, "zh_CN"),
        (M2M100Tokenizer([], "en"), "", 128022, "zh"),
    ],
    ids=["marian", "madlad", "nllb", "mbart", "m2m100"],
)
def test_each_family_is_told_its_languages(
    tokenizer: Tokenizer, prefix: str, forced: int | None, source: str | None
) -> None:
    assert translate_model._language("a/model", tokenizer) == (prefix, forced)
    assert getattr(tokenizer, "src_lang", None) == source


def test_a_model_without_the_codes_is_refused() -> None:
    # A stripped NLLB folder: the code would silently become <unk>.
    with pytest.raises(UsageError, match="codes of Chinese and English"):
        translate_model._language("a/model", Tokenizer(["zho_Hans"], "fra_Latn"))


@pytest.mark.parametrize(
    ("ref", "message"),
    [
        ("./no-such-folder", "there is no model folder"),
        ("/no/such/folder", "there is no model folder"),
        ("pyproject.toml", "is a file"),
        ("corpus", "config.json"),
    ],
)
def test_wrong_models_are_named(ref: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[1])
    with pytest.raises(UsageError, match=message):
        Translator.load(ref, offline=True)


def test_the_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config.json").write_text("{}")

    def missing(name: str) -> None:
        raise ImportError(f"No module named {name!r}", name=name)

    monkeypatch.setattr(translate_model, "import_module", missing)
    with pytest.raises(UsageError, match=r'bulletin-norm\[translate\]" \(torch is not installed\)'):
        Translator.load(str(tmp_path))


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (ValueError("`tiktoken` is required to read a `tiktoken` file."), "protobuf"),
        (ImportError("requires the protobuf library"), "protobuf"),
        (ValueError("Unrecognized configuration class <Bert>"), "not a translation model"),
        (OSError("We couldn't connect to 'https://hub'"), "local cache"),
    ],
)
def test_errors_of_the_library_are_put_plainly(error: Exception, message: str) -> None:
    with pytest.raises(UsageError, match=message), translate_model._plain_errors("some/model", True):
        raise error
