"""What a tournament may be called, and when it may go."""

import re
import unicodedata
from collections.abc import Collection

from paddock.errors import BadInput, Refusal
from paddock.ids import MatchId
from paddock.tournaments.model import MOST_SLUG, MOST_TOURNAMENTS, Directory, Tournament

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
SPEEDGAMING = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
MOST_VARIANTS = 9


class TooMany(Refusal):
    def __init__(self) -> None:
        super().__init__(f"There are {MOST_TOURNAMENTS} tournaments, and that is the most. Delete one that is over.")


class SlugTaken(Refusal):
    def __init__(self, slug: str) -> None:
        super().__init__(f"Another tournament has the slug `{slug}`. Choose a different one with `slug`.")


class HasOpenMatches(Refusal):
    def __init__(self, some: MatchId | None) -> None:
        named = f", `{some}` among them: `/match show` shows it" if some else ""
        super().__init__(f"It still has matches that are not over{named}. Finish or cancel them first.")


class Archived(Refusal):
    def __init__(self) -> None:
        super().__init__(
            "That tournament was deleted. It and its matches can be read; nothing can be changed or added."
        )


class ChangedSinceAsked(Refusal):
    def __init__(self) -> None:
        super().__init__(
            "The tournament was changed since you were asked. Have a look, and delete it again if you must."
        )


def slug_of(name: str) -> str:
    """Latin letters and digits of the name, joined by dashes."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name)[:MOST_SLUG].strip("-") or "tournament"


def checked_slug(text: str) -> str:
    slug = text.strip().lower()
    if len(slug) > MOST_SLUG or not SLUG.fullmatch(slug):
        raise BadInput(
            f"`slug`: small letters, digits and dashes between them, at most {MOST_SLUG}: for example `winter-open`."
        )
    return slug


def free_slug(slug: str, taken: Collection[str]) -> str:
    """The slug, or the first of its numbered variants that no other tournament has."""
    variants = (slug, *(f"{slug[: MOST_SLUG - 2]}-{number}" for number in range(2, MOST_VARIANTS + 1)))
    free = next((each for each in variants if each not in taken), None)
    if free is None:
        raise SlugTaken(slug)
    return free


def check_room(directory: Directory) -> None:
    """All of them are listed in one item, which is read with every request."""
    if len(directory.tournaments) >= MOST_TOURNAMENTS:
        raise TooMany


def check_free(slug: str, taken: Collection[str]) -> None:
    if slug in taken:
        raise SlugTaken(slug)


def has_namesake(tournament: Tournament, directory: Directory) -> bool:
    """Allowed, but lists show names."""
    name = tournament.name.casefold()
    return any(each.name.casefold() == name and each.id != tournament.id for each in directory.tournaments)


def checked_speedgaming(text: str) -> str:
    """The slug of SpeedGaming's event, as it stands in the address of its schedule, or the address itself."""
    slug = text.strip().split("?")[0].rstrip("/").rsplit("/", 1)[-1]
    if not SPEEDGAMING.fullmatch(slug):
        raise BadInput("`speedgaming`: the event's name in its address: `alttpr` for https://speedgaming.org/alttpr")
    return slug


def check_open(tournament: Tournament) -> None:
    if tournament.archived:
        raise Archived


def archived(tournament: Tournament, seen: int) -> Tournament:
    """`seen` is the version that the person was asked about."""
    check_open(tournament)
    if tournament.version != seen:
        raise ChangedSinceAsked
    return tournament.model_copy(update={"archived": True, "active": False})
