"""`/config tasks`: the import for one organization, at once."""

from collections import defaultdict

from paddock.change import NOTHING, Change
from paddock.ids import OrganizationId
from paddock.job_tools import JobTools
from paddock.speedgaming.asking import Asking
from paddock.speedgaming.episode import Schedule
from paddock.speedgaming.feed import FeedError
from paddock.speedgaming.importing import imported
from paddock.speedgaming.reporting import Silence
from paddock.speedgaming.window import Window
from paddock.tasks.model import Run
from paddock.tournaments.model import Tournament

PATIENCE = 3.0
"""Seconds after which no further request is begun; a worker is stopped after 20."""
NOBODY_FOLLOWS = "No running tournament follows a SpeedGaming event."


def run_import(organization: OrganizationId, tools: JobTools) -> tuple[Change, Run]:
    """Asks whatever the back-off says: somebody wants to know. All is written by the time it returns."""
    tournaments = _following(organization, tools)
    if not tournaments:
        return NOTHING, Run(started=tools.now, ended=tools.now, counts={}, notes=(NOBODY_FOLLOWS,))
    tenant = tools.organizations.get(organization)
    asking = Asking(tools.speedgaming, PATIENCE)
    answers = {event: _answer(event, several, asking, tools) for event, several in tournaments.items()}
    links = tools.placeholders.links(organization)
    return NOTHING, imported(tenant, tournaments, answers, links, asking, tools).run(tools.now)


def _following(organization: OrganizationId, tools: JobTools) -> dict[str, list[Tournament]]:
    listed = tools.tournaments.directory(organization).tournaments
    found = tools.tournaments.find_many(organization, (each.id for each in listed if each.active))
    events: dict[str, list[Tournament]] = defaultdict(list)
    for tournament in sorted(found.values(), key=lambda each: (each.speedgaming or "", each.id)):
        if tournament.followed:
            events[tournament.followed].append(tournament)
    return events


def _answer(event: str, tournaments: list[Tournament], asking: Asking, tools: JobTools) -> Schedule | Silence:
    window = Window.around(Window.ahead(each.speedgaming_days, tools.now) for each in tournaments)
    try:
        return asking.schedule(event, window)
    except FeedError as error:
        return Silence(event, error.reason, asked_now=True)
