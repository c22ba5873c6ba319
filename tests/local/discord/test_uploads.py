"""Files that come with messages: taken as Discord takes them, kept, and shown to people."""

import json
import shutil
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.local.discord.bot_double import BotDouble, Json
from tests.local.discord.served import Served, served

BYTES = bytes(range(256)) * 40 + b"\r\n--x\r\n\r"
"""What no text is: all that a reader of forms could stumble over."""


def a_picture(width: int = 8, height: int = 4) -> bytes:
    """A grey PNG."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = (b"\0" + b"\x80" * width) * height
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def upload(line: Served, *files: tuple[str, bytes], to: str = "", method: str = "POST", **body: Any) -> httpx.Response:
    parts: list[Any] = [("payload_json", (None, json.dumps(body), "application/json"))]
    parts += [(f"files[{at}]", file) for at, file in enumerate(files)]
    return line.rest.request(method, to or f"/channels/{line.channel()}/messages", files=parts)


def shown(line: Served) -> list[Json]:
    (message,) = line.messages()
    found: list[Json] = message["attachments"]
    return found


def fetched(attachment: Json) -> httpx.Response:
    return httpx.get(attachment["url"])


def test_a_file_comes_back_byte_for_byte_from_its_address(line: Served) -> None:
    sent = upload(line, ("board.bin", BYTES), content="hi").raise_for_status().json()
    (attachment,) = sent["attachments"]
    assert (attachment["filename"], attachment["size"]) == ("board.bin", len(BYTES))
    assert fetched(attachment).content == BYTES
    assert line.messages()[0]["content"] == "hi"


def test_a_picture_tells_its_size_and_what_it_shows(line: Served) -> None:
    described = [{"id": "0", "filename": "a.png", "description": "A grey field"}]
    upload(line, ("a.png", a_picture(8, 4)), attachments=described).raise_for_status()
    (attachment,) = shown(line)
    assert (attachment["width"], attachment["height"], attachment["content_type"]) == (8, 4, "image/png")
    assert attachment["description"] == "A grey field"


def test_only_pictures_are_opened_in_the_page_s_own_place(line: Served) -> None:
    upload(line, ("a.png", a_picture()), ("a.html", b"<script>"), ("a.svg", b"<svg>")).raise_for_status()
    picture, *others = [fetched(each).headers.get("content-disposition") for each in shown(line)]
    assert picture is None
    assert others == ["attachment", "attachment"]


def test_an_edit_keeps_the_files_that_it_names_and_adds_its_own(line: Served) -> None:
    sent = upload(line, ("a.txt", b"a"), ("b.txt", b"b"), content="hi").json()
    message = f"/channels/{line.channel()}/messages/{sent['id']}"
    second = sent["attachments"][1]
    upload(line, ("c.txt", b"c"), to=message, method="PATCH", attachments=[{"id": second["id"]}, {"id": 0}])
    assert [each["filename"] for each in shown(line)] == ["b.txt", "c.txt"]
    assert fetched(sent["attachments"][0]).status_code == 404


def test_an_edit_that_does_not_speak_of_files_keeps_them_and_one_that_names_none_clears_them(line: Served) -> None:
    sent = upload(line, ("a.txt", b"a"), content="hi").json()
    message = f"/channels/{line.channel()}/messages/{sent['id']}"
    assert len(line.rest.patch(message, json={"content": "ho"}).json()["attachments"]) == 1
    assert line.rest.patch(message, json={"attachments": []}).json()["attachments"] == []
    assert line.problems("warning") == []


def test_a_message_is_not_empty_while_it_has_a_file(line: Served) -> None:
    sent = upload(line, ("a.txt", b"a"))
    assert sent.status_code == 200
    message = f"/channels/{line.channel()}/messages/{sent.json()['id']}"
    assert line.rest.patch(message, json={"attachments": []}).json()["code"] == 50006
    assert upload(line).json()["code"] == 50006


def test_the_files_of_a_deleted_message_are_gone(line: Served) -> None:
    sent = upload(line, ("a.txt", b"a")).json()
    line.rest.delete(f"/channels/{line.channel()}/messages/{sent['id']}")
    assert fetched(sent["attachments"][0]).status_code == 404


def test_a_deferred_answer_is_filled_in_with_a_file(line: Served, bot: BotDouble) -> None:
    bot.answer = lambda _: {"type": 5, "data": {"flags": 64}}
    line.register({"name": "board", "description": "d"})
    line.act("command", command="board")
    (interaction,) = bot.interactions
    original = f"/webhooks/{interaction['application_id']}/{interaction['token']}/messages/@original"
    upload(line, ("a.png", a_picture()), to=original, method="PATCH", content="Here").raise_for_status()
    assert [each["filename"] for each in shown(line)] == ["a.png"]


REFUSED = {
    "eleven files": (lambda: [("a.txt", b"a")] * 11, {}, 30015),
    "a file over 10 MiB": (lambda: [("a.txt", bytes(10 * 2**20 + 1))], {}, 50045),
    "25 MiB in all": (lambda: [("a.txt", bytes(9 * 2**20))] * 3, {}, 40005),
    "a description of what is not there": (lambda: [("a.txt", b"a")], {"attachments": [{"id": "7"}]}, 50035),
    "a description over 1024": (
        lambda: [("a.txt", b"a")],
        {"attachments": [{"id": "0", "description": "x" * 1025}]},
        50035,
    ),
}


@pytest.mark.parametrize(("files", "body", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_more_than_discord_takes_is_refused(line: Served, files: Any, body: Json, code: int) -> None:
    assert upload(line, *files(), content="hi", **body).json()["code"] == code
    assert line.messages() == []


def test_a_bot_needs_the_permission_to_attach_files(line: Served) -> None:
    line.do("settings/permission", permission="ATTACH_FILES", granted=False)
    assert upload(line, ("a.txt", b"a"), content="hi").json()["code"] == 50013


def test_files_outlive_the_process(tmp_path: Path) -> None:
    with served(tmp_path) as line:
        sent = upload(line, ("a.bin", BYTES)).json()
    with served(tmp_path) as again:
        path = httpx.URL(sent["attachments"][0]["url"]).path
        assert httpx.get(f"{again.url}{path}").content == BYTES


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium")
    assert program, "Chromium is not installed: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.mark.browser
def test_the_page_shows_pictures_with_their_description_and_offers_other_files(browser: Browser, line: Served) -> None:
    described = [{"id": "0", "filename": "a.png", "description": "A grey field"}]
    upload(line, ("a.png", a_picture(1200, 900)), ("times.csv", b"a,b"), attachments=described).raise_for_status()
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(line.url)
    picture = page.get_by_role("img", name="A grey field")
    expect(picture).to_be_visible()
    page.wait_for_function("document.querySelector('.picture img').complete")
    assert picture.evaluate("each => each.naturalWidth") == 1200
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    with page.expect_download() as download:
        page.get_by_role("link", name="times.csv").click()
    assert Path(download.value.path()).read_bytes() == b"a,b"
    page.close()
