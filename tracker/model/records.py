"""Dataclasses that cost a start next to nothing: a method is written when it is first used.

Knows: what of a dataclass can wait. Python writes and compiles six methods for each frozen one,
a millisecond a class; a start of a hundred such classes, most of which it only makes or never
uses at all, spent a quarter of its time on that.
Must never know: any of the classes.
"""

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

__all__ = ["dataclass"]

T = TypeVar("T")

_UNSET: Any = object()


@dataclasses.dataclass(frozen=True, slots=True)
class _Frozen:
    """Lends its way of being pickled, which is the same for every frozen record."""


def _refuse(record: object, name: str, *_value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"{type(record).__name__}.{name} cannot be changed")


class _Late:
    """Stands for a method of a record until somebody asks for it, and then writes it.

    Of two threads that come at once, both write the same.
    """

    def __init__(self, name: str, record: type) -> None:
        self._name, self._record = name, record

    def __get__(self, instance: object, owner: type) -> Any:
        write = _init_of if self._name == "__init__" else _twins
        setattr(self._record, self._name, write(self._record, self._name))
        return getattr(owner if instance is None else instance, self._name)


def _init_of(record: Any, name: str) -> object:
    """Write what takes the fields; not the standard library's, which comes with five more."""
    fields = dataclasses.fields(record)
    known: dict[str, Any] = {"_set": object.__setattr__, "_UNSET": _UNSET}
    takes, does = [], []
    for field in fields:
        key, value = field.name, field.name
        if field.default_factory is not dataclasses.MISSING:
            known[f"_default_{key}"], known[f"_make_{key}"] = _UNSET, field.default_factory
            value = f"_make_{key}() if {key} is _UNSET else {key}"
        elif field.default is not dataclasses.MISSING:
            known[f"_default_{key}"] = field.default
        takes.append(f"{key}=_default_{key}" if f"_default_{key}" in known else key)
        does.append(f"_set(self, {key!r}, {value})")
    if hasattr(record, "__post_init__"):
        does.append("self.__post_init__()")
    text = f"def __init__(self, {', '.join(takes)}):\n " + "\n ".join(does or ["pass"])
    exec(text, known)  # noqa: S102 - of names that are Python's own, as dataclasses does it
    written = known[name]
    written.__qualname__ = f"{record.__qualname__}.{name}"
    written.__annotations__ = {field.name: field.type for field in fields} | {"return": None}
    return written


def _twins(record: type, name: str) -> object:
    """Take a method from a class of the same fields that the standard library makes."""
    made = [(one.name, one.type, _like(one)) for one in dataclasses.fields(record)]
    compares = name != "__repr__"
    twin = dataclasses.make_dataclass(
        record.__name__, made, init=False, repr=not compares, eq=compares, unsafe_hash=compares
    )
    return vars(twin)[name]


def _like(field: "dataclasses.Field[Any]") -> Any:
    return dataclasses.field(repr=field.repr, compare=field.compare, hash=field.hash)


if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool = False, slots: bool) -> Callable[[type[T]], type[T]]:
        """Make a dataclass as ``dataclasses.dataclass`` does; ``slots`` must be true.

        Fields, slots and what may not be assigned are there at once. A record inherits from no
        other, and takes no other option.
        """
        if not slots:
            raise TypeError("a record has slots")
        return lambda definition: _make(definition, frozen)


def _make(cls: type[T], frozen: bool) -> type[T]:
    own = vars(cls)
    late = [name for name in ("__init__", "__repr__", "__eq__", "__hash__") if name not in own]
    record: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    for name in late:
        setattr(record, name, _Late(name, record))
    if frozen:
        record.__setattr__ = record.__delattr__ = _refuse
        record.__getstate__ = vars(_Frozen)["__getstate__"]
        record.__setstate__ = vars(_Frozen)["__setstate__"]
    else:
        record.__hash__ = None
    made: type[T] = record
    return made
