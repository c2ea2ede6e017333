"""The changelog as Debian writes it.

    PYTHONPATH=packaging python3 -m shipping.changelog PACKAGE REVISION MAINTAINER

prints the newest version of CHANGELOG.md, dated by SOURCE_DATE_EPOCH. Needs only Python itself.
"""

import os
import re
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

CHANGELOG = Path(__file__).parents[1] / "CHANGELOG.md"


def newest(text: str) -> tuple[str, list[str]]:
    """Return the newest version, and each of its entries as one line without marks."""
    found = re.search(r"^## \[([^\]]+)\][^\n]*\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if found is None:
        raise SystemExit("CHANGELOG.md names no version")
    items = re.findall(r"^- (.*(?:\n  .*)*)", found[2], re.MULTILINE)
    return found[1], [re.sub(r"[`*]", "", " ".join(item.split())) for item in items]


def debian_changelog(text: str, package: str, revision: str, maintainer: str) -> Iterator[str]:
    """Yield the lines of Debian's form."""
    version, items = newest(text)
    yield f"{package} ({version}-{revision}) unstable; urgency=medium"
    for item in items:
        yield ""
        yield from textwrap.wrap(item, 76, initial_indent="  * ", subsequent_indent="    ")
    when = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))
    yield ""
    yield f" -- {maintainer}  {time.strftime('%a, %d %b %Y %H:%M:%S +0000', when)}"


if __name__ == "__main__":
    print("\n".join(debian_changelog(CHANGELOG.read_text("utf-8"), *sys.argv[1:4])))
