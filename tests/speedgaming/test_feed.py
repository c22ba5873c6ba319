"""The feed's shape and the import's rules 3, 4, 5, 6 and 9, as far as reading the feed decides them."""

import json
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paddock.errors import Unavailable
from paddock.matches.model import Role
from paddock.speedgaming.episode import BadEpisode, CrewMember, Episode, Player, Schedule
from paddock.speedgaming.feed import FeedError, parse_episode, parse_schedule

Json = dict[str, Any]

SAMPLE: list[Json] = json.loads((Path(__file__).parent / "samples" / "schedule.json").read_text("utf-8"))


def told(**changes: object) -> Json:
    """The first sample episode, with some of its keys changed."""
    return deepcopy(SAMPLE[0]) | changes


def player(number: int, name: object = "Zorblatt", **changes: object) -> Json:
    return {"id": number, "displayName": name, "discordId": "", "publicStream": ""} | changes


def crew(number: int, **changes: object) -> Json:
    return {"id": number, "displayName": "Castellan", "discordId": "", "approved": True, "ready": False} | changes


NO_CREW: Json = {"commentators": [], "trackers": [], "broadcasters": [], "helpers": []}


def match(*players: Json, title: str = "", note: str = "") -> Json:
    return {"id": 1, "title": title, "note": note, "players": list(players)}


def schedule(*episodes: object) -> Schedule:
    return parse_schedule(json.dumps(episodes))


def read(**changes: object) -> Episode:
    """The changed sample, which must be good."""
    answer = schedule(told(**changes))
    assert answer.bad == ()
    (episode,) = answer.episodes
    return episode


def reason(**changes: object) -> str:
    """Why the changed sample is bad, while its neighbour is imported."""
    answer = schedule(told(**changes), SAMPLE[1])
    assert [episode.id for episode in answer.episodes] == [SAMPLE[1]["id"]]
    (bad,) = answer.bad
    return bad.reason


def read_player(**changes: object) -> Player:
    (only,) = read(match1=match(player(501, **changes))).players
    return only


class TestTheAnswer:
    def test_every_sample_episode_is_read(self) -> None:
        answer = parse_schedule(json.dumps(SAMPLE))
        assert [episode.id for episode in answer.episodes] == [3001, 3002, 3003, 3004, 3005]
        assert answer.bad == ()

    def test_bytes_are_read_like_text(self) -> None:
        text = json.dumps(SAMPLE)
        assert parse_schedule(text.encode()) == parse_schedule(text)

    def test_an_empty_list_is_a_schedule_without_episodes(self) -> None:
        assert parse_schedule("[]") == Schedule()

    def test_an_error_object_is_a_feed_error_with_its_words(self) -> None:
        with pytest.raises(FeedError, match=r"Failed to find event\."):
            parse_schedule('{"error": "Failed to find event."}')

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "<!doctype html>",
            "[{",
            "{}",
            '{"episodes": []}',
            "null",
            "7",
            '"[]"',
            "[1]",
            "[[]]",
            "[" * 100_000,
            b"\xff",
        ],
    )
    def test_what_is_no_list_of_objects_is_a_feed_error(self, text: str | bytes) -> None:
        with pytest.raises(FeedError):
            parse_schedule(text)

    def test_one_entry_that_is_no_object_refuses_the_whole_answer(self) -> None:
        with pytest.raises(FeedError, match="entry 2 is text"):
            schedule(told(), "surprise")

    def test_a_feed_error_is_an_unavailability_of_speedgaming(self) -> None:
        error = FeedError("the answer is not JSON")
        assert isinstance(error, Unavailable)
        assert error.who == "SpeedGaming"

    def test_an_absurd_number_of_episodes_is_a_feed_error(self) -> None:
        with pytest.raises(FeedError, match="too many"):
            parse_schedule("[" + ",".join(["{}"] * 50_001) + "]")

    def test_ten_megabytes_of_episodes_are_read(self) -> None:
        many = [told(id=number) for number in range(1, 6_001)]
        text = json.dumps(many)
        assert len(text) > 10_000_000
        assert len(parse_schedule(text).episodes) == 6_000


