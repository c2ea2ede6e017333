"""What a window may say is a phrase, so that it can say it in another language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import tracker

PACKAGE_DIR = Path(tracker.__file__).parent

ROOMS = ("model", "credentials", "hubspot", "storage", "playback", "library", "workers", "app",
         "desktop")  # fmt: skip
"""Whose sentences reach a window: as an error, a notice, a status or a finding."""

NO_WINDOW = (
    "app/arguments.py",
    "app/kiosk",
    "app/replay.py",
    "app/trace_file.py",
    "app/watching.py",
    "hubspot/sandbox",
    "library/editing.py",
    "playback/attach.py",
    "playback/mpris.py",
)
"""Of those rooms, what only a terminal, a log or a host's developer hears."""

TOLD = frozenset(
    {"AuthNeeded", "Doubtful", "Finding", "Rejected", "RetryLater", "SyncStatus", "TrackerError"}
)
"""The classes that carry a sentence to a window; with them, whatever is derived of them."""

_WORDS = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")


def sources() -> dict[str, ast.Module]:
    """Read the rooms: a file's place in the package to its tree."""
    found = {}
    for room in ROOMS:
        for path in sorted((PACKAGE_DIR / room).rglob("*.py")):
            place = path.relative_to(PACKAGE_DIR).as_posix()
            if not place.startswith(NO_WINDOW):
                found[place] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def tellers(trees: dict[str, ast.Module]) -> frozenset[str]:
    """Return the names of what carries a sentence: classes, and functions that make one of them."""
    nodes = [node for tree in trees.values() for node in ast.walk(tree)]
    classes = [node for node in nodes if isinstance(node, ast.ClassDef)]
    known, before = set(TOLD), 0
    while len(known) != before:
        before = len(known)
        known |= {each.name for each in classes if {ast.unparse(b) for b in each.bases} & known}
    makers = {
        node.name
        for node in nodes
        if isinstance(node, ast.FunctionDef)
        and node.returns is not None
        and ast.unparse(node.returns) in known
    }
    return frozenset(known | makers)


def bare(tree: ast.Module, carriers: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Return line and text of each sentence that is given to a carrier and is no phrase."""
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and _is_glued(node):
            yield node.lineno, ast.unparse(node)
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        given = [*node.args, *(keyword.value for keyword in node.keywords)]
        if name in carriers or any(keyword.arg == "hint" for keyword in node.keywords):
            for value in given:
                if isinstance(value, ast.Name):
                    value = constants.get(value.id, value)
                yield from _sentences(value)


def _sentences(node: ast.AST) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Call) and ast.unparse(node.func) in ("phrase", "self.tr"):
        return
    if isinstance(node, ast.Constant | ast.JoinedStr):
        if _WORDS.search(ast.unparse(node)):
            yield getattr(node, "lineno", 0), ast.unparse(node)
        return
    for child in ast.iter_child_nodes(node):
        yield from _sentences(child)


def _is_glued(text: ast.JoinedStr) -> bool:
    """Whether an error's cure is set behind its sentence by hand, which forgets how both came."""
    return any(
        isinstance(part, ast.FormattedValue)
        and isinstance(part.value, ast.Attribute)
        and part.value.attr == "hint"
        for part in text.values
    )


def test_what_a_window_may_say_is_a_phrase() -> None:
    """Write ``phrase("Errors", "…{x}…").format(x=…)``, and ``error.whole`` for both sentences."""
    trees = sources()
    carriers = tellers(trees)
    found = [
        f"{place}:{line}: {text}"
        for place, tree in trees.items()
        for line, text in bare(tree, carriers)
    ]
    assert found == []


def test_a_planted_sentence_is_found() -> None:
    """Written out, put together, kept in a constant, given to a maker, or glued to its cure."""
    planted = ast.parse(
        """
_HINT = "Try it again."
def _bad(what: str) -> StorageError: ...
def f(error):
    raise StorageError("It is gone.", hint=_HINT)
    raise kind(f"{error} is gone.", hint=phrase("Errors", "Try it again."))
    raise _bad("is gone now")
    return SyncStatus(state, stats, f"{error} {error.hint}")
    raise StorageError(phrase("Errors", "{x} is gone.").format(x=error), hint=error.hint)
    raise ValueError("a mistake of our own")
"""
    )
    carriers = tellers(sources() | {"planted.py": planted})
    assert sorted(text for _, text in bare(planted, carriers)) == [
        "'It is gone.'",
        "'Try it again.'",
        "'is gone now'",
        "f'{error} is gone.'",
        "f'{error} {error.hint}'",
    ]
