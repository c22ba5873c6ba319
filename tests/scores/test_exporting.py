"""The file that an export makes of its table."""

import io
import random
from zipfile import ZipFile

import pytest

from paddock.scores.exporting import TooLarge, attachment
from tests.scores.values import an_async


def test_a_table_that_discord_takes_is_attached_as_it_is() -> None:
    assert attachment(an_async(), b"a,b", most=3) == ("winter-qualifier.csv", b"a,b", "")


def test_a_larger_one_is_packed() -> None:
    table = b"a,b\r\n" * 1000
    file = attachment(an_async(), table, most=500)
    assert file.name == "winter-qualifier.zip"
    with ZipFile(io.BytesIO(file.content)) as archive:
        assert archive.read("winter-qualifier.csv") == table


def test_the_same_table_is_packed_to_the_same_file() -> None:
    table = b"a,b\r\n" * 1000
    assert attachment(an_async(), table, most=500) == attachment(an_async(), table, most=500)


def test_what_is_too_large_even_packed_is_refused_with_a_way_to_look_at_it() -> None:
    noise = random.Random(1).randbytes(1000)
    with pytest.raises(TooLarge) as refused:
        attachment(an_async(), noise, most=500)
    assert "/async runs" in refused.value.text


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Winter / 2026: the *final*", "winter-2026-the-final.csv"),
        ("../../etc", "etc.csv"),
        ("冬", "async-500.csv"),
        ("x" * 100, "x" * 60 + ".csv"),
    ],
)
def test_a_file_is_called_as_its_async_is(name: str, file: str) -> None:
    assert attachment(an_async(name=name), b"").name == file
