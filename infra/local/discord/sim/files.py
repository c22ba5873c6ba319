"""What Discord's content network does: gives the files of messages to whoever has their address."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from infra.local.discord.bodies.uploads import guessed_type
from infra.local.discord.world import World

PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
HEADERS = {"Cache-Control": "private, max-age=3600, immutable", "X-Content-Type-Options": "nosniff"}


class FileServer:
    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[Route]:
        return [Route("/attachments/{channel_id}/{attachment_id}/{filename}", self.serve, methods=["GET"])]

    async def serve(self, request: Request) -> Response:
        """Nothing but a picture is opened in the page's own place: a file may be HTML."""
        content = self._world.files.find(request.path_params["attachment_id"])
        if content is None:
            return Response(status_code=404)
        kind = guessed_type(request.path_params["filename"])
        saved = {} if kind in PICTURES else {"Content-Disposition": "attachment"}
        return Response(content, headers=HEADERS | saved, media_type=kind)
