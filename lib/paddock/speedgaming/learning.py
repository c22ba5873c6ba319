"""Rule 4: an id that the feed brings for somebody who was a placeholder until then upgrades that placeholder."""

from collections.abc import Iterable, Mapping

from paddock.change import Change, Planned
from paddock.ids import OrganizationId, PlaceholderId, UserId
from paddock.placeholders import links as linking
from paddock.placeholders.asks import LinkPlaceholder
from paddock.placeholders.model import Links
from paddock.placeholders.records import saved
from paddock.speedgaming.episode import Episode, Person
from paddock.tools import Tools

MOST_LEARNED = 25
"""In one transaction: each with a line in the audit and a job, of 100 items that DynamoDB takes."""

Known = Mapping[PlaceholderId, UserId]


def named(episodes: Iterable[Episode], links: Links) -> Known:
    """Of whom the episodes name another user than the links; a link that somebody made by hand stays."""
    people = (person for episode in episodes for person in (*episode.players, *episode.crew))
    return {who.placeholder: UserId(who.discord_id) for who in people if who.discord_id and _is_news(who, links)}


def _is_news(who: Person, links: Links) -> bool:
    link = links.find(who.placeholder)
    return not who.is_slot and (link is None or (link.by is None and link.user != who.discord_id))


def learned(organization: OrganizationId, news: Known, links: Links, tools: Tools) -> Links:
    """With those of `news` who were ever in a match; their matches are promised to follow."""
    known = tools.placeholders.known(organization, news) if news else {}
    ids = sorted(known)
    for start in range(0, len(ids), MOST_LEARNED):
        some = ids[start : start + MOST_LEARNED]
        after = linking.learned(links, {id: news[id] for id in some}, known)
        jobs = tuple(Planned(LinkPlaceholder(organization=organization, placeholder=id)) for id in some)
        tools.commit(saved(links, after, some) + Change(jobs=jobs))
        links = after.model_copy(update={"version": links.version + 1})
    return links
