"""What people are told."""

from paddock.discord.message import Card, Link, Message
from paddock.discord.text import escape, mention, moment
from paddock.matches.model import Match
from paddock.matches.views import TWITCH, headline
from paddock.notices.asks import TellPerson
from paddock.notices.model import Fact
from paddock.tournaments.model import Tournament

TITLES = {
    Fact.SCHEDULED: "Match scheduled",
    Fact.MOVED: "Match moved",
    Fact.DROPPED: "Not your match any more",
    Fact.APPROVED: "You are on the crew",
    Fact.REMOVED: "You are not on the crew",
    Fact.WITHDREW: "Somebody left the crew",
    Fact.REMINDER: "Match reminder",
    Fact.CANCELLED: "Match cancelled",
}


def notice(job: TellPerson, match: Match, tournament: Tournament, *, mentioned: bool = False) -> Message:
    """`mentioned`: by name, where others read it too."""
    user = job.telling.user
    lines = [
        f"**When** {moment(job.when)} ({moment(job.when, 'R')})" if job.when else "**When** not set",
        f"**Tournament** {escape(tournament.name, 100)}",
    ]
    if match.comment:
        lines.append(f"**Comment** {escape(match.comment, 500)}")
    links = (Link("Watch", TWITCH + match.stream),) if match.stream else ()
    card = Card(TITLES[job.telling.fact], tuple(lines), footer=f"Match {match.id}")
    greeting = f"{mention(user)}: " if mentioned else ""
    return Message(greeting + _sentence(job, match), card, links, pings=(user,) if mentioned else ())


def _sentence(job: TellPerson, match: Match) -> str:
    what, telling = f"**{headline(match)}**", job.telling
    match telling.fact:
        case Fact.SCHEDULED:
            return f"You have a match: {what}"
        case Fact.MOVED:
            return f"A match moved: {what}"
        case Fact.DROPPED:
            return f"You play in this match no more: {what}"
        case Fact.APPROVED:
            return f"You are approved as {telling.role} for {what}"
        case Fact.REMOVED:
            return f"You are not {telling.role} for this match (any more): {what}"
        case Fact.WITHDREW:
            return f"{escape(telling.who or '', 60)} is not {telling.role} any more for {what}"
        case Fact.REMINDER:
            return f"Starts {moment(job.when, 'R') if job.when else 'soon'}: {what}"
        case Fact.CANCELLED:
            return f"Cancelled: {what}"
