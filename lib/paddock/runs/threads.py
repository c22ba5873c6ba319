"""The thread of a run, step by step: each step is written down before the next, so that none is taken twice."""

from contextlib import suppress

from paddock.clock import snowflake_time
from paddock.discord.rest import DiscordError, Forbidden
from paddock.discord.text import channel
from paddock.errors import Soon
from paddock.ids import ChannelId
from paddock.job_routes import Outcome
from paddock.job_tools import SKEW, JobTools, has_button
from paddock.jobs.model import digest
from paddock.organizations import channels
from paddock.permissions import Permission
from paddock.runs import views
from paddock.runs.asks import DrawCard, OpenThread
from paddock.runs.model import Run, Status
from paddock.runs.records import progressed, threaded

ADDING = "/thread-members/"
"""In the route by which a player is added; whoever may add may write, too."""


def open_thread(job: OpenThread, tools: JobTools) -> Outcome:
    """Thread, player, card: repeated from wherever an earlier delivery has stopped.

    Where Discord refuses, the run goes on without a thread: its card is the answer.
    """
    run = tools.runs.get(job.organization, job.run)
    try:
        thread = run.thread or _made(run, job, tools)
        tools.discord.add_to_thread(thread, run.user)
        _post_card(tools.runs.get(job.organization, job.run), thread, tools)
    except DiscordError as error:
        return _without_thread(tools.runs.get(job.organization, job.run), error, tools)
    server = tools.organizations.server(run.guild)
    return Outcome(channels.taken(server, channel(run.channel)), views.has_thread(run, thread))


def _made(run: Run, job: OpenThread, tools: JobTools) -> ChannelId:
    name = views.thread_name(run)
    found = _made_before(run, name, tools) if tools.may_be_done or job.again else None
    thread = found or tools.discord.create_private_thread(run.channel, name)
    tools.commit(threaded(run, thread))
    return thread


def _made_before(run: Run, name: str, tools: JobTools) -> ChannelId | None:
    """By a delivery that died before it could write it down."""
    bot = tools.discord.fetch_bot_id()
    alike = [
        ChannelId(thread["id"])
        for thread in tools.discord.fetch_active_threads(run.guild)
        if thread.get("owner_id") == bot and thread["parent_id"] == run.channel and thread["name"] == name
    ]
    found = [each for each in alike if snowflake_time(each) >= run.opened - SKEW]
    taken = tools.runs.taken(run.organization, found)
    return next((each for each in found if each not in taken), None)


def _without_thread(run: Run, error: DiscordError, tools: JobTools) -> Outcome:
    lacking, where = _lacking(run, error), channel(run.channel)
    server = tools.organizations.server(run.guild)
    if lacking is None:
        return Outcome(channels.full(server, error, where), views.without_thread(run, tools.now))
    return Outcome(channels.refused(server, error, where, lacking), views.without_thread(run, tools.now, lacking))


def _lacking(run: Run, error: DiscordError) -> Permission | None:
    """What the step needs at which Discord refused; None where no permission would help, as in a thread that is
    gone."""
    if not isinstance(error, Forbidden):
        return None
    if error.code == channels.MISSING_ACCESS:
        return Permission.VIEW_CHANNEL
    if run.thread is None:
        return Permission.CREATE_PRIVATE_THREADS
    if ADDING in error.route:
        return Permission.SEND_MESSAGES_IN_THREADS
    return Permission.READ_MESSAGE_HISTORY if error.route.startswith("GET ") else Permission.EMBED_LINKS


def _post_card(run: Run, thread: ChannelId, tools: JobTools) -> None:
    if run.card:
        return
    message = views.card(run, tools.now, views.greeting(run))._replace(pings=(run.user,))
    card = tools.send_once(thread, message, digest("card", run.id), lambda each: has_button(each, run.id))
    tools.commit(progressed(run, run.model_copy(update={"card": card})))


# -- afterwards ----------------------------------------------------------------------------------


def draw_card(job: DrawCard, tools: JobTools) -> Outcome:
    run = tools.runs.get(job.organization, job.run)
    if run.status is Status.IN_PROGRESS and run.started and tools.now < run.started:
        raise Soon(run.started, "the countdown")
    redraw(run, tools)
    return Outcome(message=views.card(run, tools.now))


def retire(run: Run, tools: JobTools) -> None:
    """A server has a thousand threads that are not archived: this one is kept no longer than its buttons are needed."""
    if run.thread:
        with suppress(DiscordError):
            tools.discord.retire_thread(run.thread)


def redraw(run: Run, tools: JobTools) -> None:
    if run.thread is None or run.card is None:
        return
    with suppress(DiscordError):
        tools.discord.edit_message(run.thread, run.card, views.card(run, tools.now))
