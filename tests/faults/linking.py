"""Two servers of one organization."""

from tests.crash.story import Story
from tests.organizations.linked import CODE
from tests.support.world import Server


def link(story: Story) -> Server:
    """A second server of the story's organization, linked as its admins do it."""
    second = story.world.add_server()
    join(story, second)
    return second


def join(story: Story, server: Server) -> None:
    code = CODE.search(story.admin.slash("config link").said)
    assert code
    story.world.add_admin(server, "another").slash("config link", code=code[0])
    story.world.drain()
