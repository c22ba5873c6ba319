"""The local AWS's state when a deployment does not come to its end."""

from pathlib import Path

import pytest

from infra.local.safety import undone_unless_finished


class Killed(Exception):
    pass


def die_while_changing(state: Path) -> None:
    def change() -> None:
        with undone_unless_finished(state):
            (state / "tables.json").write_text("half")
            raise Killed

    with pytest.raises(Killed):
        change()


def test_a_finished_change_stays(tmp_path: Path) -> None:
    state = tmp_path / "state"
    with undone_unless_finished(state):
        (state / "tables.json").write_text("new")
    with undone_unless_finished(state):
        assert (state / "tables.json").read_text() == "new"


def test_an_unfinished_change_is_undone_at_the_next_start(tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir()
    (state / "tables.json").write_text("old")
    for _ in range(2):
        die_while_changing(state)
    with undone_unless_finished(state):
        assert (state / "tables.json").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["state"]


def test_a_first_deployment_that_did_not_end_leaves_nothing(tmp_path: Path) -> None:
    state = tmp_path / "state"
    die_while_changing(state)
    with undone_unless_finished(state):
        assert not list(state.iterdir())
