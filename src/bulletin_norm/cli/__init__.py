"""The command `bulletin-norm`. A verb's work is loaded when it is run, so that `--help` is instant."""

from __future__ import annotations

import gc
import io
import os
import sys
from pathlib import Path

RARELY = 50_000
"""How many objects are made before garbage is looked for: what is loaded stays, and documents leave hardly any."""


def main() -> None:
    """Run the command line; exit 0 all well, 1 some document failed, 2 wrong usage or wrong data."""
    from bulletin_norm.cli.app import app
    from bulletin_norm.errors import BulletinNormError

    gc.set_threshold(RARELY)
    # A stream that the caller closed is None.
    sys.stdin, sys.stdout, sys.stderr = (
        stream or Path(os.devnull).open(mode)  # noqa: SIM115
        for stream, mode in ((sys.stdin, "r"), (sys.stdout, "w"), (sys.stderr, "w"))
    )
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app()
    except BulletinNormError as error:
        _stop(str(error), 2)
    except BrokenPipeError:
        # Python flushes standard output once more on its way out; there is nobody to read it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        _stop("stopped", 130)
    except OSError as error:
        _stop(f"{error.filename or 'input or output'}: {error.strerror or error}", 2)


def _stop(message: str, status: int) -> None:
    print(f"bulletin-norm: {message}", file=sys.stderr)
    sys.exit(status)
