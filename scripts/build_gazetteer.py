"""Compiles glossaries/divisions.tsv and glossaries/townships.tsv from a folder of public sources.

    python scripts/build_gazetteer.py SOURCES

SOURCES holds yescallop/areacodes in areacodes/, AreaCity in areacity/, libaddressinput's names joined to codes in
libaddressinput/lnames.tsv, GeoNames in geonames/ and tudigong in tudigong/. Needs pypinyin and pypinyin-dict.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(Path(__file__).parent))

from gazetteer.divisions import compile_divisions  # noqa: E402
from gazetteer.tables import read_table  # noqa: E402
from gazetteer.townships import compile_townships  # noqa: E402


def main() -> None:
    """Read the folder named on the command line and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", type=Path, help="folder of the sources")
    sources = parser.parse_args().sources
    divisions = ROOT / "glossaries" / "divisions.tsv"
    count = compile_divisions(sources, divisions, ROOT / "tests" / "gold" / "divisions" / "readings.tsv")
    adcodes = {row["adcode"] for row in read_table(divisions)}
    towns = compile_townships(sources, ROOT / "glossaries" / "townships.tsv", adcodes)
    print(f"{count} divisions, {towns} townships", file=sys.stderr)


if __name__ == "__main__":
    main()
