"""How a match is shown."""

from collections.abc import Iterator
from datetime import datetime

from paddock.crews.asks import OpenPanel
from paddock.crews.parts import crew_lines, crew_row
from paddock.discord.message import Card, Colour, Link, Message, Press, Row, Style
from paddock.discord.text import escape, moment, plain
from paddock.matches import history, people
from paddock.matches.asks import TakeStep, UndoStep
from paddock.matches.model import Match, Role, Status
from paddock.matches.steps import next_step, undoable
from paddock.tournaments.model import EventFilter, Listed, Tournament

TBD = "TBD"
NO_PLAYERS = "Players to be announced"
TWITCH = "https://twitch.tv/"
CANCELLED = "Cancelled. Its event goes, and nobody is reminded. `Undo` brings it back."
EVENT_REFUSED = "⚠️ I may not make events here, so it has none yet. `/config check` tells an admin the remedy."
INACTIVE = "Its tournament is not active: no event is shown, and nobody is reminded."
NO_EVENTS = "Its tournament shows no events; `/tournament edit` switches them on."
COLOURS = {Status.STARTED: Colour.GOOD, Status.CHECKED_IN: Colour.GOOD, Status.CANCELLED: Colour.WARNING}


def card(match: Match, tournament: Tournament | Listed, now: datetime, text: str = "") -> Message:
    """The same for everybody who sees it; who may press what is checked when they do."""
    over = match.status.is_over
    title = escape(called(match), 200)
    footer = f"{plain(tournament.name, 100)} · Match {match.id}"
    colour = COLOURS.get(match.status, Colour.OVER if over else Colour.PLAIN)
    return Message(
        text, Card(title, tuple(_lines(match, tournament)), colour, footer), (_controls(match), crew_row(match, now))
    )


def _lines(match: Match, tournament: Tournament | Listed) -> Iterator[str]:
    yield f"**When** {moment(match.when)} ({moment(match.when, 'R')})" if match.when else "**When** not set yet"
    yield "**Players** " + (", ".join(people.shown(each) for each in match.players) or TBD)
    yield f"**Status** {match.status}"
    if match.steps:
        yield f"**So far** {history.steps(match)}"
    if match.result:
        yield f"**Result** {history.result(match)}"
    yield f"**Stream** {stream(match)}"
    yield from crew_lines(match)
    if match.comment:
        yield f"**Comment** {escape(match.comment, 500)}"
    if match.source:
        is_followed = bool(match.source.event) and match.source.event == tournament.followed
        yield "Imported from SpeedGaming" + ("; time, title and players follow it." if is_followed else ".")


def _controls(match: Match) -> Row:
    return Row((*_presses(match), *_links(match)))


def _presses(match: Match) -> Iterator[Press]:
    coming, last = next_step(match), undoable(match)
    if coming:
        ask = TakeStep(match=match.id, tournament=match.tournament, step=coming)
        yield Press(history.LABELS[coming], ask, Style.PRIMARY)
    if last:
        yield Press("Undo", UndoStep(match=match.id, tournament=match.tournament, step=last.after))
    if not match.status.is_over:
        yield Press("Crew", OpenPanel(match=match.id, tournament=match.tournament))


def _links(match: Match) -> Iterator[Link]:
    if match.stream and not match.status.is_over:
        yield Link("Watch", TWITCH + match.stream)
    if match.seed:
        yield Link("Seed", match.seed)


def went(before: Match, after: Match) -> str:
    """What a change of the players has ruled out; empty where nothing."""
    left = [each for each in before.crew if each not in after.crew and each.role is not Role.HELPER]
    names = ", ".join(dict.fromkeys(people.shown(each) for each in left))
    crew = f"Taken out of the crew, as a player: {names}." if left else ""
    result = "The result is gone: it was between other players." if before.result and not after.result else ""
    return f"{crew} {result}".strip()


def no_event(tournament: Tournament, *, refused: bool) -> str:
    """Why a match has no event, where that is not its own doing; `refused`: Discord does not let us make any."""
    if not tournament.active:
        return INACTIVE
    if not tournament.shows_events or tournament.event_filter is EventFilter.NONE:
        return NO_EVENTS
    return EVENT_REFUSED if refused else ""


def headline(match: Match) -> str:
    """Markup: the title, and who plays whom."""
    title, players = escape(match.title or "", 100), " vs ".join(people.shown(each) for each in match.players)
    return ": ".join(part for part in (title, players) if part) or NO_PLAYERS


def called(match: Match) -> str:
    """The title, or the players, for places where no mention is rendered."""
    return plain(match.title or "", 200) or names(match)


def names(match: Match) -> str:
    return " vs ".join(people.spelled(each) for each in match.players) or NO_PLAYERS


def stream(match: Match) -> str:
    return f"<{TWITCH}{match.stream}>" if match.stream else TBD
