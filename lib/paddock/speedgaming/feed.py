"""SpeedGaming's feed as typed values: of each episode what the import uses, and of the unusable ones why."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, ValidationInfo, field_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from paddock.errors import Unavailable

TITLE_LIMIT = 100
NAME_LIMIT = 64
PLAYER_LIMIT = 8
CREW_LIMIT = 25
EPISODE_LIMIT = 50_000  # in one answer
LISTED_LIMIT = 200  # longest list inside an episode that is looked at at all
READABLE = 2_000  # characters of a text that are looked at; the limits above apply to what is left once it is cleaned

BLANK_LETTERS = dict.fromkeys(map(ord, "\u115f\u1160\u2800\u3164\uffa0"), " ")  # letters by Unicode, blank to the eye
INVISIBLE = frozenset({"Cc", "Cf", "Cs"})  # control; zero-width and text direction; halves of surrogate pairs
SLOT = re.compile(r"(winner|loser) of\b", re.IGNORECASE)
SNOWFLAKE = re.compile(r"[1-9][0-9]{16,19}")
TWITCH_CHANNEL = re.compile(r"[a-z0-9_]{2,25}")
NO_SUCH_EPISODE = re.compile(r"failed to find episode( with id -?\d+)?\.?", re.IGNORECASE)


class FeedError(Unavailable):
    """SpeedGaming gave no answer that can be used, and nothing may be changed because of it."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__("SpeedGaming", reason, retry_after)


def clean(text: str) -> str:
    """One line of what can be seen: no control, zero-width or direction characters. Markup is left for the display."""
    text = text[:READABLE].translate(BLANK_LETTERS)
    if not text.isprintable():
        text = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in INVISIBLE)
    return " ".join(text.split())


def cut(text: str, limit: int) -> str:
    return text[:limit].rstrip()


def _text(value: object) -> object:
    return clean(value) if isinstance(value, str) else value


def _discord_id(value: object) -> str | None:
    well_formed = isinstance(value, str) and SNOWFLAKE.fullmatch(value) and int(value) < 2**64
    return str(value) if well_formed else None


def _twitch_channel(value: object) -> object:
    """Lower case, as Twitch's addresses are; None for a text that can't be a channel there."""
    if not isinstance(value, str):
        return value
    name = value.strip().lower()
    return name if TWITCH_CHANNEL.fullmatch(name) else None


