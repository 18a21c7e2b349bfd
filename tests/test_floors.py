"""The shape of the code: imports go down, files and functions stay short, no word says where it came from."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "bulletin_norm"
MODULES = sorted(PACKAGE.rglob("*.py"))
FLOORS = (
    ("errors", "text"),
    ("tables", "model", "pipeline"),
    ("language",),
    ("knowledge",),
    ("stages",),
    ("assembly",),
    ("outputs",),
    ("normalizer", "engines"),
    ("__init__", "cli", "__main__"),
)
LEVEL = {name: level for level, names in enumerate(FLOORS) for name in names}
LONGEST_MODULE, LONGEST_FUNCTION = 400, 45
BANNED_NAMES = ("utils", "helpers", "common", "misc")


def floor(module: str) -> str:
    """The part of the package that a module is in ("stages")."""
    return module.split(".")[1] if "." in module else "__init__"


def name_of(path: Path) -> str:
    parts = ("bulletin_norm", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 2 else parts)


def imports(path: Path) -> list[tuple[str, int]]:
    """What a module imports of the package when it runs; imports for types alone do not count."""
    tree = ast.parse(path.read_text("utf-8"))
    typed = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    found = []
    for node in ast.walk(tree):
        if id(node) in typed:
            continue
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("bulletin_norm"):
            found.append((node.module if "." in node.module else f"bulletin_norm.{node.names[0].name}", node.lineno))
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names if alias.name.startswith("bulletin_norm.")]
    return found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_down(path: Path) -> None:
    own = LEVEL[floor(name_of(path))]
    wrong = [
        f"{path.name}:{line} imports {module}"
        for module, line in imports(path)
        if module != "bulletin_norm.__version__" and LEVEL[floor(module)] > own
    ]
    assert wrong == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= LONGEST_MODULE
    assert path.stem not in BANNED_NAMES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.end_lineno is not None:
            assert node.end_lineno - node.lineno < LONGEST_FUNCTION, f"{path.name}:{node.lineno} {node.name}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_whatever_is_public_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    public = [
        node
        for node in tree.body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_")
    ]
    assert [node.name for node in public if not ast.get_docstring(node)] == []
    assert "languages" in path.parts or path.stem == "__init__" or ast.get_docstring(tree)


def test_no_file_speaks_of_a_folder_outside() -> None:
    texts = [*MODULES, *ROOT.glob("*.md"), *(ROOT / "docs").glob("*"), *(ROOT / "tests").glob("*.py")]
    outside = ("/work/" + "shared", "../" + "shared", "/tmp/" + "s/")
    wrong = [path.name for path in texts for word in outside if word in path.read_text("utf-8")]
    assert wrong == []
