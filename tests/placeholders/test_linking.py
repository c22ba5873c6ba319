"""Rule 4: an id that appears later, or an admin, upgrades a placeholder with all its matches."""

from datetime import timedelta

import pytest

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
        assert {placeholder for placeholder, _ in scene.appearances()} == {"sg_crew_601"}

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

    def test_a_match_that_is_gone_from_them_is_forgotten(self, scene: Scene) -> None:
        scene.put(1)
        scene.imports()
        scene.put(1, players=(scene.alice,))
        scene.imports()
        scene.link(user=scene.carol.user_id)
        scene.world.drain()
        assert [player.user for player in scene.match(1).players] == [scene.league.alice.user_id]
        assert scene.appearances() == [("sg_crew_601", "sg1")]

    def test_a_link_that_was_taken_back_before_they_followed_changes_nothing(self, scene: Scene) -> None:
        scene.put(1)
        scene.imports()
        scene.link(user=scene.carol.user_id)
        scene.link(unlink=True)
        scene.world.drain()
        assert scene.match(1).players[1].id == "sg_503"


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
