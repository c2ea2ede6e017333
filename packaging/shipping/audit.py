"""What ``pip-audit`` found, in words: vulnerabilities, and what could not be looked up.

    PYTHONPATH=packaging python3 -m shipping.audit SAID.json LOG

ends with status 1 where a vulnerability is known. Needs nothing but Python itself.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path


def findings(said: str) -> tuple[list[str], int, int]:
    """Return the known vulnerabilities, how many parts were looked up, and how many were not."""
    parts = json.loads(said)["dependencies"]
    found = [
        f"{part['name']} {part['version']}: {known['id']}, mended in "
        f"{', '.join(known['fix_versions']) or 'no version yet'}"
        for part in parts
        for known in part.get("vulns", ())
    ]
    unknown = sum("skip_reason" in part for part in parts)
    return found, len(parts) - unknown, unknown


def report(said: str, log: str) -> Iterator[str]:
    """Yield a line for each finding, and one about what was not looked up."""
    try:
        found, looked_up, unknown = findings(said)
    except ValueError:
        reason = (log.strip().splitlines() or ["no answer"])[-1]
        yield f"SKIPPED: the database of vulnerabilities cannot be reached ({reason})"
        return
    yield from found
    if unknown:
        yield f"SKIPPED: {unknown} parts, which the database that answered does not know"
    if looked_up:
        yield f"{looked_up} parts looked up, {len(found)} vulnerabilities known"


def main() -> int:
    """Print the report."""
    said, log = (Path(name).read_text("utf-8") for name in sys.argv[1:3])
    print("\n".join(report(said, log)))
    try:
        return 1 if findings(said)[0] else 0
    except ValueError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