class TestOneEpisode:
    def test_it_is_read_as_in_the_schedule(self) -> None:
        assert parse_episode(json.dumps(told())) == read()

    @pytest.mark.parametrize("words", ["Failed to find episode with id 3001.", "Failed to find episode."])
    def test_a_clear_not_found_is_none(self, words: str) -> None:
        assert parse_episode(json.dumps({"error": words})) is None

    @pytest.mark.parametrize(
        "body",
        [
            {"error": "Failed to find event."},
            {"error": "Failed to find episode because the database is away."},
            {"error": "Not found"},
            {"error": ""},
            {"error": None},
            {"error": ["Failed to find episode."]},
            {"error": "Failed to find episode with id 3001.", "id": 3001},
            {},
            [],
            None,
            [SAMPLE[0]],
            {"id": 3001},
        ],
    )
    def test_anything_else_is_a_feed_error_and_never_not_found(self, body: object) -> None:
        with pytest.raises(FeedError):
            parse_episode(json.dumps(body))

    def test_a_bad_episode_is_a_feed_error_with_the_reason(self) -> None:
        with pytest.raises(FeedError, match="when is blank"):
            parse_episode(json.dumps(told(when="")))


class TestStart:
    def test_it_is_the_countdown(self) -> None:
        assert read().start == datetime(2031, 3, 7, 20, 0, tzinfo=UTC)

    def test_it_is_the_broadcast_where_the_countdown_is_empty(self) -> None:
        assert read(whenCountdown="").start == datetime(2031, 3, 7, 19, 50, tzinfo=UTC)

    @pytest.mark.parametrize("text", ["2031-03-07T21:30:00+01:30", "2031-03-07T20:00:00Z", "2031-03-07T20:00:00"])
    def test_it_is_aware_and_in_utc_however_it_is_written(self, text: str) -> None:
        start = read(whenCountdown=text).start
        assert start == datetime(2031, 3, 7, 20, 0, tzinfo=UTC)
        assert start.utcoffset() == timedelta(0)

    def test_timezone_means_nothing(self) -> None:
        assert read(timezone="Europe/Nowhere") == read()


class TestTitle:
    """Rule 3."""

    def test_the_first_that_is_not_blank_is_taken_in_the_rules_order(self) -> None:
        one = {"title": "match1", "note": "note1", "players": []}
        two = {"title": "match2", "note": "note2", "players": []}
        assert read(title="episode", match1=one, match2=two).title == "episode"
        assert read(title=" ", match1=one, match2=two).title == "match1"
        assert read(match1=one | {"title": ""}, match2=two).title == "match2"
        assert read(match1=one | {"title": ""}, match2=two | {"title": "\t"}).title == "note1"
        assert read(match1=one | {"title": "", "note": ""}, match2=two | {"title": ""}).title == "note2"

    def test_without_any_the_players_are_joined_by_vs(self) -> None:
        assert read(match1=match(player(1, "Zorblatt"), player(2, "Quibbler"))).title == "Zorblatt vs Quibbler"

    def test_a_slot_of_a_bracket_appears_in_it_by_name(self) -> None:
        both = match(player(1, "Winner of Group A"), player(2, "Quibbler"))
        assert read(match1=both).title == "Winner of Group A vs Quibbler"

    def test_it_is_cut_to_100(self) -> None:
        assert read(title="x" * 4_000).title == "x" * 100
        long_names = [player(number, "y" * 60) for number in range(1, 9)]
        assert len(read(match1=match(*long_names)).title) == 100

    def test_without_titles_and_players_it_is_tbd(self) -> None:
        assert read(match1=match()).title == "TBD"

    def test_invisible_characters_are_no_title(self) -> None:
        assert read(title="\u200b\u202e\u3164", match1=match(title="Round 1")).title == "Round 1"

    def test_it_is_one_line(self) -> None:
        assert read(title="Round\n\n1\x00 ").title == "Round 1"


