"""The story of an async that its organizers and a player try first."""

from paddock.store.item import Table
from tests.support.qualifier import Qualifier
from tests.support.world import World


def test_a_player_draws_a_permalink_and_finishes_in_the_time_that_the_clicks_have(world: World) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice, "Pool A")
    assert racer.run["status"] == "pending"
    assert "https://example.org/pool-a/" in str(racer.card["embeds"])

    racer.ready()
    assert racer.run["status"] == "in_progress"
    world.discord.advance(10)
    world.pass_time(hours=1, minutes=2, seconds=3)
    racer.finish()

    assert racer.run["status"] == "finished"
    assert racer.run["milliseconds"] // 1000 == 3723
    assert racer.lines == [f"<@{qualifier.alice.user_id}> finished in **1:02:03**."]
    assert world.documents(Table.RECORDS, "PARS")[0]["pars"][0]["milliseconds"] == racer.run["milliseconds"]
    assert world.discord.problems() == []
