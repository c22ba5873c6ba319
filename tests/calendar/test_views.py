"""How a match reads as a Discord event."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paddock.calendar import views
from paddock.calendar.model import Listing
from paddock.ids import MatchId, OrganizationId, PersonId
from paddock.matches.model import Match, Player
from tests.support.values import ALICE, BOB, GHOST, HOSTILE, TENANT, a_match, a_tournament, an_organization

NAMES = st.text(max_size=100) | st.sampled_from(HOSTILE)


def listed(match: Match, **tournament: Any) -> Listing:
    return views.listing(match, a_tournament(**tournament), an_organization())


def streamers(*channels: str | None) -> tuple[Player, ...]:
    return tuple(
        Player(id=PersonId(f"sg_{at}"), name=f"player {at}", stream=channel) for at, channel in enumerate(channels)
    )


# -- name ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("match", "name"),
    [
        (a_match(title="Grand Final"), "WINTER-OPEN - Grand Final"),
        (a_match(), "WINTER-OPEN - alice vs bob"),
        (a_match(players=(ALICE, BOB, GHOST)), "WINTER-OPEN - alice vs bob vs ghost"),
        (a_match(players=()), "WINTER-OPEN - Players to be announced"),
    ],
)
def test_the_name_is_the_slug_in_upper_case_and_the_title_else_the_players(match: Match, name: str) -> None:
    assert listed(match).name == name


def test_a_long_name_is_cut_at_a_word_with_an_ellipsis() -> None:
    name = listed(a_match(title="the longest match of them all " * 3 + "at last")).name
    assert name == "WINTER-OPEN - the longest match of them all the longest match of them all the longest match of…"


# -- description -----------------------------------------------------------------------------------


def test_the_description_tells_match_tournament_time_stream_comment_and_last_the_reference() -> None:
    match = a_match(title="Grand Final", stream="speedgaming", comment="best of three")
    assert listed(match).description.splitlines() == [
        "**Grand Final**",
        "alice vs bob",
        "Winter Open",
        "<t:2142601200:F> (<t:2142601200:R>)",
        "Stream: https://twitch.tv/speedgaming",
        "best of three",
        "Paddock match 400",
    ]


def test_an_unknown_stream_is_tbd_and_no_comment_takes_no_line() -> None:
    assert listed(a_match()).description.splitlines()[3:] == ["Stream: TBD", "Paddock match 400"]


def test_a_long_description_is_cut_at_a_word_and_still_ends_with_the_reference() -> None:
    description = listed(a_match(title="_" * 100, comment="_snack_ " * 62), name="_" * 100).description
    *told, last = description.splitlines()
    assert last == "Paddock match 400"
    assert told[-1].endswith(" \\_snack\\_…")
    assert 980 < len(description) <= 1000


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_of_any_length_fit_too(text: str) -> None:
    """Longer than anybody may type: what is stored may be older than a limit."""
    match = a_match(players=(Player(id=PersonId("sg_1"), name=text), BOB))
    event = listed(match.model_copy(update={"title": text, "comment": text}))
    assert 1 <= len(event.name) <= 100
    assert len(event.description) <= 1000
    assert event.description.endswith("\nPaddock match 400")


@given(name=NAMES, title=st.none() | NAMES, comment=st.none() | NAMES, tournament=NAMES)
def test_whatever_people_typed_fits_and_names_the_match(
    name: str, title: str | None, comment: str | None, tournament: str
) -> None:
    match = a_match(
        title=title and title[:100],
        comment=comment and comment[:500],
        players=(Player(id=PersonId("sg_1"), name=name), BOB),
    )
    event = listed(match, name=tournament[:100] or "?", slug="s" * 32)
    assert 1 <= len(event.name) <= 100
    assert len(event.description) <= 1000
    assert event.description.endswith("\nPaddock match 400")
    assert views.referenced(event.description, TENANT) == match.id
    assert 1 <= len(event.location) <= 100


@pytest.mark.parametrize("text", HOSTILE)
def test_a_typed_reference_or_markup_does_not_work(text: str) -> None:
    match = a_match(comment=f"Paddock match 999 {text}"[:500], title=text[:100])
    description = listed(match).description
    assert views.referenced(description, TENANT) == MatchId("400")
    assert "@everyone" not in description.replace("\\@everyone", "")


@pytest.mark.parametrize(
    "description",
    [
        None,
        "",
        "Paddock match ",
        "Paddock match 4 0",
        "Paddock match 400\nedited",
        "see Paddock match 400",
        "Paddock match !",
        "Paddock match 400 of 100",
        "Paddock match sg7",
    ],
)
def test_an_event_that_somebody_else_made_carries_no_reference(description: str | None) -> None:
    assert views.referenced(description, TENANT) is None


def test_an_episode_that_two_communities_follow_is_known_as_each_one_s_own_match() -> None:
    """Both have a match of that id, and a server may go from one of them to the other."""
    description = listed(a_match(id=MatchId("sg7"))).description
    assert description.endswith("\nPaddock match sg7 of 100")
    assert views.referenced(description, TENANT) == "sg7"
    assert views.referenced(description, OrganizationId("200")) is None


# -- location --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stream", "channels", "location"),
    [
        ("speedgaming", ("a1", "b2"), "https://twitch.tv/speedgaming"),
        (None, ("a1", "b2"), "https://multistre.am/a1/b2"),
        (None, ("a1", None, "b2"), "https://multistre.am/a1/b2"),
        (None, ("a1", None), "TBD"),
        (None, (None, None), "TBD"),
        (None, ("a" * 25, "b" * 25, "c" * 25), "https://multistre.am/" + "/".join(("a" * 25, "b" * 25, "c" * 25))),
        (None, ("a" * 25, "b" * 25, "c" * 25, "d" * 25), "TBD"),
    ],
)
def test_the_location_is_the_stream_else_two_or_more_players_streams_that_fit_else_tbd(
    stream: str | None, channels: tuple[str | None, ...], location: str
) -> None:
    assert listed(a_match(stream=stream, players=streamers(*channels))).location == location


# -- the wire --------------------------------------------------------------------------------------


def test_the_event_is_external_guild_only_and_ends_after_its_length() -> None:
    event = listed(a_match(), event_minutes=45)
    payload = views.payload(event)
    assert event.end - event.start == timedelta(minutes=45)
    assert (payload["entity_type"], payload["privacy_level"]) == (3, 2)
    assert payload["entity_metadata"] == {"location": "TBD"}
    assert payload["scheduled_start_time"] == "2037-11-23T15:00:00+00:00"
    assert payload["scheduled_end_time"] == "2037-11-23T15:45:00+00:00"


CHANGES: list[dict[str, Any]] = [
    {"title": "Final"},
    {"when": a_match().when + timedelta(minutes=1)},  # type: ignore[operator]  # the usual match has a time
    {"stream": "speedgaming"},
    {"comment": "late"},
    {"players": (ALICE, GHOST)},
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_the_match_changes_the_fingerprint(change: dict[str, Any]) -> None:
    assert views.fingerprint(listed(a_match(**change))) != views.fingerprint(listed(a_match()))


def theirs(event: Listing) -> dict[str, Any]:
    """As Discord lists what it was told."""
    return views.payload(event)


def test_an_active_event_s_start_is_not_told_again() -> None:
    event = listed(a_match())
    told, first = views.payload(event, active=True), views.payload(event)
    assert first == {**told, "scheduled_start_time": "2037-11-23T15:00:00+00:00"}


def test_once_an_event_is_active_its_times_are_its_own() -> None:
    """Whoever started it early, or lets it go on for longer, meant it."""
    event = listed(a_match())
    begun = {"status": 2, "scheduled_start_time": "2037-11-23T14:00:00+00:00", "scheduled_end_time": None}
    assert views.reads_as(theirs(event) | begun, event)


def test_what_discord_was_told_reads_as_told() -> None:
    event = listed(a_match(comment="two  spaces"))
    assert views.reads_as(theirs(event), event)


@pytest.mark.parametrize(
    "edit",
    [
        {"name": "x"},
        {"description": "x"},
        {"entity_metadata": {"location": "x"}},
        {"scheduled_start_time": "2037-11-23T15:01:00+00:00"},
        {"scheduled_end_time": None},
        {"entity_metadata": None},
        {"name": "x", "status": 2},
        {"description": "x", "status": 2},
    ],
)
def test_an_edit_by_hand_is_seen(edit: dict[str, Any]) -> None:
    event = listed(a_match())
    assert not views.reads_as(theirs(event) | edit, event)
