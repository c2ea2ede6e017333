"""The reference page and the listing of public names: up to date, and told in the changelog."""

import re
from pathlib import Path

import pytest
from api.surface import LISTING, Entry, public_surface, read_listing, renewed, unnamed
from api.update import PAGE, listing_text, page

import tracker

HERE = Path(__file__).parents[2]
CHANGELOG = (HERE / "packaging" / "CHANGELOG.md").read_text("utf-8")
CURE = "name the change in the changelog, then: PYTHONPATH=packaging .venv/bin/python -m api.update"


def test_no_public_name_changed_without_a_line_in_the_changelog() -> None:
    """The listing holds what there is, and the changelog names each entry in its version."""
    surface, listed = public_surface(), read_listing()
    assert listing_text(renewed(listed, surface, tracker.__version__)) == LISTING.read_text(), CURE
    assert unnamed(listed, CHANGELOG) == [], CURE


def test_the_reference_page_is_up_to_date() -> None:
    """It is made from the docstrings, and holds every name."""
    assert page() == PAGE.read_text("utf-8"), CURE
    for name in set(tracker.__all__) - {"__version__"}:
        assert f"## {name}\n" in page()


def test_every_public_name_says_what_it_is() -> None:
    """No entry of the reference is silent, but for fields and states, whose class tells."""
    silent = [
        entry.name
        for entry in public_surface()
        if not entry.doc and (entry.owner is None or "(" in entry.signature.partition(" = ")[0])
    ]
    assert silent == []


def test_every_signal_is_told_of() -> None:
    """The widget's own docstring names each with its arguments."""
    (video,) = (entry for entry in public_surface() if entry.name == "TrackedVideo")
    signals = [
        entry.name.rpartition(".")[2]
        for entry in public_surface()
        if entry.owner == "TrackedVideo" and "Signal(" in entry.signature
    ]
    assert len(signals) == 7
    # Strict checkers of types want to be told what they are.
    assert all(
        entry.signature.startswith(": Signal")
        for entry in public_surface()
        if "Signal(" in entry.signature
    )
    assert all(re.search(rf"\b{name}\(.*\):", video.doc) for name in signals)


OLD = [Entry("Viewing", "()", ""), Entry("Viewing.tick", "(ms)", ""), Entry("attach", "(p)", "")]


@pytest.mark.parametrize(
    ("surface", "said", "lacking"),
    [
        (OLD, "", []),
        ([*OLD, Entry("detach", "()", "")], "", ["detach"]),
        ([*OLD, Entry("detach", "()", "")], "- `tracker.detach` is new.", []),
        ([*OLD, Entry("detach", "()", "")], "- `tracker.detached` is new.", ["detach"]),
        ([*OLD[:2], Entry("attach", "(p, q)", "")], "- `Viewing` is faster.", ["attach"]),
        ([*OLD[:2], Entry("attach", "(p, q)", "")], "- `attach` takes a queue.", []),
        ([OLD[0], Entry("Viewing.tick", "(s)", ""), OLD[2]], "- `Viewing`", ["Viewing.tick"]),
        ([OLD[0], OLD[2]], "", ["Viewing.tick"]),
        ([OLD[0], OLD[2]], "- `Viewing.tick` has gone.", []),
    ],
)
def test_a_planted_change_is_found(surface: list[Entry], said: str, lacking: list[str]) -> None:
    """Names that come, go or are called otherwise need a line in the version that does it."""
    changelog = f"# Changes\n\n## [2.0]\n\n{said}\n\n## [1.0]\n\n- `tracker.Viewing`, `attach`\n"
    before = renewed({}, OLD, "1.0")
    assert unnamed(before, changelog) == []
    assert unnamed(renewed(before, surface, "2.0"), changelog) == lacking


def test_the_surface_is_that_of_the_module() -> None:
    """Read from the source, it names what the module lists; every method can be called so."""
    names = {entry.name for entry in public_surface() if entry.owner is None}
    assert names | {"__version__"} == set(tracker.__all__)
    for entry in public_surface():
        owner, _, member = entry.name.rpartition(".")
        if owner:
            assert member in dir(getattr(tracker, owner)), entry.name
