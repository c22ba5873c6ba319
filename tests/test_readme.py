"""What README.md says is true today."""

import re

from infra.readme import ITEMS, README, ROOT, commands, written
from paddock.catalog import COMMANDS
from tests.support.items import declared_items


def test_the_tables_are_what_the_code_says() -> None:
    assert README.read_text() == written(README.read_text()), "python -m infra.readme"


def test_options_are_named_as_people_type_them() -> None:
    lines = commands().splitlines()
    for command in COMMANDS:
        (options,) = [line.split("|")[2] for line in lines if line.startswith(f"| `/{command.path}` |")]
        assert [each.strip("[]") for each in options.split()] == list(command.option_names())


def test_every_kind_of_item_is_in_the_table() -> None:
    listed: set[int] = {id(item) for item in ITEMS}
    assert [item for item in declared_items() if id(item) not in listed] == []


def test_every_file_and_folder_that_it_names_exists() -> None:
    named = re.findall(r"`((?:functions|lib|infra|tests|docs)/[\w./-]*)`", README.read_text())
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_make_target_that_it_names_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)`", README.read_text())) <= targets
