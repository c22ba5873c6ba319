"""`/config`: read, decide, write, show."""

from typing import Any

from paddock import clock
from paddock.calendar.asks import compare_all
from paddock.call import Call
from paddock.change import NOTHING, Change, Planned
from paddock.discord.answer import Answer, Later, Reply
from paddock.matches.asks import ReplanReminders
from paddock.organizations import records, rules, views
from paddock.organizations.asks import CheckConfig, CheckServer, SetServer, ShowConfig
from paddock.organizations.model import Organization, Server
from paddock.request import Job
from paddock.routes import Route
from paddock.tools import Tools
from paddock.zones import suggest_zones

OF_ORGANIZATION = ("event_minutes", "reminder_minutes")
OF_SERVER = ("admin_role", "organizer_role", "host_role", "announcements")
NO_CHANGE = "Nothing to change: name at least one option that differs."


def show_config(ask: ShowConfig, call: Call, tools: Tools) -> Answer:
    return Reply(views.settings(call.organization, call.server))


def set_server(ask: SetServer, call: Call, tools: Tools) -> Answer:
    general = _given(ask, OF_ORGANIZATION)
    if ask.timezone is not None:
        general["timezone"] = clock.zone(ask.timezone).key
    organization = call.organization.model_copy(update=general)
    unset = {ask.unset.value: None} if ask.unset else {}
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
    return Reply(views.settings(organization, server, _told(call.server, server) if change else NO_CHANGE))


def _followed_up(before: Organization, after: Organization) -> Change:
    """Reminders move with the lead time at once, events with their usual length."""
    jobs: list[Job] = []
    if after.reminder_minutes != before.reminder_minutes:
        jobs.append(ReplanReminders(organization=after.id))
    if after.event_minutes != before.event_minutes:
        jobs += compare_all(after.id, after.servers)
    return Change(jobs=tuple(Planned(job) for job in jobs))


def _told(before: Server, after: Server) -> str:
    moved = after.announcements and after.announcements != before.announcements
    return "Changed. `/config check` tells whether I may write there." if moved else "Changed."


def check_config(ask: CheckConfig, call: Call, tools: Tools) -> Answer:
    return Later(CheckServer(organization=call.tenant, guild=call.guild))


def _given(ask: SetServer, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(ask, name) for name in names if getattr(ask, name) is not None}


ROUTES = (
    Route(ShowConfig, show_config),
    Route(SetServer, set_server, suggest={"timezone": suggest_zones}),
    Route(CheckConfig, check_config),
)
