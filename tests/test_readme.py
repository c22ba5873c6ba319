"""What README.md says is true today."""

import re

from infra.readme import ITEMS, README, ROOT, written
from tests.support.items import declared_items


def test_the_tables_are_what_the_code_says() -> None:
    assert README.read_text() == written(README.read_text()), "python -m infra.readme"


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
