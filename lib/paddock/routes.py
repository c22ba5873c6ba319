"""Which handler answers which request. Registration, dispatch, autocomplete and the README are made from these."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from paddock.call import Call
from paddock.discord.answer import Answer, Choices
from paddock.discord.request import Ask, Button, Command
from paddock.store.item import Item
from paddock.tools import Tools

A = TypeVar("A", bound=Ask)


class Typing(NamedTuple):
    """What somebody has typed so far into one option, and the other options as they stand."""

    text: str
    options: Mapping[str, Any] = field(default_factory=dict)


Suggest = Callable[[Typing, Call, Tools], Choices]


@dataclass(frozen=True)
class Route(Generic[A]):
    ask: type[A]
    handle: Callable[[A, Call, Tools], Answer]
    suggest: Mapping[str, Suggest] = field(default_factory=dict)
    also: tuple[Item[Any], ...] = ()
    """What is to be read together with the organization: its key names nothing but the organization, the caller and
    what the request names."""

    def __post_init__(self) -> None:
        unknown = set(self.suggest) - set(self.ask.model_fields)
        if unknown:
            raise ValueError(f"{self.ask.__name__} has no field {sorted(unknown)}")


@dataclass(frozen=True)
class StatelessRoute(Generic[A]):
    """Answers from the request alone, without reading or writing anything."""

    ask: type[A]
    handle: Callable[[A, Call], Answer]
    suggest: Mapping[str, Suggest] = field(default_factory=dict, init=False)
    also: tuple[Item[Any], ...] = field(default=(), init=False)


AnyRoute = Route[Any] | StatelessRoute[Any]


class Finding(Protocol):
    def command(self, path: str) -> AnyRoute | None: ...

    def button(self, tag: str) -> AnyRoute | None: ...


class RouteTable:
    def __init__(self, routes: Iterable[AnyRoute]) -> None:
        found = list(routes)
        self._commands = _by_name((route.ask.path, route) for route in found if issubclass(route.ask, Command))
        self._buttons = _by_name((route.ask.tag, route) for route in found if issubclass(route.ask, Button))

    def command(self, path: str) -> AnyRoute | None:
        return self._commands.get(path)

    def button(self, tag: str) -> AnyRoute | None:
        return self._buttons.get(tag)


def _by_name(routes: Iterable[tuple[str, AnyRoute]]) -> dict[str, AnyRoute]:
    table: dict[str, AnyRoute] = {}
    for name, route in routes:
        if name in table:
            raise ValueError(f"two routes are called {name}")
        table[name] = route
    return table
