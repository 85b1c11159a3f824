"""What every value shares: it cannot be changed, and prints nothing about a person."""

from __future__ import annotations

from typing import Any, Union

#: Text as a person would pass it. ``bytes`` must be UTF-8.
Text = Union[str, bytes]


class Frozen:
    """A value of slots that are set once, by its own module."""

    __slots__ = ()

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def __repr__(self) -> str:
        return f"<kto.{type(self).__name__}>"

    def _set(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)
