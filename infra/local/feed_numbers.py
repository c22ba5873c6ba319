"""The numbers by which the feed knows people and channels, and those that it gives to new ones."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from infra.local.feed_samples import Json

MATCHES = ("match1", "match2")
CREW = ("commentators", "trackers", "broadcasters", "helpers")


@dataclass(frozen=True)
class Numbers:
    """A name that is known keeps its number, so that the feed goes on to mean the same one."""

    known: Mapping[str, int]
    free: int

    @classmethod
    def of(cls, told: Iterable[Json], name: str, first: int) -> "Numbers":
        """`first` is for the first new one, where no greater number is known."""
        found = {each[name]: each["id"] for each in told if _is_numbered(each, name)}
        return cls(found, max((*found.values(), first - 1)) + 1)

    def given_to(self, names: Iterable[str]) -> Mapping[str, int]:
        new = [name for name in dict.fromkeys(names) if name not in self.known]
        return {**self.known, **{name: number for number, name in enumerate(new, self.free)}}


@dataclass(frozen=True)
class Directory:
    """Players, crew and channels are numbered apart."""

    players: Numbers
    crew: Numbers
    channels: Numbers

    @classmethod
    def of(cls, episodes: Iterable[Json]) -> "Directory":
        every = list(episodes)
        crew = (each for told in every for role in CREW for each in listed(told, role))
        channels = (each for told in every for each in listed(told, "channels"))
        return cls(
            Numbers.of((each for told in every for each in _players(told)), "displayName", 5400),
            Numbers.of(crew, "displayName", 6400),
            Numbers.of(channels, "name", 60),
        )


def _players(told: Json) -> Iterator[Json]:
    for side in MATCHES:
        yield from players_of(told, side)


def players_of(told: Json, side: str) -> list[Json]:
    found = told.get(side)
    return listed(found, "players") if isinstance(found, dict) else []


def listed(told: Json, key: str) -> list[Json]:
    """The objects of a list, whatever else may have been put there on purpose."""
    found: Any = told.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _is_numbered(each: Json, name: str) -> bool:
    return isinstance(each.get(name), str) and isinstance(each.get("id"), int)
