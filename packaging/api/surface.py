"""The public surface of ``import tracker``, read from the source: names, signatures, docstrings.

It is compared with ``surface.txt`` beside this file, where each entry carries the version in
which it last changed. The changelog must name it in the section of that version, or its owner if
that is as new. So no public name changes without a line for those who use it.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import tracker

HERE = Path(__file__).resolve().parents[2]
LISTING = Path(__file__).with_name("surface.txt")
REMOVED = "removed"
GIVEN = frozenset({"Attachment"})
"""Classes of which a host is given objects, and makes none."""


@dataclass(frozen=True)
class Entry:
    """A public name: ``Viewing`` or ``Viewing.tick``; how it is called, and what it is for."""

    name: str
    signature: str
    doc: str

    @property
    def owner(self) -> str | None:
        """The class that it belongs to."""
        return self.name.rpartition(".")[0] or None


def public_surface() -> list[Entry]:
    """Return all public names, in the order of the alphabet, members after their class."""
    return [
        entry
        for name, home in sorted(tracker._HOMES.items(), key=lambda item: item[0].lower())
        for entry in _entries(name, HERE / "tracker" / (home.replace(".", "/") + ".py"))
    ]


def _entries(name: str, path: Path) -> Iterator[Entry]:
    body = ast.parse(path.read_text("utf-8")).body
    for node, after in zip(body, [*body[1:], None], strict=True):
        match node:
            case ast.FunctionDef() if node.name == name:
                yield Entry(name, _signature(node), ast.get_docstring(node) or "")
            case ast.ClassDef() if node.name == name:
                yield from _class(node)
            case ast.Assign(targets=[ast.Name(id=target)]) if target == name:
                yield Entry(name, f" = {ast.unparse(node.value)}", _text(after))
            case ast.AnnAssign(target=ast.Name(id=target), value=ast.expr() as value) if (
                target == name
            ):
                yield Entry(name, f" = {ast.unparse(value)}", _text(after))


def _class(node: ast.ClassDef) -> Iterator[Entry]:
    bases = ", ".join(ast.unparse(base) for base in node.bases)
    made = next((one for one in node.body if _is_function(one, "__init__")), None)
    signature = f"({bases})" if bases else ""
    if isinstance(made, ast.FunctionDef) and node.name not in GIVEN:
        signature += f": {node.name}{_signature(made, skip=1).removesuffix(' -> None')}"
    yield Entry(node.name, signature, ast.get_docstring(node) or "")
    for one, after in zip(node.body, [*node.body[1:], None], strict=True):
        match one:
            case ast.AnnAssign(target=ast.Name(id=member)) if not member.startswith("_"):
                value = f" = {ast.unparse(one.value)}" if one.value else ""
                text = f": {ast.unparse(one.annotation)}{value}"
                yield Entry(f"{node.name}.{member}", text, _text(after))
            case ast.Assign(targets=[ast.Name(id=member)]) if not member.startswith("_"):
                text = f" = {ast.unparse(one.value)}"
                yield Entry(f"{node.name}.{member}", text, _text(after))
            case ast.FunctionDef() if one.name == one.name.lower() and one.name[0] != "_":
                is_property = any(ast.unparse(mark) == "property" for mark in one.decorator_list)
                returned = f": {ast.unparse(one.returns)}" if one.returns else ""
                text = returned if is_property else _signature(one, skip=1)
                yield Entry(f"{node.name}.{one.name}", text, ast.get_docstring(one) or "")


def _signature(node: ast.FunctionDef, skip: int = 0) -> str:
    words = node.args
    words.args = words.args[skip:]
    returned = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"({ast.unparse(words)}){returned}"


def _is_function(node: ast.stmt, name: str) -> bool:
    return isinstance(node, ast.FunctionDef) and node.name == name


def _text(node: ast.stmt | None) -> str:
    match node:
        case ast.Expr(value=ast.Constant(value=str(text))):
            return text
    return ""


def read_listing(path: Path = LISTING) -> dict[str, tuple[str, str]]:
    """Return version and signature of each entry that is listed, removed ones among them."""
    listed = {}
    for line in path.read_text("utf-8").splitlines():
        version, name, signature = line.split("\t")
        listed[name] = version, signature
    return listed


def renewed(
    listed: dict[str, tuple[str, str]], surface: list[Entry], version: str
) -> dict[str, tuple[str, str]]:
    """Return the listing as it should be: what changed, came or went carries ``version``."""
    now = {entry.name: entry.signature for entry in surface}
    new = {
        name: listed[name] if listed.get(name, ("", None))[1] == text else (version, text)
        for name, text in now.items()
    }
    gone = {
        name: was if was[1] == REMOVED else (version, REMOVED)
        for name, was in listed.items()
        if name not in now
    }
    return new | gone


def unnamed(listing: dict[str, tuple[str, str]], changelog: str) -> list[str]:
    """Return the entries that the changelog does not name in the section of their version."""
    sections = {
        match[1]: match[2]
        for match in re.finditer(r"^## \[(.+?)\][^\n]*\n(.*?)(?=^## \[|\Z)", changelog, re.M | re.S)
    }

    def is_named(name: str) -> bool:
        version, _ = listing[name]
        named = re.search(rf"`(?:tracker\.)?{re.escape(name)}\b", sections.get(version, ""))
        owner = name.rpartition(".")[0]
        same_age = owner in listing and listing[owner][0] == version
        return bool(named) or (same_age and is_named(owner))

    return [name for name in listing if not is_named(name)]
