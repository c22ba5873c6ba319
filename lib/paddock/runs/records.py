"""Where runs are kept, and in each player's entry of the async what its board and its draw need of them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from paddock.asyncs.model import Async
from paddock.asyncs.records import ASYNC
from paddock.change import Change, Entry, differences
from paddock.clock import stamp
from paddock.errors import NotFound
from paddock.ids import AsyncId, ChannelId, OrganizationId, PermalinkId, RunId, UserId
from paddock.runs.model import Entrant, Queue, Run
from paddock.store.change import Add, delete, put
from paddock.store.item import Index, Item, Key, Record
from paddock.store.table import LAST, Session


class Drawn(Record):
    """How many runs a permalink has had."""

    organization: OrganizationId
    async_: AsyncId
    permalink: PermalinkId


RUN = Item(
    Run,
    pk="{organization}#RUN#{id}",
    sk="RUN",
    purpose="a run; an async's runs that wait for a review or had one; an organization's by their ends",
    indexes=(
        Index("roster", pk="{organization}#REVIEW#{async_}#{queue}", sk="{queue_rank}#{queued}#{id}"),
        Index("agenda", pk="{organization}#RUNS", sk="{standing}#{until}#{id}"),
    ),
)
ENTRANT = Item(
    Entrant,
    pk="{organization}#ASYNC#{async_}",
    sk="ENTRANT#{user}",
    purpose="a player's runs in an async; all players' of an async",
)
DRAWN = Item(Drawn, pk="{organization}", sk="DRAWN#{async_}#{permalink}", purpose="how many runs a permalink has had")


class ThreadOfRun(Record):
    """Threads of players who are called alike have the same name: each is one run's alone."""

    organization: OrganizationId
    thread: ChannelId
    run: RunId


THREAD = Item(ThreadOfRun, pk="{organization}", sk="THREAD#{thread}", purpose="whose run a thread is of")


class RunStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, organization: OrganizationId, id: RunId) -> Run:
        found = self.find(organization, id)
        if found is None:
            raise NotFound("run")
        return found

    def find(self, organization: OrganizationId, id: RunId) -> Run | None:
        return self._session.find(RUN, organization=organization, id=id)

    def find_many(self, organization: OrganizationId, ids: Iterable[RunId]) -> list[Run]:
        return self._session.find_many(RUN, ({"organization": organization, "id": id} for id in ids))

    def queue(self, organization: OrganizationId, async_: AsyncId, queue: Queue, limit: int) -> list[Run]:
        """Of those that wait the flagged ones and then the oldest, of the others the latest. The index lags a bit."""
        pk = f"{organization}#REVIEW#{async_}#{queue}"
        reviewed = queue is Queue.REVIEWED
        return self._session.database.query(RUN, pk, index="roster", newest_first=reviewed, limit=limit)

    def open(self, organization: OrganizationId, until: datetime | None = None, limit: int = 1000) -> list[Run]:
        """Those that go on, the next deadline first; `until`: with a deadline before that. The index lags a bit."""
        between = ("still on#", f"still on#{stamp(until) if until else LAST}")
        return self._session.database.query(RUN, f"{organization}#RUNS", between, index="agenda", limit=limit)

    def latest(self, organization: OrganizationId, limit: int) -> list[Run]:
        """Those that go on, then those that are over, the latest first; none that is voided. The index lags a bit."""
        return self._session.database.query(RUN, f"{organization}#RUNS", index="agenda", newest_first=True, limit=limit)

    def surroundings(self, run: Run) -> tuple[Async, Entrant]:
        """Its async and its player's entry, read at once."""
        parts = {"organization": run.organization, "async_": run.async_, "user": run.user}
        self._session.preload([ASYNC.key(organization=run.organization, id=run.async_), ENTRANT.key(**parts)])
        async_ = self._session.find(ASYNC, organization=run.organization, id=run.async_)
        if async_ is None or async_.archived:
            raise NotFound("run")
        return async_, self.entrant(run.organization, run.async_, run.user, run.name)

    def entrant(self, organization: OrganizationId, async_: AsyncId, user: UserId, name: str = "") -> Entrant:
        """One who has no runs yet is empty."""
        found = self._session.find(ENTRANT, organization=organization, async_=async_, user=user)
        return found or Entrant(organization=organization, async_=async_, user=user, name=name)

    def taken(self, organization: OrganizationId, threads: Iterable[ChannelId]) -> frozenset[ChannelId]:
        """Those that are a run's."""
        keys = ({"organization": organization, "thread": each} for each in threads)
        return frozenset(each.thread for each in self._session.find_many(THREAD, keys))

    def drawn(
        self, organization: OrganizationId, async_: AsyncId, permalinks: Iterable[PermalinkId]
    ) -> Mapping[PermalinkId, int]:
        wanted = list(permalinks)
        parts = {"organization": organization, "async_": async_}
        self._session.preload(tallies(organization, async_, wanted))
        return {each: self._session.tally(DRAWN, **parts, permalink=each) for each in wanted}


def tallies(organization: OrganizationId, async_: AsyncId, permalinks: Iterable[PermalinkId]) -> Iterable[Key]:
    return (DRAWN.key(organization=organization, async_=async_, permalink=each) for each in permalinks)


def opened(run: Run, entrant: Entrant) -> Change:
    """A new run, counted for its permalink; `entrant` as it was read, so that of two at once one is refused."""
    new = run.model_dump(mode="json", exclude_defaults=True)
    counted = Add(DRAWN.key(organization=run.organization, async_=run.async_, permalink=run.permalink), 1)
    return Change(
        (put(RUN, run), put(ENTRANT, entrant.with_run(run)), counted),
        (Entry("run.opened", f"run:{run.id}", {}, new),),
    )


def taken_back(run: Run, entrant: Entrant) -> Change:
    """As if it had never been opened: of a permalink that nobody was shown. Its audit stays."""
    old = run.model_dump(mode="json", exclude_defaults=True)
    counted = Add(DRAWN.key(organization=run.organization, async_=run.async_, permalink=run.permalink), -1)
    left = entrant.without_run(run)
    kept = put(ENTRANT, left) if left.slots else delete(ENTRANT, entrant)
    return Change((delete(RUN, run), kept, counted), (Entry("run.taken back", f"run:{run.id}", old, {}),))


def saved(before: Run, after: Run, entrant: Entrant, action: str) -> Change:
    """The player's entry is written only where it shows the change."""
    old, new = differences(before, after)
    shown = entrant.with_run(after)
    writes = (put(RUN, after), put(ENTRANT, shown)) if shown != entrant else (put(RUN, after),)
    return Change(writes, (Entry(action, f"run:{after.id}", old, new),))


def progressed(before: Run, after: Run, action: str = "run.shown") -> Change:
    """What no player's entry shows: what the bot itself has made for the run, and who reviews it."""
    old, new = differences(before, after)
    return Change((put(RUN, after),), (Entry(action, f"run:{after.id}", old, new),))


def threaded(run: Run, thread: ChannelId) -> Change:
    owner = ThreadOfRun(organization=run.organization, thread=thread, run=run.id)
    return progressed(run, run.model_copy(update={"thread": thread})) + Change((put(THREAD, owner),))
