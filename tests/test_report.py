"""The report and the situation report: what they say of a corpus, offline, and how the page looks in a browser."""

from __future__ import annotations

import html
import re
import shutil
import struct
import subprocess
import zlib
from datetime import date
from pathlib import Path

import pytest

from bulletin_norm.model import Document, Evidence, Fact
from bulletin_norm.normalizer import Normalizer
from bulletin_norm.outputs.curve import Figures, curve_of
from bulletin_norm.outputs.overview import marked, overview_of
from bulletin_norm.outputs.schema import Record

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def made(documents: list[Document], normalizer: Normalizer) -> list[Record]:
    """The records of the corpus."""
    return [normalizer.record(document) for document in documents]


@pytest.fixture(scope="module")
def page(made: list[Record], normalizer: Normalizer) -> str:
    """The report of the corpus."""
    overview = overview_of(made, normalizer.summaries.labels("en"))
    return normalizer.summaries.templates.render("report.html", o=overview)


def fact(count: int, adcode: str, day: str = "2021-11-02", origin: str = "local") -> Fact:
    return Fact("confirmed_cases", "new", origin, adcode, None, None, None, day, day, count)


def test_the_numbers_are_those_of_the_records(made: list[Record], normalizer: Normalizer) -> None:
    overview = overview_of(made, normalizer.summaries.labels("en"))
    numbers = dict(overview.numbers)
    assert numbers["documents"] == str(len(made)) == str(len(overview.documents))
    assert numbers["facts"] == f"{sum(len(record.facts) for record in made):,}"
    assert len(overview.facts) == sum(len(record.facts) for record in made)
    assert sum(count for _, count in overview.doubt_kinds) == sum(len(record.doubts) for record in made)


def test_a_total_of_all_origins_is_never_shown_as_local(normalizer: Normalizer) -> None:
    text = "Hubei Province reported 9 new confirmed cases on March 2, of which 7 were local and 2 imported."
    record = normalizer.record(normalizer.normalize(text, published="2022-03-03", issuer="Hubei"))
    overview = overview_of([record], normalizer.summaries.labels("en"))
    shown = {h: cell for h, cell in zip(overview.headings, overview.documents[0].figures, strict=True) if cell}
    assert shown == {"Confirmed cases": ("9", "7 local", "2 imported")}


def test_the_page_needs_nothing_from_elsewhere(page: str) -> None:
    assert not re.findall(r"""(?:src|href)=["']?(?:https?:)?//""", page)
    assert "@import" not in page
    assert "url(" not in page


def test_every_fact_shows_its_words(page: str, made: list[Record]) -> None:
    rows = re.findall(r"<tr data-measure=.*?</tr>", page, re.S)
    assert len(rows) == sum(len(record.facts) for record in made)
    assert all("<mark" in row for row in rows)


def test_text_of_a_document_cannot_become_a_script(normalizer: Normalizer) -> None:
    text = "On November 2, 2021, 3 new local confirmed cases <script>alert(1)</script> in Heihe City."
    record = normalizer.record(normalizer.normalize(text, id="<img src=x onerror=alert(1)>", issuer="230000"))
    overview = overview_of([record], normalizer.summaries.labels("en"))
    page = normalizer.summaries.templates.render("report.html", o=overview)
    assert "<script>alert" not in page
    assert "<img" not in page


def test_a_corpus_of_one_issuer_is_named_and_added_up(normalizer: Normalizer) -> None:
    texts = [
        f"On March {day}, 2022, 1{day} new local confirmed cases of COVID-19 and {day} imported confirmed cases."
        for day in (2, 3, 4)
    ]
    made = [
        normalizer.record(normalizer.normalize(text, published=f"2022-03-0{day + 3}", issuer="Hubei", id=str(day)))
        for day, text in enumerate(texts)
    ]
    overview = overview_of(made, normalizer.summaries.labels("en"))
    assert (overview.title, overview.period) == ("Hubei Province: COVID-19", "2 to 4 March 2022")
    assert overview.totals == (
        "COVID-19: Confirmed cases: 48 new (39 local, 9 imported) on the 3 days that the documents cover; "
        "most on 4 March 2022: 18",
    )
    other = normalizer.record(normalizer.normalize(texts[0], published="2022-03-03", issuer="Hunan", id="other"))
    overview = overview_of([*made, other], normalizer.summaries.labels("en"))
    assert (overview.title, overview.totals) == ("Epidemic bulletins", ())


def test_an_empty_corpus_has_a_page(normalizer: Normalizer) -> None:
    page = normalizer.summaries.templates.render("report.html", o=overview_of([], normalizer.summaries.labels("en")))
    assert "Documents" in page


def test_the_situation_report_has_a_line_for_each_document(made: list[Record], normalizer: Normalizer) -> None:
    overview = overview_of(made, normalizer.summaries.labels("en"))
    text = normalizer.summaries.templates.render("sitrep.md", o=overview)
    assert len(re.findall(r"^\| .*summaries/", text, re.M)) == len(made)
    assert "\n\n\n" not in text.strip()


