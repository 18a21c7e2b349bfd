"""Renders templates: those of the package by name ("summary.md"), a user's own by path, in a sandbox.

Jinja is imported when something is rendered, as loading the toolkit needs none of it.
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bulletin_norm.errors import Problem, UsageError

if TYPE_CHECKING:
    import jinja2

_SPECIAL = re.compile(r"[\\`*_\[\]<|]")
_GIVEN = {"o": "it is for a corpus (bulletin-norm report)", "s": "it is for one document (bulletin-norm summarize)"}
_COMMENT = re.compile(r"\{#\s*(.*?)\s*#\}", re.S)


def escape_markdown(text: str) -> str:
    """The text with the characters that Markdown and HTML read as marks made plain.

    >>> escape_markdown("a*b <c>")
    'a\\\\*b \\\\<c>'
    """
    return _SPECIAL.sub(lambda mark: f"\\{mark[0]}", text)


class Templates:
    """The templates of a folder; `_` files are parts of others."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> dict[str, str]:
        """Each template by name, with what its first line says that it is for."""
        paths = sorted(path for path in self.folder.glob("*.j2") if not path.name.startswith("_"))
        return {path.name.removesuffix(".j2"): _purpose(path.read_text("utf-8")) for path in paths}

    def check(self, problems: list[Problem]) -> None:
        """Read every template and its parts; what is wrong goes to `problems`."""
        import jinja2

        for path in sorted(self.folder.glob("*.j2")):
            name, text = f"templates/{path.name}", path.read_text("utf-8")
            if not _purpose(text):
                problems.append(Problem(name, 1, "the first line is no comment that says what it is for"))
            try:
                self._own.parse(text)
            except jinja2.TemplateSyntaxError as error:
                problems.append(Problem(name, error.lineno, str(error.message)))

    def language(self, template: str, known: set[str]) -> str:
        """The output language that a template's name says ("summary.zh-Hans.md"), English where it says none."""
        return next((part for part in Path(template).name.split(".") if part in known), "en")

    def render(self, template: str, **values: Any) -> str:
        """Render a template by name or path; UsageError where it is not there or is faulty."""
        import jinja2

        try:
            return self._find(template).render(**values)
        except UsageError:
            raise
        except Exception as error:
            # A template is a program of its author's: whatever it raises is a fault in it.
            line = f", line {error.lineno}" if isinstance(error, jinja2.TemplateSyntaxError) else ""
            raise UsageError(f"template {template}{line}: {error}{_meant(str(error))}") from error

    def _find(self, template: str) -> jinja2.Template:
        if (self.folder / f"{template}.j2").is_file() and not template.startswith("_"):
            return self._own.get_template(f"{template}.j2")
        path = Path(template)
        if not path.is_file():
            known = ", ".join(self.names())
            raise UsageError(f"there is no template {template}; there are {known}, or the path of your own")
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError as error:
            raise UsageError(f"template {template} is not UTF-8") from error
        return self._sandbox(path.name).from_string(text)

    @cached_property
    def _own(self) -> jinja2.Environment:
        import jinja2

        return _prepared(jinja2.Environment(loader=self._loader(), **_options(_is_html)))

    def _sandbox(self, name: str) -> jinja2.Environment:
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        return _prepared(ImmutableSandboxedEnvironment(loader=self._loader(), **_options(_is_html(name))))

    def _loader(self) -> jinja2.BaseLoader:
        import jinja2

        return jinja2.FileSystemLoader(self.folder)


def _options(autoescape: Any) -> dict[str, Any]:
    import jinja2

    return {
        "undefined": jinja2.StrictUndefined,
        "autoescape": autoescape,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "keep_trailing_newline": True,
    }


def _prepared(environment: jinja2.Environment) -> jinja2.Environment:
    environment.filters["md"] = escape_markdown
    return environment


def _meant(error: str) -> str:
    """What to do where a template is for one document and not for a corpus, or the other way round."""
    return next((f"; {meant}" for name, meant in _GIVEN.items() if error == f"'{name}' is undefined"), "")


def _is_html(name: str | None) -> bool:
    return bool(name) and str(name).removesuffix(".j2").endswith((".html", ".htm"))


def _purpose(text: str) -> str:
    found = _COMMENT.match(text)
    return found[1] if found else ""
