"""How the matches that lack crew are listed, for whoever asks and in the channel."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from paddock.crews.asks import TurnNeedsPage
from paddock.crews.needed import AHEAD, lacking
from paddock.crews.rules import visible
from paddock.crews.views import missing
from paddock.discord.message import Card, Colour, Message
from paddock.discord.pages import page
from paddock.discord.text import count, escape, moment
from paddock.jobs.model import digest
from paddock.matches.model import Match
from paddock.matches.people import shown
from paddock.matches.views import called, names
from paddock.tournaments.model import Directory

PAGE = 10
MOST_IN_CHANNEL = 15
MOST_WAITING = 4
FOOTER = "Kept up to date · /match needs lists them all"
"""By which the message is known."""
HOW = "`/match show` has a match's card, whose buttons `Commentate`, `Track` and `Restream` sign you up."


def needed(matches: Sequence[Match], directory: Directory, ask: TurnNeedsPage) -> Message:
    if not matches:
        return none_needed(ask, directory)
    some = page(matches, PAGE, ask.page, lambda to: ask.model_copy(update={"page": to}))
    lines = tuple(line(each, directory) for each in some.shown)
    return Message(HOW, Card(_title(matches), lines, Colour.WARNING, some.footer), some.turns)


def none_needed(ask: TurnNeedsPage, directory: Directory) -> Message:
    chosen = directory.find(ask.tournament) if ask.tournament else None
    where = f" in **{escape(chosen.name, 100)}**" if chosen else ""
    if chosen and not chosen.active:
        return Message(f"**{escape(chosen.name, 100)}** is not active: no crew is looked for.")
    return Message(f"No match of the next {AHEAD.days} days lacks crew{where}. `/match list` shows what is coming up.")


def in_channel(matches: Sequence[Match], directory: Directory) -> Message:
    if not matches:
        text = f"Every match of the next {AHEAD.days} days has its crew."
        return Message(card=Card("No crew needed", (text,), Colour.GOOD, FOOTER))
    lines = [line(each, directory) for each in matches[:MOST_IN_CHANNEL]]
    more = len(matches) - len(lines)
    rest = [f"… and {more} more"] if more > 0 else []
    return Message(HOW, Card(_title(matches), (*lines, *rest), Colour.WARNING, FOOTER))


def is_list(message: Mapping[str, Any]) -> bool:
    """Whether what Discord shows of a message is what `in_channel` made."""
    return any((each.get("footer") or {}).get("text") == FOOTER for each in message.get("embeds") or ())


def fingerprint(message: Message) -> str:
    return digest(json.dumps(message.payload(), sort_keys=True))


def line(match: Match, directory: Directory) -> str:
    slug = directory.slug(match.tournament)
    where = f" · `{slug}`" if slug else ""
    when = f"{moment(match.when, 'f')} ({moment(match.when, 'R')})" if match.when else "no time yet"
    who = f" {escape(names(match), 120)}" if match.title and match.players else ""
    head = f"{when} · **{escape(called(match), 80)}**{who}{where} · `{match.id}`"
    return f"{head}\n　needs {missing(lacking(match))}{_waiting(match)}"


def _waiting(match: Match) -> str:
    waiting = [each for each in visible(match) if not each.approved]
    some = ", ".join(f"{shown(each)} ({each.role})" for each in waiting[:MOST_WAITING])
    more = len(waiting) - MOST_WAITING
    return f" · waiting for approval: {some}" + (f" and {more} more" if more > 0 else "") if waiting else ""


def _title(matches: Sequence[Match]) -> str:
    return f"Crew needed for {count(len(matches), 'match', 'matches')}"
