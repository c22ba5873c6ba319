"""`/config tasks`: the import for one organization, at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from paddock.change import NOTHING, Change
from paddock.ids import OrganizationId
from paddock.job_tools import JobTools
from paddock.speedgaming.asking import Asking
from paddock.speedgaming.batches import MOST_ITEMS
from paddock.speedgaming.hearing import Hearing, Note
from paddock.speedgaming.importing import imported
from paddock.speedgaming.window import Window
from paddock.tasks.model import Run
from paddock.tournaments.model import Tournament

PATIENCE = 3.0
"""Seconds after which no further request is begun; a worker is stopped after 20."""
NOBODY_FOLLOWS = "No running tournament follows a SpeedGaming event."


def run_import(organization: OrganizationId, tools: JobTools) -> tuple[Change, Run]:
    """All is written by the time it returns."""
    tournaments = _following(organization, tools)
    if not tournaments:
        return NOTHING, Run(started=tools.now, ended=tools.now, counts={}, notes=(NOBODY_FOLLOWS,))
    tenant = tools.organizations.get(organization)
    tools.backoffs.preload(tournaments)
    asking = Asking(tools.speedgaming, PATIENCE)
    hearing = Hearing(asking, tools.backoffs, tools.now)
    heard = {event: hearing.on_demand(event, _window(several, tools.now)) for event, several in tournaments.items()}
    _note([each.note for each in heard.values()], tools)
    links = tools.placeholders.links(organization)
    answers = {event: each.answer for event, each in heard.items()}
    run = imported(tenant, tournaments, answers, links, asking, tools).run(tools.now)
    _note([hearing.about_all()], tools)
    return NOTHING, run


def _following(organization: OrganizationId, tools: JobTools) -> dict[str, list[Tournament]]:
    listed = tools.tournaments.directory(organization).tournaments
    found = tools.tournaments.find_many(organization, (each.id for each in listed if each.active))
    events: dict[str, list[Tournament]] = defaultdict(list)
    for tournament in sorted(found.values(), key=lambda each: (each.speedgaming or "", each.id)):
        if tournament.followed:
            events[tournament.followed].append(tournament)
    return events


def _window(tournaments: Iterable[Tournament], now: datetime) -> Window:
    return Window.around(Window.ahead(each.speedgaming_days, now) for each in tournaments)


def _note(notes: Iterable[Note | None], tools: JobTools) -> None:
    writes = [note for note in notes if note]
    for start in range(0, len(writes), MOST_ITEMS):
        tools.commit(Change(tuple(writes[start : start + MOST_ITEMS])))
