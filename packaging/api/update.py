"""Writes the listing of public names and the reference page, ``assets/api.md``, anew.

    PYTHONPATH=packaging .venv/bin/python -m api.update

Refuses while the changelog does not name what has changed.
"""

import inspect
import re
import sys

import tracker
from api.surface import HERE, LISTING, Entry, public_surface, read_listing, renewed, unnamed

PAGE = HERE / "assets" / "api.md"


def page() -> str:
    """Return the reference page, made from signatures and docstrings alone."""
    parts = [
        "# The reference of `import tracker`",
        "Made from the docstrings by `packaging/api`. R1 to R14 are the rules by which "
        "a film is counted; times in `…_ms` are milliseconds.",
    ]
    for entry in public_surface():
        parts.append(_head(entry))
        if entry.doc:
            parts.append(_prose(entry.doc))
    return re.sub(r"(?m)^(- .*)\n\n(?=- )", r"\1\n", "\n\n".join(parts)) + "\n"


def listing_text(listing: dict[str, tuple[str, str]]) -> str:
    """Return the text of the listing: version, name, signature."""
    return "".join(
        f"{version}\t{name}\t{signature}\n" for name, (version, signature) in listing.items()
    )


def _head(entry: Entry) -> str:
    if entry.owner is None:
        return f"## {entry.name}\n\n```\n{entry.name}{entry.signature}\n```"
    if not entry.doc:
        return f"- `{entry.name.rpartition('.')[2]}{entry.signature}`"
    return f"### `{entry.name.rpartition('.')[2]}{entry.signature}`"


def _prose(doc: str) -> str:
    """Return a docstring as Markdown: code in single backticks, indented lists as lists."""
    lines = []
    for line in inspect.cleandoc(doc).replace("``", "`").splitlines():
        item = re.fullmatch(r"    (\S.*)", line)
        lines.append(f"- {item[1]}" if item else line)
    return re.sub(r"(?m)^(\w+):\n- ", r"\1:\n\n- ", "\n".join(lines))


def main() -> int:
    """Write both, or say what the changelog lacks."""
    listed = read_listing() if LISTING.exists() else {}
    listing = renewed(listed, public_surface(), tracker.__version__)
    lacking = unnamed(listing, (HERE / "packaging" / "CHANGELOG.md").read_text("utf-8"))
    if lacking:
        print(f"The changelog of {tracker.__version__} does not name: {', '.join(lacking)}")
        return 1
    LISTING.write_text(listing_text(listing), "utf-8")
    PAGE.write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
