"""The promise of a picture, from the button to the file in the answer."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from paddock.discord.message import EPHEMERAL
from tests.scores.furnished import add_players, set_pars
from tests.scores.values import HOUR
from tests.support.qualifier import Qualifier
from tests.support.uploads import uploaded
from tests.support.world import World

ROOT = Path(__file__).resolve().parents[2]
PLOTTING = {"matplotlib", "numpy", "PIL"}


def asked_for(qualifier: Qualifier, reader: Any) -> Any:
    reader.slash("async board", {"async": qualifier.id})
    outcome = reader.click("Picture")
    qualifier.world.drain()
    return outcome


def test_the_button_gives_a_picture_that_is_described_in_words_to_whoever_pressed_it(world: World) -> None:
    qualifier = Qualifier(world, pools=1, hide_results=False)
    add_players(qualifier, 3)
    set_pars(qualifier, p1_1=HOUR)
    with uploaded() as files:
        outcome = asked_for(qualifier, qualifier.alice)
    (attachment,) = outcome.message["attachments"]
    assert outcome.message["flags"] & EPHEMERAL
    assert attachment["content_type"] == "image/png"
    assert "3 finished runs" in attachment["description"]
    assert "1. player 0, 100.00" in attachment["description"]
    assert [each.content[:4] for each in files] == [b"\x89PNG"]


def test_two_who_press_it_get_a_picture_each(world: World) -> None:
    qualifier = Qualifier(world, hide_results=False)
    add_players(qualifier, 3)
    for reader in (qualifier.alice, qualifier.bob):
        reader.slash("async board", {"async": qualifier.id})
    outcomes = [reader.click("Picture") for reader in (qualifier.alice, qualifier.bob)]
    world.drain()
    assert [len(each.message["attachments"]) for each in outcomes] == [1, 1]


def test_staff_get_a_picture_of_results_that_are_hidden_from_the_others(world: World) -> None:
    qualifier = Qualifier(world)
    add_players(qualifier, 3)
    assert len(asked_for(qualifier, qualifier.admin).message["attachments"]) == 1


def test_a_worker_that_starts_and_takes_other_jobs_does_not_import_the_plotting_library() -> None:
    code = (
        "import sys\nfrom functions.interactions import worker\nworker.WIRING.worker\n"
        f"assert 'paddock.scores.drawing' in sys.modules\nprint(sorted({PLOTTING!r} & set(sys.modules)))"
    )
    environment = {
        "PYTHONPATH": f"{ROOT}:{ROOT / 'lib'}",
        "AWS_DEFAULT_REGION": "us-east-1",
        "DISCORD_APPLICATION_ID": "1",
        "PADDOCK_QUEUE_URL": "http://127.0.0.1:9/queue",
    }
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert (run.stdout, run.stderr) == ("[]\n", "")
