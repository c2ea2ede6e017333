"""The list of content: what it may say."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.content.offers import listed
from tracker.content.manifest import parse_manifest
from tracker.model.errors import ContentError

SHA256 = "0" * 64


def with_file(**changes: Any) -> bytes:
    """Return a list of one file, with something wrong about it."""
    return json.dumps(
        {"version": 1, "files": [{"path": "a.mp4", "bytes": 1, "sha256": SHA256, **changes}]}
    ).encode()


def with_paths(*paths: str) -> bytes:
    """Return a list of some paths."""
    files = [{"path": path, "bytes": 1, "sha256": SHA256} for path in paths]
    return json.dumps({"version": 1, "files": files}).encode()


def test_a_list_says_what_there_is() -> None:
    """Version, paths, sizes."""
    manifest = parse_manifest(listed({"films/a.mp4": b"abc", "logo.png": b""}, 7))
    assert (manifest.version, manifest.size_bytes) == (7, 3)
    assert [item.path for item in manifest.items] == ["films/a.mp4", "logo.png"]


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "../a", "a/../b", "a//b", "", ".", "a/", ".hidden", "a/.b", "C:a", "a\\b",
     "a\nb", "a\x00b", "nul", "a/CON.mp4", "a.", "a ", "x" * 201, "e\u0301.mp4", "a?b", "\ud800"],
)  # fmt: skip
def test_a_path_that_could_leave_its_folder_is_refused(path: str) -> None:
    """Or one that is another one elsewhere."""
    with pytest.raises(ContentError):
        parse_manifest(with_paths(path))


@pytest.mark.parametrize(
    "paths",
    [("a", "a"), ("a", "A"), ("a", "a/b"), ("A/x", "a"), ("manifest.json",), ("straße", "STRASSE")],
)
def test_paths_that_clash_are_refused(paths: tuple[str, ...]) -> None:
    """On a stick that knows no capitals they would be one file."""
    with pytest.raises(ContentError):
        parse_manifest(with_paths(*paths))


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{}", b"[]", b"\xff", b"[" * 100_000, b'{"version": 1, "files": []}',
        b'{"version": 0, "files": [{"path": "a", "bytes": 1, "sha256": "00"}]}',
        with_file(bytes=-1), with_file(bytes=True), with_file(bytes=2**41), with_file(bytes="1"),
        with_file(sha256="0" * 63), with_file(sha256="A" * 64), with_file(path=5),
        with_paths(*(str(number) for number in range(5_001))),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused(data: bytes) -> None:
    """With a sentence, whatever it is."""
    with pytest.raises(ContentError) as caught:
        parse_manifest(data)
    assert caught.value.hint


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False),
        lambda inner: st.lists(inner) | st.dictionaries(
            st.sampled_from(["version", "files", "path", "bytes", "sha256"]), inner
        ),
    )
)  # fmt: skip
def test_no_list_makes_it_stumble(value: Any) -> None:
    """It is a list, or it is refused."""
    try:
        parse_manifest(json.dumps(value).encode())
    except ContentError:
        return
    assert value["files"]
