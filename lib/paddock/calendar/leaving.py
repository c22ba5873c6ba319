"""A server that is not the organization's any more: what the organization made there goes, and nothing else."""

from collections.abc import Iterable, Mapping
from typing import Any

from paddock.calendar import views
from paddock.calendar.asks import PublishEvent
from paddock.calendar.comparison import in_parts
from paddock.change import Change, Planned
from paddock.discord.rest import DiscordError
from paddock.ids import MatchId, OrganizationId
from paddock.job_tools import JobTools
from paddock.organizations.model import Server

Theirs = Mapping[str, Any]


def leave_server(organization: OrganizationId, server: Server, tools: JobTools) -> Change:
    """A promise for each match that has an event there, or may have one that our index does not list yet."""
    matches = [record.match for record in tools.events.in_server(organization, server.guild)]
    if not server.paused:
        matches += [match for match, _ in carrying(organization, _listed(server, tools), tools)]
    jobs = (PublishEvent(organization=organization, match=each, guild=server.guild) for each in dict.fromkeys(matches))
    return in_parts((Change(jobs=(Planned(job),)) for job in jobs), tools)


def _listed(server: Server, tools: JobTools) -> list[dict[str, Any]]:
    try:
        return tools.discord.fetch_events(server.guild)
    except DiscordError:
        return []  # what is recorded is tried all the same


def carrying(organization: OrganizationId, listed: Iterable[Theirs], tools: JobTools) -> list[tuple[MatchId, Theirs]]:
    """The events that name a match of this organization."""
    named = [(views.referenced(each.get("description"), organization), each) for each in listed]
    known = tools.matches.find_many(organization, [match for match, _ in named if match])
    return [(match, each) for match, each in named if match and match in known]
