"""Reads the feed's answers: a bad episode spoils only itself, an answer that can't be understood changes nothing."""

import json
import re
from typing import Any

from pydantic import Field, ValidationError

from paddock.errors import Unavailable
from paddock.matches.model import Role
from paddock.speedgaming.complaints import kind, reason
from paddock.speedgaming.episode import (
    BadEpisode,
    CrewMember,
    Episode,
    Person,
    Player,
    Schedule,
    distinct,
    distinct_crew,
)
from paddock.speedgaming.fields import (
    Flag,
    Instant,
    InstantIfSet,
    Listed,
    SpeedGamingId,
    Text,
    Value,
    clean,
    cut,
    twitch_channel,
)

TITLE_LIMIT = 100
EPISODE_LIMIT = 50_000  # in one answer

NO_SUCH_EPISODE = re.compile(r"failed to find episode( with id -?\d+)?\.?", re.IGNORECASE)


class FeedError(Unavailable):
    """SpeedGaming gave no answer that can be used, and nothing may be changed because of it."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__("SpeedGaming", reason, retry_after)


class TooManyRequests(FeedError):
    """SpeedGaming asks for fewer, whatever is asked for."""


CREWS = {
    Role.COMMENTATOR: "commentators",
    Role.TRACKER: "trackers",
    Role.RESTREAMER: "broadcasters",
    Role.HELPER: "helpers",
}
"""By role, the key under which the feed lists who has it."""


class _Match(Value):
    title: Text = ""
    note: Text = ""
    players: Listed[Player]


class _CrewMember(Person):
    approved: Flag = False

    def as_(self, role: Role) -> CrewMember:
        return CrewMember(id=self.id, name=self.name, discord_id=self.discord_id, role=role, approved=self.approved)


class _Channel(Value):
    name: Text = ""
    slug: Text = ""

    @property
    def broadcast(self) -> str | None:
        if not self.name or " " in self.name:
            return None
        channel = twitch_channel(self.slug) or twitch_channel(self.name)
        return channel if isinstance(channel, str) else None


class _Told(Value):
    """An episode in the feed's own shape. What a match can't do without must be there: were a default taken for it,
    a feed that renames a key would empty every match."""

    id: SpeedGamingId
    when: Instant
    countdown: InstantIfSet = Field(default=None, validation_alias="whenCountdown")
    title: Text = ""
    match1: _Match
    match2: _Match | None = None
    channels: Listed[_Channel] = []
    commentators: Listed[_CrewMember] = []
    trackers: Listed[_CrewMember] = []
    broadcasters: Listed[_CrewMember] = []
    helpers: Listed[_CrewMember] = []

    def episode(self) -> Episode:
        matches = [self.match1, self.match2] if self.match2 else [self.match1]
        players = distinct(p for match in matches for p in match.players if not p.is_ignored)
        titles = (self.title, *(match.title for match in matches), *(match.note for match in matches))
        title = next(filter(None, titles), " vs ".join(player.name for player in players))
        broadcasts = (channel.broadcast for channel in self.channels)
        return Episode(
            id=self.id,
            start=self.countdown or self.when,
            title=cut(title, TITLE_LIMIT) or "TBD",
            players=players,
            channels=tuple(dict.fromkeys(name for name in broadcasts if name)),
            crew=distinct_crew(each.as_(role) for role, name in CREWS.items() for each in getattr(self, name)),
            unsaid=tuple(role for role, name in CREWS.items() if name not in self.model_fields_set),
        )


def parse_schedule(text: str | bytes) -> Schedule:
    """Reads the answer of `schedule/`; a bad episode spoils only itself."""
    episodes: list[Episode] = []
    bad: list[BadEpisode] = []
    seen: set[int] = set()
    for position, item in enumerate(_objects(_json(text)), start=1):
        known = _known_id(item)
        if known in seen:
            bad.append(BadEpisode(position=position, id=known, reason="is listed twice; the first is used"))
            continue
        try:
            episodes.append(_Told.model_validate(item).episode())
        except ValidationError as error:
            bad.append(BadEpisode(position=position, id=known, reason=reason(error)))
        if known is not None:
            seen.add(known)
    return Schedule(episodes=tuple(episodes), bad=tuple(bad))


def parse_episode(text: str | bytes) -> Episode | None:
    """Reads the answer of `episode/`; None only where SpeedGaming clearly says that there is no such episode."""
    body = _json(text)
    if not isinstance(body, dict):
        raise FeedError("the answer is not an episode")
    if "error" in body:
        if "id" not in body and NO_SUCH_EPISODE.fullmatch(_said(body["error"])):
            return None
        raise _answered_with_error(body["error"])
    try:
        return _Told.model_validate(body).episode()
    except ValidationError as error:
        raise FeedError(f"the episode can't be used: {reason(error)}") from error


def _json(text: str | bytes) -> object:
    try:
        return json.loads(text, parse_int=_integer)
    except (ValueError, RecursionError) as error:
        raise FeedError("the answer is not JSON") from error


def _integer(digits: str) -> int:
    """Python refuses thousands of digits, and with them the whole answer; 40 are as far beyond 64 bits."""
    return int(digits[:40])


def _objects(body: object) -> list[dict[str, Any]]:
    if isinstance(body, dict) and "error" in body:
        raise _answered_with_error(body["error"])
    if not isinstance(body, list):
        raise FeedError("the answer is not a list of episodes")
    if len(body) > EPISODE_LIMIT:
        raise FeedError(f"the answer lists {len(body)} episodes, too many for a schedule")
    for position, item in enumerate(body, start=1):
        if not isinstance(item, dict):
            raise FeedError(f"the answer is not a list of episodes: entry {position} is {kind(item)}")
    return body


def _answered_with_error(error: object) -> FeedError:
    return FeedError(f"it answered with an error: {_said(error) or 'no words'}")


def _said(error: object) -> str:
    return cut(clean(error), 200) if isinstance(error, str) else ""


def _known_id(item: dict[str, Any]) -> int | None:
    number = item.get("id")
    return number if type(number) is int and 1 <= number < 2**63 else None
