"""How a match reads as a Discord event, and what a server's owner reads where no more of them fit."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from paddock.calendar.model import Listing
from paddock.calendar.rules import length
from paddock.discord.message import Message
from paddock.discord.text import clean, cut, escape, moment, plain
from paddock.ids import MatchId, OrganizationId
from paddock.jobs.model import digest
from paddock.matches.model import Match
from paddock.matches.views import TBD, TWITCH, called, names
from paddock.organizations.model import Organization
from paddock.tournaments.model import Tournament

MOST_NAME = 100
MOST_DESCRIPTION = 1000
MOST_LOCATION = 100
MULTISTREAM = "https://multistre.am/"
REFERENCE = "Paddock match "
OWNER = " of "
EXTERNAL, GUILD_ONLY = 3, 2
ACTIVE, COMPLETED = 2, 3


def listing(match: Match, tournament: Tournament, organization: Organization, start: datetime | None = None) -> Listing:
    """`match.when` has to be set; `start` is the event's own, where that can't follow any more."""
    assert match.when is not None
    begins = start or match.when
    return Listing(
        name=plain(f"{tournament.slug.upper()} - {called(match)}", MOST_NAME),
        description=_description(match, tournament, match.when),
        location=location(match),
        start=begins,
        end=begins + length(tournament, organization),
    )


def reference(organization: OrganizationId, match: MatchId) -> str:
    """The description's last line, by which an event is known as this match's.

    Discord's ids are nobody else's; an episode of SpeedGaming is a match of every community that follows it.
    """
    return f"{REFERENCE}{match}" if match.isdigit() else f"{REFERENCE}{match}{OWNER}{organization}"


def referenced(description: str | None, organization: OrganizationId) -> MatchId | None:
    """The match that the description names, unless that is another organization's."""
    last = (description or "").rsplit("\n", 1)[-1]
    id = last.removeprefix(REFERENCE).partition(OWNER)[0]
    return MatchId(id) if MatchId.fits(id) and last == reference(organization, MatchId(id)) else None


def _description(match: Match, tournament: Tournament, when: datetime) -> str:
    lines = [
        f"**{escape(called(match), 200)}**",
        *([escape(names(match), 400)] if match.title and match.players else []),
        escape(tournament.name, 100),
        f"{moment(when)} ({moment(when, 'R')})",
        f"Stream: {TWITCH}{match.stream}" if match.stream else f"Stream: {TBD}",
    ]
    if match.comment:
        lines.append(escape(match.comment, 500))
    last = reference(match.organization, match.id)
    return cut("\n".join(lines), MOST_DESCRIPTION - len(last) - 1) + "\n" + last


def location(match: Match) -> str:
    if match.stream:
        return f"{TWITCH}{match.stream}"
    streams = [player.stream for player in match.players if player.stream]
    together = MULTISTREAM + "/".join(streams)
    return together if len(streams) >= 2 and len(together) <= MOST_LOCATION else TBD


def payload(event: Listing, *, active: bool = False) -> dict[str, Any]:
    """An active event's start is not told again: Discord takes none that is past."""
    start = {} if active else {"scheduled_start_time": event.start.isoformat()}
    return {
        "name": event.name,
        "description": event.description,
        "entity_type": EXTERNAL,
        "entity_metadata": {"location": event.location},
        "privacy_level": GUILD_ONLY,
        **start,
        "scheduled_end_time": event.end.isoformat(),
    }


def fingerprint(event: Listing) -> str:
    return digest(event.model_dump_json())


def reads_as(theirs: Mapping[str, Any], event: Listing) -> bool:
    """Whether Discord's event says what it should, or somebody has edited it. An active one's times are their own."""
    return (
        theirs.get("name") == event.name
        and clean(theirs.get("description") or "") == clean(event.description)
        and (theirs.get("entity_metadata") or {}).get("location") == event.location
        and (is_active(theirs) or _has_times(theirs, event))
    )


def is_active(theirs: Mapping[str, Any]) -> bool:
    return theirs.get("status") == ACTIVE


def _has_times(theirs: Mapping[str, Any], event: Listing) -> bool:
    times = (_instant(theirs.get("scheduled_start_time")), _instant(theirs.get("scheduled_end_time")))
    return times == (event.start, event.end)


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def no_room(server: str) -> Message:
    return Message(
        f"**{escape(server, 100)}** has 100 open events. That is the most that Discord lets a server have, everybody's "
        "together, so I can't show more of its matches there.\n"
        "What helps: delete events that nobody needs, or let fewer matches become events: `/tournament edit` with "
        "`event_filter` or fewer `event_days`. Once there is room I make the missing ones within the hour, the "
        "nearest first."
    )
