"""Leaves of Qt what the program uses: a third of its size, and nothing that is GPL.

    PYTHONPATH=packaging python3 -m shipping.trim SITE-PACKAGES

Kept are the modules that the program imports, the plug-ins named here, and the libraries that
these need, as ``readelf`` tells. Needs binutils, and of Python nothing but itself.
"""

import argparse
import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

PLUGINS = (
    "iconengines/libqsvgicon.so",
    *(f"imageformats/libq{name}.so" for name in ("gif", "ico", "jpeg", "svg", "webp")),
    "platforminputcontexts/lib[ci]*.so",  # compose keys and IBus; the virtual keyboard is GPL
    "platforms/libqoffscreen.so",
    "platforms/libqwayland*.so",
    "platforms/libqxcb.so",
    "platformthemes/libqxdgdesktopportal.so",
    "wayland-decoration-client/*.so",
    "wayland-graphics-integration-client/*.so",
    "wayland-shell-integration/*.so",
    "xcbglintegrations/*.so",
)
TRANSLATIONS = ("qtbase_de.qm", "qtbase_fr.qm")
KEPT_BESIDE = ("__init__.py", "_config.py", "_git_pyside_version.py", "py.typed", "support/*.py")


def modules_of(program: Path) -> set[str]:
    """Return the modules of PySide6 that a program's sources import."""
    found = set()
    for path in program.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            found |= {name.split(".")[1] for name in names if name.startswith("PySide6.Qt")}
    return found


def kept_files(pyside: Path, modules: set[str]) -> set[Path]:
    """Return the files of PySide6 that are needed for these modules."""
    qt = pyside / "Qt"
    kept = {path for pattern in KEPT_BESIDE for path in pyside.glob(pattern)}
    kept |= {path for name in modules for path in pyside.glob(f"{name}.*so")}
    kept |= {path for pattern in PLUGINS for path in (qt / "plugins").glob(pattern)}
    kept |= {qt / "translations" / name for name in TRANSLATIONS}
    todo = [path for path in kept if ".so" in path.suffixes]
    while todo:
        for name in needed_libraries(todo.pop()):
            for found in (qt / "lib" / name, pyside / name):
                if found.exists() and found not in kept:
                    kept.add(found)
                    todo.append(found)
    return kept


def trim(site: Path) -> int:
    """Delete the rest, also from the lists of what is installed; return how many files went."""
    pyside = site / "PySide6"
    kept = kept_files(pyside, modules_of(site / "tracker"))
    gone = [path for path in pyside.rglob("*") if not path.is_dir() and path not in kept]
    for path in gone:
        path.unlink()
    for folder in sorted((path for path in pyside.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
    _forget_tools(site)
    for record in site.glob("*.dist-info/RECORD"):
        lines = record.read_text("utf-8").splitlines(keepends=True)
        record.write_text("".join(line for line in lines if _is_there(site, line)), "utf-8")
    return len(gone)


def needed_libraries(library: Path) -> Iterator[str]:
    """Yield the names of the libraries that one is linked to."""
    said = subprocess.run(
        ["readelf", "--dynamic", str(library)], capture_output=True, text=True, check=True
    ).stdout
    yield from re.findall(r"\(NEEDED\)[^\[]*\[([^\]]+)\]", said)


def _forget_tools(site: Path) -> None:
    """Drop the commands of the parts: only the program's own is called."""
    for entry_points in site.glob("*.dist-info/entry_points.txt"):
        text = entry_points.read_text("utf-8")
        text = re.sub(r"\[(console|gui)_scripts\]\n(?:[^\[\n][^\n]*\n|\n)*", "", text)
        if text.strip():
            entry_points.write_text(text, "utf-8")
        else:
            entry_points.unlink()
    # SQLite's own tools and extensions, which nothing loads.
    for folder in ("shiboken6/include", "bin", "apsw/sqlite_extra_binaries"):
        shutil.rmtree(site / folder, ignore_errors=True)


def _is_there(site: Path, record_line: str) -> bool:
    return (site / record_line.split(",")[0].strip('"')).exists()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Leave of Qt what is used.")
    parser.add_argument("site", type=Path)
    print(f"{trim(parser.parse_args().site)} files of Qt are not needed")
