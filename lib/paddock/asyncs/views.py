"""How asyncs are shown: to staff, in a list, and as the message by which runs are started."""

from collections.abc import Sequence
from datetime import datetime

from paddock.asyncs.asks import ConfirmDelete, KeepAsync, TurnAsyncs, TurnPools
from paddock.asyncs.model import ENDLESS, Async, AsyncDirectory, Listed, Permalink, Pool
from paddock.discord.message import Card, Colour, Message, Press, Style
from paddock.discord.pages import page
from paddock.discord.text import address, channel, count, escape, moment, plain, role
from paddock.runs.asks import StartRun
from paddock.runs.limits import Limits

PAGE = 15
NEXT_PERMALINK = "`/async permalink` fills it."
NEXT = "Next: `/async pool`, `/async permalink`, then `/async post`."


# -- for staff -----------------------------------------------------------------------------------


def shown(
    async_: Async, pools: Sequence[Pool], now: datetime, text: str = "", number: int = 0, limits: Limits | None = None
) -> Message:
    permalinks = [line for pool in pools for line in _pool(async_, pool)] or ["No pools yet. `/async pool` adds one."]
    some = page(permalinks, PAGE, number, lambda to: TurnPools(async_=async_.id, page=to))
    lines = (*_settings(async_, now, limits), "", *some.shown)
    footer = f"Async {async_.id}" + (f" · {some.footer}" if some.footer else "")
    colour = Colour.GOOD if async_.is_open(now) else Colour.OVER
    return Message(text, Card(plain(async_.name, 100), lines, colour, footer), some.turns)


def _settings(async_: Async, now: datetime, limits: Limits | None) -> list[str]:
    approved = ", only approved ones count" if async_.approved_only else ""
    lines = [escape(async_.description, 500)] if async_.description else []
    lines += [
        f"**Channel** {channel(async_.channel)}",
        f"**State** {state(async_, now)}",
        f"**Runs** {async_.runs_per_pool} in each pool{approved}; reattempts: {_reattempts(async_)}",
        f"**Results** {_results(async_, now)}",
        f"**Par** the mean of the {count(async_.par_sample, 'fastest time', 'fastest times')}",
        f"**Draw** any permalink, or one of the rarest once they are more than {count(async_.balance, 'run')} behind",
    ]
    if limits:
        lines.append(
            f"**Limits** start within {count(limits.start_minutes, 'minute')} (warning {limits.start_warning_minutes} "
            f"before), finish within {count(limits.hours, 'hour')} (warning {limits.warning_minutes} minutes before)"
        )
    else:
        lines += _own_limits(async_)
    if async_.account_days:
        lines.append(f"**Accounts** at least {count(async_.account_days, 'day')} old")
    if async_.reviewer_role:
        lines.append(f"**Reviewers** {role(async_.reviewer_role)}, besides the organizers")
    return lines


def _own_limits(async_: Async) -> list[str]:
    """Where what its organization has set is not at hand."""
    names = ("start_minutes", "warning_minutes", "limit_hours", "limit_warning_minutes")
    own = [f"`{name}` {getattr(async_, name)}" for name in names if getattr(async_, name) is not None]
    return [f"**Limits** of its own: {', '.join(own)}"] if own else []


def _reattempts(async_: Async) -> str:
    return "any number" if async_.reattempts == ENDLESS else str(async_.reattempts or "none")


def _results(async_: Async, now: datetime) -> str:
    if async_.is_hidden(now):
        return "hidden from all but staff until it is closed"
    return "shown to everybody" + (", until it is opened again" if async_.hide_results else "")


def _shown_when(async_: Async, now: datetime) -> str:
    """For players, who may count on it: what was shown already can't be hidden from them."""
    if not async_.is_hidden(now):
        return "`/async board` shows them to everybody"
    until = f" ({moment(async_.closes, 'f')})" if async_.closes else ""
    return f"hidden until the async is closed{until}; `/async board` shows you your own"


def named_state(async_: Listed, now: datetime) -> str:
    """Where Discord renders no markup."""
    if not async_.active or (async_.closes and async_.closes <= now):
        return "closed"
    return "not open yet" if async_.opens and now < async_.opens else "open"


