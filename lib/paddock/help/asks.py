"""What anybody can ask about the bot."""

from paddock.discord.request import Command


class Help(Command, path="help"):
    """List what I can do for you."""


class Ping(Command, path="ping"):
    """See whether I am awake."""
