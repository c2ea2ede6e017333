"""Cells of a table that a spreadsheet will open.

Knows: what a spreadsheet would take for a formula, or what hides one.
Must never know: what a table is about.
"""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(value: object) -> object:
    """Return a value such that no spreadsheet runs it: such a text gets an apostrophe before it."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
