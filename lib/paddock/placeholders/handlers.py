"""`/config player`: read, decide, write, show."""

from datetime import timedelta

from paddock.call import Call
from paddock.change import Change, Planned
from paddock.discord.answer import Answer, Choices, Reply
from paddock.ids import PlaceholderId, UserId
from paddock.matches.model import Match
from paddock.placeholders import records, rules, views
from paddock.placeholders.asks import LinkPlaceholder, LinkPlayer
from paddock.placeholders.model import Link, Links, Placeholder
from paddock.routes import Route, Typing
from paddock.tools import Tools

STILL_OFFERED = timedelta(days=30)
"""For how long after a match those in it are among those offered."""
MOST_READ = 1000


def link_player(ask: LinkPlayer, call: Call, tools: Tools) -> Answer:
    if ask.placeholder is None:
        return Reply(views.overview(tools.placeholders.links(call.tenant)))
    who = tools.placeholders.get(call.tenant, ask.placeholder)
    links = tools.placeholders.links(call.tenant)
    if ask.user and ask.unlink:
        raise rules.LinkOrUnlink
    if ask.unlink:
        return _unlink(who, links, tools)
    if ask.user:
        return _link(who, ask.user, links, call, tools)
    return Reply(views.shown(who, links.find(who.id)))


def _link(who: Placeholder, user: UserId, links: Links, call: Call, tools: Tools) -> Answer:
    if user in call.bots:
        raise rules.BotLinked
    after = rules.linked_by_hand(links, who.id, user, call.user)
    job = LinkPlaceholder(organization=call.tenant, placeholder=who.id)
    tools.commit(records.saved(links, after) + Change(jobs=(Planned(job),)))
    return Reply(views.linked(who, Link(user=user, by=call.user), links.find(who.id)))


def _unlink(who: Placeholder, links: Links, tools: Tools) -> Answer:
    after = rules.unlinked(links, who.id)
    tools.commit(records.saved(links, after))
    return Reply(views.unlinked(who, links.users[who.id]))


def suggest_placeholders(typing: Typing, call: Call, tools: Tools) -> Choices:
    wanted = typing.text.strip().casefold()
    recent = tools.matches.between(call.tenant, call.now - STILL_OFFERED, limit=MOST_READ)
    offered = [(views.choice(id, name, match), id) for id, (name, match) in _people(recent).items()]
    return Choices(tuple(each for each in offered if wanted in each[0].casefold() or wanted == each[1]))


def _people(matches: list[Match]) -> dict[PlaceholderId, tuple[str, Match]]:
    """Each with the first of the matches that they are in."""
    found: dict[PlaceholderId, tuple[str, Match]] = {}
    for match in matches:
        for id, name in rules.placeholders(match).items():
            found.setdefault(id, (name, match))
    return found


ROUTES = (Route(LinkPlayer, link_player, suggest={"placeholder": suggest_placeholders}),)
