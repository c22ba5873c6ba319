"""A list that is longer than one message: the part of it that is shown, and the buttons that turn its pages."""

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from paddock.discord.message import Press
from paddock.discord.request import Button

T = TypeVar("T")


class Page(NamedTuple, Generic[T]):
    """`number` counts from 0; `footer` and `turns` are empty where everything fits on one page."""

    shown: Sequence[T]
    number: int
    footer: str
    turns: tuple[Press, ...]


def page(all_of_it: Sequence[T], size: int, number: int, turned: Callable[[int], Button]) -> Page[T]:
    """A list that has become shorter shows its last one. `turned`: what asks for another page."""
    pages = max((len(all_of_it) - 1) // size + 1, 1)
    at = min(max(number, 0), pages - 1)
    shown = all_of_it[at * size : (at + 1) * size]
    if pages == 1:
        return Page(shown, at, "", ())
    turns = (("Earlier", at - 1), ("Later", at + 1))
    presses = tuple(Press(label, turned(to), disabled=not 0 <= to < pages) for label, to in turns)
    return Page(shown, at, f"Page {at + 1} of {pages}", presses)
