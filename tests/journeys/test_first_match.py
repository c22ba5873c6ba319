"""The story that a newcomer tries first."""

from tests.support.world import World


def test_a_match_becomes_an_event_and_its_players_are_told_of_it_and_reminded_once(world: World) -> None:
    server = world.add_server()
    admin, alice, bob = world.add_admin(server), world.add_player(server, "alice"), world.add_player(server, "bob")

    admin.slash("tournament create", name="Winter Open", scheduled_events=True)
    (tournament,) = admin.autocomplete("match create", "tournament", "winter").choices
    admin.slash(
        "match create",
        tournament=tournament["value"],
        when="in 3 hours",
        player1=alice.user_id,
        player2=bob.user_id,
    )
    world.drain()
    (event,) = world.discord.events(server.id)
    assert event["name"] == "WINTER-OPEN - alice vs bob"
    assert event["scheduled_start_time"].startswith("2037-11-23T15:00:0")

    for player in (alice, bob):
        (scheduled,) = world.discord.dms(player.user_id)
        assert scheduled["content"].startswith("You have a match: ")

    world.pass_time(hours=2, minutes=29)
    assert len(world.discord.dms(alice.user_id)) == 1
    world.pass_time(minutes=2)
    world.tick()
    for player in (alice, bob):
        (_, reminder) = world.discord.dms(player.user_id)
        assert reminder["content"].startswith("Your match starts ")
