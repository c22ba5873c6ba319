"""Keeps the promise that a placeholder's matches follow when somebody says who that is."""

from datetime import datetime

from paddock.change import NOTHING, Change, Planned
from paddock.ids import UserId
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.matches.model import Match
from paddock.matches.plans import followed_up
from paddock.matches.records import saved
from paddock.organizations.model import Organization
from paddock.placeholders.asks import LinkPlaceholder
from paddock.placeholders.model import Links
from paddock.placeholders.records import gone, unchanged
from paddock.placeholders.rules import relinked
from paddock.tournaments.model import Tournament

MOST_AT_ONCE = 25
"""Matches in one run, each in a transaction of its own; the next run goes on with the rest."""


def link_placeholder(job: LinkPlaceholder, tools: JobTools) -> Outcome:
    """Where somebody has unlinked them since, nothing is to be done."""
    links = tools.placeholders.links(job.organization)
    link = links.find(job.placeholder)
    if link is None:
        return Outcome()
    found = tools.placeholders.appearances(job.organization, job.placeholder, MOST_AT_ONCE)
    matches = tools.matches.find_many(job.organization, [each.match for each in found])
    tournaments = tools.tournaments.find_many(job.organization, (match.tournament for match in matches.values()))
    tenant = tools.organizations.get(job.organization)
    for each in found:
        change = gone(each) + unchanged(links)
        if match := matches.get(each.match):
            change += _followed(match, tournaments[match.tournament], links, tenant, link.by, tools.now)
        tools.commit(change)
    more = len(found) == MOST_AT_ONCE
    return Outcome(Change(jobs=(Planned(job),)) if more else NOTHING)


def _followed(
    match: Match, tournament: Tournament, links: Links, tenant: Organization, by: UserId | None, now: datetime
) -> Change:
    after = relinked(match, links)
    if after == match:
        return NOTHING
    return saved(match, after) + followed_up(match, after, tournament, tenant, now, by)
