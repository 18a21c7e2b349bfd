"""The command `bulletin-norm`. Commands are loaded when one is run, so that `--help` is instant."""

from __future__ import annotations


def main() -> None:
    """Run the command line; exit 0 all well, 1 some document failed, 2 wrong usage or wrong data."""
    from bulletin_norm.cli.app import run

    run()
