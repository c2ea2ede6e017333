"""Lines of keys: what the standard library's parser reads, and where it stood."""

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tracker.app.kiosk.toml_lines import key_lines

TEXT = '''# a comment
a = 1
"b c" = [
  1, # ]
  "x # y",
]

[t.u]
d.e = """
[not.a.table]
f = 2
"""
[[list]]
n = { in = 1 }
[list.sub]
s = 1
[[list]]
n = 2
'''


def test_each_key_has_the_line_in_which_its_statement_begins() -> None:
    """Comments, strings and arrays over many lines, and tables in arrays, confuse nothing."""
    lines = key_lines(TEXT)
    assert lines == {
        ("a",): 2,
        ("b c",): 3, ("b c", 0): 3, ("b c", 1): 3,
        ("t",): 8, ("t", "u"): 8,
        ("t", "u", "d"): 9, ("t", "u", "d", "e"): 9,
        ("list",): 13, ("list", 0): 13,
        ("list", 0, "n"): 14, ("list", 0, "n", "in"): 14,
        ("list", 0, "sub"): 15, ("list", 0, "sub", "s"): 16,
        ("list", 1): 17, ("list", 1, "n"): 18,
    }  # fmt: skip


VALUES = st.sampled_from(["1", '"#"', "'[x]'", "[\n 1,\n 2]", '"""\n[a]\nb = 1\n"""', "{ i = 1 }"])
KEYS = st.sampled_from(["k", '"q.r"', "m.n"])
TABLES = st.sampled_from(["[[t]]", "[[u.v]]"])


@given(st.lists(st.tuples(TABLES, st.dictionaries(KEYS, VALUES))))
def test_every_key_of_a_document_has_a_line(tables: list[tuple[str, dict[str, str]]]) -> None:
    """No document that can be read has a key without a line, and lines only rise."""
    text = "".join(
        f"{head}\n" + "".join(f"# c\n{key} = {value}\n" for key, value in body.items())
        for head, body in tables
    )
    lines = key_lines(text)
    assert set(lines) == set(_paths(tomllib.loads(text)))
    assert list(lines.values()) == sorted(lines.values())


def _paths(value: Any, start: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    found = [start] if start else []
    for key, one in inner:
        found += _paths(one, (*start, key))
    return found
