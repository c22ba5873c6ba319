"""Rule 4: an id that appears later, or an admin, upgrades a placeholder with all its matches."""

from datetime import timedelta

import pytest

from functions.interactions import worker
from paddock.matches.model import Role, Status
from paddock.placeholders.linking import MOST_AT_ONCE
from paddock.store.item import Table
from tests.placeholders.scene import CYD, DOT, Scene
from tests.support.world import World

LONG_AGO = -1.5
"""Hours: inside the window that is imported."""


@pytest.fixture
def scene(world: World) -> Scene:
    return Scene(world)


def known(scene: Scene) -> dict[str, object]:
    return CYD | {"discordId": scene.carol.user_id}


class TestAnIdThatAppears:
    def test_upgrades_the_placeholder_in_past_matches_too(self, scene: Scene) -> None:
        scene.put(1, LONG_AGO)
        scene.imports()
        scene.desk.feed.remove(1)
        scene.world.discord.advance(3 * 86_400)
        scene.put(2, 100, players=(scene.alice, known(scene)))
        scene.imports()
        assert [player.user for player in scene.match(1).players] == [scene.league.alice.user_id, scene.carol.user_id]
        assert [player.user for player in scene.match(2).players] == [scene.league.alice.user_id, scene.carol.user_id]

    def test_tells_the_user_of_coming_matches_and_of_no_past_one(self, scene: Scene) -> None:
        scene.put(1, LONG_AGO)
        scene.put(2)
        scene.imports()
        scene.put(3, players=(scene.alice, known(scene)))
        scene.imports()
        told = " ".join(scene.told(scene.carol))
        assert [told.count(f"Round {episode}") for episode in (1, 2, 3)] == [0, 1, 1]

    def test_upgrades_the_crew_apart_from_the_players(self, scene: Scene) -> None:
        scene.put(1, players=(scene.alice, CYD | {"id": 601}))
        scene.imports()
        scene.put(2, commentators=[DOT | {"discordId": scene.carol.user_id}])
        scene.imports()
        assert [each.user for each in scene.match(1).crew] == [scene.carol.user_id]
        assert scene.match(1).players[1].id == "sg_601"
        assert any("commentator" in each for each in scene.told(scene.carol))

    def test_is_remembered_for_episodes_that_name_it_no_more(self, scene: Scene) -> None:
        scene.put(1)
        scene.imports()
        scene.put(1, players=(scene.alice, known(scene)))
        scene.imports()
        scene.put(2)
        scene.imports()
        assert scene.match(2).players[1].user == scene.carol.user_id

    def test_of_somebody_who_never_was_a_placeholder_is_not_noted(self, scene: Scene) -> None:
        scene.put(1, players=(scene.alice, known(scene)), commentators=[])
        scene.imports()
        assert scene.links().users == {}

    @pytest.mark.parametrize(
        "changes", [{"discordId": "not-an-id"}, {"discordTag": "carol"}, {"publicStream": "carol"}]
    )
    def test_a_malformed_one_and_a_tag_never_link_anybody(self, scene: Scene, changes: dict[str, str]) -> None:
        scene.put(1)
        scene.imports()
        scene.put(1, players=(scene.alice, CYD | changes))
        scene.imports()
        assert scene.match(1).players[1].id == "sg_503"
        assert scene.links().users == {}

    def test_a_link_by_hand_stays_and_the_episode_shows_what_the_feed_says(self, scene: Scene) -> None:
        scene.put(1)
        scene.imports()
        scene.link(user=scene.league.bob.user_id)
        scene.put(2, players=(scene.alice, known(scene)))
        scene.imports()
        assert scene.match(1).players[1].user == scene.league.bob.user_id
        assert scene.match(2).players[1].user == scene.carol.user_id

    def test_upgrades_a_match_that_has_begun_here_and_keeps_the_rest_of_it(self, scene: Scene) -> None:
        scene.put(1)
        scene.imports()
        scene.desk.change_match(1, scene.tenant, status=Status.STARTED)
        scene.put(1, players=(scene.alice, known(scene)))
        scene.imports()
        assert scene.match(1).players[1].user == scene.carol.user_id
        assert scene.match(1).status is Status.STARTED

    def test_another_communitys_placeholder_stays_what_it_is(self, scene: Scene) -> None:
        scene.desk.add_organization("9")
        scene.desk.add_tournament()
        scene.put(1)
        scene.imports()
        scene.link(user=scene.carol.user_id)
        scene.imports()
        assert scene.match(1).players[1].user == scene.carol.user_id
        assert scene.desk.match(1).players[1].id == "sg_503"


