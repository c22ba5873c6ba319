"""What Discord's refusals about events mean for the server they came from."""

from paddock.calendar import records
from paddock.calendar.model import EventRecord, EventState
from paddock.change import NOTHING, Change
from paddock.discord.rest import DiscordError, Forbidden
from paddock.organizations.model import Server
from paddock.organizations.records import saved_server

GONE = frozenset({10070, 180000})
"""The event exists no more, or is finished and can't be changed any more."""
UNKNOWN_GUILD = 10004
MISSING_ACCESS = 50001
OPEN_EVENTS = 30038
CREATE_EVENTS = "CREATE_EVENTS"
EVENT_LIMIT = "EVENT_LIMIT"
WHERE = "events"


def refused(error: DiscordError, server: Server, record: EventRecord | None) -> Change:
    """Remember it and go on elsewhere; raises what is not about the server's state."""
    if error.code in (UNKNOWN_GUILD, MISSING_ACCESS):
        paused = server.model_copy(update={"paused": True})
        return saved_server(server, paused, "server.paused") if not server.paused else NOTHING
    if error.code == OPEN_EVENTS:
        return _troubled(server, EVENT_LIMIT) + _forgotten(record)
    if isinstance(error, Forbidden):
        return _troubled(server, CREATE_EVENTS) + _forgotten(record)
    raise error


def relieved(server: Server, *kinds: str) -> Change:
    after = server
    for kind in kinds:
        after = after.relieved(kind)
    return saved_server(server, after, "server.relieved") if after != server else NOTHING


def _troubled(server: Server, kind: str) -> Change:
    after = server.troubled(kind, WHERE)
    return saved_server(server, after, "server.refused") if after != server else NOTHING


def _forgotten(record: EventRecord | None) -> Change:
    """Nothing was made, so there is nothing to look for."""
    intended = record is not None and record.version and record.state is EventState.INTENDED
    return records.gone(record, "event.refused") if record and intended else NOTHING
