"""A server that adds the bot, or has it back: it gets its organization before anybody types a command."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from paddock.audit.model import SYSTEM
from paddock.change import Cause, Change, Planned
from paddock.errors import Conflict, Repeated
from paddock.ids import GuildId
from paddock.ledger import Ledger
from paddock.organizations.model import Organization, Server
from paddock.organizations.records import OrganizationStore, opened
from paddock.store.table import Database, Session

ADDED = "APPLICATION_AUTHORIZED"


def arrived(organization: Organization, server: Server) -> Change:
    """What is still to be written. Events of a server that had sent us away are what they were then: they are looked
    over at once, as the hourly pass leaves out whoever shows none any more; so is the list of crew that is needed."""
    change = opened(organization, server)
    if not server.paused:
        return change
    # Not needed by a process until a server comes back.
    from paddock.calendar.asks import SyncServer
    from paddock.crews.asks import UpdateNeeds

    change += Change(jobs=(Planned(SyncServer(organization=server.organization, guild=server.guild)),))
    if server.guild == organization.needs_guild:
        change += Change(jobs=(Planned(UpdateNeeds(organization=server.organization)),))
    return change


def welcome_server(event: Mapping[str, Any], database: Database, ledger: Ledger) -> str:
    """What was done, in a word. Events carry no id and come again: what exists is left as it is."""
    guild = _guild(event) if event.get("type") == ADDED else None
    if guild is None:
        return "ignored"
    store = OrganizationStore(Session(database))
    server = store.server(guild)
    change = arrived(store.get(server.organization), server)
    if not change:
        return "known"
    now = _instant(str(event.get("timestamp", "")))
    source = f"authorized:{guild}:{event.get('timestamp')}"
    try:
        ledger.commit(change, Cause(server.organization, SYSTEM, source[:100], now, once=True))
    except (Conflict, Repeated):
        return "known"
    return "added"


def _guild(event: Mapping[str, Any]) -> GuildId | None:
    """None where a user authorized us for themselves."""
    data = event.get("data")
    guild = data.get("guild") if isinstance(data, dict) else None
    id = str(guild.get("id", "")) if isinstance(guild, dict) else ""
    return GuildId(id) if GuildId.fits(id) else None


def _instant(text: str) -> datetime:
    """Discord's examples carry no zone; they mean UTC."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return datetime.fromtimestamp(0, UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
