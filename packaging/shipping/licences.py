"""What others made and the product carries: their notices, and whether anything of it is GPL.

    PYTHONPATH=packaging python3 -m shipping.licences SITE [--bundle FOLDER] > NOTICE

prints the notice of all distributions in a folder, and ends with status 1 where one of them, or a
file of the bundle, may not be passed on under the terms of the program. Needs only Python itself.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageMetadata, distributions
from pathlib import Path

OURS = "media-bridge-tracker"

CORRECTIONS = {
    # What the metadata say is a sentence; the files beside them are clear.
    "pypdfium2": "(Apache-2.0 OR BSD-3-Clause) AND BSD-3-Clause",
    # "Any licence that the Open Source Initiative approved", at the user's choice.
    "apsw": "MIT",
    # Old forms of the field, which name no version.
    "python-vlc": "LGPL-2.1-or-later",
    "segno": "BSD-3-Clause",
}
"""Licences that metadata tell badly, looked up by a person."""

ALLOWED = re.compile(
    r"(0BSD|AFL-2\.1|Apache-2\.0|BSD-[23]-Clause|FTL|GPL-3\.0-or-later WITH GCC-exception-3\.1|ISC"
    r"|LGPL-(2\.[01]|3\.0)-(only|or-later)|LicenseRef-public-domain|MIT(-0)?|MPL-2\.0|PSF-2\.0"
    r"|Python-2\.0|Unlicense|Zlib|blessing|bzip2-1\.0\.6|libpng-2\.0)"
)
"""Licences under which a part may lie beside a program that is not GPL."""

CLASSIFIERS = {
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: BSD License": "BSD-3-Clause",
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}

FORBIDDEN_FILES = re.compile(
    r"lib(vlc|vlccore|avcodec|avformat|avutil|postproc|x264|x265|xvidcore|a52|mad|faad|dvdcss"
    r"|readline|gdbm)\b.*\.(so|dll|dylib)|readline\.[^/]*\.so|_gdbm\.[^/]*\.so"
    r"|.*virtualkeyboard.*\.(so|dll|dylib)|lib?Qt6?(Charts|DataVisualization|Quick3DPhysics).*"
)
"""libVLC and its codecs come from the distribution; the rest are libraries under the GPL."""


@dataclass(frozen=True)
class Part:
    """One distribution: what it is called, under which licence it is, and the texts it brings."""

    name: str
    version: str
    licence: str
    home: str
    texts: tuple[str, ...]
    purl: str
    """Its package URL, by which lists of vulnerabilities name it."""
    cpe: str = ""
    """Its name in the older form of such lists, where it has one."""


def parts(site: Path) -> list[Part]:
    """Return the distributions of others in a folder, by name."""
    found = [_part(one) for one in distributions(path=[str(site)])]
    return sorted((part for part in found if part.name != OURS), key=lambda part: part.name)


def licence_faults(found: list[Part]) -> Iterator[str]:
    """Yield a sentence for each part whose licence is not allowed, or not known."""
    for part in found:
        if not is_allowed(part.licence):
            yield f"{part.name} {part.version} is under {part.licence or 'no licence that is told'}"


def file_faults(bundle: Path) -> Iterator[str]:
    """Yield a sentence for each file of a bundle that must not be in it."""
    for path in sorted(bundle.rglob("*")):
        if FORBIDDEN_FILES.match(path.name):
            yield f"{path.relative_to(bundle)} must not be bundled"


def is_allowed(licence: str) -> bool:
    """Whether a licence expression leaves a choice that is allowed. ``AND`` binds more."""
    text = licence
    while (inner := re.search(r"\(([^()]*)\)", text)) is not None:
        text = text.replace(inner[0], "MIT" if is_allowed(inner[1]) else "no", 1)
    return any(
        all(ALLOWED.fullmatch(one.strip()) for one in choice.split(" AND "))
        for choice in text.split(" OR ")
    )


def notice(found: list[Part]) -> str:
    """Return what goes with the product: each part, its licence, and the texts that it brings."""
    lines = ["Media Bridge Tracker carries these parts, each under its own licence.", ""]
    lines += [f"  {part.name} {part.version}: {part.licence}" for part in found]
    lines += [
        "",
        "Whatever is under the LGPL, as Qt, PySide6, Shiboken and python-vlc, lies here as",
        "files of its own that may be replaced. libVLC is not part of this; it is loaded from",
        "where it is installed.",
    ]
    for part in found:
        lines += ["", "=" * 80, f"{part.name} {part.version}: {part.licence}", part.home, ""]
        for text in part.texts:
            lines += [*(line.rstrip() for line in text.splitlines()), ""]
    return "\n".join(lines).rstrip() + "\n"


def _part(found: Distribution) -> Part:
    name = re.sub(r"[-_.]+", "-", found.metadata["Name"]).lower()
    texts = {
        str(file): Path(str(found.locate_file(file))).read_text("utf-8", "replace")
        for file in found.files or []
        if ".dist-info" in str(file) and re.search(r"(?i)licen[cs]e|copying|notice", str(file))
    }
    licence = CORRECTIONS.get(name) or _licence(found.metadata)
    home = _first(found.metadata, "Home-page") or _project_url(found.metadata)
    texts_in_order = tuple(text for _, text in sorted(texts.items()))
    purl = f"pkg:pypi/{name}@{found.version}"
    return Part(name, found.version, licence, home, texts_in_order, purl)


def _licence(metadata: PackageMetadata) -> str:
    told = _first(metadata, "License-Expression") or _first(metadata, "License")
    told = told.strip().replace("Apache 2.0", "Apache-2.0")
    if told and "\n" not in told:
        return told
    known = [CLASSIFIERS.get(line) for line in metadata.get_all("Classifier") or []]
    return " AND ".join(sorted(filter(None, known)))


def _first(metadata: PackageMetadata, name: str) -> str:
    return str(next(iter(metadata.get_all(name) or []), ""))


def _project_url(metadata: PackageMetadata) -> str:
    urls = metadata.get_all("Project-URL") or []
    return next((url.partition(", ")[2] for url in urls), "")


def main() -> int:
    """Print the notice; return 1 and say why where something must not be bundled."""
    parser = argparse.ArgumentParser(description="Print the third-party notice.")
    parser.add_argument("site", type=Path)
    parser.add_argument("--bundle", type=Path)
    asked = parser.parse_args()
    found = parts(asked.site)
    faults = [*licence_faults(found), *(file_faults(asked.bundle) if asked.bundle else ())]
    sys.stdout.write(notice(found))
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults or not found else 0


if __name__ == "__main__":
    sys.exit(main())
