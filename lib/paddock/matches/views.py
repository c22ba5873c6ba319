"""How matches are shown."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from paddock.discord.message import Card, Colour, Link, Message, Press
from paddock.discord.text import count, escape, mention, moment, plain
from paddock.matches.asks import TurnMyPage, TurnPage
from paddock.matches.model import Match, Player, Status
from paddock.tournaments.model import Directory, Tournament

PAGE = 10
TBD = "TBD"
NO_PLAYERS = "Players to be announced"
UNNAMED = "somebody"
"""A name of invisible characters only."""
TWITCH = "https://twitch.tv/"
NO_EVENT = "⚠️ I may not make events here, so it has none yet. `/config check` tells an admin the remedy."
CANCELLED = "Cancelled. Its event goes, and nobody is reminded."
COLOURS = {Status.STARTED: Colour.GOOD, Status.CHECKED_IN: Colour.GOOD, Status.CANCELLED: Colour.WARNING}


def player(who: Player) -> str:
    return mention(who.user) if who.user else escape(who.name, 60) or UNNAMED


def headline(match: Match) -> str:
    """Markup: the title, and who plays whom."""
    title, players = escape(match.title or "", 100), " vs ".join(player(each) for each in match.players)
    return ": ".join(part for part in (title, players) if part) or NO_PLAYERS


def card(match: Match, tournament: Tournament, text: str = "") -> Message:
    over = match.status.is_over
    lines = [
        f"**When** {moment(match.when)} ({moment(match.when, 'R')})" if match.when else "**When** not set yet",
        "**Players** " + (", ".join(player(each) for each in match.players) or TBD),
        f"**Status** {match.status}",
        f"**Stream** {stream(match)}",
    ]
    if match.comment:
        lines.append(f"**Comment** {escape(match.comment, 500)}")
    if match.source:
        lines.append("Imported from SpeedGaming; time, title and players follow it.")
    title = escape(called(match), 200)
    footer = f"{plain(tournament.name, 100)} · Match {match.id}"
    colour = COLOURS.get(match.status, Colour.OVER if over else Colour.PLAIN)
    links = (Link("Watch", TWITCH + match.stream),) if match.stream and not over else ()
    return Message(text, Card(title, tuple(lines), colour, footer), buttons=links)


def called(match: Match) -> str:
    """The title, or the players, for places where no mention is rendered."""
    return plain(match.title or "", 200) or names(match)


def names(match: Match) -> str:
    return " vs ".join(plain(each.name, 40) or UNNAMED for each in match.players) or NO_PLAYERS


def stream(match: Match) -> str:
    return f"<{TWITCH}{match.stream}>" if match.stream else TBD


def line(match: Match, slug: str | None) -> str:
    when = f"{moment(match.when, 'f')} ({moment(match.when, 'R')})" if match.when else "no time yet"
    where = f" · `{slug}`" if slug else ""
    state = "" if match.status is Status.SCHEDULED else f" · {match.status}"
    return f"{when} · **{headline(match)}**{where}{state}"


def listed(matches: Sequence[Match], directory: Directory, ask: TurnPage | TurnMyPage) -> Message:
    """One page of them; there is at least one."""
    pages = (len(matches) - 1) // PAGE + 1
    page = min(max(ask.page, 0), pages - 1)
    some = matches[page * PAGE : (page + 1) * PAGE]
    lines = tuple(line(match, directory.slug(match.tournament)) for match in some)
    footer = f"Page {page + 1} of {pages}" if pages > 1 else ""
    turns = [("Earlier", page - 1), ("Later", page + 1)] if pages > 1 else []
    buttons = tuple(
        Press(label, ask.model_copy(update={"page": to}), disabled=not 0 <= to < pages) for label, to in turns
    )
    return Message(card=Card(count(len(matches), "match", "matches"), lines, footer=footer), buttons=buttons)


def none_coming(ask: TurnPage, directory: Directory) -> Message:
    chosen = directory.find(ask.tournament) if ask.tournament else None
    where = f" in **{escape(chosen.name, 100)}**" if chosen else ""
    when = f" in the next {count(ask.days, 'day')}" if ask.days else ""
    next_step = (
        "`/match list` without options shows all." if where or when else "An organizer makes one with `/match create`."
    )
    return Message(f"No match is coming up{where}{when}. {next_step}")


def none_of_mine() -> Message:
    return Message("You have no match coming up. `/match list` shows everybody's.")


def choice(match: Match, slug: str | None, zone: ZoneInfo) -> str:
    """In a list of suggestions, where Discord renders no markup."""
    when = match.when.astimezone(zone).strftime("%a %d %b %H:%M") if match.when else "no time yet"
    where = f"{slug}: " if slug else ""
    state = "" if match.status is Status.SCHEDULED else f" ({match.status})"
    who = f" · {names(match)}" if match.title and match.players else ""
    return plain(f"{where}{called(match)}, {when}{state}{who}", 100)
