"""What a person can do in a channel, and how it goes between Discord and the bot until the first answer."""

import json
from dataclasses import dataclass, field
from typing import Any

from infra.local.discord.answers import answer
from infra.local.discord.bot import DEADLINE, Bot, Heard
from infra.local.discord.errors import DiscordError, NotSimulated
from infra.local.discord.model import Channel, Interaction, InteractionState, Json, Message, User
from infra.local.discord.people import offers
from infra.local.discord.people.forms import FilledForm, check_count, option_value
from infra.local.discord.people.options import command_data, suggestion_data
from infra.local.discord.people.payloads import Act, opened
from infra.local.discord.people.refused import ClientRefused
from infra.local.discord.people.resolve import KINDS, kind_of, resolved
from infra.local.discord.world import World

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
BUTTON, STRING_SELECT = 2, 3
LINK = 5
SAYS_NOTHING = "The application did not respond"


@dataclass(frozen=True)
class Outcome:
    interaction: Interaction
    problem: str = ""
    """What the person reads when it went wrong."""
    details: list[str] = field(default_factory=list)


class Person:
    """Somebody who looks at a channel."""

    def __init__(self, world: World, bot: Bot, user: User, channel: Channel) -> None:
        if not world.sees(user.id, channel):
            raise ClientRefused(f"{user.username} does not see this channel")
        self._world = world
        self._bot = bot
        self._user = user
        self._channel = channel

    async def run(self, path: str, given: dict[str, Any]) -> Outcome:
        name, *below = path.removeprefix("/").split()
        command = offers.find(self._world, self._user.id, self._channel, name)
        data = command_data(self._world, self._channel, self._user.id, command, below, given)
        return await self._do(Act(COMMAND, data, command=" ".join([name, *below])))

    async def run_on(self, kind: int, name: str, target_id: str) -> Outcome:
        """A command of the menu of a user (kind 2) or a message (kind 3)."""
        command = offers.find(self._world, self._user.id, self._channel, name, kind)
        picked = [("users" if kind == offers.USER else "messages", target_id)]
        data = {"id": command.id, "name": name, "type": kind, "target_id": target_id}
        data["resolved"] = resolved(self._world, self._channel, self._user.id, picked)
        return await self._do(Act(COMMAND, data, command=name))

    async def suggest(self, path: str, given: dict[str, Any], focused: str, text: str) -> Outcome:
        name, *below = path.removeprefix("/").split()
        command = offers.find(self._world, self._user.id, self._channel, name)
        data, asked = suggestion_data(command, below, given, focused, text)
        outcome = await self._do(Act(AUTOCOMPLETE, data, command=path, suggesting=asked))
        self._world.interactions.drop(outcome.interaction.id)
        return outcome

    async def click(self, message_id: str, wanted: str) -> Outcome:
        """`wanted` is a button's custom_id or label."""
        message = self._message(message_id)
        buttons = [each for each in walk(message.components) if each["type"] == BUTTON]
        button = _pick(buttons, wanted, "custom_id", "label")
        if button["style"] >= LINK:
            raise ClientRefused("a link tells the bot nothing")
        return await self._press(message, button, {})

    async def select(self, message_id: str, wanted: str, values: list[str]) -> Outcome:
        """`wanted` is a select's custom_id or placeholder; `values` are ids, or options' values or labels."""
        message = self._message(message_id)
        selects = [each for each in walk(message.components) if each["type"] == STRING_SELECT or each["type"] in KINDS]
        menu = _pick(selects, wanted, "custom_id", "placeholder")
        check_count(wanted, values, menu["min_values"], menu["max_values"])
        if menu["type"] == STRING_SELECT:
            return await self._press(message, menu, {"values": [option_value(menu, value) for value in values]})
        kinds, allowed = KINDS[menu["type"]], menu.get("channel_types")
        picked = [(kind_of(self._world, self._channel, kinds, value, allowed), value) for value in values]
        behind = resolved(self._world, self._channel, self._user.id, picked)
        return await self._press(message, menu, {"values": values, "resolved": behind})

    async def submit(self, interaction_id: str, given: dict[str, Any]) -> Outcome:
        """The form that the bot answered that interaction with."""
        opener = self._world.interactions.find(interaction_id)
        if opener is None or opener.modal is None or opener.user_id != self._user.id:
            raise ClientRefused("that form is not open")
        form = FilledForm(self._world, self._channel, given)
        components = form.components(opener.modal)
        data: Json = {"custom_id": opener.modal["custom_id"], "components": components}
        if form.picked:
            data["resolved"] = resolved(self._world, self._channel, self._user.id, form.picked)
        message = self._world.messages.find(opener.message_id)
        return await self._do(Act(MODAL, data, message=message, opened_by=opener.id))

    async def _press(self, message: Message, component: Json, more: Json) -> Outcome:
        if component.get("disabled"):
            raise ClientRefused("that is disabled")
        if self._channel.thread and self._channel.thread.archived:
            raise ClientRefused("the thread is archived")
        data = {"component_type": component["type"], "custom_id": component["custom_id"], "id": component["id"]}
        return await self._do(Act(COMPONENT, data | more, message=message))

    def _message(self, message_id: str) -> Message:
        message = self._world.messages.find(message_id)
        seen = message and message.only_for in (None, self._user.id) and not message.dismissed
        if message is None or not seen or message.channel_id != self._channel.id:
            raise ClientRefused("that message is not here")
        return message

    async def _do(self, act: Act) -> Outcome:
        if not self._bot.is_connected:
            raise ClientRefused("the bot is still starting")
        interaction, payload = opened(self._world, self._user.id, self._channel, act)
        self._world.keep()  # the bot may answer with a request of its own before it answers this one
        heard = await self._bot.tell(self._bot.interactions_url, payload)
        details = take_answer(self._world, interaction, heard)
        if interaction.state != InteractionState.ANSWERED:
            interaction.state = InteractionState.FAILED
            self._world.interactions.put(interaction)
        for each in details:
            self._world.problems.error(self._world.now(), f"answer to {_what(interaction, act)}", each)
        self._world.commit()
        failed = interaction.state == InteractionState.FAILED
        return Outcome(interaction, SAYS_NOTHING if failed else "", details)


