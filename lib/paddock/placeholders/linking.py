"""Keeps the promise that a placeholder's matches follow when somebody says who that is, or is not."""

from datetime import datetime

from paddock.change import NOTHING, Change, Planned
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.matches.model import Match
from paddock.matches.plans import followed_up
from paddock.matches.records import saved
from paddock.organizations.model import Organization
from paddock.placeholders.asks import LinkPlaceholder
from paddock.placeholders.model import Links
from paddock.placeholders.records import unchanged
from paddock.placeholders.rules import relinked
from paddock.tournaments.model import Tournament

MOST_AT_ONCE = 25
"""Matches in one run, each in a transaction of its own; the next run goes on with the rest."""


def link_placeholder(job: LinkPlaceholder, tools: JobTools) -> Outcome:
    """Each match shows whom the links say, whatever it showed before; one that shows them already stays untouched."""
    links = tools.placeholders.links(job.organization)
    found = tools.placeholders.appearances(job.organization, job.placeholder, MOST_AT_ONCE, job.after)
    matches = tools.matches.find_many(job.organization, [each.match for each in found])
    tournaments = tools.tournaments.find_many(job.organization, {match.tournament for match in matches.values()})
    tenant = tools.organizations.get(job.organization)
    for match in matches.values():
        if change := _followed(match, tournaments[match.tournament], links, tenant, tools.now):
            tools.commit(change)
    if len(found) < MOST_AT_ONCE:
        return Outcome()
    return Outcome(Change(jobs=(Planned(job.model_copy(update={"after": found[-1].match})),)))


def _followed(match: Match, tournament: Tournament, links: Links, tenant: Organization, now: datetime) -> Change:
    """Nobody is told of what is over, so whoever said who somebody is does not count as having changed the match."""
    after = relinked(match, links)
    if after == match:
        return NOTHING
    return saved(match, after, now) + followed_up(match, after, tournament, tenant, now) + unchanged(links)
