"""Embeds of a message."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, StringConstraints

from infra.local.discord.bodies.base import Body
from infra.local.discord.errors import Fault
from infra.local.discord.model import Json

MOST_EMBEDS = 10
MOST_CHARACTERS = 6000
Text = Annotated[str, StringConstraints(strip_whitespace=True)]


class Footer(Body):
    text: Annotated[Text, Field(max_length=2048)] | None = None
    icon_url: str | None = None


class Author(Body):
    name: Annotated[Text, Field(max_length=256)] | None = None
    url: str | None = None
    icon_url: str | None = None


class Picture(Body):
    url: str | None = None


class EmbedField(Body):
    name: Annotated[Text, Field(min_length=1, max_length=256)]
    value: Annotated[Text, Field(min_length=1, max_length=1024)]
    inline: bool | None = None


class Embed(Body):
    type: str | None = None
    title: Annotated[Text, Field(max_length=256)] | None = None
    description: Annotated[Text, Field(max_length=4096)] | None = None
    url: str | None = None
    timestamp: datetime | None = None
    color: Annotated[int, Field(ge=0, le=0xFFFFFF)] | None = None
    footer: Footer | None = None
    image: Picture | None = None
    thumbnail: Picture | None = None
    author: Author | None = None
    fields: Annotated[list[EmbedField], Field(max_length=25)] | None = None

    @property
    def characters(self) -> int:
        texts = [self.title, self.description]
        texts += [self.footer.text] if self.footer else []
        texts += [self.author.name] if self.author else []
        for each in self.fields or []:
            texts += [each.name, each.value]
        return sum(len(text) for text in texts if text)

    @property
    def is_empty(self) -> bool:
        shown = (self.title, self.description, self.footer, self.image, self.thumbnail, self.author, self.fields)
        return not any(shown)

    def shown(self) -> Json:
        kept = self.model_dump(mode="json", exclude_none=True, include=set(Embed.model_fields)) | {"type": "rich"}
        for each in kept.get("fields", []):
            each.setdefault("inline", False)
        return kept


def embed_faults(embeds: list[Embed], *at: str | int) -> Iterator[Fault]:
    if sum(embed.characters for embed in embeds) > MOST_CHARACTERS:
        yield Fault(at, "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {MOST_CHARACTERS}")
    for index, embed in enumerate(embeds):
        if embed.is_empty:
            yield Fault((*at, index, "description"), "BASE_TYPE_REQUIRED", "This field is required")
        for path, url in _urls(embed):
            if url and urlsplit(url).scheme not in ("http", "https"):
                message = (
                    f"Scheme \"{urlsplit(url).scheme}\" is not supported. Scheme must be one of ('http', 'https')."
                )
                yield Fault((*at, index, *path), "URL_TYPE_INVALID_SCHEME", message)


def _urls(embed: Embed) -> Iterator[tuple[tuple[str, ...], str | None]]:
    yield ("url",), embed.url
    if embed.image:
        yield ("image", "url"), embed.image.url
    if embed.thumbnail:
        yield ("thumbnail", "url"), embed.thumbnail.url
    if embed.author:
        yield ("author", "url"), embed.author.url
        yield ("author", "icon_url"), embed.author.icon_url
    if embed.footer:
        yield ("footer", "icon_url"), embed.footer.icon_url
