"""A tournament, and what of its matches is shown and imported."""

from enum import StrEnum

from pydantic import Field

from paddock.ids import GuildId, OrganizationId, RoleId, TournamentId
from paddock.organizations.model import Organization
from paddock.request import Request
from paddock.store.item import Record

MOST_NAME = 100
MOST_TOURNAMENTS = 300
"""In one organization, those left out that were deleted."""
MOST_SLUG = 32
"""Short enough to be typed wherever an id is asked for."""
MOST_DESCRIPTION = 500


class EventFilter(StrEnum):
    ALL = "all"
    STREAMED = "streamed"
    NONE = "none"


class Tournament(Record):
    organization: OrganizationId
    id: TournamentId
    name: str = Field(min_length=1, max_length=MOST_NAME)
    slug: str = Field(pattern=r"^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$", max_length=MOST_SLUG)
    description: str | None = None
    active: bool = True
    archived: bool = False
    """Deleted, as far as anybody can see; kept for the audit's sake."""
    organizer_role: RoleId | None = None
    """Its holders organize this tournament, besides those who organize all of them."""
    scheduled_events: bool = False
    master_switch: bool = True
    """Off: no events for now, whatever else is set."""
    event_filter: EventFilter = EventFilter.ALL
    event_minutes: int | None = Field(None, ge=15, le=1440)
    """None: the organization's."""
    event_days: int = Field(7, ge=1, le=30)
    event_servers: tuple[GuildId, ...] | None = None
    """None: every server of the organization."""
    speedgaming: str | None = None
    speedgaming_days: int = Field(7, ge=1, le=30)
    speedgaming_slots: bool = False
    """Whether episodes without players are imported, too: shown as TBD."""

    @property
    def is_running(self) -> bool:
        return self.active and not self.archived

    @property
    def followed(self) -> str | None:
        """The SpeedGaming slug that is to be imported."""
        return self.speedgaming if self.is_running else None

    @property
    def feed_watch(self) -> str | None:
        return "SPEEDGAMING" if self.followed else None

    @property
    def event_watch(self) -> str | None:
        return "EVENTS" if self.is_running and self.shows_events else None

    @property
    def shows_events(self) -> bool:
        return self.scheduled_events and self.master_switch

    def servers(self, organization: Organization) -> tuple[GuildId, ...]:
        """Where its events are to be."""
        chosen = self.event_servers
        return organization.servers if chosen is None else tuple(s for s in organization.servers if s in chosen)


class Listed(Request):
    """What a list of tournaments shows of one, and what is often asked of many."""

    id: TournamentId
    name: str
    slug: str
    active: bool
    organizer_role: RoleId | None = None
    event_minutes: int | None = None
    followed: str | None = None
    """The SpeedGaming slug, as above."""


class Directory(Record):
    """An organization's tournaments by name, newest first, the deleted ones left out.

    It is read together with the organization, so that names cost no round trip of their own, and being written with
    each tournament it keeps their slugs apart.
    """

    organization: OrganizationId
    tournaments: tuple[Listed, ...] = ()

    def find(self, id: TournamentId) -> Listed | None:
        return next((each for each in self.tournaments if each.id == id), None)

    def by_slug(self, slug: str) -> Listed | None:
        return next((each for each in self.tournaments if each.slug == slug), None)

    @property
    def slugs(self) -> set[str]:
        return {each.slug for each in self.tournaments}

    @property
    def followed(self) -> frozenset[str]:
        """The SpeedGaming events of which any of them takes the matches."""
        return frozenset(each.followed for each in self.tournaments if each.followed)

    def slug(self, id: TournamentId) -> str | None:
        found = self.find(id)
        return found.slug if found else None

    def listing(self, tournament: Tournament) -> "Directory":
        """With the tournament as it is now: added, changed in its place, or taken out."""
        entry = Listed(**{name: getattr(tournament, name) for name in Listed.model_fields})
        if self.find(tournament.id) is None:
            kept = (entry, *self.tournaments)
        else:
            kept = tuple(entry if each.id == tournament.id else each for each in self.tournaments)
        if tournament.archived:
            kept = tuple(each for each in kept if each.id != tournament.id)
        return self.model_copy(update={"tournaments": kept})
