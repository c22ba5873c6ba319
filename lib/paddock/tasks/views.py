"""How tasks and their runs are shown."""

from collections.abc import Sequence
from datetime import datetime

from paddock.discord.message import Card, Colour, Message, Press, Style
from paddock.discord.text import escape, moment
from paddock.tasks.asks import Action, PressTask
from paddock.tasks.model import Run, Task, TaskState, next_tick

WHAT = {
    Task.EVENTS: "compares the server's events with the matches",
    Task.SPEEDGAMING: "imports SpeedGaming's schedule",
    Task.REMINDERS: "reminds players before their matches",
}
MOST_NOTES = 8


def overview(states: Sequence[TaskState], now: datetime) -> Message:
    lines = [line for state in states for line in (*_head(state, now), *_last(state), "")]
    return Message(card=Card("Tasks", tuple(lines[:-1]), footer="One of them: /config tasks with task"))


def detail(state: TaskState, now: datetime, text: str = "") -> Message:
    runs = [_run(each) for each in state.runs] or ["It has not done anything yet."]
    lines = (*_head(state, now), "", *runs, "", "-# Runs that change nothing and fail nowhere are not listed.")
    other = (Action.DISABLE, "Disable") if state.enabled else (Action.ENABLE, "Enable")
    buttons = (
        Press("Run now", PressTask(task=state.task, action=Action.RUN), Style.PRIMARY),
        Press(other[1], PressTask(task=state.task, action=other[0])),
    )
    failed = bool(state.runs and state.runs[0].error)
    return Message(text, Card(state.task, lines, Colour.WARNING if failed else Colour.PLAIN), buttons)


def report(task: Task, run: Run) -> Message:
    colour = Colour.WARNING if run.error or run.counts.get("failed") else Colour.GOOD
    return Message(card=Card(f"{task} ran", (_run(run),), colour))


def _head(state: TaskState, now: datetime) -> list[str]:
    if not state.enabled:
        return [f"**{state.task}** {WHAT[state.task]}", "⏸️ disabled; `/config tasks` with `enable` switches it on"]
    return [f"**{state.task}** {WHAT[state.task]}", f"next {moment(next_tick(state.task, now), 'R')}"]


def _last(state: TaskState) -> list[str]:
    return [_run(state.runs[0])] if state.runs else ["It has not done anything yet."]


def _run(run: Run) -> str:
    counts = ", ".join(f"{number} {name}" for name, number in run.counts.items() if number) or "nothing to do"
    took = round((run.ended - run.started).total_seconds())
    head = f"{moment(run.started, 'f')} ({took} s): {counts}" if took else f"{moment(run.started, 'f')}: {counts}"
    notes = [f"  • {escape(note, 200)}" for note in run.notes[:MOST_NOTES]]
    if len(run.notes) > MOST_NOTES:
        notes.append(f"  • and {len(run.notes) - MOST_NOTES} more")
    error = [f"  ❌ {escape(run.error, 300)}"] if run.error else []
    return "\n".join([head, *error, *notes])
