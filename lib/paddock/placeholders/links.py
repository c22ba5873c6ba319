"""Who is linked to whom, and what is refused."""

from collections.abc import Mapping

from paddock.discord.text import plain
from paddock.errors import BadInput, Refusal
from paddock.ids import PlaceholderId, UserId
from paddock.placeholders.model import MOST_BY_HAND, MOST_LINKS, MOST_NAME, Link, Links, Placeholder


class BotLinked(BadInput):
    def __init__(self) -> None:
        super().__init__("`user`: a bot is nobody's account. Name the person.")


class LinkedAlready(Refusal):
    def __init__(self) -> None:
        super().__init__("That player is linked to this very user already.")


class NotLinked(Refusal):
    def __init__(self) -> None:
        super().__init__("Nobody is linked to that player. Name a `user` to link one.")


class LinkOrUnlink(BadInput):
    def __init__(self) -> None:
        super().__init__("Name a `user` to link, or `unlink`, not both.")


class TooManyLinks(Refusal):
    def __init__(self) -> None:
        super().__init__(f"{MOST_BY_HAND} players are linked by hand already, and more don't fit. Unlink one first.")


def linked(links: Links, new: Mapping[PlaceholderId, Link]) -> Links:
    """Where they get too many, those that SpeedGaming made first go: the matches that they were for have followed."""
    users = {id: link for id, link in links.users.items() if id not in new} | dict(new)
    surplus = max(len(users) - MOST_LINKS, 0)
    forgotten = frozenset([id for id, link in users.items() if link.by is None][:surplus])
    return links.model_copy(update={"users": {id: link for id, link in users.items() if id not in forgotten}})


def linked_by_hand(links: Links, who: Placeholder, user: UserId, member: str, by: UserId) -> Links:
    """`member`: how the user is called."""
    before = links.find(who.id)
    if before and before.user == user:
        raise LinkedAlready
    if sum(link.by is not None for id, link in links.users.items() if id != who.id) >= MOST_BY_HAND:
        raise TooManyLinks
    link = Link(user=user, by=by, name=plain(who.name, MOST_NAME), member=plain(member, MOST_NAME))
    return linked(links, {who.id: link})


def learned(links: Links, users: Mapping[PlaceholderId, UserId], known: Mapping[PlaceholderId, Placeholder]) -> Links:
    """`users`: whom SpeedGaming names."""
    new = {id: Link(user=user, name=plain(known[id].name, MOST_NAME)) for id, user in users.items()}
    return linked(links, new)


def unlinked(links: Links, placeholder: PlaceholderId) -> Links:
    if links.find(placeholder) is None:
        raise NotLinked
    return links.model_copy(update={"users": {id: link for id, link in links.users.items() if id != placeholder}})
