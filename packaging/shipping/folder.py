"""What goes into the one-folder program: the libraries that are needed, and what is said of them.

Knows: the entries of PyInstaller (name in the folder, file here, kind).
Must never know: what a module is for; the recipe names those.
"""

import json
import re
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from shipping.bom import document, inner_parts, our_version
from shipping.licences import Part, licence_faults, notice, parts
from shipping.lock import LOCK, product, read_lock
from shipping.system_parts import can_be_asked, system_parts
from shipping.trim import needed_libraries

Entry = tuple[str, str, str]

_ONLY_IF_NEEDED = re.compile(r"(PySide6/Qt/lib/)?lib[^/]*\.so[^/]*")
_ALWAYS = re.compile(r"libpython|libpyside6|libshiboken6")
"""What starts all the rest, and what Python's side of Qt loads by itself."""


_LINKED = {"BINARY", "EXTENSION"}


def needed(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries without the libraries that none of the others is linked to (Linux)."""
    entries = list(entries)
    waiting: dict[str, list[Entry]] = {}
    todo, kept = [], []
    for entry in entries:
        if _ONLY_IF_NEEDED.fullmatch(entry[0]) and not _ALWAYS.match(entry[0]):
            waiting.setdefault(Path(entry[0]).name, []).append(entry)
        else:
            todo.append(entry)
    while todo:
        entry = todo.pop()
        kept.append(entry)
        if entry[2] in _LINKED:
            for name in needed_libraries(Path(entry[1])):
                todo += waiting.pop(name, ())
    return sorted(kept)


def carried_parts(entries: Iterable[Entry]) -> list[Part]:
    """Return the parts of others in the folder: distributions, Python, the system's libraries.

    End with what is wrong where one of them may not be passed on, or nobody knows whose it is.
    """
    names = {pin.name for pin in product(read_lock(LOCK.read_text("utf-8")))}
    found = [part for part in parts(Path(sysconfig.get_path("platlib"))) if part.name in names]
    version = ".".join(map(str, sys.version_info[:3]))
    found.append(
        Part("python", version, "PSF-2.0", "https://www.python.org/", _python_licence(),
             f"pkg:generic/python@{version}", f"cpe:2.3:a:python:python:{version}:*:*:*:*:*:*:*")
    )  # fmt: skip
    faults: list[str] = []
    if can_be_asked():
        system, faults = system_parts(_of_the_system(entries))
        found += [part for part in system if not part.name.startswith("python")]
    else:
        print("The libraries of this system were not looked at.", file=sys.stderr)
    faults += licence_faults(found)
    if faults or len(found) < len(names) // 2:
        raise SystemExit("\n".join(["A part may not be bundled:", *faults]))
    return found


def write_papers(entries: Iterable[Entry], folder: Path) -> list[Entry]:
    """Write the notice and the list of parts into a folder; return their entries."""
    found = carried_parts(entries)
    folder.mkdir(parents=True, exist_ok=True)
    text = document([*found, *inner_parts()], our_version())
    (folder / "THIRD-PARTY.txt").write_text(notice(found), "utf-8")
    (folder / "sbom.cdx.json").write_text(json.dumps(text, indent=2, sort_keys=True), "utf-8")
    return [(name, str(folder / name), "DATA") for name in ("THIRD-PARTY.txt", "sbom.cdx.json")]


def _of_the_system(entries: Iterable[Entry]) -> list[Path]:
    """Return the libraries that lie beside the parts, not inside of one: Python's are its own."""
    site = Path(sysconfig.get_path("platlib")).resolve()
    return sorted(
        Path(source)
        for name, source, kind in entries
        if kind == "BINARY" and "/" not in name and not name.startswith("libpython")
        and site not in Path(source).resolve().parents
    )  # fmt: skip


def _python_licence() -> tuple[str, ...]:
    places = (
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",
        Path(f"/usr/share/doc/libpython{sysconfig.get_python_version()}-minimal/copyright"),
        Path(f"/usr/share/doc/python{sysconfig.get_python_version()}/copyright"),
    )
    return tuple(place.read_text("utf-8", "replace") for place in places if place.exists())[:1]
