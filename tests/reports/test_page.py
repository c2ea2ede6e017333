"""The page and the table: what they say, and that nothing from outside runs in them."""

import csv
import io
from datetime import UTC, date, timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.past import play, viewing, visit
from tracker.reports.page import write_page
from tracker.reports.summary import Summary, summarise
from tracker.reports.table import COLUMNS, write_table

DAY = date(2026, 11, 8)
VOID = {"meta", "br", "rect", "path"}


class Reader(HTMLParser):
    """Reads a page, and sees that what is opened is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """See that it is the last that was opened."""
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that is closed at once."""
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.texts.append(data)


def summary(name: str = "Film", days: int = 10) -> Summary:
    """Add a busy period up."""
    return summarise(
        [viewing(n, name=name, percent=n * 7 % 101) for n in range(40)],
        [visit(n) for n in range(3)],
        [play(n) for n in range(5)],
        first_day=DAY,
        last_day=DAY + timedelta(days - 1),
        zone=UTC,
    )


def test_the_page_says_all_of_it() -> None:
    """Figures, plots, and each plot as a table."""
    reader = Reader(write_page(summary()))
    text = " ".join(reader.texts)
    assert reader.open == []
    for words in ("40", "viewings", "Film", "Proof of play", "The loop", "left an address",
                  "Viewings by day", "As a table", "2026-11-08"):  # fmt: skip
        assert words in text


@pytest.mark.parametrize(
    ("days", "unit"), [(1, "day"), (92, "day"), (93, "week"), (644, "week"), (1_000, "four weeks")]
)
def test_a_long_period_is_drawn_by_weeks(days: int, unit: str) -> None:
    """A bar must be told from the next."""
    page = write_page(summary(days=days))
    assert f"Viewings by {unit}<" in page
    assert page.count('<rect class="bar"') < 130


def test_a_period_without_anything_says_so() -> None:
    """It is no error."""
    page = write_page(summarise([], [], [], first_day=DAY, last_day=DAY))
    assert Reader(page).open == []
    assert "Nobody watched anything" in page


@given(st.text() | st.sampled_from(["<script>alert(1)</script>", "' onload='x", "]]>", "&lt;"]))
def test_no_name_becomes_markup(name: str) -> None:
    """It loads nothing, runs nothing, and is well formed whatever a film is called."""
    reader = Reader(write_page(summary(name)))
    assert reader.open == []
    assert not reader.tags & {"script", "img", "link", "iframe", "object", "a"}
    assert not any(name.startswith("on") or name in ("src", "href") for name in reader.attributes)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_table_has_a_line_for_each(name: str) -> None:
    """Each is read back as it was, and none is a formula."""
    file = io.StringIO(newline="")
    count = write_table(file, [viewing(0, name=name)], [visit(0)], [play(0)], zone=UTC)
    lines = list(csv.DictReader(io.StringIO(file.getvalue(), newline="")))
    assert count == len(lines) == 3
    assert list(lines[0]) == list(COLUMNS)
    assert [line["kind"] for line in lines] == ["viewing", "proof-of-play", "visit"]
    assert lines[0]["media"].removeprefix("'") == name.removeprefix("'")
    assert not lines[0]["media"].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert lines[0]["began"] == "2026-11-08T12:00:00+00:00"
    assert (lines[0]["percent"], lines[2]["outcome"]) == ("50.0", "email")
