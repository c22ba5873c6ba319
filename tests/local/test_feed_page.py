"""The feed's page as a browser without scripts uses it: links and forms."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from typing import Any

import httpx
import pytest

from infra.local.feed import create_feed
from infra.local.feed_server import served
from infra.local.feed_state import How

MORNING = datetime(2031, 3, 7, 9, 30, tzinfo=UTC)
PEOPLE = {"Ada": "111111111111111101", "Ben": "111111111111111102"}
DISCORD = "http://127.0.0.1:1/"


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    feed = create_feed(lambda: MORNING, people=PEOPLE, discord_url=DISCORD)
    with served(feed) as url, httpx.Client(base_url=url, follow_redirects=True) as client:
        yield client


def page(http: httpx.Client, path: str = "/") -> str:
    return unescape(http.get(path).raise_for_status().text)


def episode(http: httpx.Client, number: int) -> dict[str, Any]:
    told: dict[str, Any] = http.get("/api/episode/", params={"id": number}).json()
    return told


def post(http: httpx.Client, path: str, **fields: str) -> str:
    return unescape(http.post(path, data=fields).raise_for_status().text)


def test_it_lists_every_episode_with_its_people_and_tells_who_has_no_discord_id(http: httpx.Client) -> None:
    shown = page(http)
    assert all(str(told["id"]) in shown for told in http.get("/sim/episodes").json())
    assert "Ada vs Ben" in shown
    assert 'Mossquill <span class="quiet">(no id)</span>' in shown


def test_it_leads_to_the_simulated_discord(http: httpx.Client) -> None:
    assert f'href="{DISCORD}"' in page(http)
    assert f'href="{DISCORD}"' in page(http, "/episodes/770101")


def test_names_are_shown_as_text(http: httpx.Client) -> None:
    http.put("/sim/episodes/770101", json={"title": "<script>alert(1)</script>"}).raise_for_status()
    for path in ("/", "/episodes/770101"):
        raw = http.get(path).text
        assert "<script>alert" not in raw
        assert "&lt;script&gt;" in raw


def test_an_episode_is_added_with_a_number_of_its_own(http: httpx.Client) -> None:
    assert "New episode" in page(http, "/episodes/new?event=quiet-league")
    fields = {"title": "Finale", "event": "quiet-league", "start": "2031-03-09T20:00", "match1-0-name": "Ada"}
    shown = post(http, "/episodes/new", **fields)
    assert "The episode was added." in shown
    added = episode(http, 780001)
    assert (added["title"], added["event"]["slug"], added["when"]) == (
        "Finale",
        "quiet-league",
        "2031-03-09T20:00:00+00:00",
    )
    assert [each["displayName"] for each in added["match1"]["players"]] == ["Ada"]


def test_an_episodes_form_shows_it_and_saving_it_changes_it(http: httpx.Client) -> None:
    form = page(http, "/episodes/770102")
    assert 'name="start" type="datetime-local" value="2031-03-09T20:00"' in form
    assert 'name="broadcast" type="datetime-local" value="2031-03-09T19:50"' in form
    assert 'name="channels-0-slug" value="lanterntv"' in form
    post(http, "/episodes/770102", event="lantern-open", start="2031-03-09T21:00")
    assert episode(http, 770102)["whenCountdown"] == "2031-03-09T21:00:00+00:00"
    assert episode(http, 770102)["commentators"] == []


def test_an_episode_can_be_spoiled_as_json(http: httpx.Client) -> None:
    post(http, "/episodes/770101/raw", raw=json.dumps({"id": "x", "when": 5}))
    assert episode(http, 770101) == {"id": "x", "when": 5}
    assert "Of no event" in page(http)
    assert "Episode 770101" in page(http, "/episodes/770101")


@pytest.mark.parametrize(("raw", "why"), [("{", "That is not JSON"), ("[]", "in braces")])
def test_what_is_no_object_is_refused_and_still_there_to_be_mended(http: httpx.Client, raw: str, why: str) -> None:
    before = episode(http, 770101)
    answer = http.post("/episodes/770101/raw", data={"raw": raw})
    assert answer.status_code == 400
    assert why in answer.text
    assert f">{raw}</textarea>" in answer.text
    assert episode(http, 770101) == before


def test_a_removed_episode_is_unknown_until_it_is_brought_back(http: httpx.Client) -> None:
    before = episode(http, 770101)
    assert "Bring back 770101" in post(http, "/episodes/770101/remove")
    assert "error" in episode(http, 770101)
    assert "The episode is back." in post(http, "/episodes/770101/back")
    assert episode(http, 770101) == before


def test_one_of_the_crew_is_approved_and_the_approval_taken_back(http: httpx.Client) -> None:
    def approved() -> list[bool]:
        return [each["approved"] for each in episode(http, 770102)["commentators"]]

    assert approved() == [True, False]
    post(http, "/episodes/770102/approve", role="commentators", place="1")
    assert approved() == [True, True]
    post(http, "/episodes/770102/approve", role="commentators", place="0")
    assert approved() == [False, True]


@pytest.mark.parametrize("how", list(How))
def test_the_feed_is_broken_in_each_way_and_mended(http: httpx.Client, how: How) -> None:
    assert "The feed works" in page(http)
    shown = post(http, "/break", how=how.value)
    assert "Broken now" in shown
    assert "until it is mended" in shown
    assert "The feed works again." in post(http, "/mend")
    assert isinstance(http.get("/api/schedule/", params={"event": "lantern-open"}).json(), list)


def test_it_can_be_broken_for_some_requests_only(http: httpx.Client) -> None:
    assert "for 2 more requests" in post(http, "/break", how="down", times="2")
    answers = [http.get("/api/schedule/", params={"event": "lantern-open"}).status_code for _ in range(3)]
    assert answers == [503, 503, 200]


def test_the_samples_come_back(http: httpx.Client) -> None:
    post(http, "/episodes/770101/remove")
    shown = post(http, "/reset")
    assert "Bring back 770101" not in shown
    assert episode(http, 770101)["id"] == 770101


@pytest.mark.parametrize(
    "path", ["/episodes/1", "/episodes/1/raw", "/episodes/1/remove", "/episodes/1/back", "/episodes/1/approve"]
)
def test_what_is_not_there_any_more_is_said_kindly(http: httpx.Client, path: str) -> None:
    answer = http.post(path, data={"role": "commentators", "place": "0", "raw": "{}"})
    assert answer.status_code == 404
    assert "Back to the schedule" in answer.text


@pytest.mark.parametrize("fields", [{"role": "players", "place": "0"}, {"role": "commentators", "place": "9"}, {}])
def test_nobody_who_is_not_in_the_crew_is_approved(http: httpx.Client, fields: dict[str, str]) -> None:
    before = episode(http, 770102)
    assert http.post("/episodes/770102/approve", data=fields).status_code == 404
    assert episode(http, 770102) == before
