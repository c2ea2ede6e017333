"""Walks a source tree and says where it breaks a rule: one sentence a fault, file and line first.

Each rule is a function of the tree's root, so that a test can plant a fault in a small tree.
"""

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.house import floors


@dataclass(frozen=True)
class Import:
    """One imported name: ``target`` is dotted and absolute.

    ``deferred`` if it stands inside a function, or where only a type checker looks.
    """

    target: str
    line: int
    deferred: bool


def sources(root: Path, *folders: str) -> Iterator[Path]:
    """Python files below these folders of the root, in a steady order."""
    for folder in folders:
        yield from sorted((root / folder).rglob("*.py"))


def module_name(root: Path, path: Path) -> str:
    """``tracker/storage/__init__.py`` is ``tracker.storage``."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(root: Path, path: Path) -> Iterator[Import]:
    """Every import of a file, wherever it stands: in functions, behind TYPE_CHECKING, by name."""
    package = path.relative_to(root).parent.parts
    todo: list[tuple[ast.AST, bool]] = [(_tree(path), False)]
    while todo:
        node, deferred = todo.pop()
        inside = (
            deferred
            or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            or (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
        )
        todo.extend((child, inside) for child in ast.iter_child_nodes(node))
        for target in _targets(node, package):
            yield Import(target, getattr(node, "lineno", 0), inside)


def _targets(node: ast.AST, package: tuple[str, ...]) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module=module, names=names, level=level):
            base = ".".join([*package[: len(package) - level + 1], *([module] if module else [])])
            base = base if level else str(module)
            yield from (f"{base}.{alias.name}" for alias in names)
        case ast.Call(
            func=ast.Name(id="__import__" | "import_module") | ast.Attribute(attr="import_module"),
            args=[ast.Constant(value=str(name)), *_],
        ):
            yield name.lstrip(".") if not name.startswith(".") else ".".join(package) + name


def import_faults(root: Path) -> list[str]:
    """Find imports that the table of floors does not allow."""
    found = []
    for path in sources(root, "tracker"):
        module = module_name(root, path)
        floor_name = module.partition(".")[2].partition(".")[0]
        floor = floors.FLOORS.get(floor_name)
        where = path.relative_to(root)
        if floor is None:
            found.append(f"{where}:1: the package {floor_name} has no floor")
            continue
        for item in imports(root, path):
            reason = _refusal(module, floor_name, floor, item)
            if reason:
                found.append(f"{where}:{item.line}: {reason}")
    return found


def _refusal(module: str, floor_name: str, floor: floors.Floor, item: Import) -> str | None:
    top = item.target.partition(".")[0]
    rooms = (names for room, names in floors.ROOMS.items() if _within(module, {room}))
    if top in floor.libraries or any(top in names for names in rooms):
        return None
    if _within(item.target, floors.NOWHERE):
        return f"{item.target} is imported nowhere in this house"
    if top == "tracker":
        return _refusal_in_house(module, floor_name, floor, item)
    if top in sys.stdlib_module_names:
        allowed = floor.stdlib is None or _within(item.target, floor.stdlib)
        if not allowed or _within(item.target, floor.barred):
            return f"{floor_name or 'tracker'} must not import {item.target}"
        return None
    return f"{module} must not import the library {top}"


def _refusal_in_house(
    module: str, floor_name: str, floor: floors.Floor, item: Import
) -> str | None:
    for room, guests in floors.GUARDED.items():
        if _within(item.target, {room}) and not _within(module, guests):
            return f"{module} must not enter {room}"
    other = item.target.partition(".")[2].partition(".")[0]
    if item.target in floors.EVERYWHERE or other in floor.house:
        return None
    if floor_name and other == floor_name:
        return None
    if other in floor.doors:
        return None if item.deferred else f"{other} is imported inside a function only"
    return f"{floor_name or 'tracker'} must not import {item.target}"


def _within(name: str, roots: frozenset[str] | set[str]) -> bool:
    return any(name == root or name.startswith(f"{root}.") for root in roots)


def word_faults(root: Path) -> list[str]:
    """HubSpot's spelling outside ``tracker/hubspot``, in code, strings and comments alike."""
    words = re.compile(rf"(?<!\w)({'|'.join(floors.HUBSPOT_WORDS)})(?!\w)")
    return [
        f"{path.relative_to(root)}:{number}: {match} is HubSpot's word"
        for path in sources(root, "tracker")
        if path.relative_to(root).parts[1] != "hubspot"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for match in words.findall(line)
    ]


def size_faults(root: Path) -> list[str]:
    """Files with more lines than anybody wants to read."""
    lengths = {
        path: len(path.read_text("utf-8").splitlines())
        for path in sources(root, "tracker", "tests", "packaging")
    }
    return [
        f"{path.relative_to(root)}:1: {length} lines, more than {floors.LONGEST_FILE}"
        for path, length in lengths.items()
        if length > floors.LONGEST_FILE
    ]


def docstring_faults(root: Path) -> list[str]:
    """Modules whose head does not say what they know and what they must never know."""
    found = []
    for path in sources(root, "tracker"):
        text = ast.get_docstring(_tree(path)) or ""
        short = path.name in ("__init__.py", "__main__.py")
        missing = [mark for mark in ("Knows:", "Must never know:") if mark not in text]
        if not text:
            found.append(f"{path.relative_to(root)}:1: no docstring")
        elif missing and not short:
            found.append(f"{path.relative_to(root)}:1: the docstring lacks {' and '.join(missing)}")
    return found


def mirror_faults(root: Path) -> list[str]:
    """Find packages without tests, and folders of tests without a package."""
    packages = {path.parent.name for path in (root / "tracker").glob("*/*.py")}
    folders = {path.parent.relative_to(root / "tests").parts[0] for path in _tests(root)}
    return [
        *(f"tests/{name}: no tests for tracker/{name}" for name in sorted(packages - folders)),
        *(
            f"tests/{name}: mirrors no package of tracker"
            for name in sorted(folders - packages - floors.OTHER_TESTS)
        ),
    ]


def _tests(root: Path) -> Iterator[Path]:
    return (path for path in (root / "tests").rglob("test_*.py") if path.parent != root / "tests")


def sleep_faults(root: Path, allowed: Mapping[str, str]) -> list[str]:
    """Find sleeps in tests, except in the functions allowed by name, ``file::function``.

    A sleep inside a ``while`` is the pace of a wait for a condition, and passes.
    """
    found, used = [], set()
    for path in sources(root, "tests"):
        for function, line in _sleeps(_tree(path), "<module>"):
            name = f"{path.relative_to(root)}::{function}"
            used.add(name)
            if name not in allowed:
                found.append(f"{path.relative_to(root)}:{line}: {function} sleeps for luck")
    stale = sorted(set(allowed) - used)
    return [*found, *(f"{name}: is allowed to sleep, but does not" for name in stale)]


def _sleeps(node: ast.AST, function: str) -> Iterator[tuple[str, int]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.While):
            continue
        inside = function
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            inside = child.name
        match child:
            case (
                ast.Call(func=ast.Name(id="sleep") | ast.Attribute(attr="sleep"))
                | ast.Call(func=ast.Attribute(value=ast.Name(id="qtbot"), attr="wait"))
            ):
                yield inside, child.lineno
        yield from _sleeps(child, inside)


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))
