"""`/config player`: an admin says who somebody from SpeedGaming is."""

from datetime import timedelta

import pytest

from paddock.ids import OrganizationId, PlaceholderId, UserId
from paddock.placeholders.model import Link, Links
from paddock.placeholders.views import MOST_SHOWN, overview
from paddock.store.item import Table
from tests.placeholders.scene import CYD, DOT, Scene
from tests.support.values import HOSTILE
from tests.support.world import World

DONE = "is linked to nobody"


@pytest.fixture
def scene(world: World) -> Scene:
    scene = Scene(world)
    scene.put(1)
    scene.imports()
    return scene


def offered(scene: Scene, typed: str = "") -> list[tuple[str, str]]:
    choices = scene.league.admin.autocomplete("config player", "placeholder", typed).choices
    return [(each["name"], each["value"]) for each in choices]


def test_placeholders_are_offered_by_name_with_a_match_that_they_are_in(scene: Scene) -> None:
    assert offered(scene) == [("Dot (crew 601), in Round 1", "sg_crew_601"), ("Cyd (player 503), in Round 1", "sg_503")]
    assert [value for _, value in offered(scene, "cy")] == ["sg_503"]
    assert [value for _, value in offered(scene, "sg_crew_601")] == ["sg_crew_601"]


def test_those_of_the_last_seven_days_are_offered_and_older_ones_are_not_unless_they_are_linked(scene: Scene) -> None:
    scene.world.discord.advance(timedelta(days=7).total_seconds())
    assert offered(scene)
    scene.world.discord.advance(timedelta(days=3).total_seconds())
    assert offered(scene) == []
    scene.link(user=scene.carol.user_id)
    assert offered(scene) == [("Cyd (player 503), linked to carol", "sg_503")]


def test_who_is_linked_is_offered_with_the_member_so_that_it_can_be_corrected(scene: Scene) -> None:
    scene.link(user=scene.carol.user_id)
    scene.world.drain()
    assert offered(scene, "carol") == [("Cyd (player 503), linked to carol, in Round 1", "sg_503")]
    scene.link(unlink=True)
    scene.world.drain()
    assert ("Cyd (player 503), in Round 1", "sg_503") in offered(scene)


def test_whom_speedgaming_named_is_offered_too(scene: Scene) -> None:
    scene.put(1, commentators=[DOT | {"discordId": scene.league.bob.user_id}])
    scene.imports()
    assert (f"Dot (crew 601), linked to {scene.league.bob.user_id}", "sg_crew_601") in offered(scene, "dot")


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_somebody_is_called_they_are_offered_and_shown(scene: Scene, name: str) -> None:
    scene.put(2, players=(scene.alice, CYD | {"id": 504, "displayName": name}))
    scene.imports()
    assert "sg_504" in [value for _, value in offered(scene)]
    assert DONE in scene.link("sg_504")


def test_a_placeholder_is_linked_and_its_matches_follow(scene: Scene) -> None:
    said = scene.link(user=scene.carol.user_id)
    assert said.startswith(f"**Cyd** (`sg_503`) is <@{scene.carol.user_id}> from now on.")
    scene.world.drain()
    assert scene.match(1).players[1].user == scene.carol.user_id
    scene.put(2)
    scene.imports()
    assert scene.match(2).players[1].user == scene.carol.user_id


def test_the_answer_is_for_the_admin_alone(scene: Scene) -> None:
    assert scene.league.admin.slash("config player").ephemeral


def test_it_is_for_admins(scene: Scene) -> None:
    said = scene.league.alice.slash("config player", placeholder="sg_503", user=scene.carol.user_id).said
    assert "That is for" in said
    assert scene.links().users == {}


def test_a_bot_is_refused(scene: Scene) -> None:
    assert "a bot is nobody's account" in scene.link(user=scene.world.discord.credentials()["bot_id"])
    assert scene.links().users == {}


def test_the_link_and_who_made_it_are_in_the_audit(scene: Scene) -> None:
    scene.link(user=scene.carol.user_id)
    scene.link(unlink=True)
    lines = [each for each in scene.world.documents(Table.AUDIT) if each["subject"] == "player:sg_503"]
    assert [each["action"] for each in lines] == ["player.linked", "player.unlinked"]
    assert {each["actor"] for each in lines} == {scene.league.admin.user_id}
    assert f"player linked** `sg_503`: user <@{scene.carol.user_id}>" in scene.league.admin.slash("config audit").said


def test_without_a_user_it_shows_the_link(scene: Scene) -> None:
    assert DONE in scene.link()
    scene.link(user=scene.carol.user_id)
    assert f"is <@{scene.carol.user_id}>, linked by <@{scene.league.admin.user_id}>" in scene.link()


def test_without_anything_it_lists_the_links(scene: Scene) -> None:
    assert "Nobody is linked yet" in scene.league.admin.slash("config player").said
    scene.link(user=scene.carol.user_id)
    scene.world.drain()
    scene.put(2, commentators=[DOT | {"discordId": scene.league.bob.user_id}])
    scene.imports()
    said = scene.league.admin.slash("config player").said
    assert f"**Cyd** (`sg_503`) is <@{scene.carol.user_id}>, linked by <@{scene.league.admin.user_id}>" in said
    assert f"**Dot** (`sg_crew_601`) is <@{scene.league.bob.user_id}>, as SpeedGaming says" in said


