"""The errors that this package raises, and the problems that they carry."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Problem(NamedTuple):
    """One fault of a data file, with its place (`line` counts from 1; 0 is the file as a whole).

    >>> str(Problem("terms/disease.tsv", 3, "no example"))
    'terms/disease.tsv:3: no example'
    """

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"


class BulletinNormError(Exception):
    """Any fault that is the user's to mend; its text is one clear sentence."""


class UsageError(BulletinNormError):
    """A wrong argument: an option, a name or a file that is not there."""


class DataError(BulletinNormError):
    """One or more data files are broken; `problems` holds all of them."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        noun = "problem" if len(self.problems) == 1 else "problems"
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"{len(self.problems)} {noun} in the data files:\n{lines}")


def shown(path: Path, root: Path | None) -> str:
    """The path as messages show it: below `root` where it lies there, else as it is."""
    if root is not None and path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    return path.as_posix()
