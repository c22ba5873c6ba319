"""Whatever the feed and the organizers do in between, in the end our matches are what the feed says, minus locks."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from infra.local.feed_samples import CUP, OPEN, Json, channel, slot
from paddock.matches.model import Match, Status
from paddock.placeholders.rules import relinked
from paddock.speedgaming.episode import Episode
from paddock.speedgaming.feed import FeedError, parse_episode
from paddock.speedgaming.translation import crew, decided_there
from paddock.speedgaming.window import Window
from tests.speedgaming.desk import ADA, BEN, CYD, Desk
from tests.speedgaming.values import NOW, START
from tests.support import aws

IDS = (1, 2, 3)
FIVE = timedelta(minutes=5)
BEGUN = (Status.CHECKED_IN, Status.STARTED, Status.FINISHED, Status.CONFIRMED)
TOURNAMENTS = {OPEN: "71", CUP: "72"}
CHANNELS: tuple[list[Json], ...] = ([], [channel(31, "LanternTV", "lanterntv", "LTV")])

DOT: Json = {"id": 601, "displayName": "Dot", "discordId": "1" * 17 + "4", "approved": True}
EVE: Json = {"id": 602, "displayName": "Eve", "discordId": "", "approved": False}
CREWS: tuple[list[Json], ...] = ([], [DOT], [DOT | {"approved": False}, EVE], [EVE], [EVE | {"discordId": "1" * 18}])

starts = st.sampled_from([START, START + timedelta(hours=5), NOW + timedelta(days=12)])
casts = st.sampled_from(
    [(ADA, BEN), (CYD, BEN), (slot(9, "Winner of A"), ADA), (), (CYD | {"discordId": "1" * 18}, ADA)]
)
episodes = st.fixed_dictionaries(
    {
        "event": st.sampled_from([OPEN, CUP]),
        "start": starts,
        "players": casts,
        "title": st.sampled_from(["", "Final"]),
        "channels": st.sampled_from(CHANNELS),
        "commentators": st.sampled_from(CREWS),
    }
)


@dataclass
class Story:
    """One run of feeds and local acts."""

    desk: Desk
    now: datetime = NOW
    begun: dict[int, Match] = field(default_factory=dict)
    """As they were when they began here."""
    cancelled: set[int] = field(default_factory=set)

    def open(self) -> None:
        self.desk.add_organization()
        for event, id in TOURNAMENTS.items():
            self.desk.add_tournament(id, event=event)

    def play(self, data: st.DataObject) -> None:
        for _ in range(data.draw(st.integers(1, 6))):
            for _ in range(data.draw(st.integers(1, 3))):
                self.act(data)
            self.cycle()
            self.desk.feed.mend()

    def cycle(self) -> dict[str, int]:
        self.now += FIVE
        return self.desk.cycle(self.now)

    def act(self, data: st.DataObject) -> None:
        id, feed = data.draw(st.sampled_from(IDS)), self.desk.feed
        match data.draw(st.sampled_from(["put", "put", "put", "remove", "spoil", "hide", "break", "begin", "cancel"])):
            case "put":
                changes: dict[str, Any] = data.draw(episodes)
                feed.put(id, **changes)
            case "remove":
                feed.remove(id)
            case "spoil" if id in feed.state.episodes:
                feed.spoil(id)
            case "hide" if id in feed.state.episodes:
                feed.hide(id)
            case "break":
                data.draw(st.sampled_from([lambda: feed.fail(OPEN), lambda: feed.fail(CUP), feed.fail_looking_up]))()
            case "begin" if self.is_scheduled(id):
                self.desk.change_match(id, status=data.draw(st.sampled_from(BEGUN)))
                self.begun[id] = self.desk.match(id)
            case "cancel" if self.is_scheduled(id):
                self.desk.change_match(id, status=Status.CANCELLED)
                self.cancelled.add(id)

    def is_scheduled(self, id: int) -> bool:
        match = self.desk.matches().get(id)
        return match is not None and match.status is Status.SCHEDULED


def told(desk: Desk, id: int) -> Episode | None:
    """What SpeedGaming says of it, where it can be read."""
    try:
        return parse_episode(json.dumps(desk.feed.state.episodes[id])) if id in desk.feed.state.episodes else None
    except FeedError:
        return None


def is_followed(story: Story, episode: Episode, match: Match) -> bool:
    """As the feed has it, but for what was done here."""
    links, id = story.desk.links(), episode.id
    decided = decided_there(episode, links)
    if id in story.begun:
        begun = relinked(story.begun[id], links)
        decided |= {"when": begun.when, "players": begun.players}
    status = Status.CANCELLED if id in story.cancelled else story.begun[id].status if id in story.begun else None
    event = story.desk.feed.state.episodes[id]["event"]["slug"]
    expected = {**decided, "status": status or Status.SCHEDULED, "tournament": TOURNAMENTS[event]}
    if id in story.cancelled:
        return match.status is Status.CANCELLED
    is_covered = {*match.crew} == {*crew(episode, links, match.players)}
    return is_covered and all(getattr(match, name) == value for name, value in expected.items())


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_our_matches_end_as_the_last_good_feed_says_minus_locks(data: st.DataObject) -> None:
    with aws.account() as account:
        aws.make_resources()
        story = Story(Desk())
        story.open()
        story.play(data)
        story.now += timedelta(hours=1)  # however long a failing feed is left alone
        story.cycle()
        matches, window = story.desk.matches(), Window.ahead(7, story.now)
        for id in IDS:
            episode, ours = told(story.desk, id), matches.get(id)
            listed = id in story.desk.feed.state.episodes and not story.desk.feed.is_hidden(id)
            if episode and listed and episode.players and window.covers(episode.start):
                assert ours is not None
                assert is_followed(story, episode, ours)
            elif ours and ours.status is Status.SCHEDULED and ours.when and window.covers(ours.when):
                assert id in story.desk.feed.state.episodes or (ours.source and ours.source.unlisted)
        account.calls.clear()
        story.cycle()
        assert "TransactWriteItems" not in account.calls, "what is as the feed says is not written again"
