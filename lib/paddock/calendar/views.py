"""How a match reads as a Discord event."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from paddock.calendar.model import Listing
from paddock.calendar.rules import length
from paddock.discord.text import clean, cut, escape, moment, plain
from paddock.ids import MatchId
from paddock.matches.model import Match
from paddock.matches.views import TBD, TWITCH, called, names
from paddock.organizations.model import Organization
from paddock.tournaments.model import Tournament

MOST_NAME = 100
MOST_DESCRIPTION = 1000
MOST_LOCATION = 100
MULTISTREAM = "https://multistre.am/"
REFERENCE = "Paddock match "
EXTERNAL, GUILD_ONLY = 3, 2


def listing(match: Match, tournament: Tournament, organization: Organization) -> Listing:
    """`match.when` has to be set."""
    assert match.when is not None
    return Listing(
        name=plain(f"{tournament.slug.upper()} - {called(match)}", MOST_NAME),
        description=_description(match, tournament, match.when),
        location=location(match),
        start=match.when,
        end=match.when + length(tournament, organization),
    )


def reference(match: MatchId) -> str:
    """The description's last line, by which an event is known as this match's."""
    return f"{REFERENCE}{match}"


def referenced(description: str | None) -> MatchId | None:
    last = (description or "").rsplit("\n", 1)[-1]
    id = last.removeprefix(REFERENCE)
    return MatchId(id) if id != last and MatchId.fits(id) else None


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
    last = reference(match.id)
    return cut("\n".join(lines), MOST_DESCRIPTION - len(last) - 1) + "\n" + last


def location(match: Match) -> str:
    if match.stream:
        return f"{TWITCH}{match.stream}"
    streams = [player.stream for player in match.players if player.stream]
    together = MULTISTREAM + "/".join(streams)
    return together if len(streams) >= 2 and len(together) <= MOST_LOCATION else TBD


def payload(event: Listing) -> dict[str, Any]:
    return {
        "name": event.name,
        "description": event.description,
        "entity_type": EXTERNAL,
        "entity_metadata": {"location": event.location},
        "privacy_level": GUILD_ONLY,
        "scheduled_start_time": event.start.isoformat(),
        "scheduled_end_time": event.end.isoformat(),
    }


def fingerprint(event: Listing) -> str:
    return hashlib.sha256(event.model_dump_json().encode()).hexdigest()[:20]


def reads_as(theirs: Mapping[str, Any], event: Listing) -> bool:
    """Whether Discord's event says what it should, or somebody has edited it."""
    return (
        theirs.get("name") == event.name
        and clean(theirs.get("description") or "") == clean(event.description)
        and (theirs.get("entity_metadata") or {}).get("location") == event.location
        and _instant(theirs.get("scheduled_start_time")) == event.start
        and _instant(theirs.get("scheduled_end_time")) == event.end
    )


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
