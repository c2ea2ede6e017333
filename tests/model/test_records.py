"""Records are dataclasses in all that can be seen, and their methods are written late."""

import copy
import dataclasses
import inspect
import pickle
import threading
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model import records

NAMES = ("early", "late", "place", "share")
values = st.one_of(st.integers(), st.text(max_size=3), st.none(), st.floats(allow_nan=True))


@records.dataclass(frozen=True, slots=True)
class Shown:
    """What was shown, in milliseconds."""

    place_ms: int
    title: str = ""
    marks: list[int] = dataclasses.field(default_factory=list, compare=False)
    secret: str = dataclasses.field(default="", repr=False)

    def __post_init__(self) -> None:
        if self.place_ms < 0:
            raise ValueError("before the start")


@records.dataclass(slots=True)
class Counted:
    """What may still change."""

    number: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    """What the standard library makes of the same."""

    place_ms: int
    title: str = ""
    marks: list[int] = dataclasses.field(default_factory=list, compare=False)
    secret: str = dataclasses.field(default="", repr=False)


def both(defaults: list[Any], frozen: bool) -> tuple[type, type]:
    """Make a record and a dataclass of one definition: the first fields have no default."""
    first = len(NAMES) - len(defaults)
    definition: dict[str, Any] = {
        "__annotations__": dict.fromkeys(NAMES, object),
        "__doc__": "One.",
    }
    definition |= dict(zip(NAMES[first:], defaults, strict=True))
    make: Callable[..., Any] = records.dataclass
    ours = make(frozen=frozen, slots=True)(type("Both", (), dict(definition)))
    theirs: type = dataclasses.dataclass(frozen=frozen, slots=True)(
        type("Both", (), dict(definition))
    )
    return ours, theirs


@given(st.lists(values, max_size=4), st.booleans(), st.data())
def test_a_record_is_what_the_standard_library_makes_of_it(
    defaults: list[Any], frozen: bool, data: st.DataObject
) -> None:
    """Words, equality, hashes, fields and what it is called with are the same."""
    ours, theirs = both(defaults, frozen)
    arguments = [data.draw(values) for _ in range(4 - len(defaults))]
    one, other = ours(*arguments), theirs(*arguments)
    assert repr(one) == repr(other)
    assert dataclasses.astuple(one) == dataclasses.astuple(other) or "nan" in repr(one)
    assert (one == copy.copy(one)) == (other == copy.copy(other))
    assert one != other
    assert str(inspect.signature(ours)) == str(inspect.signature(theirs))
    assert vars(ours)["__match_args__"] == vars(theirs)["__match_args__"]
    assert not hasattr(one, "__dict__")
    if frozen:
        assert hash(one) == hash(other)
    else:
        with pytest.raises(TypeError):
            hash(one)


def test_what_is_frozen_refuses_and_what_is_not_takes() -> None:
    """A frozen record cannot be changed in any way; another can."""
    shown = Shown(5)
    with pytest.raises(dataclasses.FrozenInstanceError, match="place_ms"):
        shown.place_ms = 6  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del shown.title
    counted = Counted()
    counted.number += 1
    assert counted == Counted(1)


def test_copies_and_replacements_go_through_the_record_own_way() -> None:
    """Pickled, copied and replaced it is the same record, and what it checks is checked."""
    shown = Shown(5, "hall", [1, 2], "s3cret")
    pickled = pickle.dumps(shown)
    assert pickle.loads(pickled) == copy.deepcopy(shown) == shown  # noqa: S301 - our own
    assert copy.deepcopy(shown).marks == [1, 2]
    assert dataclasses.replace(shown, title="fair").title == "fair"
    assert dataclasses.asdict(shown) == dataclasses.asdict(Standard(5, "hall", [1, 2], "s3cret"))
    assert "s3cret" not in repr(shown)
    with pytest.raises(ValueError, match="before"):
        dataclasses.replace(shown, place_ms=-1)


@pytest.mark.parametrize(
    ("first", "writes"),
    [
        (lambda cls: cls(), "__init__"),
        (inspect.signature, "__init__"),
        (lambda cls: cls.__eq__, "__eq__"),
        (lambda cls: cls.__hash__, "__hash__"),
        (lambda cls: cls.__repr__, "__repr__"),
    ],
    ids=["made", "inspected", "compared", "hashed", "shown"],
)
def test_a_method_is_written_when_it_is_first_used(
    first: Callable[[type], object], writes: str
) -> None:
    """It alone, and then for good."""
    ours, _ = both([1, 2, 3, 4], frozen=True)
    names = ("__init__", "__repr__", "__eq__", "__hash__")
    assert [name for name in names if inspect.isfunction(vars(ours)[name])] == []
    first(ours)
    assert [name for name in names if inspect.isfunction(vars(ours)[name])] == [writes]


def test_many_threads_may_use_it_first() -> None:
    """Whoever comes first, everybody gets a whole record."""
    ours, _ = both([1, 2, 3, 4], frozen=True)
    gate, made = threading.Barrier(8), []

    def use() -> None:
        gate.wait(timeout=10)
        made.append(ours())

    threads = [threading.Thread(target=use) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=10)
    assert len(made) == 8
    assert len(set(made)) == 1
    assert {repr(one) for one in made} == {"Both(early=1, late=2, place=3, share=4)"}


def test_a_method_of_ones_own_stays() -> None:
    """What a definition says itself is not written over."""

    @records.dataclass(frozen=True, slots=True)
    class Quiet:
        """One that says little."""

        token: str

        def __repr__(self) -> str:
            return "Quiet()"

    assert repr(Quiet("s3cret")) == "Quiet()"
    assert Quiet("a") != Quiet("b")
