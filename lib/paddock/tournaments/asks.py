"""What can be asked about tournaments."""

from enum import StrEnum

from pydantic import Field

from paddock.discord.request import Button, Command
from paddock.ids import RoleId, TournamentId
from paddock.permissions import Need
from paddock.tournaments.model import MOST_DESCRIPTION, MOST_NAME, MOST_SLUG, EventFilter

MOST_SERVERS_TEXT = 500
SWITCH = "Off takes its events away for now"
SERVERS = "Where its events are shown: all, or some of the linked servers"
ORGANIZERS = "May run this tournament, besides your organizers"
SLOTS = "Import open slots without players, too"


class CreateTournament(Command, path="tournament create", needs=Need.ORGANIZER):
    """Make a tournament."""

    name: str = Field(description="What it is called", min_length=1, max_length=MOST_NAME)
    slug: str | None = Field(None, description="Short name, for example winter-open", max_length=MOST_SLUG)
    description: str | None = Field(None, description="What it is about", max_length=MOST_DESCRIPTION)
    scheduled_events: bool = Field(False, description="Show its matches as events of the server")
    master_switch: bool = Field(True, description=SWITCH)
    servers: str | None = Field(None, description=SERVERS, max_length=MOST_SERVERS_TEXT)
    event_filter: EventFilter = Field(EventFilter.ALL, description="Which matches become events")
    event_minutes: int | None = Field(None, description="Length of an event in minutes", ge=15, le=1440)
    event_days: int | None = Field(None, description="How many days ahead events are made", ge=1, le=30)
    speedgaming: str | None = Field(None, description="Slug of the SpeedGaming event to import", max_length=60)
    speedgaming_days: int | None = Field(None, description="How many days ahead it is imported", ge=1, le=30)
    speedgaming_slots: bool = Field(False, description=SLOTS)
    organizer_role: RoleId | None = Field(None, description=ORGANIZERS)


class Unset(StrEnum):
    ORGANIZER_ROLE = "organizer_role"
    EVENT_MINUTES = "event_minutes"


class EditTournament(Command, path="tournament edit", needs=Need.ORGANIZER, delegated=True):
    """Change a tournament; what you leave out stays, `none` clears."""

    tournament: TournamentId = Field(description="Which tournament")
    name: str | None = Field(None, description="What it is called", min_length=1, max_length=MOST_NAME)
    slug: str | None = Field(None, description="Short name, for example winter-open", max_length=MOST_SLUG)
    description: str | None = Field(None, description="What it is about; none clears", max_length=MOST_DESCRIPTION)
    scheduled_events: bool | None = Field(None, description="Show its matches as events of the server")
    master_switch: bool | None = Field(None, description=SWITCH)
    servers: str | None = Field(None, description=SERVERS, max_length=MOST_SERVERS_TEXT)
    event_filter: EventFilter | None = Field(None, description="Which matches become events")
    event_minutes: int | None = Field(None, description="Length of an event in minutes", ge=15, le=1440)
    event_days: int | None = Field(None, description="How many days ahead events are made", ge=1, le=30)
    speedgaming: str | None = Field(None, description="SpeedGaming slug to import; none stops", max_length=60)
    speedgaming_days: int | None = Field(None, description="How many days ahead it is imported", ge=1, le=30)
    speedgaming_slots: bool | None = Field(None, description=SLOTS)
    organizer_role: RoleId | None = Field(None, description=ORGANIZERS)
    unset: Unset | None = Field(None, description="What is to be set no more")
    active: bool | None = Field(None, description="Whether it is going on")


class ShowTournament(Command, path="tournament show"):
    """Show a tournament."""

    tournament: TournamentId = Field(description="Which tournament")


class ListTournaments(Command, path="tournament list"):
    """List the tournaments."""


class SyncTournament(Command, path="tournament sync", needs=Need.ORGANIZER, delegated=True):
    """Bring the server's events in line with a tournament's matches now."""

    tournament: TournamentId = Field(description="Which tournament")


class DeleteTournament(Command, path="tournament delete", needs=Need.ORGANIZER, delegated=True):
    """Delete a tournament whose matches are all over; asks once more."""

    tournament: TournamentId = Field(description="Which tournament")


class ConfirmDelete(Button, tag="tournament.delete", needs=Need.ORGANIZER, delegated=True):
    tournament: TournamentId
    seen: int


class KeepTournament(Button, tag="tournament.keep", needs=Need.ORGANIZER, delegated=True):
    tournament: TournamentId
