"""The queue as a file that others can read, and that runs nothing in a spreadsheet."""

import csv
import io
import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.builders import ADA, FILM, WALL_MS, evidence, quartile, queue_events
from tracker.app.export import fields_of, write_csv, write_file, write_jsonl
from tracker.model.delivery import RowState
from tracker.model.errors import SettingsError
from tracker.model.media import Asset
from tracker.model.units import UnixMs
from tracker.storage.holdings import Holding
from tracker.storage.takeout import SessionFacts, TakenRow, Takeout


def row(name: str = "Film", device: str = "lobby", reason: str | None = None) -> TakenRow:
    """Return a delivered quartile, corrected by an hour."""
    watched = evidence((0, 6_000), (7_000, 8_000), needed_ms=6_000)
    reached = replace(quartile("s", 50), evidence=watched)
    holding = Holding(
        *(3, RowState.DELIVERED, reason, "s", "quartile", 50, WALL_MS - 3_600_000, WALL_MS),
        *("corrected", b"", 2, 204, WALL_MS + 5, 7, bytes(32)),
    )
    session = SessionFacts(device, WALL_MS, "aa", 5, None, {"unattended": True}, ADA.contact_id)
    return TakenRow(holding, reached, replace(FILM, name=name), session)


def cells(text: str) -> list[dict[str, str]]:
    """Read a CSV text."""
    return list(csv.DictReader(io.StringIO(text)))


def test_a_row_has_all_its_fields() -> None:
    """Both times, the evidence, the session, and the hash that vouches for it."""
    assert fields_of(row()) == {
        "seq": 3,
        "state": "delivered",
        "reason": None,
        "session_id": "s",
        "kind": "quartile",
        "percent": 50,
        "occurred_ms": WALL_MS,
        "stamped_ms": WALL_MS - 3_600_000,
        "clock": "corrected",
        "sends": 2,
        "status": 204,
        "settled_ms": WALL_MS + 5,
        "rules_version": 1,
        "needed_ms": 6_000,
        "duration_ms": 12_000,
        "duration_source": "canonical",
        "error_bound_ms": 500,
        "intervals": [[0, 6_000], [7_000, 8_000]],
        "covered_ms": None,
        "spans": None,
        "media_name": "Film",
        "media_type": "VIDEO",
        "external_id": "c0ffee-film",
        "media_object_id": None,
        "device": "lobby",
        "opened_ms": WALL_MS,
        "opened_boot_id": "aa",
        "opened_boot_ms": 5,
        "closed_ms": None,
        "flags": {"unattended": True},
        "contact_id": 4711,
        "ledger_entry": 7,
        "ledger_hash": "00" * 32,
    }


def test_jsonl_and_csv_say_the_same() -> None:
    """A line a row; lists and objects as JSON, nothing for None."""
    jsonl, table = io.StringIO(), io.StringIO()
    assert write_jsonl([row(), row()], jsonl) == write_csv([row(), row()], table) == 2
    first, second = map(json.loads, jsonl.getvalue().splitlines())
    assert first == second == fields_of(row())
    for read in cells(table.getvalue()):
        assert read.keys() == first.keys()
        assert read["intervals"] == "[[0,6000],[7000,8000]]"
        assert json.loads(read["flags"]) == first["flags"]
        assert (read["reason"], read["percent"], read["contact_id"]) == ("", "50", "4711")


@given(st.text(max_size=20), st.sampled_from(["", "=", "+", "-", "@", "\t", "\r"]))
def test_no_cell_is_a_formula(text: str, first: str) -> None:
    """A file may be called =HYPERLINK(…); an apostrophe keeps it a text."""
    name = first + text
    table = io.StringIO()
    write_csv([row(name, device=name, reason=name)], table)
    [read] = csv.DictReader(io.StringIO(table.getvalue(), newline=""))
    for column in ("media_name", "device", "reason"):
        assert not read[column].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
        assert read[column].removeprefix("'") == name.removeprefix("'")


def test_a_number_is_not_made_a_text() -> None:
    """A time before 1970 is negative, and no formula."""
    early = row()
    holding = replace(early.holding, occurred_ms=UnixMs(-5), told_ms=None)
    table = io.StringIO()
    write_csv([replace(early, holding=holding)], table)
    assert cells(table.getvalue())[0]["occurred_ms"] == "-5"


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_file_is_private_and_whole(tmp_path: Path, form: str) -> None:
    """0600 even where an open file was there before; names of any bytes can be written."""
    path = tmp_path / "export"
    path.write_text("before")
    path.chmod(0o644)
    assert write_file(path, [row("caf\udce9")], form) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text(encoding="utf-8").count("udce9") == 1
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_finished_leaves_what_was_there(tmp_path: Path) -> None:
    """Neither half an export nor a stray file."""
    path = tmp_path / "export"
    path.write_text("before")

    def rows() -> list[TakenRow]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_file(path, (item for _ in "x" for item in rows()), "csv")
    assert [(found, found.read_text()) for found in tmp_path.iterdir()] == [(path, "before")]


def test_a_place_that_cannot_be_written_is_told_as_such(tmp_path: Path) -> None:
    """With a cure."""
    with pytest.raises(SettingsError) as caught:
        write_file(tmp_path / "nowhere" / "export", [], "csv")
    assert caught.value.hint


def test_no_address_leaves(tmp_path: Path) -> None:
    """A signed address opens a door."""
    queue_events(tmp_path, "s")
    takeout = Takeout(tmp_path)
    out = io.StringIO()
    write_jsonl(takeout.rows(), out)
    takeout.close()
    assert isinstance(FILM, Asset)
    assert FILM.name in out.getvalue()
    assert "https://" not in out.getvalue()