class TestPlayers:
    def test_those_of_match1_come_before_those_of_match2(self) -> None:
        doubleheader = schedule(SAMPLE[2]).episodes[0]
        assert [p.name for p in doubleheader.players] == ["Zorblatt", "Mumpkin", "Quibbler", "Fennigold"]

    def test_who_is_in_both_matches_is_there_once(self) -> None:
        episode = read(match1=match(player(1), player(2)), match2=match(player(2), player(3)))
        assert [p.id for p in episode.players] == [1, 2, 3]

    def test_two_accounts_of_one_discord_user_are_one_player(self) -> None:
        same = {"discordId": "111111111111111101"}
        assert len(read(match1=match(player(1, **same), player(2, **same))).players) == 1

    def test_an_account_is_one_player_though_its_discord_id_is_missing_once(self) -> None:
        episode = read(match1=match(player(1, discordId="111111111111111101")), match2=match(player(1)))
        assert [p.key for p in episode.players] == ["111111111111111101"]

    def test_an_episode_without_players_is_not_bad(self) -> None:
        assert read(match1=match()).players == ()

    def test_eight_play_and_nine_are_a_bad_episode(self) -> None:
        assert len(read(match1=match(*(player(n) for n in range(1, 9)))).players) == 8
        assert reason(match1=match(*(player(n) for n in range(1, 10)))) == ("players are 9, and a match has at most 8")

    def test_forty_players_are_a_bad_episode(self) -> None:
        assert "40" in reason(match1=match(*(player(n) for n in range(1, 41))))

    def test_a_list_beyond_all_measure_is_refused_unread(self) -> None:
        assert "1000000" in reason(match1={"players": [7] * 1_000_000})

    def test_a_player_whose_public_stream_is_ignore_is_no_person(self) -> None:
        episode = read(match1=match(player(1), player(2, publicStream="ignore")))
        assert [p.id for p in episode.players] == [1]

    @pytest.mark.parametrize(
        "name", ["Winner of Group A", "Loser of Semifinal 2", " Winner  of B", "Winner\u200b of C"]
    )
    def test_names_that_begin_with_winner_of_or_loser_of_are_slots(self, name: str) -> None:
        assert read_player(displayName=name).is_slot

    @pytest.mark.parametrize("name", ["Zorblatt", "The Winner of It", "Winner often", "Winner"])
    def test_other_names_are_people(self, name: str) -> None:
        assert not read_player(displayName=name).is_slot

    def test_two_slots_stay_two_though_they_share_an_id(self) -> None:
        episode = read(match1=match(player(9, "Winner of A"), player(9, "Winner of B")))
        assert [p.name for p in episode.players] == ["Winner of A", "Winner of B"]

    def test_a_public_stream_is_a_twitch_channel_or_nothing(self) -> None:
        assert read_player(publicStream="Zorblatt_TV").stream == "zorblatt_tv"
        assert read_player(publicStream="").stream is None
        assert read_player(publicStream="https://elsewhere.example/zorblatt").stream is None


class TestPeople:
    """Rule 4."""

    @pytest.mark.parametrize("id", ["11111111111111111", "111111111111111111", "18446744073709551615"])
    def test_a_valid_discord_id_is_the_key(self, id: str) -> None:
        somebody = read_player(discordId=id)
        assert (somebody.key, somebody.discord_id) == (id, id)

    @pytest.mark.parametrize(
        "id",
        [
            "",
            "not-an-id",
            "1" * 16,
            "1" * 21,
            "18446744073709551616",
            "99999999999999999999",
            "011111111111111111",
            " 111111111111111111",
            "-11111111111111111",
            "١١١١١١١١١١١١١١١١١١",
            111111111111111111,
            2**80,
            1.5,
            True,
            None,
            [],
            {},
        ],
    )
    def test_a_malformed_discord_id_is_treated_as_absent(self, id: object) -> None:
        somebody = read_player(discordId=id)
        assert (somebody.key, somebody.discord_id) == ("sg_501", None)

    def test_the_placeholders_key_is_known_beside_a_discord_id(self) -> None:
        assert read_player(discordId="111111111111111111").placeholder == "sg_501"

    def test_a_tag_never_links_anybody(self) -> None:
        assert read_player(discordTag="111111111111111111") == read_player(discordTag="zorblatt")

    @pytest.mark.parametrize(
        ("raw", "shown"),
        [
            ("  Zor\n blatt ", "Zor blatt"),
            ("\u202eZor\u200bblatt\u2066", "Zorblatt"),
            ("Zor\ud800blatt", "Zorblatt"),
            ("**@everyone** <@1>", "**@everyone** <@1>"),
            ("ゾル", "ゾル"),
            ("z" * 4_000, "z" * 64),
        ],
    )
    def test_a_name_is_one_line_of_what_can_be_seen(self, raw: str, shown: str) -> None:
        assert read_player(displayName=raw).name == shown

    @pytest.mark.parametrize("raw", ["", " ", "\u200b\u200d", "\u3164\u2800", "\ufeff" * 4_000])
    def test_a_name_that_shows_nothing_is_replaced(self, raw: str) -> None:
        assert read_player(displayName=raw).name == "SpeedGaming 501"

    @given(st.text(st.characters(codec=None)))
    def test_any_name_is_short_printable_and_not_blank(self, raw: str) -> None:
        name = read_player(displayName=raw).name
        assert 0 < len(name) <= 64
        assert name == name.strip()
        name.encode("utf-8")