def take_answer(world: World, interaction: Interaction, heard: Heard) -> list[str]:
    """Says what is wrong with it."""
    if heard.status == 0:
        return [f"no answer within {DEADLINE:g} s"] if interaction.state == InteractionState.PENDING else []
    if heard.status == 202 and not heard.body:
        return [] if interaction.state == InteractionState.ANSWERED else ["202, but no call to /callback before it"]
    if heard.status != 200:
        return [f"HTTP {heard.status}: {heard.body[:300].decode(errors='replace')}"]
    if heard.content_type != "application/json":
        return [f"the Content-Type is {heard.content_type or 'missing'}, not application/json"]
    try:
        answer(world, interaction, json.loads(heard.body))
    except ValueError:
        return ["the answer is not JSON"]
    except DiscordError as error:
        return [f"{error.code} {error.message} {error.details}"]
    except NotSimulated as missing:
        return [f"the simulated Discord does not have {missing}"]
    return []


def _what(interaction: Interaction, act: Act) -> str:
    if interaction.type in (COMMAND, AUTOCOMPLETE):
        return f"/{act.command}" + (" (autocomplete)" if interaction.type == AUTOCOMPLETE else "")
    return f"{'a form' if interaction.type == MODAL else 'the component'} {act.data['custom_id']}"


def _pick(components: list[Json], wanted: str, *names: str) -> Json:
    for name in names:
        for component in components:
            if component.get(name) == wanted:
                return component
    raise ClientRefused(f"there is no {wanted} on that message")


def walk(components: list[Json]) -> list[Json]:
    """Nested ones included."""
    found = []
    for component in components:
        found.append(component)
        found += walk(component.get("components", []))
        if "accessory" in component:
            found += walk([component["accessory"]])
    return found
