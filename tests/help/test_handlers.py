"""`/help` and `/ping`: answered from the list of commands alone."""

from paddock import catalog
from tests.support.world import World


def test_help_lists_every_command_and_for_whom_it_is(world: World) -> None:
    server = world.add_server()
    answer = world.add_player(server, "alice").slash("help")
    assert answer.ephemeral
    everybody, organizers, admins = answer.said.split("\n\n")
    for command in catalog.COMMANDS:
        assert answer.said.count(f"`/{command.path}` ") == 1
    assert "**For everybody**" in everybody
    assert "`/match show`" in everybody
    assert "**For organizers**" in organizers
    assert "`/match create`" in organizers
    assert "**For admins**" in admins
    assert "`/config server`" in admins


def test_ping_is_answered_privately(world: World) -> None:
    answer = world.add_player(world.add_server(), "alice").slash("ping")
    assert answer.ephemeral
    assert answer.said == "Pong. I am awake."


def test_neither_reads_nor_writes(world: World) -> None:
    alice = world.add_player(world.add_server(), "alice")
    with world.counted() as calls:
        alice.slash("help")
        alice.slash("ping")
    assert calls == []
