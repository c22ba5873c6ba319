"""The simulated feed over a real socket: the true feed's manners, the samples, and the API to change and break it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from infra.local.feed import create_feed
from infra.local.feed_server import served
from paddock.speedgaming.episode import Episode
from paddock.speedgaming.feed import parse_schedule

MORNING = datetime(2031, 3, 7, 9, 30, tzinfo=UTC)
WEEK = {"from": "2031-03-07T00:00:00+00:00", "to": "2031-03-14T00:00:00+00:00"}
PEOPLE = {"Ada": "111111111111111101", "Ben": "111111111111111102"}


class Clock:
    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def http(clock: Clock) -> Iterator[httpx.Client]:
    with served(create_feed(clock, people=PEOPLE)) as url, httpx.Client(base_url=url) as client:
        yield client


def listed(http: httpx.Client, event: str = "lantern-open", **params: str) -> list[dict[str, Any]]:
    answer = http.get("/api/schedule/", params={"event": event, **(params or WEEK)}).json()
    assert isinstance(answer, list)
    return answer


def read(http: httpx.Client, event: str = "lantern-open") -> dict[int, Episode]:
    """As the import would: by id, none bad."""
    schedule = parse_schedule(http.get("/api/schedule/", params={"event": event, **WEEK}).content)
    assert schedule.bad == ()
    return {episode.id: episode for episode in schedule.episodes}


def ids(episodes: list[dict[str, Any]]) -> set[int]:
    return {episode["id"] for episode in episodes}


class TestManners:
    def test_json_arrives_as_html(self, http: httpx.Client) -> None:
        answer = http.get("/api/schedule/", params={"event": "lantern-open"})
        assert answer.headers["Content-Type"].startswith("text/html")

    @pytest.mark.parametrize("params", [{}, {"event": ""}, {"event": "nowhere"}])
    def test_an_unknown_event_is_an_error_object_with_status_200(
        self, http: httpx.Client, params: dict[str, str]
    ) -> None:
        answer = http.get("/api/schedule/", params=params)
        assert (answer.status_code, answer.json()) == (200, {"error": "Failed to find event."})

    @pytest.mark.parametrize("id", ["1", "", "x", "9" * 400])
    def test_an_unknown_episode_is_an_error_object_with_status_200(self, http: httpx.Client, id: str) -> None:
        answer = http.get("/api/episode/", params={"id": id})
        assert (answer.status_code, answer.json()) == (200, {"error": f"Failed to find episode with id {id}."})

    def test_one_episode_is_given_by_id(self, http: httpx.Client) -> None:
        assert http.get("/api/episode/?id=770101").json() == next(e for e in listed(http) if e["id"] == 770101)

    @pytest.mark.parametrize("path", ["/api/schedule?event=lantern-open", "/api/episode?id=770101"])
    def test_without_the_last_slash_it_redirects(self, http: httpx.Client, path: str) -> None:
        assert http.get(path).is_redirect

    def test_without_an_end_only_a_few_days_come(self, http: httpx.Client) -> None:
        few = listed(http, **{"from": WEEK["from"]})
        assert ids(few) < ids(listed(http))

    def test_only_episodes_between_from_and_to_come(self, http: httpx.Client) -> None:
        day = listed(http, **{"from": "2031-03-08T00:00:00+00:00", "to": "2031-03-08T20:00:00+00:00"})
        assert ids(day) == {770101}

    def test_only_the_events_own_episodes_come_sorted_by_time(self, http: httpx.Client) -> None:
        cup = listed(http, "moss-cup")
        assert {e["event"]["slug"] for e in cup} == {"moss-cup"}
        assert [e["when"] for e in cup] == sorted(e["when"] for e in cup)

    def test_an_event_without_episodes_is_an_empty_list(self, http: httpx.Client) -> None:
        assert listed(http, "quiet-league") == []


class TestSamples:
    def test_a_plain_match_is_between_the_demo_servers_members(self, http: httpx.Client) -> None:
        plain = read(http)[770101]
        assert [(p.name, p.discord_id) for p in plain.players] == list(PEOPLE.items())

    def test_one_is_restreamed(self, http: httpx.Client) -> None:
        restreamed = read(http)[770102]
        assert restreamed.stream == "lanterntv"
        assert restreamed.start == datetime(2031, 3, 9, 20, 0, tzinfo=UTC)

    def test_one_has_an_undecided_channel(self, http: httpx.Client) -> None:
        assert next(e for e in listed(http) if e["id"] == 770103)["channels"]
        assert read(http)[770103].stream is None

    def test_one_is_a_doubleheader(self, http: httpx.Client) -> None:
        assert len(read(http)[770104].players) == 4

    def test_one_waits_for_the_winner_of_another(self, http: httpx.Client) -> None:
        assert [p.is_slot for p in read(http)[770105].players] == [True, False]

    def test_one_has_no_players_yet(self, http: httpx.Client) -> None:
        assert read(http)[770106].players == ()

    def test_one_has_a_malformed_discord_id(self, http: httpx.Client) -> None:
        told = next(e for e in listed(http, "moss-cup") if e["id"] == 770202)
        assert told["match1"]["players"][0]["discordId"] == "not-an-id"
        assert read(http, "moss-cup")[770202].players[0].discord_id is None

    def test_one_has_somebody_who_is_to_be_ignored(self, http: httpx.Client) -> None:
        assert len(read(http, "moss-cup")[770203].players) == 2

    def test_one_has_a_crew_of_whom_some_are_approved_and_some_have_no_discord_id(self, http: httpx.Client) -> None:
        told = http.get("/api/episode/?id=770102").json()
        crew = [each for role in ("commentators", "trackers", "broadcasters", "helpers") for each in told[role]]
        assert {each["approved"] for each in crew} == {True, False}
        assert all(told[role] for role in ("commentators", "trackers", "broadcasters", "helpers"))

    def test_one_has_a_player_whose_discord_id_others_tell_but_it_does_not_yet(self) -> None:
        people = {f"member-{place}": f"1111111111111111{place:02}" for place in range(7)}
        with served(create_feed(Clock(), people=people)) as url, httpx.Client(base_url=url) as http:
            crew = http.get("/api/episode/?id=770102").json()["commentators"][0]
            untold = http.get("/api/episode/?id=770204").json()["match1"]["players"][0]
        assert untold["displayName"] == crew["displayName"] == "member-4"
        assert (untold["discordId"], crew["discordId"]) == ("", people["member-4"])

    def test_without_people_nobody_has_a_discord_id_of_anybody_real(self) -> None:
        with served(create_feed(Clock())) as url, httpx.Client(base_url=url) as http:
            assert {p.discord_id for e in read(http).values() for p in e.players} == {None}

    def test_times_stay_while_the_clock_goes_on(self, http: httpx.Client, clock: Clock) -> None:
        before = listed(http)
        clock.now += timedelta(days=2)
        assert listed(http) == before


class TestControl:
    def test_an_episode_is_changed_key_by_key(self, http: httpx.Client) -> None:
        before = http.get("/api/episode/?id=770101").json()
        assert http.put("/sim/episodes/770101", json={"title": "Final"}).status_code == 200
        assert http.get("/api/episode/?id=770101").json() == before | {"title": "Final"}

    def test_an_episode_is_added(self, http: httpx.Client) -> None:
        assert http.put("/sim/episodes/99", json={"title": "New"}).status_code == 201
        assert read(http)[99].title == "New"

    def test_an_episode_is_removed_once(self, http: httpx.Client) -> None:
        assert http.delete("/sim/episodes/770101").status_code == 204
        assert http.delete("/sim/episodes/770101").status_code == 404
        assert 770101 not in ids(listed(http))
        assert "error" in http.get("/api/episode/?id=770101").json()

    @pytest.mark.parametrize("changes", [{"when": "soon"}, {"when": 5}, {"id": ""}, {"match1": None}])
    def test_a_spoiled_episode_is_listed_all_the_same(self, http: httpx.Client, changes: dict[str, object]) -> None:
        http.put("/sim/episodes/770101", json=changes).raise_for_status()
        schedule = parse_schedule(http.get("/api/schedule/", params={"event": "lantern-open", **WEEK}).content)
        assert (len(schedule.episodes), len(schedule.bad)) == (5, 1)
        assert http.get("/").status_code == 200

    @pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff"])
    def test_a_change_that_is_no_object_is_refused(self, http: httpx.Client, body: bytes) -> None:
        before = listed(http)
        assert http.put("/sim/episodes/770101", content=body).status_code == 400
        assert listed(http) == before

    def test_a_break_lasts_as_often_as_it_says(self, http: httpx.Client) -> None:
        http.post("/sim/break", json={"how": "down", "times": 2}).raise_for_status()
        answers = [http.get("/api/schedule/", params={"event": "lantern-open"}).status_code for _ in range(3)]
        assert answers == [503, 503, 200]

    def test_a_break_can_be_mended_before(self, http: httpx.Client) -> None:
        http.post("/sim/break", json={"how": "down", "times": 9}).raise_for_status()
        assert http.delete("/sim/break").status_code == 204
        assert listed(http)

    def test_a_break_can_last_until_it_is_mended(self, http: httpx.Client) -> None:
        http.post("/sim/break", json={"how": "down", "times": None}).raise_for_status()
        answers = {http.get("/api/schedule/", params={"event": "lantern-open"}).status_code for _ in range(3)}
        assert answers == {503}

    @pytest.mark.parametrize("body", [{}, {"how": "gently"}, {"how": "down", "times": 0}, []])
    def test_an_unknown_way_to_break_is_refused(self, http: httpx.Client, body: object) -> None:
        assert http.post("/sim/break", json=body).status_code == 400
        assert listed(http)

    def test_a_slow_answer_comes_in_the_end(self, http: httpx.Client) -> None:
        http.post("/sim/break", json={"how": "slow", "seconds": 0.2}).raise_for_status()
        answer = http.get("/api/schedule/", params={"event": "lantern-open", **WEEK})
        assert answer.elapsed >= timedelta(seconds=0.2)
        assert len(answer.json()) == 6

    def test_requests_are_logged_with_what_was_asked(self, http: httpx.Client) -> None:
        http.post("/sim/break", json={"how": "html"}).raise_for_status()
        http.get("/api/episode/?id=5", headers={"User-Agent": "somebody"})
        assert http.get("/sim/requests").json() == [
            {
                "at": MORNING.isoformat(),
                "path": "/api/episode/",
                "query": {"id": "5"},
                "user_agent": "somebody",
                "broken": "html",
            }
        ]

    def test_a_reset_brings_the_samples_back_from_today_on(self, http: httpx.Client, clock: Clock) -> None:
        http.delete("/sim/episodes/770101")
        clock.now += timedelta(days=30)
        assert http.post("/sim/reset").status_code == 204
        assert http.get("/api/episode/?id=770101").json()["when"] == "2031-04-07T19:00:00+00:00"
        assert len(http.get("/sim/episodes").json()) == 10


class TestFolder:
    def test_changes_and_times_outlive_the_process(self, clock: Clock, tmp_path: Path) -> None:
        folder = tmp_path / "new"
        with served(create_feed(clock, folder=folder)) as url, httpx.Client(base_url=url) as http:
            http.delete("/sim/episodes/770102").raise_for_status()
            http.put("/sim/episodes/770101", json={"title": "Kept"}).raise_for_status()
            before = listed(http)
        clock.now += timedelta(days=1)
        with served(create_feed(clock, folder=folder)) as url, httpx.Client(base_url=url) as http:
            assert listed(http) == before
            assert read(http)[770101].title == "Kept"
            assert http.post("/episodes/770102/back").has_redirect_location
            assert 770102 in read(http)
