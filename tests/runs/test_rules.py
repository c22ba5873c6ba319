"""Who may start a run, and how a run goes on, as plain values."""

from datetime import timedelta
from typing import Any

import pytest

from paddock.asyncs.model import Permalink, Pool, PoolName
from paddock.ids import ChannelId, PermalinkId, PoolId, RunId, UserId
from paddock.runs import refusals, rules
from paddock.runs.model import COUNTDOWN, Run, Status
from tests.scores.values import ASYNC, a_run, a_slot, an_async, an_entrant, some_pools
from tests.support.values import NOW, TENANT

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
MILLISECOND = timedelta(milliseconds=1)
OLD = NOW - timedelta(days=1000)


def a_pool(id: str = "1", permalinks: int = 2, **changes: Any) -> Pool:
    found = tuple(Permalink(id=PermalinkId(f"{id}-{n}"), url=f"https://x.org/{n}") for n in range(1, permalinks + 1))
    return Pool(organization=TENANT, async_=ASYNC, id=PoolId(id), **{"permalinks": found, **changes})


def pending(**changes: Any) -> Run:
    return a_run(**{"start_by": NOW + 20 * MINUTE, **changes})


def running(**changes: Any) -> Run:
    """Started an hour ago."""
    times = {"started": NOW - HOUR, "finish_by": NOW + 11 * HOUR}
    return pending(**{"status": Status.IN_PROGRESS, **times, **changes})


# -- the gates, in their order -------------------------------------------------------------------


def test_whoever_passes_all_gates_is_offered_the_pools() -> None:
    async_ = an_async()
    rules.check_may_start(async_, None, OLD, NOW)
    assert rules.offered(async_, an_entrant(), [a_pool("1"), a_pool("2")]) == async_.pools


def test_a_closed_async_starts_no_run() -> None:
    with pytest.raises(refusals.Closed):
        rules.check_may_start(an_async(active=False), None, OLD, NOW)


@pytest.mark.parametrize(("since", "is_open"), [(-MILLISECOND, False), (timedelta(0), True)])
def test_a_window_opens_at_its_very_instant(since: timedelta, is_open: bool) -> None:
    async_ = an_async(opens=NOW)
    if is_open:
        return rules.check_may_start(async_, None, OLD, NOW + since)
    with pytest.raises(refusals.OpensLater):
        rules.check_may_start(async_, None, OLD, NOW + since)
    return None


@pytest.mark.parametrize(("since", "is_open"), [(-MILLISECOND, True), (timedelta(0), False)])
def test_a_window_closes_at_its_very_instant(since: timedelta, is_open: bool) -> None:
    async_ = an_async(closes=NOW)
    if is_open:
        return rules.check_may_start(async_, None, OLD, NOW + since)
    with pytest.raises(refusals.ClosedAt):
        rules.check_may_start(async_, None, OLD, NOW + since)
    return None


@pytest.mark.parametrize(
    ("age", "is_old_enough"), [(timedelta(days=30), True), (timedelta(days=30, seconds=-1), False)]
)
def test_an_account_has_to_be_so_old_where_the_async_says_so(age: timedelta, is_old_enough: bool) -> None:
    async_ = an_async(account_days=30)
    if is_old_enough:
        return rules.check_may_start(async_, None, NOW - age, NOW)
    with pytest.raises(refusals.AccountTooYoung):
        rules.check_may_start(async_, None, NOW - age, NOW)
    return None


def test_the_age_of_an_account_is_no_matter_where_the_async_does_not_say_so() -> None:
    rules.check_may_start(an_async(), None, NOW, NOW)


@pytest.mark.parametrize("thread", [None, ChannelId("77")])
def test_a_run_that_is_open_is_named_to_whoever_wants_another(thread: ChannelId | None) -> None:
    with pytest.raises(refusals.RunOpen, match="<#77>" if thread else "/async runs"):
        rules.check_may_start(an_async(), pending(thread=thread), OLD, NOW)


def test_the_first_gate_that_is_shut_is_the_one_that_is_told() -> None:
    """Each of them shut, and opened one after the other."""
    shut = {"active": False, "closes": NOW, "account_days": 30}
    expected = [refusals.Closed, refusals.ClosedAt, refusals.AccountTooYoung, refusals.RunOpen]
    opened: dict[str, Any] = {"active": True, "closes": None, "account_days": None}
    for refusal, opens in zip(expected, [*opened, None], strict=True):
        with pytest.raises(refusal):
            rules.check_may_start(an_async(**shut), pending(), NOW, NOW)
        if opens:
            shut[opens] = opened[opens]


