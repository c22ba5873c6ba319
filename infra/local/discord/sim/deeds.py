"""What people do through /sim: run commands, press, pick, fill in, write, read; and the clock."""

from datetime import timedelta

from starlette.routing import Route

from infra.local.discord.bot import Bot
from infra.local.discord.messages import post
from infra.local.discord.model import InteractionState, Json, Message, ReadMark
from infra.local.discord.people import offers
from infra.local.discord.people.acts import Outcome, Person
from infra.local.discord.people.refused import ClientRefused
from infra.local.discord.sim import lookup, requests, state
from infra.local.discord.sim.clock import ClockPush
from infra.local.discord.sim.posts import posted
from infra.local.discord.world import World

MENU = {"user": offers.USER, "message": offers.MESSAGE}


class Deeds:
    def __init__(self, world: World, bot: Bot, push: ClockPush) -> None:
        self._world = world
        self._bot = bot
        self._push = push

    def routes(self) -> list[Route]:
        return [
            posted("command", requests.RunCommand, self.run),
            posted("menu", requests.MenuCommand, self.run_on),
            posted("autocomplete", requests.Suggest, self.suggest),
            posted("click", requests.Click, self.click),
            posted("select", requests.Select, self.select),
            posted("modal", requests.Submit, self.submit),
            posted("say", requests.Say, self.say),
            posted("read", requests.MarkRead, self.mark_read),
            posted("dismiss", requests.Dismiss, self.dismiss),
            posted("interested", requests.Interested, self.interested),
            posted("clock", requests.PushClock, self.push_clock),
        ]

    async def run(self, asked: requests.RunCommand) -> Json:
        return self._told(await self._person(asked).run(asked.command, asked.options))

    async def run_on(self, asked: requests.MenuCommand) -> Json:
        return self._told(await self._person(asked).run_on(MENU[asked.kind], asked.command, asked.target))

    async def suggest(self, asked: requests.Suggest) -> Json:
        person = self._person(asked)
        return self._told(await person.suggest(asked.command, asked.options, asked.focused, asked.value))

    async def click(self, asked: requests.Click) -> Json:
        return self._told(await self._person(asked).click(asked.message, asked.button))

    async def select(self, asked: requests.Select) -> Json:
        return self._told(await self._person(asked).select(asked.message, asked.select, asked.values))

    async def submit(self, asked: requests.Submit) -> Json:
        return self._told(await self._person(asked).submit(asked.interaction, asked.values))

    async def say(self, asked: requests.Say) -> Json:
        me, place = lookup.where(self._world, asked.by, asked.channel)
        if place.guild_id and not state.may_say(self._world, me, place):
            raise ClientRefused(f"{me.username} may not write here")
        id, now = self._world.ids.next(), self._world.now()
        if place.thread:
            place.thread.wake(now)
            self._world.join_thread(place, place.thread, me.id)
        said = Message(id=id, channel_id=place.id, author_id=me.id, sent_at=now, content=asked.content)
        post(self._world, place, said)
        self._world.commit()
        return {"message": said.id}

    async def mark_read(self, asked: requests.MarkRead) -> Json:
        me, place = lookup.where(self._world, asked.by, asked.channel)
        if place.last_message_id:
            self._world.reads.put(ReadMark(id=f"{me.id}:{place.id}", message_id=place.last_message_id))
            self._world.commit()
        return {}

    async def dismiss(self, asked: requests.Dismiss) -> Json:
        me, place = lookup.where(self._world, asked.by, asked.channel)
        message = self._world.messages.find(asked.message)
        if message is None or message.only_for != me.id or message.channel_id != place.id:
            raise ClientRefused("only one's own private messages can be dismissed")
        message.dismissed = True
        self._world.messages.put(message)
        self._world.commit()
        return {}

    async def interested(self, asked: requests.Interested) -> Json:
        me, event = lookup.user(self._world, asked.by), self._world.events.find(asked.event)
        if event is None:
            raise ClientRefused("there is no such event")
        others = [id for id in event.interested if id != me.id]
        event.interested = [*others, me.id] if asked.interested else others
        self._world.events.put(event)
        self._world.commit()
        return {}

    async def push_clock(self, asked: requests.PushClock) -> Json:
        await self._push.by(timedelta(seconds=asked.seconds))
        return {"now": self._world.now().isoformat()}

    def _person(self, asked: requests.InChannel) -> Person:
        return Person(self._world, self._bot, *lookup.where(self._world, asked.by, asked.channel))

    def _told(self, outcome: Outcome) -> Json:
        interaction = outcome.interaction
        message = self._world.messages.find(interaction.original_id)
        me = self._world.users[interaction.user_id]
        return {
            "interaction": interaction.id,
            "answered": interaction.state == InteractionState.ANSWERED,
            "type": interaction.answer_type,
            "problem": outcome.problem,
            "details": outcome.details,
            "choices": interaction.choices,
            "modal": interaction.modal,
            "message": state.message(self._world, message, me) if message else None,
        }
