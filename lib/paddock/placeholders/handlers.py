"""`/config player`: read, decide, write, show."""

from datetime import timedelta

from paddock.call import Call
from paddock.change import Change, Planned
from paddock.discord.answer import Answer, Choices, Reply
from paddock.ids import PlaceholderId, UserId
from paddock.matches.model import Match
from paddock.placeholders import links as linking
from paddock.placeholders import records, rules, views
from paddock.placeholders.asks import LinkPlaceholder, LinkPlayer
from paddock.placeholders.model import Links, Placeholder
from paddock.routes import Route, Typing
from paddock.tools import Tools

STILL_OFFERED = timedelta(days=7)
"""For how long after a match those in it are among those offered; who is linked always is."""
MOST_READ = 200


def link_player(ask: LinkPlayer, call: Call, tools: Tools) -> Answer:
    if ask.placeholder is None:
        return Reply(views.overview(tools.placeholders.links(call.tenant)))
    who = tools.placeholders.get(call.tenant, ask.placeholder)
    links = tools.placeholders.links(call.tenant)
    if ask.user and ask.unlink:
        raise linking.LinkOrUnlink
    if ask.unlink:
        return _unlink(who, links, call, tools)
    if ask.user:
        return _link(who, ask.user, links, call, tools)
    return Reply(views.shown(who, links.find(who.id)))


def _link(who: Placeholder, user: UserId, links: Links, call: Call, tools: Tools) -> Answer:
    if user in call.bots:
        raise linking.BotLinked
    after = linking.linked_by_hand(links, who, user, call.names.get(user, user), call.user)
    tools.commit(records.saved(links, after, [who.id]) + _followed(who, call))
    return Reply(views.linked(who, after.users[who.id], links.find(who.id)))


def _unlink(who: Placeholder, links: Links, call: Call, tools: Tools) -> Answer:
    after = linking.unlinked(links, who.id)
    tools.commit(records.saved(links, after, [who.id]) + _followed(who, call))
    return Reply(views.unlinked(who, links.users[who.id]))


def _followed(who: Placeholder, call: Call) -> Change:
    return Change(jobs=(Planned(LinkPlaceholder(organization=call.tenant, placeholder=who.id)),))


def suggest_placeholders(typing: Typing, call: Call, tools: Tools) -> Choices:
    wanted = typing.text.strip().casefold()
    links = tools.placeholders.links(call.tenant)
    recent = tools.matches.between(call.tenant, call.now - STILL_OFFERED, limit=MOST_READ)
    people = _people(recent, links).items()
    offered = [(views.choice(id, name, links.find(id), match), id) for id, (name, match) in people]
    return Choices(tuple(each for each in offered if wanted in each[0].casefold() or wanted == each[1]))


def _people(matches: list[Match], links: Links) -> dict[PlaceholderId, tuple[str, Match | None]]:
    """Each with the first of the matches that they are in; last those who are linked and in none."""
    found: dict[PlaceholderId, tuple[str, Match | None]] = {}
    for match in matches:
        for id, name in rules.placeholders(match).items():
            found.setdefault(id, (name, match))
    for id, link in (links.latest(by_hand=True) | links.latest(by_hand=False)).items():
        found.setdefault(id, (link.name, None))
    return found


ROUTES = (Route(LinkPlayer, link_player, suggest={"placeholder": suggest_placeholders}, also=(records.LINKS,)),)
