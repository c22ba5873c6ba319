"""What `/tournament sync` answers: for each server what was found, and what stands in the way with its remedy."""

from collections.abc import Sequence
from typing import NamedTuple

from paddock.calendar.comparison import Plan
from paddock.calendar.troubles import CREATE_EVENTS, EVENT_LIMIT
from paddock.discord.message import Card, Colour, Message
from paddock.discord.text import count
from paddock.organizations.model import Server
from paddock.organizations.views import name
from paddock.tournaments.model import EventFilter, Tournament

SILENT = "gave no answer; I ask again by myself."
UNREADABLE = "could not be asked; `/config check` says what is missing."
LEFT = "I am not there any more; `/config check` there has the link to add me again."
REFUSALS = {
    CREATE_EVENTS: "Discord refused the last event: I lack **Create Events**. `/config check` says where to switch it "
    "on; I try one event an hour, and once that works the others follow.",
    EVENT_LIMIT: "There are 100 open events, everybody's together, and Discord allows no more. Delete some that nobody "
    "needs, or show fewer matches; the missing ones follow within the hour, the nearest first.",
}
OFF = "Events are off for this tournament: `/tournament edit` turns them on."
SWITCHED_OFF = "Events are switched off for now: `/tournament edit` with `master_switch` brings them back."
INACTIVE = "The tournament is inactive, so it has no events: `/tournament edit` with `active` takes it up again."
DELETED = "The tournament was deleted, so it has no events."
FILTERED = "No match becomes an event: `/tournament edit` with `event_filter` changes that."


class Compared(NamedTuple):
    """A server after its comparison; without a plan it could not be asked, or is not to be."""

    server: Server
    plan: Plan | None
    is_silent: bool = False


def report(tournament: Tournament, found: Sequence[Compared]) -> Message:
    reason = _no_events(tournament)
    if len(found) == 1:
        return Message("\n".join([*_lines(found[0]), *reason]))
    lines = [f"{name(each.server)}: {line}" for each in found for line in _lines(each)]
    well = all(each.plan and not each.server.troubles for each in found)
    return Message("\n".join(reason), Card("Events", tuple(lines), Colour.GOOD if well else Colour.WARNING))


def _lines(compared: Compared) -> list[str]:
    server, plan = compared.server, compared.plan
    if compared.is_silent:
        return [SILENT]
    if plan is None:
        return [LEFT if server.paused else UNREADABLE]
    told = [f"{plan.counts[what]} to {what}" for what in ("create", "update", "end", "remove") if plan.counts[what]]
    promised = [*told[:-1], told[-1] + "; that happens now."] if told else ["nothing to do."]
    waiting = [f"{plan.counts['waiting']} waiting"] if plan.counts["waiting"] else []
    right = count(plan.counts["right"], "event is", "events are")
    refusals = [f"⚠️ {REFUSALS[each.kind]}" for each in server.troubles if each.kind in REFUSALS]
    return [", ".join([f"{right} right", *waiting, *promised]), *refusals]


def _no_events(tournament: Tournament) -> list[str]:
    """Why there are none, where that is so for every match."""
    if tournament.archived:
        return [DELETED]
    if not tournament.active:
        return [INACTIVE]
    if not tournament.scheduled_events:
        return [OFF]
    if not tournament.master_switch:
        return [SWITCHED_OFF]
    return [FILTERED] if tournament.event_filter is EventFilter.NONE else []