class TestAllMatchesFollow:
    def test_however_many_there_are(self, scene: Scene) -> None:
        for episode in range(1, 2 * MOST_AT_ONCE + 4):
            scene.put(episode, LONG_AGO + episode / 1000)
        scene.imports()
        scene.link(user=scene.carol.user_id)
        scene.world.drain()
        matches = [scene.match(episode) for episode in range(1, 2 * MOST_AT_ONCE + 4)]
        assert {match.players[1].user for match in matches} == {scene.carol.user_id}
        scene.link(unlink=True)
        scene.world.drain()
        matches = [scene.match(episode) for episode in range(1, 2 * MOST_AT_ONCE + 4)]
        assert {match.players[1].id for match in matches} == {"sg_503"}

    def test_events_and_reminders_follow(self, scene: Scene) -> None:
        scene.put(1, 2)
        scene.imports()
        scene.link(user=scene.carol.user_id)
        scene.world.drain()
        scene.world.pass_time(hours=1, minutes=31)
        assert any("starts <t:" in each for each in scene.told(scene.carol))

    def test_each_has_its_line_in_the_audit(self, scene: Scene) -> None:
        scene.put(1)
        scene.put(2)
        scene.imports()
        scene.link(user=scene.carol.user_id)
        scene.world.drain()
        lines = [(each["action"], each["subject"]) for each in scene.world.documents(Table.AUDIT)]
        assert lines.count(("player.linked", "player:sg_503")) == 1
        assert {("match.changed", "match:sg1"), ("match.changed", "match:sg2")} <= {*lines}

    def test_somebody_who_is_in_the_match_already_is_merged(self, scene: Scene) -> None:
        scene.put(1)
        scene.imports()
        scene.link("sg_503", user=scene.league.alice.user_id)
        scene.world.drain()
        assert [player.user for player in scene.match(1).players] == [scene.league.alice.user_id]

    def test_a_match_that_they_have_left_stays_as_it_is(self, scene: Scene) -> None:
        scene.put(1)
        scene.imports()
        scene.put(1, players=(scene.alice,))
        scene.imports()
        scene.link(user=scene.carol.user_id)
        scene.world.drain()
        assert [player.user for player in scene.match(1).players] == [scene.league.alice.user_id]

    def test_a_link_that_was_taken_back_before_they_followed_changes_nothing(self, scene: Scene) -> None:
        scene.put(1)
        scene.imports()
        scene.link(user=scene.carol.user_id)
        scene.link(unlink=True)
        scene.world.drain()
        assert scene.match(1).players[1].id == "sg_503"