CREWS = {
    "commentators": Role.COMMENTATOR,
    "trackers": Role.TRACKER,
    "broadcasters": Role.RESTREAMER,
    "helpers": Role.HELPER,
}


def crewed(**changes: object) -> tuple[CrewMember, ...]:
    """Whom the sample has as crew once nobody else is listed."""
    return read(**NO_CREW | changes).crew


class TestCrew:
    """Rule 5."""

    @pytest.mark.parametrize(("key", "role"), CREWS.items())
    @pytest.mark.parametrize("approved", [True, False])
    def test_commentators_trackers_broadcasters_and_helpers_are_read_with_their_approval(
        self, key: str, role: Role, approved: bool
    ) -> None:
        (only,) = crewed(**{key: [crew(9, approved=approved)]})
        assert (only.id, only.name, only.role, only.approved) == (9, "Castellan", role, approved)

    def test_an_approval_that_is_unset_is_none(self) -> None:
        (only,) = crewed(trackers=[crew(9, approved="")])
        assert not only.approved

    def test_the_same_person_in_one_role_twice_is_one_and_approved_if_they_are_anywhere(self) -> None:
        (only,) = crewed(trackers=[crew(9, approved=False), crew(9, approved=True)])
        assert only.approved

    def test_two_accounts_of_one_discord_user_in_one_role_are_one(self) -> None:
        same = {"discordId": "111111111111111101"}
        assert len(crewed(trackers=[crew(8, **same), crew(9, **same)])) == 1

    def test_the_same_person_in_two_roles_is_both(self) -> None:
        both = crewed(trackers=[crew(9)], commentators=[crew(9)])
        assert [each.role for each in both] == [Role.COMMENTATOR, Role.TRACKER]

    def test_players_and_crew_are_counted_apart(self) -> None:
        episode = read(**NO_CREW | {"match1": match(player(9)), "trackers": [crew(9)]})
        assert (episode.players[0].key, episode.crew[0].key) == ("sg_9", "sg_crew_9")

    def test_a_malformed_discord_id_is_treated_as_absent(self) -> None:
        assert crewed(trackers=[crew(9, discordId=111111111111111111)])[0].key == "sg_crew_9"

    @pytest.mark.parametrize("key", CREWS)
    def test_a_key_that_is_missing_says_nothing_of_that_role(self, key: str) -> None:
        silent = told()
        del silent[key]
        assert schedule(silent).episodes[0].unsaid == (CREWS[key],)
        assert read(**{key: []}).unsaid == ()

    @pytest.mark.parametrize("key", CREWS)
    @pytest.mark.parametrize(
        ("wrong", "complaint"),
        [
            (None, "should be a list, not null"),
            ("Castellan", "should be a list, not text"),
            ([1], "should be an object, not a number"),
            ([crew(9, approved="yes")], "approved should be true or false, not text"),
            ([crew(9, approved=None)], "approved should be true or false, not null"),
            ([crew(9, displayName=["x"])], "displayName should be text, not a list"),
            ([crew(2**64)], "id is out of range"),
            ([crew(9)] * 201, "are 201, too many to read"),
        ],
    )
    def test_a_crew_of_wrong_types_spoils_its_episode_alone(self, key: str, wrong: object, complaint: str) -> None:
        assert complaint in reason(**{key: wrong})

    def test_twenty_four_are_a_crew_and_more_are_a_bad_episode(self) -> None:
        assert len(crewed(helpers=[crew(n) for n in range(1, 25)])) == 24
        many = reason(
            **NO_CREW | {"helpers": [crew(n) for n in range(1, 21)], "trackers": [crew(n) for n in range(1, 6)]}
        )
        assert many == "crew are 25, and a match has at most 24"


class TestChannels:
    def test_the_first_broadcast_is_the_stream(self) -> None:
        assert (
            read(channels=[{"name": "FableTV", "slug": "fabletv"}, {"name": "Two", "slug": "two"}]).stream == "fabletv"
        )

    def test_a_channel_whose_name_holds_a_space_is_no_broadcast(self) -> None:
        undecided = {"id": 0, "name": "Undecided, Elsewhere", "slug": "undecided"}
        assert read(channels=[undecided]).stream is None
        assert read(channels=[undecided, {"name": "FableTV", "slug": "fabletv"}]).channels == ("fabletv",)

    def test_the_name_serves_where_the_slug_is_no_twitch_channel(self) -> None:
        assert read(channels=[{"name": "FableTV", "slug": ""}]).stream == "fabletv"
        assert read(channels=[{"name": "FábulaTV", "slug": "fabulatv"}]).stream == "fabulatv"

    @pytest.mark.parametrize("channel", [{}, {"name": "", "slug": "x_y"}, {"name": "../../etc", "slug": "?a=b"}])
    def test_what_can_be_no_twitch_channel_is_no_broadcast(self, channel: Json) -> None:
        assert read(channels=[channel]).channels == ()


