"""The client against scripted answers, and against the simulated feed over a real socket."""

import gzip
import itertools
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import httpx
import pytest

from infra.local.feed import create_feed
from infra.local.feed_server import served
from paddock.speedgaming.client import SIZE_LIMIT, SpeedGaming
from paddock.speedgaming.feed import FeedError, parse_schedule

SAMPLE = (Path(__file__).parent / "samples" / "schedule.json").read_bytes()
NOW = datetime(2031, 3, 7, 12, 0, tzinfo=UTC)
SINCE = NOW - timedelta(hours=2)
UNTIL = NOW + timedelta(days=7)

Handler = Callable[[httpx.Request], httpx.Response]


def asking(handler: Handler, monotonic: Callable[[], float] = lambda: 0.0) -> SpeedGaming:
    http = httpx.Client(transport=httpx.MockTransport(handler))
    return SpeedGaming("https://feed.example/api", http, deadline=30.0, monotonic=monotonic)


def answering(response: httpx.Response) -> SpeedGaming:
    return asking(lambda _request: response)


def failing(error: Exception) -> SpeedGaming:
    def fail(_request: httpx.Request) -> httpx.Response:
        raise error

    return asking(fail)


class TestTheRequest:
    def request_for(self, fetch: Callable[[SpeedGaming], object]) -> httpx.Request:
        seen: list[httpx.Request] = []

        def remember(request: httpx.Request) -> httpx.Response:
            seen.append(request)
            return httpx.Response(200, content=b"[]" if "schedule" in request.url.path else b'{"error": "-"}')

        try:
            fetch(asking(remember))
        except FeedError:
            assert seen
        (only,) = seen
        return only

    def test_the_schedule_is_asked_for_by_event_and_times_with_offset(self) -> None:
        request = self.request_for(lambda feed: feed.fetch_schedule("fable-cup", SINCE, UNTIL))
        assert request.method == "GET"
        assert request.url.path == "/api/schedule/"
        assert dict(request.url.params) == {
            "event": "fable-cup",
            "from": "2031-03-07T10:00:00+00:00",
            "to": "2031-03-14T12:00:00+00:00",
        }
        assert b"%2B00" in request.url.query  # a bare plus would arrive as a space

    def test_times_of_another_zone_are_sent_in_utc(self) -> None:
        local = SINCE.astimezone(timezone(timedelta(hours=9)))
        request = self.request_for(lambda feed: feed.fetch_schedule("fable-cup", local, UNTIL))
        assert request.url.params["from"] == "2031-03-07T10:00:00+00:00"

    def test_a_hostile_slug_stays_one_parameter(self) -> None:
        request = self.request_for(lambda feed: feed.fetch_schedule("a&to=never#", SINCE, UNTIL))
        assert request.url.params["event"] == "a&to=never#"

    def test_an_episode_is_asked_for_by_id(self) -> None:
        request = self.request_for(lambda feed: feed.fetch_episode(3001))
        assert (request.url.path, dict(request.url.params)) == ("/api/episode/", {"id": "3001"})

    def test_the_user_agent_says_who_asks(self) -> None:
        request = self.request_for(lambda feed: feed.fetch_schedule("fable-cup", SINCE, UNTIL))
        assert request.headers["User-Agent"].startswith("Paddock/")

    def test_a_slash_at_the_bases_end_is_not_doubled(self) -> None:
        def check(request: httpx.Request) -> httpx.Response:
            assert request.url.path == "/api/schedule/"
            return httpx.Response(200, content=b"[]")

        feed = SpeedGaming("https://feed.example/api/", httpx.Client(transport=httpx.MockTransport(check)))
        assert feed.fetch_schedule("fable-cup", SINCE, UNTIL).episodes == ()


class TestTheAnswer:
    @pytest.mark.parametrize("content_type", ["text/html; charset=utf-8", "application/json", "image/png"])
    def test_the_content_type_is_ignored(self, content_type: str) -> None:
        feed = answering(httpx.Response(200, content=SAMPLE, headers={"Content-Type": content_type}))
        assert feed.fetch_schedule("fable-cup", SINCE, UNTIL) == parse_schedule(SAMPLE)

    def test_an_error_arrives_with_status_200(self) -> None:
        feed = answering(httpx.Response(200, json={"error": "Failed to find event."}))
        with pytest.raises(FeedError, match=r"Failed to find event\."):
            feed.fetch_schedule("nowhere", SINCE, UNTIL)

    def test_an_unknown_episode_is_none(self) -> None:
        feed = answering(httpx.Response(200, json={"error": "Failed to find episode with id 5."}))
        assert feed.fetch_episode(5) is None

    def test_another_episode_than_the_one_asked_for_is_a_feed_error(self) -> None:
        first = SAMPLE[SAMPLE.index(b"{") : SAMPLE.index(b'},\n {\n  "id": 3002') + 1]
        assert (answering(httpx.Response(200, content=first)).fetch_episode(3001)) is not None
        with pytest.raises(FeedError, match="3001 when asked for 5"):
            answering(httpx.Response(200, content=first)).fetch_episode(5)

    @pytest.mark.parametrize("status", [204, 301, 307, 400, 403, 404, 429, 500, 502, 503])
    def test_any_other_status_than_200_is_a_feed_error_even_for_one_episode(self, status: int) -> None:
        feed = answering(httpx.Response(status, json={"error": "Failed to find episode."}))
        with pytest.raises(FeedError, match=str(status)):
            feed.fetch_episode(5)

    def test_a_retry_after_in_seconds_is_handed_on(self) -> None:
        with pytest.raises(FeedError) as caught:
            answering(httpx.Response(429, headers={"Retry-After": "90"})).fetch_episode(5)
        assert caught.value.retry_after == 90

    def test_a_retry_after_that_is_no_number_is_ignored(self) -> None:
        with pytest.raises(FeedError) as caught:
            answering(httpx.Response(503, headers={"Retry-After": "tomorrow"})).fetch_episode(5)
        assert caught.value.retry_after is None

    @pytest.mark.parametrize(
        "error",
        [
            httpx.ConnectTimeout("slow"),
            httpx.ReadTimeout("slow"),
            httpx.PoolTimeout("busy"),
            httpx.ConnectError("refused"),
            httpx.ReadError("reset"),
            httpx.RemoteProtocolError("nonsense"),
        ],
        ids=lambda error: type(error).__name__,
    )
    def test_a_connection_that_fails_is_a_feed_error_in_words(self, error: Exception) -> None:
        with pytest.raises(FeedError, match=r"no answer in time|the connection failed"):
            failing(error).fetch_schedule("fable-cup", SINCE, UNTIL)

    def test_an_answer_that_is_not_packed_as_it_says_is_a_feed_error(self) -> None:
        def half_packed(_request: httpx.Request) -> httpx.Response:
            return httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=Chunks([b"not gzip"]))

        with pytest.raises(FeedError):
            asking(half_packed).fetch_schedule("fable-cup", SINCE, UNTIL)