def test_an_async_without_pools_says_so() -> None:
    with pytest.raises(refusals.NoPools):
        rules.offered(an_async(pools=()), an_entrant(), [])


@pytest.mark.parametrize("status", Status)
def test_a_run_of_any_state_uses_its_slot(status: Status) -> None:
    entrant = an_entrant(a_slot("1-1", status))
    with pytest.raises(refusals.PoolUsedUp):
        rules.check_free(an_async(), some_pools(1)[0], entrant)


def test_a_voided_run_uses_no_slot() -> None:
    pool = some_pools(1)[0]
    assert rules.check_free(an_async(), pool, an_entrant(a_slot("1-1", voided=True))) == pool


def test_a_pool_takes_as_many_runs_as_the_async_says() -> None:
    async_, used = an_async(runs_per_pool=2), [a_slot("1-1")]
    assert rules.check_free(async_, some_pools(1)[0], an_entrant(*used))
    with pytest.raises(refusals.PoolUsedUp):
        rules.check_free(async_, some_pools(1)[0], an_entrant(*used, a_slot("1-2")))


def test_whoever_has_used_every_pool_is_told_so() -> None:
    with pytest.raises(refusals.NoPoolLeft):
        rules.offered(an_async(), an_entrant(a_slot("1-1"), a_slot("2-1")), [a_pool("1"), a_pool("2")])


@pytest.mark.parametrize("pool", [None, PoolName(id=PoolId("1"), name="A", archived=True)])
def test_a_pool_that_is_gone_takes_no_run(pool: PoolName | None) -> None:
    with pytest.raises(refusals.NoSuchPool):
        rules.check_free(an_async(), pool, an_entrant())


def test_a_pool_whose_permalinks_were_all_seen_is_not_offered() -> None:
    async_ = an_async(runs_per_pool=5)
    entrant = an_entrant(a_slot("1-1"), a_slot("1-2", voided=True))
    pools = [a_pool("1"), a_pool("2")]
    assert [each.id for each in rules.offered(async_, entrant, pools)] == ["2"]
    with pytest.raises(refusals.NothingUnseen, match="Pool 1"):
        rules.check_unseen(async_.pools[0], pools[0], entrant)


def test_where_no_pool_has_anything_unseen_the_staff_can_help() -> None:
    with pytest.raises(refusals.NothingUnseen, match="staff"):
        rules.offered(an_async(), an_entrant(), [a_pool("1", permalinks=0), a_pool("2", permalinks=0)])


# -- Ready ---------------------------------------------------------------------------------------


def test_the_clock_starts_ten_seconds_after_the_click() -> None:
    run = rules.readied(pending(), NOW)
    assert (run.status, run.started) == (Status.IN_PROGRESS, NOW + timedelta(seconds=10))
    assert timedelta(seconds=10) == COUNTDOWN


def test_the_limit_counts_from_the_start() -> None:
    run = rules.readied(pending(limit_hours=3), NOW)
    assert run.finish_by == NOW + COUNTDOWN + 3 * HOUR


def test_ready_is_refused_from_the_deadline_on_even_if_no_sweep_ran() -> None:
    run = pending()
    assert rules.readied(run, run.start_by - MILLISECOND).status is Status.IN_PROGRESS
    with pytest.raises(refusals.StartedTooLate):
        rules.readied(run, run.start_by)


@pytest.mark.parametrize("status", [each for each in Status if each is not Status.PENDING])
def test_only_a_pending_run_gets_ready(status: Status) -> None:
    with pytest.raises((refusals.InProgress, refusals.Over)):
        rules.readied(running(status=status), NOW)


# -- Finish --------------------------------------------------------------------------------------


def test_the_time_is_from_the_start_to_the_click() -> None:
    run = rules.finished(running(), NOW + timedelta(seconds=3, milliseconds=456))
    assert (run.status, run.milliseconds) == (Status.FINISHED, 3_603_456)
    assert run.ended == NOW + timedelta(seconds=3, milliseconds=456)