class TestBadEpisodes:
    """Rule 9: counted and named, the others are imported."""

    @pytest.mark.parametrize("id", ["", "3001", None, 0, -1, 3001.0, True, 2**63, 2**64, [], {}])
    def test_an_episode_without_a_usable_id_is_bad(self, id: object) -> None:
        assert reason(id=id).startswith("id ")

    def test_an_id_of_thousands_of_digits_spoils_only_its_episode(self) -> None:
        text = json.dumps([told(id=-7), SAMPLE[1]]).replace("-7", "9" * 10_000, 1)
        answer = parse_schedule(text)
        assert (len(answer.episodes), answer.bad[0].reason) == (1, "id is out of range")

    @pytest.mark.parametrize(
        "when", ["", "  ", "soon", "2031-13-01T00:00:00", "2031-03-07", "0001-01-01T00:00:00+14:00"]
    )
    def test_a_blank_or_wrong_when_is_bad_though_the_countdown_is_fine(self, when: str) -> None:
        assert reason(when=when).startswith("when is ")

    @pytest.mark.parametrize("when", ["soon", "9999-12-31T23:00:00+00:00", 1_930_000_000, None, True, []])
    def test_a_wrong_countdown_is_bad(self, when: object) -> None:
        assert reason(whenCountdown=when).startswith("whenCountdown ")

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"when": 5}, "when should be a time as text, not a number"),
            ({"title": None}, "title should be text, not null"),
            ({"match1": None}, "match1 should be an object, not null"),
            ({"match1": {}}, "match1: players is missing"),
            ({"match1": {"players": "Zorblatt"}}, "match1: players should be a list, not text"),
            ({"match2": [1]}, "match2 should be an object, not a list"),
            ({"match1": match(player(1), player(2, 3))}, "match1, player 2: displayName should be text, not a number"),
            ({"match1": match({"displayName": "Zorblatt"})}, "match1, player 1: id is missing"),
            ({"match1": match(player(2**64))}, "match1, player 1: id is out of range"),
            ({"channels": [{"name": 1}]}, "channel 1: name should be text, not a number"),
            ({"channels": [1, 2, 3]}, "channel 1 should be an object, not a number (and 2 more)"),
        ],
    )  # fmt: skip
    def test_wrong_types_are_named_in_words(self, changes: Json, expected: str) -> None:
        assert reason(**changes) == expected

    def test_it_is_named_by_position_and_id(self) -> None:
        answer = schedule(SAMPLE[1], told(when=""))
        assert answer.bad == (BadEpisode(position=2, id=3001, reason="when is blank"),)

    def test_of_two_episodes_with_one_id_the_later_is_bad(self) -> None:
        answer = schedule(told(title="first"), told(title="second"))
        assert [episode.title for episode in answer.episodes] == ["first"]
        assert answer.bad[0].reason == "is listed twice; the first is used"

    def test_a_bad_episode_is_still_listed(self) -> None:
        assert schedule(told(when=""), SAMPLE[1], told(id="")).listed_ids == {3001, 3002}


