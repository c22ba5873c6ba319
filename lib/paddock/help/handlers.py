"""Answers that need nothing but the list of commands."""

from collections.abc import Callable, Sequence

from paddock.call import Call
from paddock.discord.answer import Answer, Reply
from paddock.discord.message import Card, Message
from paddock.discord.registration import summary
from paddock.discord.request import Command
from paddock.help.asks import Help, Ping
from paddock.permissions import Need

WHO = {Need.HOST: "hosts", Need.ORGANIZER: "organizers", Need.ADMIN: "admins"}


def answer_ping(ask: Ping, call: Call) -> Answer:
    return Reply(Message("Pong. I am awake."))


def helping(commands: Sequence[type[Command]]) -> Callable[[Help, Call], Answer]:
    def answer_help(ask: Help, call: Call) -> Answer:
        lines = tuple(_line(command) for command in commands)
        return Reply(
            Message(card=Card("What I can do", lines, footer="Type / and pick one; Discord shows its options."))
        )

    return answer_help


def _line(command: type[Command]) -> str:
    who = f" · {WHO[command.needs]}" if command.needs in WHO else ""
    return f"`/{command.path}` {summary(command)}{who}"
