"""How tasks and their runs are shown."""

import re
from collections.abc import Sequence
from datetime import datetime

from paddock.asyncs.model import AsyncDirectory, Listed
from paddock.discord.message import Card, Colour, Message, Press, Style
from paddock.discord.text import escape, moment
from paddock.ids import AsyncId
from paddock.tasks.asks import Action, PressTask
from paddock.tasks.model import LIMITS, OVERRIDES, SETTINGS, Run, Setting, Task, TaskState, next_tick

WHAT = {
    Task.EVENTS: "Compares the server's events with the matches, every hour.",
    Task.SPEEDGAMING: "Imports SpeedGaming's schedule, every five minutes.",
    Task.PENDING_RUNS: "Warns players who have not started their run, and forfeits it at the deadline; every minute.",
    Task.RUNNING_RUNS: "Warns players whose run nears its time limit, and forfeits it there; every minute.",
    Task.SCORES: "Works out the pars of all active asyncs anew, every hour.",
    Task.REMINDERS: "Reminds players before their matches; looks every minute.",
}
ESCAPED_MOMENT = re.compile(r"\\<t:(\d+):([tTdDfFR])\\>")
NOT_LISTED = "Runs that change nothing and fail nowhere are not listed."
NO_RUNS = "Nothing to report yet."
MOST_NOTES = 8
MOST_OWN = 10
OPEN_RUNS = " Runs that are open keep the limits under which they were drawn."
MOST_OVERVIEWED = 3
"""Runs of each task."""


def overview(states: Sequence[TaskState], now: datetime) -> Message:
    lines = [line for state in states for line in (f"**{state.task}**", *_head(state, now), *_last(state), "")]
    footer = f"{NOT_LISTED} Name a task to see its last runs, to run it now, or to switch it off and on."
    failed = any(state.runs and state.runs[0].error for state in states)
    return Message(card=Card("Tasks", tuple(lines[:-1]), Colour.WARNING if failed else Colour.PLAIN, footer))


def detail(state: TaskState, directory: AsyncDirectory, now: datetime, text: str = "") -> Message:
    runs = [_run(each) for each in state.runs] or [NO_RUNS]
    settings = _settings(state, directory)
    lines = (
        *_head(state, now),
        "",
        *settings,
        *runs,
        "",
        f"-# {NOT_LISTED}",
    )
    other = (Action.DISABLE, "Disable") if state.enabled else (Action.ENABLE, "Enable")
    buttons = (
        Press("Run now", PressTask(task=state.task, action=Action.RUN), Style.PRIMARY),
        Press(other[1], PressTask(task=state.task, action=other[0])),
    )
    failed = bool(state.runs and state.runs[0].error)
    return Message(text, Card(state.task, lines, Colour.WARNING if failed else Colour.PLAIN), buttons)


def changed(before: TaskState, after: TaskState) -> str:
    told = [f"The task is {'enabled' if after.enabled else 'disabled'}."] if after.enabled != before.enabled else []
    if after.settings != before.settings:
        told.append("The settings are changed." + (OPEN_RUNS if after.task in LIMITS else ""))
    return " ".join(told)


def report(task: Task, run: Run) -> Message:
    colour = Colour.WARNING if run.error or run.counts.get("failed") else Colour.GOOD
    return Message(card=Card(f"{task} ran", (_run(run),), colour))


def _head(state: TaskState, now: datetime) -> list[str]:
    tick = f"Next {moment(next_tick(state.task, now), 'R')}"
    return [WHAT[state.task], tick if state.enabled else "⏸️ Switched off. The action `enable` switches it on."]


def _settings(state: TaskState, directory: AsyncDirectory) -> list[str]:
    shown = [_setting(state, each, directory) for each in SETTINGS.get(state.task, ())]
    own = [line for line in (_own(each, state.task) for each in directory.asyncs) if line]
    if len(own) > MOST_OWN:
        own[MOST_OWN:] = [f"-# and {len(own) - MOST_OWN} more asyncs"]
    return [*shown, *own, ""] if shown else []


def _setting(state: TaskState, setting: Setting, directory: AsyncDirectory) -> str:
    if setting is Setting.ASYNCS:
        return f"`{setting}` {_asyncs(state.settings.asyncs, directory)}"
    is_set = getattr(state.settings, setting) is not None
    return f"`{setting}` **{state.settings.number(state.task, setting)}**{'' if is_set else ' (not set)'}"


def _asyncs(chosen: Sequence[AsyncId] | None, directory: AsyncDirectory) -> str:
    if chosen is None:
        return "all"
    found = [each.name for each in directory.asyncs if each.id in chosen]
    return (
        ", ".join(escape(name, 100) for name in found[:MOST_OWN]) + (", …" if len(found) > MOST_OWN else "") or "none"
    )


def _own(async_: Listed, task: Task) -> str:
    """What it has set itself, which comes before the task's."""
    fields = [(setting, getattr(async_, field)) for setting, field in OVERRIDES.get(task, {}).items()]
    told = ", ".join(f"`{setting}` **{value}**" for setting, value in fields if value is not None)
    return f"-# {escape(async_.name, 100)} has its own: {told}" if told else ""


def _last(state: TaskState) -> list[str]:
    return [f"Ran {_outcome(run)}" for run in state.runs[:MOST_OVERVIEWED]] or [NO_RUNS]


def _run(run: Run) -> str:
    changes = [f"  • {escape(change, 200)}" for change in run.changes]
    notes = [f"  ⚠️ {escape(note, 200)}" for note in run.notes[:MOST_NOTES]]
    if len(run.notes) > MOST_NOTES:
        notes.append(f"  ⚠️ and {len(run.notes) - MOST_NOTES} more")
    return "\n".join([_outcome(run), *changes, *notes])


def _outcome(run: Run) -> str:
    counts = ", ".join(f"{number} {name}" for name, number in run.counts.items() if number) or "nothing to do"
    took = "" if run.milliseconds is None else f" ({run.milliseconds / 1000:.1f} s)"
    error = f"\n  ❌ {_told(run.error)}" if run.error else ""
    return f"{moment(run.started, 'f')}{took}: {counts}{error}"


def _told(error: str) -> str:
    """Escaped, but for instants, which each reader has in their own zone."""
    return ESCAPED_MOMENT.sub(r"<t:\1:\2>", escape(error, 300))
