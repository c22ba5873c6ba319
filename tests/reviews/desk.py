"""A qualifier in which only approved runs count, with reviewers who are no organizers."""

from typing import Any

from paddock.store.item import Table
from tests.support.qualifier import Qualifier, Racer
from tests.support.world import World

REASON, TIME = "Why? The player reads it", "Time"


class Desk:
    def __init__(self, world: World, **options: Any) -> None:
        self.world = world
        self.qualifier = Qualifier(world, **{"approved_only": True, "runs_per_pool": 2, **options})
        self.alice, self.bob, self.admin = self.qualifier.alice, self.qualifier.bob, self.qualifier.admin
        self.role = world.discord.create_role(self.qualifier.server.id, "reviewers")["id"]
        self.admin.slash("async edit", {"async": self.qualifier.id, "reviewer_role": self.role})
        self.reviewer = self.add_reviewer("reviewer")

    def add_reviewer(self, name: str) -> Any:
        server = self.qualifier.server
        return self.world.person(self.world.discord.add_member(server.id, username=name, roles=[self.role]), server)

    def race(self, player: Any = None, pool: str = "Pool A", minutes: float = 60, **words: str) -> Racer:
        """A finished run; `words` are the player's afterwards: vod, notes or flag."""
        racer = self.qualifier.race(player or self.alice, pool, minutes=minutes)
        if "flag" in words:
            asked = racer.press("Flag for Review")
            asked.submit({"What should the reviewers look at?": words["flag"]})
        if {"vod", "notes"} & set(words):
            typed = {"Link to the VOD": words.get("vod", ""), "Notes for the reviewers": words.get("notes", "")}
            racer.press("Submit VOD & Notes").submit(typed)
        self.world.drain()
        return racer

    # -- what reviewers do -----------------------------------------------------------------------

    def opens(self, person: Any = None, run: Racer | None = None) -> Any:
        options = {"async": self.qualifier.id, **({"run": run.id} if run else {})}
        return (person or self.reviewer).slash("async review", options)

    def claims(self, run: Racer, person: Any = None) -> Any:
        who = person or self.reviewer
        self.opens(who, run)
        return who.click("Claim")

    def presses(self, label: str, person: Any = None) -> Any:
        outcome = (person or self.reviewer).click(label)
        self.world.drain()
        return outcome

    def rejects(self, reason: str, person: Any = None) -> Any:
        return self._fills("Reject", {REASON: reason}, person)

    def corrects(self, time: str, person: Any = None) -> Any:
        return self._fills("Correct Time", {TIME: time}, person)

    def _fills(self, label: str, typed: dict[str, str], person: Any) -> Any:
        outcome = (person or self.reviewer).click(label).submit(typed)
        self.world.drain()
        return outcome

    def approves(self, run: Racer, person: Any = None) -> Any:
        self.claims(run, person)
        return self.presses("Approve", person)

    def disqualifies(self, run: Racer, reason: str = "used a cheat code", person: Any = None) -> Any:
        outcome = (person or self.reviewer).slash("async disqualify", run=run.id, reason=reason)
        self.world.drain()
        return outcome

    def reattempts(self, run: Racer, reason: str = "power cut", person: Any = None, **options: Any) -> Any:
        outcome = (person or run.player).slash("async reattempt", run=run.id, reason=reason, **options)
        self.world.drain()
        return outcome

    # -- what there is ---------------------------------------------------------------------------

    @property
    def pars(self) -> dict[str, int]:
        """By permalink."""
        found = self.world.documents(Table.RECORDS, "PARS")
        return {each["permalink"]: each["milliseconds"] for each in found[0]["pars"]} if found else {}

    def lines(self, action: str) -> list[dict[str, Any]]:
        """Of the audit."""
        return [each for each in self.world.documents(Table.AUDIT) if each["action"] == action]


def text(outcome: Any) -> str:
    """What a card says, without what stands above it."""
    (embed,) = outcome.message["embeds"]
    return str(embed["description"])


def buttons(outcome: Any) -> list[str]:
    """The labels of those that can be pressed."""
    found = (each for row in outcome.message["components"] for each in row["components"] if each["type"] == 2)
    return [each["label"] for each in found if not each.get("disabled")]
