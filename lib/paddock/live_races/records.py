"""Where live races are kept, and which permalinks of an async they have used."""

from collections.abc import Iterable

from paddock.change import NOTHING, Change, Entry, differences
from paddock.errors import NotFound
from paddock.ids import AsyncId, LiveRaceId, OrganizationId
from paddock.live_races.model import LiveRace, RaceList, Racer
from paddock.store.change import put
from paddock.store.item import Item, Key
from paddock.store.table import Session

LIVE_RACE = Item(LiveRace, pk="{organization}", sk="LIVE#{id}", purpose="a live race and who has joined it")
RACES = Item(
    RaceList, pk="{organization}", sk="RACES#{async_}", purpose="an async's live races with their permalinks and starts"
)


class LiveRaceStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, organization: OrganizationId, id: LiveRaceId) -> LiveRace:
        found = self.find(organization, id)
        if found is None:
            raise NotFound("live race")
        return found

    def find(self, organization: OrganizationId, id: LiveRaceId) -> LiveRace | None:
        return self._session.find(LIVE_RACE, organization=organization, id=id)

    def of_async(self, organization: OrganizationId, async_: AsyncId) -> RaceList:
        found = self._session.find(RACES, organization=organization, async_=async_)
        return found or RaceList(organization=organization, async_=async_)

    def of_asyncs(self, organization: OrganizationId, asyncs: Iterable[AsyncId]) -> list[RaceList]:
        """Of those that have had any."""
        return self._session.find_many(RACES, ({"organization": organization, "async_": each} for each in asyncs))


def lists(organization: OrganizationId, asyncs: Iterable[AsyncId]) -> Iterable[Key]:
    return (RACES.key(organization=organization, async_=each) for each in asyncs)


def opened(race: LiveRace, races: RaceList) -> Change:
    """The list as it was read: of two races opened at once none takes the other's permalink."""
    new = race.model_dump(mode="json", exclude_defaults=True)
    return Change((put(LIVE_RACE, race), put(RACES, races.listing(race))), (Entry("live.opened", _of(race), {}, new),))


def saved(before: LiveRace, after: LiveRace, action: str) -> Change:
    old, new = differences(before, after)
    return Change((put(LIVE_RACE, after),), (Entry(action, _of(after), old, new),))


def relisted(before: LiveRace, after: LiveRace, races: RaceList, action: str) -> Change:
    """Moved or cancelled: the list shows it, too."""
    return saved(before, after, action) + Change((put(RACES, races.listing(after)),))


def shown_over(race: LiveRace, races: RaceList, *, over: bool) -> Change:
    """The list knows whether anybody still races in it."""
    after = races.listing(race, over=over)
    if after == races:
        return NOTHING
    before = next((each.over for each in races.races if each.race == race.id), None)
    return Change((put(RACES, after),), (Entry("live.listed", _of(race), {"over": before}, {"over": over}),))


def joined(race: LiveRace, racer: Racer) -> Change:
    return Change((put(LIVE_RACE, race.with_racer(racer)),), (Entry("live.joined", _of(race), {}, _racer(racer)),))


def left(race: LiveRace, racer: Racer) -> Change:
    after = race.without_racer(racer.user)
    return Change((put(LIVE_RACE, after),), (Entry("live.left", _of(race), _racer(racer), {}),))


def _of(race: LiveRace) -> str:
    return f"live:{race.id}"


def _racer(racer: Racer) -> dict[str, str]:
    return {"user": racer.user, "run": racer.run}
