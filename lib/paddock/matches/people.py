"""How somebody who plays or covers a match is called."""

from paddock.discord.text import escape, mention, plain
from paddock.matches.model import CrewMember, Player

MOST_MARKUP = 60
MOST_PLAIN = 40
UNNAMED = "somebody"
"""A name of invisible characters only."""


def shown(who: Player | CrewMember) -> str:
    """Markup: members are mentioned."""
    return mention(who.user) if who.user else escape(who.name, MOST_MARKUP) or UNNAMED


def spelled(who: Player | CrewMember) -> str:
    """For places where no mention is rendered."""
    return plain(who.name, MOST_PLAIN) or UNNAMED
