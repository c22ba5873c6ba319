"""How placeholders and their links are shown."""

from paddock.discord.message import Card, Message
from paddock.discord.text import count, escape, mention, plain
from paddock.ids import PlaceholderId
from paddock.matches.model import Match
from paddock.matches.views import called
from paddock.placeholders.model import Link, Links, Placeholder

HOW_TO_LINK = "`/config player` with `placeholder` and `user` links somebody whom only SpeedGaming knows."
TOLD_BY_SPEEDGAMING = "as SpeedGaming says"
MATCHES_FOLLOW = (
    "Their matches follow, past ones too, and so does whatever SpeedGaming lists from now on without a Discord id."
)
RELINKED = "Coming matches that SpeedGaming lists follow within five minutes, past ones stay with the member of before."


def overview(links: Links) -> Message:
    by_hand = {id: link for id, link in links.users.items() if link.by}
    if not links.users:
        return Message(f"Nobody is linked yet. {HOW_TO_LINK}")
    others = len(links.users) - len(by_hand)
    lines = [f"`{id}` is {_link(link)}" for id, link in reversed(by_hand.items())]
    if others:
        lines.append(f"{count(others, 'other')} linked {TOLD_BY_SPEEDGAMING}.")
    return Message(card=Card("Players from SpeedGaming", tuple(lines), footer=HOW_TO_LINK.replace("`", "")))


def shown(who: Placeholder, link: Link | None) -> Message:
    return Message(f"{_name(who)} is {_link(link)}." if link else f"{_name(who)} is linked to nobody. {HOW_TO_LINK}")


def linked(who: Placeholder, link: Link, before: Link | None) -> Message:
    return Message(f"{_name(who)} is {mention(link.user)} from now on. {RELINKED if before else MATCHES_FOLLOW}")


def unlinked(who: Placeholder, before: Link) -> Message:
    return Message(f"{_name(who)} is {mention(before.user)} no more. {RELINKED}")


def choice(id: PlaceholderId, name: str, match: Match) -> str:
    """In a list of suggestions; `match`: one in which they are."""
    part = "crew" if id.startswith("sg_crew_") else "player"
    return plain(f"{plain(name, 40)} ({part} {id.rpartition('_')[2]}), in {called(match)}", 100)


def _link(link: Link) -> str:
    return f"{mention(link.user)}, {f'linked by {mention(link.by)}' if link.by else TOLD_BY_SPEEDGAMING}"


def _name(who: Placeholder) -> str:
    return f"**{escape(who.name, 60)}** (`{who.id}`)"