class TestAWrongLink:
    """Of a match that no import looks at any more."""

    @pytest.fixture(autouse=True)
    def past(self, scene: Scene) -> None:
        scene.put(1, LONG_AGO)
        scene.imports()

    def later(self, scene: Scene) -> None:
        scene.world.drain()
        scene.desk.feed.remove(1)
        scene.world.discord.advance(86_400)

    def players(self, scene: Scene) -> list[str]:
        scene.world.drain()
        return [str(player.id) for player in scene.match(1).players]

    def test_is_corrected_in_past_matches(self, scene: Scene) -> None:
        scene.link(user=scene.league.bob.user_id)
        self.later(scene)
        scene.link(user=scene.carol.user_id)
        assert self.players(scene) == [scene.league.alice.user_id, scene.carol.user_id]

    def test_is_taken_back_in_past_matches_with_the_name_of_before(self, scene: Scene) -> None:
        before = scene.match(1)
        scene.link(user=scene.league.bob.user_id)
        scene.link("sg_crew_601", user=scene.carol.user_id)
        self.later(scene)
        scene.link(unlink=True)
        scene.link("sg_crew_601", unlink=True)
        self.players(scene)
        assert (scene.match(1).players, scene.match(1).crew) == (before.players, before.crew)

    def test_is_corrected_in_two_steps_as_well(self, scene: Scene) -> None:
        scene.link(user=scene.league.bob.user_id)
        self.later(scene)
        scene.link(unlink=True)
        scene.link(user=scene.carol.user_id)
        assert self.players(scene) == [scene.league.alice.user_id, scene.carol.user_id]

    def test_is_corrected_in_matches_that_came_while_it_was_made(self, scene: Scene) -> None:
        scene.link(user=scene.league.bob.user_id)
        scene.world.drain()
        scene.put(2, LONG_AGO)
        scene.imports()
        assert scene.match(2).players[1].user == scene.league.bob.user_id
        scene.desk.feed.remove(2)
        self.later(scene)
        scene.link(unlink=True)
        assert self.players(scene)[1] == "sg_503"
        assert scene.match(2).players[1].id == "sg_503"

    def test_to_somebody_who_plays_in_their_own_right_is_corrected_and_they_stay(self, scene: Scene) -> None:
        scene.link(user=scene.league.alice.user_id)
        assert self.players(scene) == [scene.league.alice.user_id]
        self.later(scene)
        scene.link(user=scene.carol.user_id)
        assert self.players(scene) == [scene.league.alice.user_id, scene.carol.user_id]

    def test_to_somebody_who_plays_brings_the_crew_back_when_it_is_taken_back(self, scene: Scene) -> None:
        scene.link("sg_crew_601", user=scene.league.alice.user_id)
        scene.imports()
        assert scene.match(1).crew == ()
        self.later(scene)
        scene.link("sg_crew_601", unlink=True)
        self.players(scene)
        assert [each.id for each in scene.match(1).crew] == ["sg_crew_601"]

    def test_that_is_corrected_while_the_matches_follow_leaves_no_mixture(self, scene: Scene) -> None:
        episodes = range(1, 2 * MOST_AT_ONCE + 4)
        for episode in episodes:
            scene.put(episode, LONG_AGO + episode / 1000)
        scene.imports()
        scene.link(user=scene.league.bob.user_id)
        messages = scene.world._received()
        worker.handler({"Records": messages}, None)
        scene.world._settle(messages, set())
        so_far = [scene.match(episode).players[1].user for episode in episodes]
        assert so_far.count(scene.league.bob.user_id) == MOST_AT_ONCE, "the first run is over, the next is promised"
        scene.link(user=scene.carol.user_id)
        scene.world.drain()
        assert {scene.match(episode).players[1].user for episode in episodes} == {scene.carol.user_id}


class TestWhoeverIsLinkedByHand:
    def test_is_told_nothing_of_what_is_over(self, scene: Scene) -> None:
        for episode in (1, 2, 3):
            scene.put(episode, LONG_AGO, commentators=[DOT | {"approved": True}])
        scene.put(4, commentators=[DOT | {"approved": True}])
        scene.imports()
        scene.desk.change_match(4, scene.tenant, status=Status.FINISHED)
        scene.link("sg_crew_601", user=scene.carol.user_id)
        scene.link("sg_503", user=scene.league.bob.user_id)
        scene.world.drain()
        scene.link("sg_crew_601", user=scene.league.bob.user_id)
        scene.link("sg_503", unlink=True)
        scene.world.drain()
        assert scene.told(scene.carol) == []
        assert scene.told(scene.league.bob) == []

    def test_is_told_of_what_comes(self, scene: Scene) -> None:
        scene.put(1)
        scene.imports()
        scene.link("sg_crew_601", user=scene.carol.user_id)
        scene.link("sg_503", user=scene.league.bob.user_id)
        scene.world.drain()
        assert [len(scene.told(each)) for each in (scene.carol, scene.league.bob)] == [1, 1]


class TestWhatItCosts:
    def test_an_unchanged_import_reads_no_more_however_many_placeholders_there_are(self, scene: Scene) -> None:
        for episode in range(1, 41):
            people = tuple(CYD | {"id": 700 + 2 * episode + n, "displayName": f"P{episode}{n}"} for n in range(2))
            scene.put(episode, players=people, commentators=[DOT | {"id": 900 + episode}])
        scene.imports()
        with scene.world.counted() as calls:
            scene.desk.cycle(scene.world.now + timedelta(hours=1))
        assert calls == ["Query", "BatchGetItem", "Query"]

    def test_a_change_that_concerns_nobody_new_writes_no_appearance(self, scene: Scene) -> None:
        scene.put(1)
        scene.imports()
        scene.put(1, 30)
        with scene.world.counted() as calls:
            scene.desk.cycle(scene.world.now + timedelta(hours=1))
        assert calls.count("TransactWriteItems") == 2, "the match, and the task's history"


def test_the_crew_that_the_feed_named_last_follows_so_that_it_is_not_news_to_the_next_import(scene: Scene) -> None:
    scene.put(1)
    scene.imports()
    scene.link("sg_crew_601", user=scene.carol.user_id)
    scene.world.drain()
    assert [(each.user, each.role) for each in scene.match(1).crew] == [(scene.carol.user_id, Role.COMMENTATOR)]
    assert scene.imports()["unchanged"] == 1
