#!/usr/bin/env python3
"""Make the list of a folder of films and pictures, so that kiosks can fetch and verify them.

    packaging/kiosk/offer_content.py FOLDER [VERSION]

writes ``manifest.json`` into the folder; without a VERSION it is one more than before. Then sign
it with minisign (``minisign -S -m FOLDER/manifest.json``) and put the folder on a web server, on
a stick, or on the kiosk's disk. Only Python's own library is needed.
"""

import hashlib
import json
import sys
from pathlib import Path

NAME = "manifest.json"


def main(arguments: list[str]) -> int:
    """Write the list; return an exit status."""
    if not 1 <= len(arguments) <= 2 or not Path(arguments[0]).is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    listed = folder / NAME
    before = json.loads(listed.read_bytes())["version"] if listed.exists() else 0
    version = int(arguments[1]) if arguments[1:] else before + 1
    files = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and path != listed and not any(p[0] == "." for p in name.parts):
            if name.name == f"{NAME}.minisig":
                continue
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = path.stat().st_size
            files.append({"path": name.as_posix(), "bytes": size, "sha256": digest})
    listed.write_text(json.dumps({"version": version, "files": files}, indent=1) + "\n")
    print(f"{listed}: version {version}, {len(files)} files. Sign it: minisign -S -m {listed}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
