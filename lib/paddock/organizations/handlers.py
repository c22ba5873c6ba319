"""`/config`: read, decide, write, show."""

from typing import Any

from paddock import clock
from paddock.asyncs.records import ASYNCS
from paddock.calendar.asks import compare_all
from paddock.call import Call
from paddock.change import NOTHING, Change, Planned
from paddock.crews.asks import UpdateNeeds
from paddock.discord.answer import Answer, Later, Reply
from paddock.matches.asks import ReplanReminders
from paddock.organizations import records, rules, views
from paddock.organizations.asks import CheckConfig, CheckServers, LinkServer, SetServer, ShowConfig, UnlinkServer, Unset
from paddock.organizations.linking import link_server, unlink_server
from paddock.organizations.model import Organization
from paddock.organizations.suggestions import suggest_linked_servers
from paddock.request import Job
from paddock.routes import Route
from paddock.tools import Tools
from paddock.zones import suggest_zones

OF_ORGANIZATION = ("event_minutes", "reminder_minutes")
OF_SERVER = ("admin_role", "organizer_role", "host_role", "announcements")
NO_CHANGE = "Nothing to change: name at least one option that differs."


def show_config(ask: ShowConfig, call: Call, tools: Tools) -> Answer:
    servers = tools.organizations.servers(call.organization)
    return Reply(views.settings(call.organization, call.server, servers))


def set_server(ask: SetServer, call: Call, tools: Tools) -> Answer:
    organization = call.organization.model_copy(update=_general(ask, call))
    unset = {ask.unset.value: None} if ask.unset and ask.unset.value in OF_SERVER else {}
    server = call.server.model_copy(update=_given(ask, OF_SERVER) | unset)
    rules.check_admin_role(server)
    change = NOTHING
    if organization != call.organization:
        change += records.saved_organization(call.organization, organization)
        change += _followed_up(call.organization, organization)
    if server != call.server:
        change += records.saved_server(call.server, server)
    if change:
        tools.commit(change)
    return Reply(views.settings(organization, server, text=_told(ask) if change else NO_CHANGE))


def _general(ask: SetServer, call: Call) -> dict[str, Any]:
    """What is changed for all servers of the organization."""
    changes = _given(ask, OF_ORGANIZATION)
    if ask.timezone is not None:
        changes["timezone"] = clock.zone(ask.timezone).key
    if ask.crew_channel is not None:
        changes |= {"needs_channel": ask.crew_channel, "needs_guild": call.guild}
    if ask.unset is Unset.CREW_CHANNEL:
        changes |= {"needs_channel": None, "needs_guild": None}
    return changes


def _followed_up(before: Organization, after: Organization) -> Change:
    """Reminders move with the lead time at once, events with their usual length, the list of crew with its channel."""
    jobs: list[Job] = []
    if after.reminder_minutes != before.reminder_minutes:
        jobs.append(ReplanReminders(organization=after.id))
    if after.event_minutes != before.event_minutes:
        jobs += compare_all(after.id, after.servers)
    if after.needs_channel != before.needs_channel:
        jobs.append(UpdateNeeds(organization=after.id))
    return Change(jobs=tuple(Planned(job) for job in jobs))


def _told(ask: SetServer) -> str:
    is_written = ask.announcements or ask.crew_channel
    return "Changed. `/config check` tells whether I may write there." if is_written else "Changed."


def check_config(ask: CheckConfig, call: Call, tools: Tools) -> Answer:
    return Later(CheckServers(organization=call.tenant, guild=call.guild))


def _given(ask: SetServer, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(ask, name) for name in names if getattr(ask, name) is not None}


ROUTES = (
    Route(ShowConfig, show_config),
    Route(SetServer, set_server, suggest={"timezone": suggest_zones}),
    Route(CheckConfig, check_config),
    Route(LinkServer, link_server, also=(ASYNCS,)),
    Route(UnlinkServer, unlink_server, suggest={"server": suggest_linked_servers}, also=(ASYNCS,)),
)
