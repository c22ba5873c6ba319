"""What people are told."""

from datetime import datetime

from paddock.discord.message import Card, Link, Message
from paddock.discord.text import escape, mention, moment
from paddock.ids import UserId
from paddock.matches.model import Match
from paddock.matches.views import TWITCH, headline
from paddock.tournaments.model import Tournament


def reminder(match: Match, tournament: Tournament, start: datetime, user: UserId | None = None) -> Message:
    """`user` is mentioned where others read it too."""
    greeting = f"{mention(user)}, your" if user else "Your"
    text = f"{greeting} match starts {moment(start, 'R')}: **{headline(match)}**"
    lines = [f"**When** {moment(start)}", f"**Tournament** {escape(tournament.name, 100)}"]
    if match.comment:
        lines.append(f"**Comment** {escape(match.comment, 500)}")
    links = (Link("Watch", TWITCH + match.stream),) if match.stream else ()
    card = Card("Match reminder", tuple(lines), footer=f"Match {match.id}")
    return Message(text, card, links, pings=(user,) if user else ())
