"""How placeholders and their links are shown."""

from collections.abc import Mapping
from itertools import islice

from paddock.discord.message import Card, Message
from paddock.discord.text import count, escape, mention, plain
from paddock.ids import PlaceholderId
from paddock.matches.model import Match
from paddock.matches.views import called
from paddock.placeholders.model import MOST_NAME, Link, Links, Placeholder

MOST_SHOWN = 15
"""Links of each kind in the overview: those of both fit into one card."""
HOW_TO_LINK = "`/config player` with `placeholder` and `user` links somebody whom only SpeedGaming knows."
TOLD_BY_SPEEDGAMING = "as SpeedGaming says"
GIVEN_THERE = "only where SpeedGaming itself gives a Discord id, that one counts."

LINKED_AGAIN = "It links them again when it changes one that has; link another member to prevent that."


def overview(links: Links) -> Message:
    if not links.users:
        return Message(f"Nobody is linked yet. {HOW_TO_LINK}")
    lines = (
        *_listed(links.latest(by_hand=True), "by hand"),
        *_listed(links.latest(by_hand=False), TOLD_BY_SPEEDGAMING),
    )
    return Message(card=Card("Players from SpeedGaming", lines, footer=HOW_TO_LINK.replace("`", "")))


def shown(who: Placeholder, link: Link | None) -> Message:
    return Message(f"{_name(who)} is {_link(link)}." if link else f"{_name(who)} is linked to nobody. {HOW_TO_LINK}")


def linked(who: Placeholder, link: Link, before: Link | None) -> Message:
    return Message(f"{_name(who)} is {mention(link.user)} from now on. {_what_follows(before)}")


def unlinked(who: Placeholder, before: Link) -> Message:
    again = "" if before.by else f" {LINKED_AGAIN}"
    return Message(f"{_name(who)} is {mention(before.user)} no more. {_what_follows(before)}{again}")


def choice(id: PlaceholderId, name: str, link: Link | None, match: Match | None) -> str:
    """In a list of suggestions; `match`: one in which they are."""
    part = "crew" if id.startswith("sg_crew_") else "player"
    who = f"{plain(name, MOST_NAME)} ({part} {id.rpartition('_')[2]})"
    linked = f", linked to {link.member or link.user}" if link else ""
    return plain(f"{who}{linked}{f', in {called(match)}' if match else ''}", 100)


def _what_follows(before: Link | None) -> str:
    """Matches that SpeedGaming lists with somebody's Discord id depend on no link."""
    if before is None or before.by:
        return f"Their matches follow now, past ones too; {GIVEN_THERE}"
    return (
        f"SpeedGaming itself names {mention(before.user)}: matches that it lists with that Discord id stay theirs. "
        "Only those that it lists without one follow, past ones too."
    )


def _listed(links: Mapping[PlaceholderId, Link], how: str) -> tuple[str, ...]:
    more = len(links) - MOST_SHOWN
    shown = islice(links.items(), MOST_SHOWN)
    lines = tuple(f"**{escape(link.name)}** (`{id}`) is {_link(link)}" for id, link in shown)
    return (*lines, f"{count(more, 'other')} linked {how}.") if more > 0 else lines


def _link(link: Link) -> str:
    return f"{mention(link.user)}, {f'linked by {mention(link.by)}' if link.by else TOLD_BY_SPEEDGAMING}"


def _name(who: Placeholder) -> str:
    return f"**{escape(who.name, 60)}** (`{who.id}`)"
