"""What an async's settings, pools and permalinks may be."""

from datetime import timedelta
from typing import Any

import pytest

from paddock.asyncs import rules
from paddock.asyncs.model import MOST_PERMALINKS, MOST_POOLS, Async, AsyncDirectory, Permalink, Pool, PoolName
from paddock.ids import AsyncId, ChannelId, GuildId, OrganizationId, PermalinkId, PoolId
from tests.support.values import HOSTILE, NOW

HOUR = timedelta(hours=1)
URL = "https://example.org/1"


def an_async(**changes: Any) -> Async:
    made: dict[str, Any] = {
        "organization": OrganizationId("1"),
        "id": AsyncId("5"),
        "name": "Qualifier",
        "guild": GuildId("1"),
        "channel": ChannelId("3"),
        "version": 1,
    }
    return Async.model_validate({**made, **changes})


def a_pool(*permalinks: Permalink) -> Pool:
    return Pool(organization=OrganizationId("1"), async_=AsyncId("5"), id=PoolId("2"), permalinks=permalinks)


# -- the window ----------------------------------------------------------------------------------------


def test_the_defaults_are_those_of_the_rules() -> None:
    made = an_async()
    assert (made.runs_per_pool, made.reattempts, made.approved_only, made.hide_results) == (1, 0, False, True)
    assert (made.par_sample, made.balance, made.active, made.opens, made.closes) == (5, 3, True, None, None)


@pytest.mark.parametrize(
    ("changes", "is_open", "is_closed"),
    [
        ({}, True, False),
        ({"active": False}, False, True),
        ({"opens": NOW + HOUR}, False, False),
        ({"opens": NOW}, True, False),
        ({"closes": NOW}, False, True),
        ({"closes": NOW + HOUR}, True, False),
        ({"opens": NOW - HOUR, "closes": NOW + HOUR}, True, False),
    ],
)
def test_runs_can_be_started_while_it_is_active_and_within_its_window(
    changes: dict[str, Any], is_open: bool, is_closed: bool
) -> None:
    made = an_async(**changes)
    assert (made.is_open(NOW), made.is_closed(NOW)) == (is_open, is_closed)


@pytest.mark.parametrize(
    ("changes", "is_hidden"),
    [({}, True), ({"active": False}, False), ({"closes": NOW}, False), ({"hide_results": False}, False)],
)
def test_results_are_hidden_until_it_is_closed(changes: dict[str, Any], is_hidden: bool) -> None:
    assert an_async(**changes).is_hidden(NOW) is is_hidden


@pytest.mark.parametrize("closes", [NOW, NOW + HOUR])
def test_it_closes_after_it_opens(closes: Any) -> None:
    with pytest.raises(rules.ClosesFirst):
        rules.check_settings(an_async(opens=NOW + HOUR, closes=closes))
    rules.check_settings(an_async(opens=NOW, closes=NOW + HOUR))


def test_a_warning_comes_after_the_clock_has_begun() -> None:
    with pytest.raises(rules.WarnsTooEarly, match="warning_minutes"):
        rules.check_settings(an_async(start_minutes=10, warning_minutes=10))
    with pytest.raises(rules.WarnsTooEarly, match="limit_warning_minutes"):
        rules.check_settings(an_async(limit_hours=1, limit_warning_minutes=60))
    rules.check_settings(an_async(start_minutes=10, warning_minutes=9, limit_hours=1, limit_warning_minutes=59))


def test_opened_by_hand_it_is_open_whatever_its_window_said() -> None:
    for before in (
        an_async(active=False),
        an_async(opens=NOW + HOUR),
        an_async(opens=NOW - 2 * HOUR, closes=NOW - HOUR),
    ):
        assert rules.opened(before, NOW).is_open(NOW)
    coming = an_async(active=False, closes=NOW + HOUR)
    assert rules.opened(coming, NOW).closes == NOW + HOUR


def test_closed_by_hand_it_is_closed() -> None:
    assert rules.closed(an_async()).is_closed(NOW)


def test_only_a_closed_one_is_deleted_and_only_as_it_was_seen() -> None:
    with pytest.raises(rules.StillOpen):
        rules.deleted(an_async(), 1)
    with pytest.raises(rules.ChangedSince):
        rules.deleted(an_async(active=False, version=2), 1)
    assert rules.deleted(an_async(active=False), 1).archived


# -- channels ------------------------------------------------------------------------------------------


def test_a_channel_has_one_async() -> None:
    directory = AsyncDirectory(organization=OrganizationId("1")).listing(an_async())
    with pytest.raises(rules.ChannelTaken):
        rules.check_channel(directory, ChannelId("3"))
    rules.check_channel(directory, ChannelId("3"), an_async())
    rules.check_channel(directory, ChannelId("4"))


