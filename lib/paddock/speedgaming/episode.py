"""An episode as the import uses it, and an event's schedule: its episodes, and of the unusable ones why."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import Field, ValidationInfo, field_validator

from paddock.ids import PlaceholderId
from paddock.jobs.model import digest
from paddock.matches.model import Role
from paddock.speedgaming.fields import DiscordId, SpeedGamingId, Text, TwitchChannel, Value, cut

NAME_LIMIT = 64
PLAYER_LIMIT = 8
CREW_LIMIT = 24
"""In all roles together. Each of them may have to be told of one change, and one transaction holds all of that."""

ROLES = list(Role)

SLOT = re.compile(r"(winner|loser) of\b", re.IGNORECASE)


class Person(Value):
    """Somebody by their SpeedGaming id. Their tag there is unverified text and therefore not even read."""

    prefix: ClassVar[str]
    """Players and crew are counted apart: the same number is somebody else."""

    id: SpeedGamingId
    name: Text = Field(validation_alias="displayName")
    discord_id: DiscordId = Field(default=None, validation_alias="discordId")

    @field_validator("name")
    @classmethod
    def _never_blank(cls, name: str, info: ValidationInfo) -> str:
        return cut(name, NAME_LIMIT) or f"SpeedGaming {info.data.get('id', '')}".strip()

    @property
    def placeholder(self) -> PlaceholderId:
        return PlaceholderId(f"{self.prefix}{self.id}")

    @property
    def key(self) -> str:
        """Who this is: the Discord id where there is a valid one, else a placeholder by the SpeedGaming id."""
        return self.discord_id or self.placeholder

    @property
    def is_slot(self) -> bool:
        """A place in a bracket (`Winner of ...`): shown by name, never made a user."""
        return SLOT.match(self.name) is not None

    @property
    def identities(self) -> frozenset[str]:
        return frozenset({self.name}) if self.is_slot else frozenset({self.key, self.placeholder})


class Player(Person):
    prefix: ClassVar[str] = "sg_"

    stream: TwitchChannel = Field(default=None, validation_alias="publicStream")

    @property
    def is_ignored(self) -> bool:
        return self.stream == "ignore"


class CrewMember(Person):
    """One person in one role. Whether they are ready, with whom and in which language is not used."""

    prefix: ClassVar[str] = "sg_crew_"

    role: Role
    approved: bool = False


class Episode(Value):
    """One match as SpeedGaming has it."""

    id: SpeedGamingId
    start: datetime
    title: str
    players: Annotated[tuple[Player, ...], Field(max_length=PLAYER_LIMIT)] = ()  # slots of a bracket among them
    channels: tuple[str, ...] = ()  # on Twitch, broadcasts only
    crew: Annotated[tuple[CrewMember, ...], Field(max_length=CREW_LIMIT)] = ()  # in an order of its own
    unsaid: tuple[Role, ...] = ()  # roles of which the feed says nothing at all, not even that nobody has them

    @property
    def stream(self) -> str | None:
        return self.channels[0] if self.channels else None

    @property
    def fingerprint(self) -> str:
        """Changes exactly when something changes that the import uses."""
        return digest(self.model_dump_json(), length=24)


class BadEpisode(Value):
    position: int  # in the answer, from 1
    id: int | None
    reason: str


class Schedule(Value):
    episodes: tuple[Episode, ...] = ()
    bad: tuple[BadEpisode, ...] = ()

    @property
    def listed_ids(self) -> frozenset[int]:
        """Every id that the feed lists, unusable episodes too: none of these has vanished."""
        return frozenset(e.id for e in self.episodes) | frozenset(b.id for b in self.bad if b.id is not None)


def distinct(people: Iterable[Player]) -> tuple[Player, ...]:
    """Each person once, where they are named first (both matches of a doubleheader can name the same)."""
    seen: set[str] = set()
    kept = []
    for person in people:
        if seen.isdisjoint(person.identities):
            kept.append(person)
        seen |= person.identities
    return tuple(kept)


def distinct_crew(people: Iterable[CrewMember]) -> tuple[CrewMember, ...]:
    """Each person once in a role, approved if they are anywhere; in which order the feed lists them means nothing."""
    kept: list[CrewMember] = []
    for person in people:
        at = next((at for at, each in enumerate(kept) if _is_same(each, person)), None)
        if at is None:
            kept.append(person)
        else:
            approved, id = kept[at].approved or person.approved, kept[at].discord_id or person.discord_id
            kept[at] = kept[at].model_copy(update={"approved": approved, "discord_id": id})
    return tuple(sorted(kept, key=lambda each: (ROLES.index(each.role), each.id)))


def _is_same(one: CrewMember, other: CrewMember) -> bool:
    return one.role is other.role and not one.identities.isdisjoint(other.identities)