def state(async_: Async | Listed, now: datetime) -> str:
    if not async_.active:
        return "closed"
    if async_.opens and now < async_.opens:
        return f"opens {moment(async_.opens, 'f')}"
    if async_.closes and async_.closes <= now:
        return f"closed {moment(async_.closes, 'f')}"
    return f"open until {moment(async_.closes, 'f')}" if async_.closes else "open"


def _pool(async_: Async, pool: Pool) -> list[str]:
    name = next((escape(each.name) for each in async_.pools if each.id == pool.id), pool.id)
    kept = [each for each in pool.permalinks if not each.archived]
    return [f"**{name}**: {count(len(kept), 'permalink') if kept else 'no permalinks yet'}", *map(_permalink, kept)]


def _permalink(permalink: Permalink) -> str:
    live = " · for live races" if permalink.live else ""
    notes = f" · {escape(permalink.notes, 80)}" if permalink.notes else ""
    return f"`{permalink.id}` {address(permalink.url)}{live}{notes}"


# -- for everybody -------------------------------------------------------------------------------


def listed(directory: AsyncDirectory, now: datetime, number: int = 0) -> Message:
    if not directory.asyncs:
        return Message("There is no async yet. An organizer makes one with `/async create`.")
    some = page(directory.asyncs, PAGE, number, lambda to: TurnAsyncs(page=to))
    lines = (f"**{escape(each.name, 100)}** {channel(each.channel)} · {state(each, now)}" for each in some.shown)
    title = count(len(directory.asyncs), "async", "asyncs")
    return Message(card=Card(title, tuple(lines), footer=some.footer), buttons=some.turns)


def post(async_: Async, limits: Limits, now: datetime) -> Message:
    """What stands in its channel."""
    pools = ", ".join(escape(each.name) for each in async_.open_pools) or "none yet"
    lines = [escape(async_.description, 500), ""] if async_.description else []
    lines += [
        f"**Pools** {pools}",
        f"**Runs** {async_.runs_per_pool} in each pool; reattempts: {_reattempts(async_)}",
        f"**Time** press `Ready` within {count(limits.start_minutes, 'minute')} of the draw, finish within "
        f"{count(limits.hours, 'hour')}",
        f"**Results** {_shown_when(async_, now)}",
        f"**State** {state(async_, now)}",
    ]
    press = Press("Start New Async Run", StartRun(async_=async_.id), Style.PRIMARY)
    colour = Colour.GOOD if async_.is_open(now) else Colour.OVER
    return Message(card=Card(plain(async_.name, 100), tuple(lines), colour), buttons=(press,))


def ended(async_: Async) -> Message:
    """Of the message by which runs were started, when the async is deleted."""
    return Message(f"**{escape(async_.name, 100)}** is over.")


def ask_delete(async_: Async) -> Message:
    return Message(
        f"Delete **{escape(async_.name, 100)}**? Its board and its runs can't be looked at any more; what was done in "
        "it stays in the audit.",
        buttons=(
            Press("Delete", ConfirmDelete(async_=async_.id, seen=async_.version), Style.DANGER),
            Press("Keep", KeepAsync(async_=async_.id)),
        ),
    )


def deleted(async_: Async) -> Message:
    return Message(f"**{escape(async_.name, 100)}** is deleted.")


def kept(async_: Async) -> Message:
    return Message(f"**{escape(async_.name, 100)}** stays as it is.")


def posted(async_: Async, pools: Sequence[Pool], link: str) -> Message:
    text = f"**{escape(async_.name, 100)}** is posted in {channel(async_.channel)}: {link}"
    return Message("\n".join((text, *_lacking(async_, pools))))


def _lacking(async_: Async, pools: Sequence[Pool]) -> list[str]:
    """What would spoil it for the players."""
    if not async_.open_pools:
        return ["⚠️ It has no pools yet, so nobody can start a run: `/async pool` adds one."]
    empty = {pool.id for pool in pools if not any(not each.archived for each in pool.permalinks)}
    names = [escape(each.name) for each in async_.open_pools if each.id in empty]
    if not names:
        return []
    return [
        f"⚠️ No permalinks yet in {', '.join(names)}: nobody can race there, and on the board everybody's runs there "
        "count 0. `/async permalink` adds one, `/async remove` takes the pool out."
    ]


def not_posted(async_: Async) -> Message:
    return Message(
        f"I can't post in {channel(async_.channel)}: whoever manages the server has to give me View Channel, Send "
        "Messages and Embed Links there; `/config check` shows what is missing. Then use `/async post` again."
    )
