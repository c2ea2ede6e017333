"""Dataclasses that cost a start next to nothing: their methods are written when one is first used.

Knows: what of a dataclass can wait. Python writes and compiles six methods for each frozen one,
a millisecond a class; a program of a hundred such classes, of which a start uses a few, spent a
quarter of its start on that.
Must never know: any of the classes.
"""

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

__all__ = ["dataclass"]

T = TypeVar("T")

_LATE = ("__init__", "__repr__", "__eq__", "__hash__")


@dataclasses.dataclass(frozen=True, slots=True)
class _Frozen:
    """Lends its way of being pickled, which is the same for every frozen record."""


def _refuse(record: object, name: str, *_value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"{type(record).__name__}.{name} cannot be changed")


class _Late:
    """Stands for a method of a record until somebody asks for it, or for another one.

    The methods are those of a twin that the standard library makes of the same definition.
    """

    def __init__(self, name: str, record: type, definition: dict[str, Any], frozen: bool) -> None:
        self._name, self._record = name, record
        self._definition, self._frozen = definition, frozen

    def __get__(self, instance: object, owner: type) -> Any:
        record = self._record
        twin = type(record)(record.__name__, record.__bases__, dict(self._definition))
        written = vars(dataclasses.dataclass(frozen=self._frozen)(twin))
        for name in _LATE:
            # Of two threads that come at once both write the same.
            if isinstance(vars(record)[name], _Late):
                setattr(record, name, written[name])
        return getattr(owner if instance is None else instance, self._name)


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
    definition = {k: v for k, v in vars(cls).items() if k not in ("__dict__", "__weakref__")}
    record: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    for name in _LATE:
        if name not in definition:
            setattr(record, name, _Late(name, record, definition, frozen))
    if frozen:
        record.__setattr__ = record.__delattr__ = _refuse
        record.__getstate__ = vars(_Frozen)["__getstate__"]
        record.__setstate__ = vars(_Frozen)["__setstate__"]
    else:
        record.__hash__ = None
    made: type[T] = record
    return made
