"""The list of parts (SBOM), as CycloneDX: what is carried, also what lies inside of the parts.

    PYTHONPATH=packaging PYTHON -m shipping.bom SITE > SBOM.json

PYTHON is the one that runs the program, and SITE the folder of its parts: it is asked which SQLite,
Qt, OpenSSL and PDFium they hold, for which vulnerabilities are told by those names.
"""

import argparse
import json
import re
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from shipping.licences import OURS, Part, parts

VERSION = Path(__file__).parents[2] / "tracker" / "__init__.py"


def document(found: Iterable[Part], version: str) -> dict[str, Any]:
    """Return the list as CycloneDX 1.6, the same for the same parts."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": OURS,
                "name": OURS,
                "version": version,
                "licenses": [{"expression": "MIT"}],
                "purl": f"pkg:pypi/{OURS}@{version}",
            }
        },
        "components": [_component(part) for part in found],
        "dependencies": [],
    }


def inner_parts() -> list[Part]:
    """Return what the parts carry themselves, in the versions that they say when asked."""
    core = import_module("PySide6.QtCore")
    ssl = import_module("cryptography.hazmat.backends.openssl.backend").backend
    pdfium = json.loads(
        (Path(str(import_module("pypdfium2_raw").__file__)).parent / "version.json").read_text()
    )
    openssl = ssl.openssl_version_text().split()[1]
    pdf = ".".join(str(pdfium[name]) for name in ("major", "minor", "build", "patch"))
    sqlite = import_module("apsw").sqlite_lib_version()
    return [
        _inner("openssl", openssl, "Apache-2.0", "cpe:2.3:a:openssl:openssl"),
        _inner("pdfium", pdf, "BSD-3-Clause AND Apache-2.0", "cpe:2.3:a:google:pdfium"),
        _inner("qt", core.qVersion(), "LGPL-3.0-only", "cpe:2.3:a:qt:qt"),
        _inner("sqlite", sqlite, "blessing", "cpe:2.3:a:sqlite:sqlite"),
    ]


def our_version() -> str:
    """Return the program's version, from its one source."""
    found = re.search(r'^__version__ = "(.+)"$', VERSION.read_text("utf-8"), re.MULTILINE)
    if found is None:
        raise SystemExit(f"{VERSION} says no version")
    return found[1]


def _inner(name: str, version: str, licence: str, cpe: str) -> Part:
    return Part(
        name, version, licence, "", (), f"pkg:generic/{name}@{version}",
        f"{cpe}:{version}:*:*:*:*:*:*:*",
    )  # fmt: skip


def _component(part: Part) -> dict[str, Any]:
    told = {
        "type": "library",
        "bom-ref": part.purl,
        "name": part.name,
        "version": part.version,
        "licenses": [{"expression": part.licence}],
        "purl": part.purl,
    }
    return told | ({"cpe": part.cpe} if part.cpe else {})


def main() -> None:
    """Print the list."""
    parser = argparse.ArgumentParser(description="Print the list of parts.")
    parser.add_argument("site", type=Path)
    found = [*parts(parser.parse_args().site), *inner_parts()]
    print(json.dumps(document(found, our_version()), indent=2, sort_keys=True))


if __name__ == "__main__":
    main()
