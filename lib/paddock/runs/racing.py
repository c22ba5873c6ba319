"""The buttons of a run's card, from `Ready` to the words of the player afterwards."""

from paddock.addresses import is_address
from paddock.call import Call
from paddock.change import NOTHING, Change, Planned, ReplyTo
from paddock.discord.answer import Answer, Fill, Reply, Update
from paddock.discord.question import is_over, question_end
from paddock.discord.text import clean
from paddock.errors import BadInput
from paddock.runs import records, refusals, rules, views
from paddock.runs.asks import (
    AskFlag,
    AskVod,
    ConfirmForfeit,
    DrawCard,
    FinishRun,
    FlagForReview,
    ForfeitRun,
    GetTimer,
    KeepRunning,
    News,
    ReadyRun,
    SubmitVod,
)
from paddock.runs.model import MOST_VOD, Run
from paddock.runs.plans import followed_up
from paddock.tools import Tools

OfOwnRun = ReadyRun | FinishRun | ForfeitRun | ConfirmForfeit | AskVod | SubmitVod | AskFlag | FlagForReview


def ready_run(ask: ReadyRun, call: Call, tools: Tools) -> Answer:
    run = _own(ask, call, tools)
    after = rules.readied(run, call.now)
    _commit(run, after, "run.started", call, tools, drawn=_drawn_later(run, call))
    return Update(views.card(after, call.now))


def finish_run(ask: FinishRun, call: Call, tools: Tools) -> Answer:
    return finish(_own(ask, call, tools), call, tools)


def finish(run: Run, call: Call, tools: Tools, begun: Change = NOTHING) -> Answer:
    """`begun`: how the run has got to where it stands, if that is not written yet."""
    after = rules.finished(run, call.now)
    _commit(run, after, "run.finished", call, tools, News.FINISHED, begun=begun)
    return _shown(after, call)


def ask_forfeit(ask: ForfeitRun, call: Call, tools: Tools) -> Answer:
    return question(_own(ask, call, tools), call)


def question(run: Run, call: Call) -> Answer:
    """Whether they really want to forfeit."""
    rules.forfeited(run, call.now)
    return Reply(views.ask_forfeit(run, question_end(call.now)))


def confirm_forfeit(ask: ConfirmForfeit, call: Call, tools: Tools) -> Answer:
    if is_over(ask.until, call.now):
        raise refusals.QuestionExpired
    run = _own(ask, call, tools)
    _commit(run, rules.forfeited(run, call.now), "run.forfeited", call, tools, News.FORFEIT)
    return Update(views.forfeited())


def keep_running(ask: KeepRunning, call: Call) -> Answer:
    return Update(views.not_forfeited())


def get_timer(ask: GetTimer, call: Call, tools: Tools) -> Answer:
    """For whoever is in the thread, and elsewhere for its player alone."""
    run = tools.runs.get(call.tenant, ask.run)
    if call.channel != run.thread:
        rules.check_own(run, call.user)
    return timer(run, call)


def timer(run: Run, call: Call) -> Answer:
    return Reply(views.timer(rules.as_of(run, call.now), call.now))


def ask_vod(ask: AskVod, call: Call, tools: Tools) -> Answer:
    run = _own_closed(ask, call, tools)
    return Fill(SubmitVod(run=run.id, async_=run.async_, vod=run.vod or "", notes=run.notes or ""))


def submit_vod(ask: SubmitVod, call: Call, tools: Tools) -> Answer:
    """The notes are kept though the link is none: a form that was sent can't be shown again."""
    run = _own_closed(ask, call, tools)
    vod, notes = ask.vod.strip() or None, ask.notes.strip() or None
    if vod and not is_address(vod, MOST_VOD):
        noted = rules.described(run, call.now, notes=notes)
        if noted != run:
            _commit(run, noted, "run.vod", call, tools, drawn=_drawn(run))
        return Reply(views.no_vod(noted))
    return _noted(run, rules.described(run, call.now, vod=vod, notes=notes), "run.vod", call, tools)


def ask_flag(ask: AskFlag, call: Call, tools: Tools) -> Answer:
    run = _own_for_review(ask, call, tools)
    return Fill(FlagForReview(run=run.id, async_=run.async_, reason=run.flag or ""))


def flag_for_review(ask: FlagForReview, call: Call, tools: Tools) -> Answer:
    run = _own_for_review(ask, call, tools)
    reason = ask.reason.strip()
    if not clean(reason):
        raise BadInput("Say what the reviewers should look at.")
    return _noted(run, rules.described(run, call.now, flag=reason), "run.flagged", call, tools)


def _own(ask: OfOwnRun, call: Call, tools: Tools) -> Run:
    run = tools.runs.get(call.tenant, ask.run)
    rules.check_own(run, call.user)
    return run


def _own_closed(ask: OfOwnRun, call: Call, tools: Tools) -> Run:
    run = _own(ask, call, tools)
    if not rules.as_of(run, call.now).status.is_closed:
        raise refusals.NotOver
    return run


def _own_for_review(ask: AskFlag | FlagForReview, call: Call, tools: Tools) -> Run:
    run = _own_closed(ask, call, tools)
    if run.queue is None:
        raise refusals.NotForReview
    return run


def _noted(run: Run, after: Run, action: str, call: Call, tools: Tools) -> Answer:
    if after != run:
        _commit(run, after, action, call, tools, drawn=_drawn_later(run, call))
    return _shown(after, call)


def _shown(run: Run, call: Call) -> Answer:
    """The card that was pressed; a live race's is everybody's, so its player gets one of their own."""
    message = views.card(run, call.now)
    return Reply(message) if run.live_race else Update(message)


def _drawn_later(run: Run, call: Call) -> Change:
    """The card in the thread; where it was pressed somewhere else, there, too."""
    return _drawn(run, None if call.channel == run.thread else call.reply_to(private=True))


def _drawn(run: Run, reply: ReplyTo | None = None) -> Change:
    return Change(jobs=(Planned(DrawCard(organization=run.organization, run=run.id), reply=reply),))


def _commit(
    before: Run,
    after: Run,
    action: str,
    call: Call,
    tools: Tools,
    *news: News,
    begun: Change = NOTHING,
    drawn: Change = NOTHING,
) -> None:
    entrant = tools.runs.entrant(call.tenant, before.async_, before.user, before.name)
    change = records.saved(before, after, entrant, action)
    tools.commit(begun.followed_by(change + followed_up(before, after, call.now, *news) + drawn))