class TestFingerprint:
    """Rule 6."""

    def test_it_stays_while_nothing_changes(self) -> None:
        assert read().fingerprint == read().fingerprint

    @pytest.mark.parametrize(
        "changes",
        [
            {"whenCountdown": "2031-03-07T20:05:00+00:00"},
            {"title": "Final"},
            {"match1": match(player(1))},
            {"channels": []},
        ],
        ids=["time", "title", "players", "channels"],
    )
    def test_a_change_of_what_the_import_uses_changes_it(self, changes: Json) -> None:
        assert read(**changes).fingerprint != read().fingerprint

    def test_an_id_that_appears_changes_it(self) -> None:
        before = read(match1=match(player(1)))
        after = read(match1=match(player(1, discordId="111111111111111101")))
        assert before.fingerprint != after.fingerprint

    @pytest.mark.parametrize("key", CREWS)
    def test_another_one_in_the_crew_changes_it_and_so_does_an_approval(self, key: str) -> None:
        states = [[], [crew(1)], [crew(1, approved=False)], [crew(1, displayName="Castellane")], [crew(1), crew(2)]]
        assert len({read(**{key: state}).fingerprint for state in states}) == len(states)

    @pytest.mark.parametrize("key", CREWS)
    def test_what_of_the_crew_is_not_used_does_not(self, key: str) -> None:
        unused = crew(1, ready=True, partner="Quibbler", language="de", publicStream="x", discordTag="y")
        assert read(**{key: [unused, crew(2)]}).fingerprint == read(**{key: [crew(2), crew(1)]}).fingerprint

    def test_keys_that_the_import_does_not_use_do_not(self) -> None:
        other = {"length": 1, "timezone": "x", "approved": False, "externalRestream": True, "event": None, "new": 1}
        assert read(**other).fingerprint == read().fingerprint


used = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["Round 1", "Final"]),
        "whenCountdown": st.sampled_from(["2031-03-07T20:00:00+00:00", "2031-03-07T20:05:00+00:00"]),
        "channels": st.sampled_from([[], [{"name": "FableTV", "slug": "fabletv"}]]),
        "players": st.lists(st.sampled_from([1, 2, 3]), max_size=3, unique=True),
        **{key: st.dictionaries(st.sampled_from([7, 8]), st.booleans(), max_size=2) for key in CREWS},
    }
)
"""Of the crew each one's approval, by id."""


def with_noise(parts: Json, random: Random) -> Json:
    """An episode that says so, with anything in the keys that the import does not use."""
    crews: Json = {}
    for key in CREWS:
        listed = [crew(id, approved=approved, ready=random.random() < 0.5) for id, approved in parts[key].items()]
        crews[key] = random.sample(listed, len(listed))
    players = match(*(player(id, discordTag=str(random.random())) for id in parts["players"]))
    kept = {key: parts[key] for key in ("title", "whenCountdown", "channels")}
    return {**kept, **crews, "match1": players, "length": random.randrange(99), "approved": random.random() < 0.5}


@given(used, used, st.randoms(use_true_random=False))
def test_the_fingerprint_changes_exactly_when_something_that_is_used_does(
    one: Json, other: Json, random: Random
) -> None:
    first, again, second = (read(**with_noise(each, random)) for each in (one, one, other))
    assert first.fingerprint == again.fingerprint
    assert (first.fingerprint == second.fingerprint) == (one == other)


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


class TestProperties:
    @given(ANY_JSON)
    def test_any_json_is_a_schedule_or_a_feed_error(self, body: object) -> None:
        with suppress(FeedError):
            answer = parse_schedule(json.dumps(body))
            assert isinstance(body, list)
            assert len(answer.episodes) + len(answer.bad) == len(body)

    @given(st.text() | st.binary())
    def test_any_text_is_an_answer_or_a_feed_error(self, text: str | bytes) -> None:
        with suppress(FeedError):
            assert parse_episode(text) is None

    @given(st.data())
    def test_a_mutation_anywhere_in_an_episode_spoils_that_episode_at_most(self, data: st.DataObject) -> None:
        mutated = deepcopy(SAMPLE)
        place = data.draw(st.integers(0, len(SAMPLE) - 1))
        _mutate(mutated[place], data)
        answer = schedule(*mutated)
        others = [e for e in parse_schedule(json.dumps(SAMPLE)).episodes if e.id != SAMPLE[place]["id"]]
        assert [e for e in answer.episodes if e in others] == others
        assert len(answer.episodes) + len(answer.bad) == len(SAMPLE)
        for bad in answer.bad:
            assert bad.position == place + 1
            assert 0 < len(bad.reason) < 200
        for episode in answer.episodes:
            assert 0 < len(episode.title) <= 100
            assert len(episode.players) <= 8
            assert len(episode.fingerprint) == 24


def _mutate(node: Any, data: st.DataObject) -> None:
    """Walks down to some place and puts anything there, or takes away what is there."""
    keys = list(node) if isinstance(node, dict) else list(range(len(node)))
    key = data.draw(st.sampled_from(keys))
    child = node[key]
    if isinstance(child, dict | list) and child and data.draw(st.booleans()):
        _mutate(child, data)
    elif data.draw(st.booleans()):
        node[key] = data.draw(ANY_JSON.filter(lambda value: value not in [e["id"] for e in SAMPLE]))
    else:
        del node[key]