def _instant(value: object) -> object:
    """Times are UTC, said or unsaid. Years that no schedule means would overflow once hours are added to them."""
    if not isinstance(value, str):
        return value
    if not value.strip():
        raise PydanticCustomError("feed", "is blank")
    try:
        read = datetime.fromisoformat(value.strip())
        read = read.replace(tzinfo=read.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        raise PydanticCustomError("feed", "is no time") from None
    if ":" not in value or not 2000 <= read.year < 2100:
        raise PydanticCustomError("feed", "is no time of a race")
    return read


def _instant_if_set(value: object) -> object:
    if value is None:  # the feed's unset is "", so this is a change of its shape
        raise PydanticCustomError("feed", "should be a time as text, not null")
    return None if isinstance(value, str) and not value.strip() else _instant(value)


def _short(value: object) -> object:
    """Refuses an absurd list before its entries are looked at."""
    if isinstance(value, list) and len(value) > LISTED_LIMIT:
        raise PydanticCustomError("feed", "are {n}, too many to read", {"n": len(value)})
    return value


SpeedGamingId = Annotated[int, Field(ge=1, lt=2**63)]
Text = Annotated[str, BeforeValidator(_text)]
DiscordId = Annotated[str | None, BeforeValidator(_discord_id)]
TwitchChannel = Annotated[str | None, BeforeValidator(_twitch_channel)]
_T = TypeVar("_T")
Listed = Annotated[list[_T], BeforeValidator(_short)]


class Value(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, validate_by_name=True, validate_by_alias=True)


class Person(Value):
    """Somebody by their SpeedGaming id. Their tag there is unverified text and therefore not even read."""

    placeholder: ClassVar[str]

    id: SpeedGamingId
    name: Text = Field(validation_alias="displayName")
    discord_id: DiscordId = Field(default=None, validation_alias="discordId")

    @field_validator("name")
    @classmethod
    def _never_blank(cls, name: str, info: ValidationInfo) -> str:
        return cut(name, NAME_LIMIT) or f"SpeedGaming {info.data.get('id', '')}".strip()

    @property
    def placeholder_key(self) -> str:
        return f"{self.placeholder}{self.id}"

    @property
    def key(self) -> str:
        """Who this is: the Discord id where there is a valid one, else a placeholder by the SpeedGaming id."""
        return self.discord_id or self.placeholder_key

    @property
    def identities(self) -> frozenset[str]:
        return frozenset({self.key, self.placeholder_key})


class Player(Person):
    placeholder: ClassVar[str] = "sg_"

    stream: TwitchChannel = Field(default=None, validation_alias="publicStream")

    @property
    def is_slot(self) -> bool:
        """A place in a bracket (`Winner of ...`): shown by name, never made a user."""
        return SLOT.match(self.name) is not None

    @property
    def is_ignored(self) -> bool:
        return self.stream == "ignore"

    @property
    def identities(self) -> frozenset[str]:
        return frozenset({self.name}) if self.is_slot else super().identities


class CrewMember(Person):
    placeholder: ClassVar[str] = "sg_crew_"

    approved: bool = False


People = Annotated[tuple[CrewMember, ...], Field(max_length=CREW_LIMIT)]


class Episode(Value):
    """One match as SpeedGaming has it."""

    id: SpeedGamingId
    start: datetime
    title: str
    players: Annotated[tuple[Player, ...], Field(max_length=PLAYER_LIMIT)] = ()  # slots of a bracket among them
    commentators: People = ()
    trackers: People = ()
    broadcasters: People = ()
    helpers: People = ()
    channels: tuple[str, ...] = ()  # on Twitch, broadcasts only

    @property
    def stream(self) -> str | None:
        return self.channels[0] if self.channels else None

    @property
    def fingerprint(self) -> str:
        """Changes exactly when something changes that the import uses."""
        used = self.model_dump_json(exclude={"helpers": {"__all__": {"approved"}}})
        return hashlib.sha256(used.encode()).hexdigest()[:24]


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


class _Match(Value):
    title: Text = ""
    note: Text = ""
    players: Listed[Player]


class _Channel(Value):
    name: Text = ""
    slug: Text = ""

    @property
    def broadcast(self) -> str | None:
        if not self.name or " " in self.name:
            return None
        channel = _twitch_channel(self.slug) or _twitch_channel(self.name)
        return channel if isinstance(channel, str) else None


class _Told(Value):
    """An episode in the feed's own shape. What a match can't do without must be there: were a default taken for it,
    a feed that renames a key would empty every match."""

    id: SpeedGamingId
    when: Annotated[datetime, BeforeValidator(_instant)]
    countdown: Annotated[datetime | None, BeforeValidator(_instant_if_set)] = Field(
        default=None, validation_alias="whenCountdown"
    )
    title: Text = ""
    match1: _Match
    match2: _Match | None = None
    channels: Listed[_Channel] = []
    commentators: Listed[CrewMember] = []
    trackers: Listed[CrewMember] = []
    broadcasters: Listed[CrewMember] = []
    helpers: Listed[CrewMember] = []

    def episode(self) -> Episode:
        matches = [self.match1, self.match2] if self.match2 else [self.match1]
        players = _distinct(p for match in matches for p in match.players if not p.is_ignored)
        titles = (self.title, *(match.title for match in matches), *(match.note for match in matches))
        title = next(filter(None, titles), " vs ".join(player.name for player in players))
        broadcasts = (channel.broadcast for channel in self.channels)
        return Episode(
            id=self.id,
            start=self.countdown or self.when,
            title=cut(title, TITLE_LIMIT) or "TBD",
            players=players,
            commentators=_distinct(self.commentators),
            trackers=_distinct(self.trackers),
            broadcasters=_distinct(self.broadcasters),
            helpers=_distinct(self.helpers),
            channels=tuple(dict.fromkeys(name for name in broadcasts if name)),
        )


_Somebody = TypeVar("_Somebody", bound=Person)


def _distinct(people: Iterable[_Somebody]) -> tuple[_Somebody, ...]:
    """Each person once, where they are named first (both matches of a doubleheader can name the same)."""
    seen: set[str] = set()
    kept = []
    for person in people:
        if seen.isdisjoint(person.identities):
            kept.append(person)
        seen |= person.identities
    return tuple(kept)


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
            bad.append(BadEpisode(position=position, id=known, reason=_reason(error)))
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
        raise FeedError(f"the episode can't be used: {_reason(error)}") from error


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
            raise FeedError(f"the answer is not a list of episodes: entry {position} is {_kind(item)}")
    return body


def _answered_with_error(error: object) -> FeedError:
    return FeedError(f"it answered with an error: {_said(error) or 'no words'}")


def _said(error: object) -> str:
    return cut(clean(error), 200) if isinstance(error, str) else ""


def _known_id(item: dict[str, Any]) -> int | None:
    number = item.get("id")
    return number if type(number) is int and 1 <= number < 2**63 else None


_WORDS = {
    "missing": "is missing",
    "string_type": "should be text",
    "int_type": "should be a whole number",
    "greater_than_equal": "is out of range",
    "less_than": "is out of range",
    "bool_type": "should be true or false",
    "datetime_type": "should be a time as text",
    "list_type": "should be a list",
    "model_type": "should be an object",
}
_TYPE_ERRORS = frozenset(kind for kind in _WORDS if kind.endswith("_type"))


def _reason(error: ValidationError) -> str:
    """For example: `match1, player 3: displayName should be text, not a number`."""
    first, *others = error.errors(include_url=False)
    reason = f"{_place(first['loc'])} {_complaint(first)}"
    return f"{reason} (and {len(others)} more)" if others else reason


def _place(location: tuple[int | str, ...]) -> str:
    """The last key behind the way to it; an index is counted from 1 and put beside the list's name in the singular."""
    parts: list[str] = []
    for step in location:
        if isinstance(step, int):
            parts[-1] = f"{parts[-1].removesuffix('s')} {step + 1}"
        else:
            parts.append(step)
    *way, last = parts
    return f"{', '.join(way)}: {last}" if way else last


def _complaint(error: ErrorDetails) -> str:
    kind = error["type"]
    if kind == "too_long":
        return f"are {len(error['input'])}, and a match has at most {error['ctx']['max_length']}"
    if kind in _TYPE_ERRORS:
        return f"{_WORDS[kind]}, not {_kind(error['input'])}"
    return _WORDS.get(kind, error["msg"])


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "an object"
