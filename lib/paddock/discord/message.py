"""A message as a value. `payload` alone knows the JSON and holds it to Discord's limits before it is sent."""

from enum import IntEnum
from typing import Any, NamedTuple

from paddock.discord.request import Button, Select
from paddock.discord.text import cut
from paddock.ids import RoleId, Snowflake, UserId

EPHEMERAL = 1 << 6
MOST_TEXT = 2000
MOST_TITLE = 256
MOST_CARD = 4000
MOST_FOOTER = 1700
"""With title and card below the 6000 characters that Discord allows them together."""
MOST_PINGS = 100
MOST_BUTTONS = 5
MOST_ROWS = 5
MOST_CUSTOM_ID = 100
MOST_LABEL = 80
MOST_OPTIONS = 25
MOST_OPTION = 100
MOST_PLACEHOLDER = 150
MOST_FILES = 10
MOST_FILE = 10 * 2**20
"""Bytes."""
MOST_UPLOAD = 24 * 2**20
"""Of all files; with the rest of the message below the 25 MiB that Discord takes at once."""
MOST_FILE_DESCRIPTION = 1024


class Style(IntEnum):
    PRIMARY = 1
    SECONDARY = 2
    DANGER = 4


class Colour(IntEnum):
    PLAIN = 0x5865F2
    GOOD = 0x2D9D5F
    WARNING = 0xE0A030
    OVER = 0x80848E


class Press(NamedTuple):
    """A button on a message."""

    label: str
    ask: Button
    style: Style = Style.SECONDARY
    disabled: bool = False


class Link(NamedTuple):
    label: str
    url: str


class Option(NamedTuple):
    """One of a menu's, in plain text."""

    label: str
    value: str
    description: str = ""
    chosen: bool = False


class Menu(NamedTuple):
    """A select, which fills a row of its own."""

    ask: Select
    options: tuple[Option, ...]
    placeholder: str = ""


class Row(NamedTuple):
    """Buttons that stay together on a line."""

    buttons: tuple[Press | Link, ...]


Control = Press | Link | Menu | Row


class Card(NamedTuple):
    """The framed part of a message. Its lines are markup already."""

    title: str
    lines: tuple[str, ...] = ()
    colour: Colour = Colour.PLAIN
    footer: str = ""


class File(NamedTuple):
    """Uploaded with a message, and shown below its text."""

    name: str
    content: bytes
    description: str = ""
    """Of a picture: what it shows, for those who do not see it."""


class Message(NamedTuple):
    text: str = ""
    card: Card | None = None
    buttons: tuple[Control, ...] = ()
    """Those that stand alone fill up lines of five."""
    pings: tuple[UserId | RoleId, ...] = ()
    """Who is notified; a mention in the text alone notifies nobody."""
    files: tuple[File, ...] = ()
    """A job's message alone carries them: what the door answers is JSON."""

    def payload(self) -> dict[str, Any]:
        """Every part given, so that an edit clears what the message showed before."""
        users = _listed(self.pings, UserId)
        roles = _listed(self.pings, RoleId)
        return {
            "content": cut(self.text, MOST_TEXT),
            "embeds": [_embed(self.card)] if self.card else [],
            "components": _rows(self.buttons),
            "allowed_mentions": {"parse": [], "users": users, "roles": roles},
            "attachments": _attachments(self.files),
        }


def _listed(pings: tuple[UserId | RoleId, ...], kind: type[Snowflake]) -> list[str]:
    return list(dict.fromkeys(str(each) for each in pings if isinstance(each, kind)))[:MOST_PINGS]


def _embed(card: Card) -> dict[str, Any]:
    embed: dict[str, Any] = {"title": cut(card.title, MOST_TITLE), "color": int(card.colour)}
    if card.lines:
        embed["description"] = _fitting(card.lines)
    if card.footer:
        embed["footer"] = {"text": cut(card.footer, MOST_FOOTER)}
    return embed


def _fitting(lines: tuple[str, ...]) -> str:
    """Whole lines as far as they fit: markup that is cut in the middle shows as garbage."""
    text = ""
    for at, line in enumerate(lines):
        rest = f"\n… and {len(lines) - at} more lines"
        if len(text) + 1 + len(line) + len(rest) > MOST_CARD:
            return text + rest
        text = f"{text}\n{line}" if at else line
    return text


def _attachments(files: tuple[File, ...]) -> list[dict[str, Any]]:
    """By their places in the upload."""
    sizes = [len(file.content) for file in files]
    if len(files) > MOST_FILES or any(size > MOST_FILE for size in sizes) or sum(sizes) > MOST_UPLOAD:
        raise ValueError(f"{len(files)} files of {sizes} bytes are more than Discord takes")
    return [_attachment(at, file) for at, file in enumerate(files)]


def _attachment(at: int, file: File) -> dict[str, Any]:
    wire = {"id": str(at), "filename": file.name}
    return {**wire, "description": cut(file.description, MOST_FILE_DESCRIPTION)} if file.description else wire


def _rows(controls: tuple[Control, ...]) -> list[dict[str, Any]]:
    rows: list[list[dict[str, Any]]] = []
    has_room = False
    for control in controls:
        match control:
            case Row(buttons=buttons):
                rows += [[_button(each) for each in buttons]] if buttons else []
            case Menu():
                rows.append([_menu(control)])
            case _ if has_room and len(rows[-1]) < MOST_BUTTONS:
                rows[-1].append(_button(control))
            case _:
                rows.append([_button(control)])
        has_room = isinstance(control, Press | Link)
    if len(rows) > MOST_ROWS or any(len(row) > MOST_BUTTONS for row in rows):
        raise ValueError(f"{sum(map(len, rows))} buttons and menus in {len(rows)} rows do not fit on a message")
    return [{"type": 1, "components": row} for row in rows]


def _button(button: Press | Link) -> dict[str, Any]:
    wire: dict[str, Any] = {"type": 2, "label": cut(button.label, MOST_LABEL)}
    if isinstance(button, Link):
        return {**wire, "style": 5, "url": button.url}
    wire |= {"style": int(button.style), "custom_id": checked(button.ask.custom_id)}
    return {**wire, "disabled": True} if button.disabled else wire


def _menu(menu: Menu) -> dict[str, Any]:
    options = [_option(each) for each in menu.options[:MOST_OPTIONS]]
    wire = {"type": 3, "custom_id": checked(menu.ask.custom_id), "options": options}
    return {**wire, "placeholder": cut(menu.placeholder, MOST_PLACEHOLDER)} if menu.placeholder else wire


def _option(option: Option) -> dict[str, Any]:
    wire: dict[str, Any] = {"label": cut(option.label, MOST_OPTION), "value": option.value, "default": option.chosen}
    return {**wire, "description": cut(option.description, MOST_OPTION)} if option.description else wire


def checked(custom_id: str) -> str:
    if len(custom_id) > MOST_CUSTOM_ID:
        raise ValueError(f"{custom_id} is longer than a custom_id may be")
    return custom_id
