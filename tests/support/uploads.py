"""Files on their way to Discord, as the form has them that carries them."""

import contextlib
from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import Any, NamedTuple

import httpx

from functions.interactions import worker


class Part(NamedTuple):
    filename: str | None
    kind: str
    content: Any


def parts(request: httpx.Request) -> dict[str, Part]:
    """Of a form, by name; none of a request that is no form."""
    kind = request.headers.get("content-type", "")
    if not kind.startswith("multipart/"):
        return {}
    form = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + request.read(), policy=policy.HTTP)
    return {
        str(part.get_param("name", header="content-disposition")): Part(
            part.get_filename(), part.get_content_type(), part.get_payload(decode=True)
        )
        for part in form.iter_parts()
    }


@contextlib.contextmanager
def uploaded() -> Iterator[list[Part]]:
    """The files that the worker sends meanwhile."""
    found: list[Part] = []

    def note(request: httpx.Request) -> None:
        found.extend(part for name, part in parts(request).items() if name.startswith("files["))

    http = worker.WIRING.http
    http.event_hooks = {"request": [note]}
    try:
        yield found
    finally:
        http.event_hooks = {}
