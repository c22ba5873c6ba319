"""Answers that need nothing but the list of commands."""

from collections.abc import Sequence

from paddock.call import Call
from paddock.discord.answer import Answer, Reply
from paddock.discord.message import Card, Message
from paddock.discord.registration import summary
from paddock.discord.request import Command
from paddock.help.asks import Help, Ping
from paddock.permissions import Need
from paddock.routes import StatelessRoute

FOOTER = "Type / and pick one; Discord shows its options."
FOR = {
    Need.ANYONE: "For everybody",
    Need.HOST: "For hosts",
    Need.ORGANIZER: "For organizers",
    Need.ADMIN: "For admins",
}


def answer_ping(ask: Ping, call: Call) -> Answer:
    return Reply(Message("Pong. I am awake."))


def answer_help(ask: Help, call: Call) -> Answer:
    from paddock.catalog import COMMANDS  # here: it imports every room

    lines = [line for need in Need for line in _chapter(need, COMMANDS)]
    return Reply(Message(card=Card("What I can do", tuple(lines[1:]), footer=FOOTER)))


def _chapter(need: Need, commands: Sequence[type[Command]]) -> list[str]:
    """What everybody may do comes first. Who organizes a server is not known here: `/help` reads nothing."""
    found = [f"`/{command.path}` {summary(command)}" for command in commands if command.needs is need]
    return ["", f"**{FOR[need]}**", *found] if found else []


ROUTES = (StatelessRoute(Help, answer_help), StatelessRoute(Ping, answer_ping))