def test_of_many_links_of_each_kind_the_latest_are_listed_and_the_others_counted(scene: Scene) -> None:
    def some(first: int, by: UserId | None) -> dict[PlaceholderId, Link]:
        numbers = range(first, first + MOST_SHOWN + 1)
        return {PlaceholderId(f"sg_{n}"): Link(user=UserId("5"), by=by, name=HOSTILE[0]) for n in numbers}

    organization = OrganizationId(scene.tenant)
    message = overview(Links(organization=organization, users=some(100, None) | some(200, UserId("7"))))
    said = str(message.payload())
    assert "sg_100`" not in said
    assert "sg_200`" not in said
    assert "1 other linked by hand" in said
    assert "1 other linked as SpeedGaming says" in said


def test_the_answer_says_what_follows(scene: Scene) -> None:
    assert "Their matches follow now, past ones too" in scene.link(user=scene.carol.user_id)
    assert "Their matches follow now, past ones too" in scene.link(user=scene.league.bob.user_id)
    assert "Their matches follow now, past ones too" in scene.link(unlink=True)


class TestWhomSpeedGamingItselfNames:
    @pytest.fixture(autouse=True)
    def named(self, scene: Scene) -> None:
        """In one of two matches."""
        scene.put(2)
        scene.imports()
        scene.put(1, players=(scene.alice, CYD | {"discordId": scene.carol.user_id}))
        scene.imports()

    def players(self, scene: Scene) -> list[str]:
        scene.world.drain()
        found = [scene.match(episode).players[1].id for episode in (1, 2)]
        scene.imports()
        assert [scene.match(episode).players[1].id for episode in (1, 2)] == found, "the import says the same"
        return [str(each) for each in found]

    def test_stays_that_where_they_are_named_when_another_member_is_linked(self, scene: Scene) -> None:
        said = scene.link(user=scene.league.bob.user_id)
        assert f"SpeedGaming itself names <@{scene.carol.user_id}>" in said
        assert "Only those that it lists without one follow, past ones too" in said
        assert self.players(scene) == [scene.carol.user_id, scene.league.bob.user_id]

    def test_stays_that_where_they_are_named_when_they_are_unlinked(self, scene: Scene) -> None:
        said = scene.link(unlink=True)
        assert "matches that it lists with that Discord id stay theirs" in said
        assert "It links them again when it changes one" in said
        assert self.players(scene) == [scene.carol.user_id, "sg_503"]


def test_a_link_that_is_taken_back_makes_them_a_placeholder_again_in_what_speedgaming_lists(scene: Scene) -> None:
    scene.link(user=scene.carol.user_id)
    scene.world.drain()
    assert f"is <@{scene.carol.user_id}> no more" in scene.link(unlink=True)
    scene.imports()
    assert scene.match(1).players[1].id == "sg_503"


def test_the_same_link_twice_is_refused_and_so_is_unlinking_nobody(scene: Scene) -> None:
    assert "Nobody is linked to that player" in scene.link(unlink=True)
    scene.link(user=scene.carol.user_id)
    assert "linked to this very user already" in scene.link(user=scene.carol.user_id)
    assert "not both" in scene.link(user=scene.carol.user_id, unlink=True)


@pytest.mark.parametrize("typed", ["Cyd", "503", "sg_999", "slot_503", "sg_crew_503", "x" * 100])
def test_who_is_not_a_placeholder_here_is_not_found(scene: Scene, typed: str) -> None:
    said = scene.league.forge("config player", placeholder=typed)
    assert "from the list that appears while you type" in said


def test_another_organizations_placeholders_are_neither_offered_nor_found(world: World, scene: Scene) -> None:
    other = Scene(world)
    assert offered(other) == []
    assert "can't find that player" in other.league.forge("config player", placeholder="sg_503")


def test_one_of_the_crew_whom_speedgaming_names_later_stays_that_when_they_are_unlinked(scene: Scene) -> None:
    scene.link("sg_crew_601", user=scene.carol.user_id)
    scene.world.drain()
    scene.put(1, commentators=[DOT | {"discordId": scene.carol.user_id}])
    scene.imports()
    scene.link("sg_crew_601", unlink=True)
    scene.world.drain()
    assert [each.id for each in scene.match(1).crew] == [scene.carol.user_id]
    assert scene.imports()["unchanged"] == 1


def test_somebody_who_had_signed_up_stays_in_the_crew_when_a_placeholder_parts_from_them(scene: Scene) -> None:
    scene.carol.slash("match show", match="sg1")
    scene.carol.click("Commentate")
    scene.link("sg_crew_601", user=scene.carol.user_id)
    scene.world.drain()
    assert [each.id for each in scene.match(1).crew] == [scene.carol.user_id]
    scene.imports()
    scene.link("sg_crew_601", unlink=True)
    scene.world.drain()
    assert {str(each.id) for each in scene.match(1).crew} == {scene.carol.user_id, "sg_crew_601"}
    assert scene.imports()["unchanged"] == 1
    said = scene.league.admin.slash("config audit").said
    assert "placeholder" not in said