def test_a_deleted_async_leaves_its_channel() -> None:
    directory = AsyncDirectory(organization=OrganizationId("1")).listing(an_async())
    rules.check_channel(directory.listing(an_async(archived=True)), ChannelId("3"))


# -- pools ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Easy", "easy", "EASY"])
def test_a_pool_s_name_is_unique_in_the_async_whatever_the_case(name: str) -> None:
    with pytest.raises(rules.PoolNamed):
        rules.with_new_pool(rules.with_new_pool(an_async(), "Easy"), name)


def test_a_pool_that_was_taken_out_leaves_its_name_but_not_its_number() -> None:
    before = rules.with_new_pool(an_async(), "Easy")
    gone = rules.without_pool(before, before.pools[0])
    after = rules.with_new_pool(gone, "Easy")
    assert [(each.id, each.archived) for each in after.pools] == [("1", True), ("2", False)]
    assert after.pool_called("easy") == PoolName(id=PoolId("2"), name="Easy")


def test_a_pool_is_called_by_its_name_though_another_has_that_number() -> None:
    made = rules.with_new_pool(rules.with_new_pool(an_async(), "2"), "1")
    assert rules.chosen_pool(made, "2").id == "1"
    with pytest.raises(rules.NoPool):
        rules.chosen_pool(made, "3")


def test_there_are_as_many_pools_as_a_menu_can_offer() -> None:
    full = an_async()
    for number in range(MOST_POOLS):
        full = rules.with_new_pool(full, f"pool {number}")
    with pytest.raises(rules.TooManyPools):
        rules.with_new_pool(full, "one more")
    assert rules.with_new_pool(rules.without_pool(full, full.pools[3]), "one more").pool_called("one more")


# -- permalinks ----------------------------------------------------------------------------------------


def test_a_permalink_has_its_pool_s_number_and_its_own() -> None:
    after = rules.with_new_permalink(rules.with_new_permalink(a_pool(), URL, None, False), URL + "2", "notes", True)
    assert [(each.id, each.id.pool, each.notes, each.live) for each in after.permalinks] == [
        ("2-1", "2", None, False),
        ("2-2", "2", "notes", True),
    ]


@pytest.mark.parametrize(
    "url", ["", "example", "ftp://example.org/1", "https://", "https://a b.org", "javascript:alert(1)", *HOSTILE]
)
def test_a_permalink_is_an_address_on_the_web(url: str) -> None:
    with pytest.raises(rules.NoAddress):
        rules.with_new_permalink(a_pool(), url, None, False)


def test_an_address_has_512_characters_at_most() -> None:
    rules.with_new_permalink(a_pool(), "https://example.org/".ljust(512, "a"), None, False)
    with pytest.raises(rules.NoAddress):
        rules.with_new_permalink(a_pool(), "https://example.org/".ljust(513, "a"), None, False)


def test_a_pool_has_a_permalink_once_and_again_under_its_id_when_it_was_taken_out() -> None:
    before = rules.with_new_permalink(a_pool(), URL, None, True)
    with pytest.raises(rules.PermalinkTwice):
        rules.with_new_permalink(before, URL, None, False)
    again = rules.with_new_permalink(rules.without_permalink(before, before.permalinks[0]), URL, "new notes", False)
    assert again.permalinks == (Permalink(id=PermalinkId("2-1"), url=URL, notes="new notes"),)


def test_a_permalink_is_taken_out_by_its_number_or_its_address() -> None:
    pool = a_pool(Permalink(id=PermalinkId("2-1"), url=URL))
    assert rules.chosen_permalink(pool, "2-1") == rules.chosen_permalink(pool, f" {URL} ") == pool.permalinks[0]
    with pytest.raises(rules.NoPermalink):
        rules.chosen_permalink(rules.without_permalink(pool, pool.permalinks[0]), URL)


def test_a_pool_takes_fifty_permalinks_those_that_were_taken_out_included() -> None:
    full = a_pool(*(Permalink(id=PermalinkId(f"2-{at}"), url=f"{URL}/{at}") for at in range(1, MOST_PERMALINKS + 1)))
    with pytest.raises(rules.TooManyPermalinks, match="at most 50 permalinks, those that were taken out included"):
        rules.with_new_permalink(full, URL, None, False)
    fewer = rules.without_permalink(full, full.permalinks[0])
    with pytest.raises(rules.TooManyPermalinks):
        rules.with_new_permalink(fewer, URL, None, False)
    assert rules.with_new_permalink(fewer, full.permalinks[0].url, None, False).drawable == full.permalinks


def test_live_and_archived_permalinks_are_not_drawn() -> None:
    pool = a_pool(
        Permalink(id=PermalinkId("2-1"), url=URL),
        Permalink(id=PermalinkId("2-2"), url=URL, live=True),
        Permalink(id=PermalinkId("2-3"), url=URL, archived=True),
    )
    assert [each.id for each in pool.drawable] == ["2-1"]
