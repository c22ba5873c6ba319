"""Files that come with a message: a form whose first part is the message as JSON."""

import mimetypes
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_string, policy

from infra.local.discord.errors import DiscordError, Fault

FORM = "multipart/form-data"
PNG = b"\x89PNG\r\n\x1a\n"
MOST_FILES = 10
MOST_BYTES_OF_FILE = 10 * 1024 * 1024


@dataclass(frozen=True)
class Upload:
    id: str
    """Its number in the request, by which the message's `attachments` describe it."""
    filename: str
    content: bytes

    @property
    def content_type(self) -> str:
        return guessed_type(self.filename)

    @property
    def extent(self) -> tuple[int, int] | None:
        """Of a PNG picture: its width and height."""
        if not self.content.startswith(PNG) or len(self.content) < 24:
            return None
        width, height = struct.unpack(">II", self.content[16:24])
        return width, height


@dataclass(frozen=True)
class UploadForm:
    payload: bytes
    uploads: tuple[Upload, ...]


def guessed_type(filename: str) -> str:
    return mimetypes.guess_type(filename)[0] or "application/octet-stream"


def read_form(content_type: str, raw: bytes) -> UploadForm:
    header = message_from_string(f"Content-Type: {content_type}\n\n", policy=policy.HTTP)
    payload, uploads = b"{}", []
    for name, filename, content in _parts(raw, str(header.get_param("boundary", ""))):
        number = re.fullmatch(r"files\[(\d+)\]", name)
        if name == "payload_json":
            payload = content
        elif number and filename:
            uploads.append(Upload(number[1], filename, content))
        else:
            raise DiscordError(50035, faults=[Fault((name,), "BASE_TYPE_REQUIRED", "A file needs a number and a name")])
    if len(uploads) > MOST_FILES:
        raise DiscordError(30015)
    if any(len(each.content) > MOST_BYTES_OF_FILE for each in uploads):
        raise DiscordError(50045)
    return UploadForm(payload, tuple(uploads))


def _parts(raw: bytes, boundary: str) -> Iterator[tuple[str, str | None, bytes]]:
    """Name, file name and content of each; what stands before the first boundary and after the last is nobody's."""
    for part in (b"\r\n" + raw).split(f"\r\n--{boundary}".encode())[1:-1]:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        headers = message_from_string(head.decode(errors="replace") + "\r\n\r\n", policy=policy.HTTP)
        name = headers.get_param("name", "", header="content-disposition")
        yield str(name), headers.get_filename(), content
