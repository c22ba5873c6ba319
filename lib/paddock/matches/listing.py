"""How lists of matches, and suggestions of them, are shown."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from paddock.discord.message import Card, Message
from paddock.discord.pages import page
from paddock.discord.text import count, escape, moment, plain
from paddock.ids import UserId
from paddock.matches.asks import TurnMyPage, TurnPage
from paddock.matches.model import Match, Role, Status
from paddock.matches.views import called, headline, names
from paddock.tournaments.model import Directory

PAGE = 10


def listed(matches: Sequence[Match], directory: Directory, ask: TurnPage, now: datetime) -> Message:
    """One page of them; there is at least one."""
    return _paged([line(each, directory.slug(each.tournament), now) for each in matches], ask)


def listed_for(user: UserId, matches: Sequence[Match], directory: Directory, ask: TurnMyPage, now: datetime) -> Message:
    """Likewise, with what the user does for each besides playing."""
    return _paged([line(each, directory.slug(each.tournament), now) + _duty(each, user) for each in matches], ask)


def line(match: Match, slug: str | None, now: datetime) -> str:
    when = f"{moment(match.when, 'f')} ({moment(match.when, 'R')})" if match.when else "no time yet"
    where = f" · `{slug}`" if slug else ""
    return f"{when} · **{headline(match)}**{where}{_state(match, now)}"


def _state(match: Match, now: datetime) -> str:
    if match.status is not Status.SCHEDULED:
        return f" · {match.status}"
    return " · not started yet" if match.when and match.when <= now else ""


def _duty(match: Match, user: UserId) -> str:
    mine = [each for each in match.crew if each.user == user and each.role is not Role.HELPER]
    roles = ", ".join(each.role if each.approved else f"{each.role}, not approved yet" for each in mine)
    return f" · you: {roles}" if roles else ""


def _paged(lines: Sequence[str], ask: TurnPage | TurnMyPage) -> Message:
    some = page(lines, PAGE, ask.page, lambda to: ask.model_copy(update={"page": to}))
    card = Card(count(len(lines), "match", "matches"), tuple(some.shown), footer=some.footer)
    return Message(card=card, buttons=some.turns)


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