def test_a_province_stands_for_its_cities_and_a_later_text_for_an_earlier(normalizer: Normalizer) -> None:
    figures = Figures()
    figures.add(fact(34, "231100"), "COVID-19", "2021-11-03")
    figures.add(fact(35, "230000"), "COVID-19", "2021-11-03")
    figures.add(fact(36, "230000"), "COVID-19", "2021-11-04")
    figures.add(fact(5, "610000"), "COVID-19", "2021-11-03")
    figures.add(fact(50, "100000", origin="unspecified"), "COVID-19", "2021-11-03")
    figures.add(fact(9, "230000"), "influenza", "2021-11-03")
    daily = figures.daily("COVID-19", "confirmed_cases", normalizer.places.ancestors)
    assert daily == {date(2021, 11, 2): {"local": 41, "unspecified": 9}}
    assert figures.diseases()[0] == "COVID-19"


@pytest.mark.parametrize(("days", "unit"), [(10, "day"), (400, "week"), (900, "month")])
def test_bars_add_up_to_the_counts_and_stay_in_the_chart(days: int, unit: str) -> None:
    first, last = date(2020, 1, 1), date.fromordinal(date(2020, 1, 1).toordinal() + days)
    counts = {first: {"local": 30, "imported": 10}, last: {"local": 0, "unspecified": 7}}
    curve = curve_of("Cases", counts, first, last, str)
    assert curve.unit == unit
    heights = [bar.height for bar in curve.bars]
    assert heights[0] / heights[1] == pytest.approx(3, rel=0.01)
    assert all(bar.y >= 0 and bar.y + bar.height <= 100.1 for bar in curve.bars)
    assert all(bar.x >= 0 and bar.x + bar.width <= 100 for bar in curve.bars)
    assert [row[1] for row in curve.rows] == [("30", "10", "0"), ("0", "0", "7")]
    assert curve.origins == ("local", "imported", "unspecified")
    assert len(curve.x_ticks) <= 9


def test_marked_words_read_as_the_source() -> None:
    source = (
        "On November 2, 35 new local cases were found in the province, of which 34 in Heihe City. " + "x " * 200 + "end"
    )
    evidence = [Evidence("place", 77, 87, ""), Evidence("count", 15, 17, ""), Evidence("status", 15, 21, "")]
    pieces = marked(source, evidence)
    assert [piece.text for piece in pieces if piece.role] == ["35 new", "Heihe City"]
    text = "".join(piece.text for piece in pieces)
    assert text.startswith("On November 2, 35 new local")
    assert text.endswith(" … ")
    assert marked(source, []) == ()


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed and `make browser` could not install it")
class TestInABrowser:
    """The page as Chromium shows it."""

    def test_the_filter_hides_what_does_not_fit(self, page: str, tmp_path: Path, made: list[Record]) -> None:
        script = """<script>
        const form = document.querySelector(".filter");
        form.status.value = "New"; form.words.value = "heihe";
        form.dispatchEvent(new Event("input"));
        </script></body>"""
        (tmp_path / "page.html").write_text(page.replace("</body>", script), encoding="utf-8")
        dom = browse(tmp_path / "page.html", "--dump-dom").decode()
        shown = re.search(r"<output>(\d+) of (\d+) facts", dom)
        assert shown is not None
        total = sum(len(record.facts) for record in made)
        rows = re.findall(r"<tr data-measure=[^>]*>", dom)
        assert int(shown[2]) == total == len(rows)
        assert int(shown[1]) == sum("hidden" not in row for row in rows) < total

    @pytest.mark.parametrize(("width", "dark"), [(1300, False), (1300, True), (420, False)])
    def test_the_page_is_painted(self, page: str, tmp_path: Path, width: int, dark: bool) -> None:
        (tmp_path / "page.html").write_text(page, encoding="utf-8")
        options = ["--blink-settings=preferredColorScheme=0"] if dark else []
        target = tmp_path / "page.png"
        browse(tmp_path / "page.html", f"--window-size={width},1200", f"--screenshot={target}", *options)
        pixels = ground_and_ink(target.read_bytes())
        assert (pixels["ground"] < 80) is dark
        assert pixels["colours"] > 50

    @pytest.mark.parametrize("width", [500, 800, 1280])
    def test_nothing_scrolls_sideways(self, page: str, tmp_path: Path, width: int) -> None:
        script = """<script>
        const wide = [...document.querySelectorAll("html, main, section, figure, table, td, li")]
          .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline")
          .map((one) => one.tagName + one.className);
        document.title = innerWidth + " " + wide.join(" ");
        </script></body>"""
        (tmp_path / "page.html").write_text(page.replace("</body>", script), encoding="utf-8")
        dom = browse(tmp_path / "page.html", f"--window-size={width},900", "--dump-dom").decode()
        found = re.search(r"<title>(\d+) (.*)</title>", html.unescape(dom))
        assert found is not None
        assert (found[1], found[2].strip()) == (str(width), "")


def browse(path: Path, *options: str) -> bytes:
    """What Chromium prints for a page, with no network."""
    assert CHROMIUM is not None
    fixed = (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--host-resolver-rules=MAP * ~NOTFOUND",
    )
    profile = f"--user-data-dir={path.parent / 'profile'}"
    done = subprocess.run([CHROMIUM, *fixed, profile, *options, path.as_uri()], capture_output=True, timeout=90)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def ground_and_ink(png: bytes) -> dict[str, int]:
    """The brightness of the first pixel of a PNG, and how many different bytes its pixels have."""
    data, at = b"", 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        if kind == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    raw = zlib.decompress(data)
    return {"ground": raw[1], "colours": len(set(raw[::97]))}
