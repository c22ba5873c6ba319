"""Files that a message carries to Discord."""

import json
from typing import Any

import httpx
import pytest

from paddock.discord.answer import Reply, Update
from paddock.discord.message import MOST_FILE, MOST_UPLOAD, Card, File, Message
from paddock.discord.rest import Discord
from paddock.ids import ChannelId, MessageId
from tests.support.uploads import Part, parts

CHANNEL = ChannelId("2")
PICTURE = File("board.png", b"\x89PNG\r\n\x1a\n\0\xff", "A board")
TABLE = File("times.csv", b"a,b\r\n")


class Fake:
    def __init__(self) -> None:
        self.asked: list[httpx.Request] = []
        self.discord = Discord(
            "http://discord.test", lambda: "t", httpx.Client(transport=httpx.MockTransport(self.answer))
        )

    def answer(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.asked.append(request)
        return httpx.Response(200, json={"id": "9"})

    @property
    def parts(self) -> dict[str, Part]:
        """Of the last request."""
        return parts(self.asked[-1])


def send(fake: Fake, message: Message) -> None:
    fake.discord.send(CHANNEL, message, nonce="n")


def edit(fake: Fake, message: Message) -> None:
    fake.discord.edit_message(CHANNEL, MessageId("5"), message)


def fill_in(fake: Fake, message: Message) -> None:
    fake.discord.edit_original("1", "token", message)


WAYS = pytest.mark.parametrize("way", [send, edit, fill_in])


@WAYS
def test_files_go_beside_the_message_each_under_the_number_that_describes_it(way: Any) -> None:
    fake = Fake()
    way(fake, Message("hello", Card("title"), files=(PICTURE, TABLE)))
    parts = fake.parts
    assert parts["files[0]"] == ("board.png", "image/png", PICTURE.content)
    assert parts["files[1]"] == ("times.csv", "text/csv", TABLE.content)
    body = json.loads(parts["payload_json"].content)
    assert parts["payload_json"][:2] == (None, "application/json")
    assert (body["content"], body["embeds"][0]["title"]) == ("hello", "title")
    assert body["attachments"] == [
        {"id": "0", "filename": "board.png", "description": "A board"},
        {"id": "1", "filename": "times.csv"},
    ]


@WAYS
def test_a_message_without_files_is_json_and_clears_those_that_were_shown(way: Any) -> None:
    fake = Fake()
    way(fake, Message("hello"))
    assert fake.asked[0].headers["content-type"] == "application/json"
    assert json.loads(fake.asked[0].content)["attachments"] == []


def test_a_message_with_a_file_carries_its_nonce_too() -> None:
    fake = Fake()
    send(fake, Message(files=(TABLE,)))
    assert json.loads(fake.parts["payload_json"].content)["nonce"] == "n"


def test_a_description_keeps_discord_s_limit() -> None:
    (attachment,) = Message(files=(File("a.png", b"", "x" * 2000),)).payload()["attachments"]
    assert len(attachment["description"]) == 1024


@pytest.mark.parametrize(
    "sizes",
    [[1] * 11, [MOST_FILE + 1], [MOST_UPLOAD // 3] * 3 + [1]],
    ids=["eleven files", "a file over 10 MiB", "more than one request takes"],
)
def test_more_than_discord_takes_is_a_fault_before_it_is_sent(sizes: list[int]) -> None:
    message = Message(files=tuple(File("a.bin", bytes(size)) for size in sizes))
    with pytest.raises(ValueError, match="more than Discord takes"):
        message.payload()


def test_as_much_as_discord_takes_is_sent() -> None:
    files = (File("a.bin", bytes(MOST_FILE)), *(File("b.bin", b"") for _ in range(9)))
    assert len(Message(files=files).payload()["attachments"]) == 10


@pytest.mark.parametrize("kind", [Reply, Update])
def test_what_the_door_answers_carries_no_files(kind: Any) -> None:
    with pytest.raises(ValueError, match="takes no files"):
        kind(Message(files=(TABLE,))).wire()
