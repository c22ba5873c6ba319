"""What people are told."""

from paddock.discord.message import Card, Colour, Link, Message
from paddock.discord.text import escape, mention, moment
from paddock.ids import UserId
from paddock.matches.model import Match
from paddock.matches.views import TWITCH, headline
from paddock.notices.asks import TellPerson
from paddock.notices.model import Fact, Telling
from paddock.tournaments.model import Tournament

TITLES = {
    Fact.SCHEDULED: "Match scheduled",
    Fact.MOVED: "Match moved",
    Fact.REVIVED: "Match on again",
    Fact.DROPPED: "Not your match any more",
    Fact.APPROVED: "You are on the crew",
    Fact.REMOVED: "You are not on the crew",
    Fact.WITHDREW: "Somebody left the crew",
    Fact.REMINDER: "Match reminder",
    Fact.CANCELLED: "Match cancelled",
}
WITHOUT_STREAM = (Fact.DROPPED, Fact.REMOVED, Fact.WITHDREW, Fact.CANCELLED)
MOST_REFERENCE = 8


def notice(job: TellPerson, match: Match, tournament: Tournament, nonce: str, *, mentioned: bool = False) -> Message:
    """`mentioned`: by name, where others read it too."""
    user, fact = job.telling.user, job.telling.fact
    lines = [
        f"**When** {moment(job.when)} ({moment(job.when, 'R')})" if job.when else "**When** not set",
        f"**Tournament** {escape(tournament.name, 100)}",
    ]
    if match.comment:
        lines.append(f"**Comment** {escape(match.comment, 500)}")
    has_stream = match.stream and fact not in WITHOUT_STREAM
    links = (Link("Watch", f"{TWITCH}{match.stream}"),) if has_stream else ()
    footer = f"Match {match.id} · {reference(nonce)} · /me notifications in the server sets what I tell you"
    card = Card(TITLES[fact], tuple(lines), Colour.WARNING if fact is Fact.CANCELLED else Colour.PLAIN, footer)
    text = f"{_sentence(job, match)}: **{headline(match)}**"
    if not mentioned:
        return Message(text, card, links)
    return Message(f"{mention(user)}, {text[0].lower()}{text[1:]}", card, links, pings=(user,))


def reference(nonce: str) -> str:
    """By which a notice is found again among the messages of its channel."""
    return nonce[:MOST_REFERENCE]


def _sentence(job: TellPerson, match: Match) -> str:
    """Begins with a word of ours."""
    telling = job.telling
    subject = _subject(telling.user, match)
    match telling.fact:
        case Fact.SCHEDULED:
            return "You have a match" if telling.user in match.users else f"{subject} is scheduled"
        case Fact.MOVED:
            return f"{subject} moved to {moment(job.when)}" if job.when else f"{subject} has no time for now"
        case Fact.REVIVED:
            return f"{subject} is on again"
        case Fact.DROPPED:
            return "You don't play in this match any more"
        case Fact.APPROVED:
            return f"You are approved as {_roles(telling)}"
        case Fact.REMOVED:
            return f"You are not on this match's crew as {_roles(telling)} (any more)"
        case Fact.WITHDREW:
            who = escape(telling.who or "", 60) or "somebody"
            return f"Your crew is one short, as {who} is not {_roles(telling)} any more"
        case Fact.REMINDER:
            return f"{subject} starts {moment(job.when, 'R')}" if job.when else f"{subject} starts soon"
        case Fact.CANCELLED:
            return f"{subject} is cancelled"


def _subject(user: UserId, match: Match) -> str:
    if user in match.users:
        return "Your match"
    if user in match.approved_crew:
        return "A match with you on the crew"
    # Whoever has left it since is told what was true when it happened.
    signed_up = any(each.user == user for each in match.crew)
    return "A match that you signed up for" if signed_up else "A match of yours"


def _roles(telling: Telling) -> str:
    return " and ".join(telling.roles)