class Chunks(httpx.SyncByteStream):
    """A body that is produced while it is read, and counts how much of it was."""

    def __init__(self, chunks: Iterator[bytes] | list[bytes]) -> None:
        self._chunks = chunks
        self.sent = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.sent += len(chunk)
            yield chunk


class TestTheLimits:
    def test_an_endless_answer_is_given_up_at_the_size_limit(self) -> None:
        endless = Chunks(itertools.repeat(b" " * 1_000_000))
        with pytest.raises(FeedError, match="larger than 16 MB"):
            answering(httpx.Response(200, stream=endless)).fetch_schedule("fable-cup", SINCE, UNTIL)
        assert endless.sent <= SIZE_LIMIT + 1_000_000

    def test_the_limit_is_on_the_unpacked_size(self) -> None:
        packed = gzip.compress(b" " * (SIZE_LIMIT + 1))
        assert len(packed) < 100_000
        response = httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=Chunks([packed]))
        with pytest.raises(FeedError, match="larger than 16 MB"):
            answering(response).fetch_schedule("fable-cup", SINCE, UNTIL)

    def test_an_answer_of_ten_megabytes_is_read(self) -> None:
        padded = SAMPLE + b" " * (10_000_000 - len(SAMPLE))
        feed = answering(httpx.Response(200, content=padded))
        assert len(feed.fetch_schedule("fable-cup", SINCE, UNTIL).episodes) == 5

    def test_an_answer_that_trickles_is_given_up_at_the_deadline(self) -> None:
        seconds = itertools.count(0, 9)
        trickle = Chunks(itertools.repeat(b" "))
        feed = asking(lambda _request: httpx.Response(200, stream=trickle), lambda: float(next(seconds)))
        with pytest.raises(FeedError, match="not complete after 30 s"):
            feed.fetch_schedule("fable-cup", SINCE, UNTIL)
        assert trickle.sent == 4


@pytest.fixture
def base() -> Iterator[str]:
    with served(create_feed(lambda: NOW)) as url:
        yield url


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    with httpx.Client() as client:
        yield client


@pytest.fixture
def feed(base: str, http: httpx.Client) -> SpeedGaming:
    return SpeedGaming(f"{base}/api", http, timeout=httpx.Timeout(0.3))


class TestAgainstTheSimulatedFeed:
    def test_its_schedule_is_read_without_a_bad_episode(self, feed: SpeedGaming) -> None:
        schedule = feed.fetch_schedule("lantern-open", SINCE, UNTIL)
        assert len(schedule.episodes) == 6
        assert schedule.bad == ()

    def test_its_episodes_are_the_same_one_by_one(self, feed: SpeedGaming) -> None:
        for episode in feed.fetch_schedule("lantern-open", SINCE, UNTIL).episodes:
            assert feed.fetch_episode(episode.id) == episode

    def test_an_episode_that_it_does_not_have_is_none(self, feed: SpeedGaming) -> None:
        assert feed.fetch_episode(1) is None

    def test_no_request_is_redirected(self, feed: SpeedGaming, base: str, http: httpx.Client) -> None:
        feed.fetch_schedule("moss-cup", SINCE, UNTIL)
        assert [request["path"] for request in http.get(f"{base}/sim/requests").json()] == ["/api/schedule/"]

    @pytest.mark.parametrize("how", ["down", "garbage", "error", "object", "slow", "html"])
    def test_however_it_is_broken_it_is_a_feed_error_until_it_is_mended(
        self, feed: SpeedGaming, base: str, http: httpx.Client, how: str
    ) -> None:
        http.post(f"{base}/sim/break", json={"how": how, "times": 2}).raise_for_status()
        with pytest.raises(FeedError):
            feed.fetch_schedule("lantern-open", SINCE, UNTIL)
        with pytest.raises(FeedError):
            feed.fetch_episode(1)
        assert feed.fetch_episode(1) is None

    def test_a_port_where_nobody_listens_is_a_feed_error(self, http: httpx.Client) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        with pytest.raises(FeedError, match="the connection failed"):
            SpeedGaming(f"http://127.0.0.1:{port}/api", http).fetch_episode(1)