def test_nobody_finishes_before_the_start() -> None:
    run = rules.readied(pending(), NOW)
    with pytest.raises(refusals.StartsSoon):
        rules.finished(run, NOW + COUNTDOWN - MILLISECOND)
    assert rules.finished(run, NOW + COUNTDOWN).milliseconds == 0


def test_finish_is_refused_from_the_limit_on_even_if_no_sweep_ran() -> None:
    run = running()
    assert run.finish_by
    assert rules.finished(run, run.finish_by - MILLISECOND).status is Status.FINISHED
    with pytest.raises(refusals.FinishedTooLate):
        rules.finished(run, run.finish_by)


def test_a_run_that_has_not_started_can_t_be_finished() -> None:
    with pytest.raises(refusals.NotStarted):
        rules.finished(pending(), NOW)


@pytest.mark.parametrize("status", [each for each in Status if each.is_closed])
@pytest.mark.parametrize("press", [rules.readied, rules.finished, rules.forfeited])
def test_no_button_reopens_what_is_closed(press: Any, status: Status) -> None:
    with pytest.raises(refusals.Over):
        press(running(status=status, ended=NOW), NOW)


# -- the end of time -----------------------------------------------------------------------------


@pytest.mark.parametrize("run", [pending(), running()])
def test_a_run_is_forfeited_by_its_player_until_its_deadline(run: Run) -> None:
    assert run.deadline
    assert rules.forfeited(run, run.deadline - MILLISECOND).status is Status.FORFEIT
    with pytest.raises(refusals.ForfeitByClock):
        rules.forfeited(run, run.deadline)


def test_a_chosen_forfeit_is_told_from_one_by_the_clock() -> None:
    assert not rules.forfeited(running(), NOW).timed_out
    assert rules.timed_out(running()).timed_out


@pytest.mark.parametrize("late", [timedelta(0), HOUR, timedelta(days=9)])
@pytest.mark.parametrize("run", [pending(), running()])
def test_a_late_sweep_gives_the_same_result_as_one_in_time(run: Run, late: timedelta) -> None:
    assert run.deadline
    in_time, later = rules.as_of(run, run.deadline), rules.as_of(run, run.deadline + late)
    assert in_time == later
    assert (later.status, later.ended) == (Status.FORFEIT, run.deadline)


def test_whoever_comes_after_the_clock_reads_when_it_ended_the_run() -> None:
    run = running()
    assert f"<t:{int((NOW + 11 * HOUR).timestamp())}:T>" in refusals.is_past(rules.timed_out(run)).text


def test_a_deadline_is_extended_until_its_instant() -> None:
    run = pending()
    assert rules.extended(run, HOUR, run.start_by - MILLISECOND).start_by == run.start_by + HOUR
    with pytest.raises(refusals.ExtendedTooLate):
        rules.extended(run, HOUR, run.start_by)


# -- the player's entry --------------------------------------------------------------------------


def test_only_a_new_run_tells_what_its_player_is_called_now() -> None:
    old, new = pending(name="old"), pending(id=RunId("701"), name="new")
    entrant = an_entrant().with_run(old).with_run(new)
    assert entrant.name == "new"
    assert entrant.with_run(old.model_copy(update={"milliseconds": 1})).name == "new"


# -- the timer -----------------------------------------------------------------------------------


def test_the_timer_is_live_while_running_and_final_afterwards() -> None:
    run = running()
    assert rules.elapsed(run, NOW) == 3_600_000
    assert rules.elapsed(rules.finished(run, NOW), NOW + HOUR) == 3_600_000
    assert rules.elapsed(rules.forfeited(run, NOW), NOW + HOUR) == 3_600_000


def test_the_timer_of_a_run_whose_time_is_up_stands_at_its_limit() -> None:
    run = running()
    assert rules.elapsed(rules.as_of(run, NOW + timedelta(days=3)), NOW + timedelta(days=3)) == 12 * 3_600_000


def test_the_timer_shows_nothing_before_ready_and_nothing_negative_after_it() -> None:
    assert rules.elapsed(pending(), NOW) is None
    assert rules.elapsed(rules.readied(pending(), NOW), NOW) == 0


def test_a_run_is_its_runner_s_alone() -> None:
    rules.check_own(pending(), UserId("11"))
    with pytest.raises(refusals.NotYourRun):
        rules.check_own(pending(), UserId("12"))
