"""What Discord's refusals about events mean for the server they came from."""

from datetime import datetime

from paddock.calendar import records
from paddock.calendar.asks import WarnOwner
from paddock.calendar.model import EventRecord, EventState
from paddock.change import NOTHING, Change, Planned
from paddock.discord.rest import DiscordError, Forbidden
from paddock.organizations.model import Server
from paddock.organizations.records import saved_server

GONE = frozenset({10070, 180000})
"""The event exists no more, or is finished and can't be changed any more."""
UNKNOWN_GUILD = 10004
MISSING_ACCESS = 50001
OPEN_EVENTS = 30038
MOST_EVENTS = 100
"""Open events in a server, everybody's together."""
CREATE_EVENTS = "CREATE_EVENTS"
EVENT_LIMIT = "EVENT_LIMIT"
WHERE = "events"
START, STATUS = "scheduled_start_time", "status"
"""Fields that Discord refuses where time has gone on."""


def refused(error: DiscordError, server: Server, record: EventRecord | None, now: datetime) -> Change:
    """Remember it and go on elsewhere; raises what is not about the server's state."""
    if START in error.fields:
        return _forgotten(record, "event.too late")
    if error.code in (UNKNOWN_GUILD, MISSING_ACCESS):
        paused = server.model_copy(update={"paused": True})
        return saved_server(server, paused, "server.paused") if not server.paused else NOTHING
    if error.code == OPEN_EVENTS:
        return limit_reached(server, now) + _forgotten(record)
    if isinstance(error, Forbidden):
        return _troubled(server, CREATE_EVENTS) + _forgotten(record)
    raise error


def limit_reached(server: Server, now: datetime) -> Change:
    """The admins see it among the settings; the owner is told, as nobody may look there for long."""
    change = _troubled(server, EVENT_LIMIT)
    warning = WarnOwner(organization=server.organization, guild=server.guild, trouble=EVENT_LIMIT, at=now)
    return change + Change(jobs=(Planned(warning),)) if change else NOTHING


def relieved(server: Server, kind: str) -> Change:
    after = server.relieved(kind)
    return saved_server(server, after, "server.relieved") if after != server else NOTHING


def _troubled(server: Server, kind: str) -> Change:
    after = server.troubled(kind, WHERE)
    return saved_server(server, after, "server.refused") if after != server else NOTHING


def _forgotten(record: EventRecord | None, action: str = "event.refused") -> Change:
    """Nothing was made, so there is nothing to look for."""
    intended = record is not None and record.state is EventState.INTENDED
    return records.gone(record, action) if record and intended else NOTHING
