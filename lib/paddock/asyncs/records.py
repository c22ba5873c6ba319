"""Where asyncs and their pools are kept."""

from collections.abc import Iterable
from typing import Any

from paddock.asyncs.model import Async, AsyncDirectory, Permalink, Pool, PoolName
from paddock.change import Change, Entry, differences
from paddock.errors import NotFound
from paddock.ids import AsyncId, OrganizationId, PoolId
from paddock.store.change import check, put
from paddock.store.item import Index, Item, Key
from paddock.store.table import Database, Session

MOST_ACTIVE = 100_000


ASYNC = Item(
    Async,
    pk="{organization}",
    sk="ASYNC#{id}",
    purpose="an async; the active ones of all organizations",
    indexes=(Index("roster", pk="{score_watch}", sk="{organization}#{id}"),),
)
ASYNCS = Item(AsyncDirectory, pk="{organization}", sk="ASYNCS", purpose="an organization's asyncs by name and channel")
POOL = Item(Pool, pk="{organization}", sk="POOL#{async_}#{pool}", purpose="a pool and its permalinks")


class AsyncStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def directory(self, organization: OrganizationId) -> AsyncDirectory:
        return self._session.find(ASYNCS, organization=organization) or AsyncDirectory(organization=organization)

    def get(self, organization: OrganizationId, id: AsyncId) -> Async:
        found = self.find(organization, id)
        if found is None or found.archived:
            raise NotFound("async")
        return found

    def find(self, organization: OrganizationId, id: AsyncId) -> Async | None:
        return self._session.find(ASYNC, organization=organization, id=id)

    def pool(self, async_: Async, id: PoolId) -> Pool:
        found = self._session.find(POOL, organization=async_.organization, async_=async_.id, pool=id)
        return found or Pool(organization=async_.organization, async_=async_.id, id=id)

    def pools(self, async_: Async) -> list[Pool]:
        """Of those that are not archived, in their order."""
        self._session.preload(pool_keys(async_.open_pools, async_))
        return [self.pool(async_, each.id) for each in async_.open_pools]

    def all_pools(self, async_: Async) -> list[Pool]:
        """The archived ones, too."""
        self._session.preload(pool_keys(async_.pools, async_))
        return [self.pool(async_, each.id) for each in async_.pools]


def pool_keys(pools: Iterable[PoolName], async_: Async) -> Iterable[Key]:
    parts = {"organization": async_.organization, "async_": async_.id}
    return (POOL.key(**parts, pool=each.id) for each in pools)


def active(database: Database) -> list[tuple[OrganizationId, AsyncId]]:
    """Those of every organization that go on."""
    rows = database.query_raw(ASYNC.table, "SCORES", index="roster", limit=MOST_ACTIVE)
    return [(OrganizationId(row["pk"]["S"]), AsyncId(row["sk"]["S"].partition("#")[2])) for row in rows]


def unchanged(async_: Async) -> Change:
    """Holds what follows to the async as it was read: it may be closed at the same moment."""
    return Change((check(ASYNC, async_),))


def alone(async_: Async) -> Change:
    """Nothing else is done to the async meanwhile: of a permalink that two pools take at once one gets it."""
    return Change((put(ASYNC, async_),))


def pool_unchanged(pool: Pool) -> Change:
    return Change((check(POOL, pool),))


def touched(directory: AsyncDirectory) -> Change:
    """Holds what follows to the asyncs as they were read, and whoever adds one meanwhile to what follows."""
    return Change((put(ASYNCS, directory),))


def created(async_: Async, directory: AsyncDirectory) -> Change:
    """The list is written with every async, so that no channel gets two at the same moment."""
    new = async_.model_dump(mode="json", exclude_defaults=True)
    return Change(
        (put(ASYNC, async_), put(ASYNCS, directory.listing(async_))),
        (Entry("async.created", f"async:{async_.id}", after=new),),
    )


def saved(before: Async, after: Async, directory: AsyncDirectory, action: str = "async.changed") -> Change:
    old, new = differences(before, after)
    listed = directory.listing(after)
    moved = (put(ASYNCS, listed),) if listed != directory else ()
    return Change((put(ASYNC, after), *moved), (Entry(action, f"async:{after.id}", old, new),))


def pool_saved(before: Pool, after: Pool, action: str) -> Change:
    """The audit has only the permalinks that differ: all of them twice would be more than an item can hold."""
    old = [_dumped(each) for each in before.permalinks if after.find(each.id) != each]
    new = [_dumped(each) for each in after.permalinks if before.find(each.id) != each]
    entry = Entry(action, f"pool:{after.async_}-{after.id}", {"permalinks": old}, {"permalinks": new})
    return Change((put(POOL, after),), (entry,))


def _dumped(permalink: Permalink) -> dict[str, Any]:
    return permalink.model_dump(mode="json", exclude_defaults=True)
