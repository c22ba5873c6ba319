"""What the benchmark makes of its measurements."""

import json

import pytest

from infra.bench import prices, story
from infra.bench.bills import POLLS, TICKS, idle_month, interaction
from infra.bench.clicks import Clicks, of_button
from infra.bench.cost import FREE, Use, dollars, priced
from infra.bench.meter import Spent, size
from infra.bench.product import metrics
from infra.bench.schedules import IMPORT, SYNC, TIMEOUTS
from infra.bench.spending import Invocation
from infra.bench.table import at_most, compared, exactly, render, told, wrapped
from infra.bench.written import kinds, noted
from infra.template.load import load
from paddock import aws, catalog
from paddock.errors import Conflict
from paddock.store.change import Add, Check, Condition, Delete, Put, never_stored
from paddock.store.item import Key, Table
from paddock.store.table import Database
from tests.support.aws import Account


def a_log_line(**metrics_by_outcome: str) -> str:
    directive = {"Dimensions": [["Outcome"]], "Metrics": [{"Name": name} for name in metrics_by_outcome]}
    (outcome,) = set(metrics_by_outcome.values())
    return json.dumps({"Outcome": outcome, "_aws": {"CloudWatchMetrics": [directive]}})


def an_invocation(spent: Spent | None = None, *log: str) -> Invocation:
    return Invocation(spent or Spent(), seconds=0.001, log=list(log), answer={})


# -- the table ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "ok"), [(1.25, True), (1.26, False)])
def test_a_ratio_may_reach_its_target_and_not_pass_it(seconds: float, ok: bool) -> None:
    row = compared("start", seconds, "another start", 1.0, 1.25)
    assert row.ok is ok
    assert (row.measured, row.yardstick, row.target) == (f"{seconds:.2f} s", "another start: 1.00 s", "<= 1.25")


def test_a_limit_may_be_reached_and_not_passed() -> None:
    assert at_most("memory", 80, 80, "MiB").ok is True
    assert at_most("memory", 80.1, 80, "MiB").ok is False


def test_a_count_has_to_be_exact() -> None:
    assert exactly("calls", 1, 1).ok is True
    assert exactly("calls", 0, 1).ok is False


def test_what_has_no_target_is_neither_met_nor_missed() -> None:
    assert told("rate", "100/s").ok is None


def test_the_table_has_a_line_for_each_row_and_says_no_where_a_target_is_missed() -> None:
    head, rule, missed, plain = render([exactly("calls", 2, 1), told("a longer name", "100/s")]).splitlines()
    assert head.split() == ["what", "measured", "yardstick", "ratio", "target", "ok"]
    assert set(rule) == {"-", " "}
    assert missed.split() == ["calls", "2", "1", "NO"]
    assert plain.split() == ["a", "longer", "name", "100/s"]
    assert missed.index("2") == plain.index("100/s") == head.index("measured")


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.0000585, "58.5 us"), (0.0585, "58.5 ms"), (58.5, "58.50 s")], ids=["us", "ms", "s"]
)
def test_durations_have_a_unit_that_suits_them(seconds: float, text: str) -> None:
    assert compared("start", seconds, "another", 1.0, None).measured == text


def test_a_long_note_is_wrapped_below_itself() -> None:
    first, second, third = wrapped(["word " * 40, "short"]).splitlines()
    assert (first[:6], second[:6], third) == ("- word", "  word", "- short")


# -- units -------------------------------------------------------------------------------------------------


def test_an_item_has_the_bytes_of_its_names_and_values() -> None:
    assert size({"pk": {"S": "ü"}, "version": {"N": "12"}}) == 2 + 2 + 7 + 2


def test_a_metric_counts_once_for_each_value_of_its_dimensions() -> None:
    lines = [a_log_line(Answers="answered"), a_log_line(Answers="answered"), a_log_line(Answers="fault")]
    assert metrics(lines) == {("Answers", "answered"), ("Answers", "fault")}


# -- what is written ---------------------------------------------------------------------------------------

ENTRANT, PARS = Key(Table.RECORDS, "1", "ENTRANT#7"), Key(Table.RECORDS, "1", "PARS")
JOB, LINE = Key(Table.JOBS, "1", "score.7.repair"), Key(Table.AUDIT, "1", "2027-01-01#7")


@pytest.fixture
def database(account: Account) -> Database:
    return Database(aws.dynamodb(), {table: f"paddock-{table}" for table in Table})


def a_put(key: Key, condition: Condition | None = None) -> Put:
    return Put(key, {**key.wire, "doc": {"S": "{}"}}, condition)


def test_every_item_of_a_transaction_is_noted_but_those_that_are_only_checked(database: Database) -> None:
    with noted() as written:
        database.write([a_put(ENTRANT), Delete(JOB), Add(PARS, 1), Check(LINE, never_stored)])
    assert written == [ENTRANT, JOB, PARS]


def test_what_is_written_just_as_it_was_is_noted_too(database: Database) -> None:
    database.write([a_put(ENTRANT)])
    with noted() as written:
        database.write([a_put(ENTRANT)])
    assert written == [ENTRANT]


def test_a_transaction_that_is_refused_has_written_nothing(database: Database) -> None:
    database.write([a_put(ENTRANT)])
    with noted() as written, pytest.raises(Conflict):
        database.write([a_put(PARS), a_put(ENTRANT, never_stored)])
    assert written == []


def test_nothing_is_written_past_what_is_noted(account: Account) -> None:
    with noted(), pytest.raises(RuntimeError, match="PutItem"):
        aws.dynamodb().put_item(TableName="paddock-records", Item=ENTRANT.wire)


def test_what_is_written_is_counted_by_the_first_word_of_its_key() -> None:
    written = [ENTRANT, ENTRANT, PARS, JOB, LINE]
    assert kinds(written, Table.RECORDS) == {"ENTRANT": 2, "PARS": 1}
    assert kinds(written, Table.JOBS) == {"score": 1}


# -- clicks ------------------------------------------------------------------------------------------------


def some_clicks(longest: float = 0.2, unanswered: int = 0) -> Clicks:
    took = [0.1] * 299 + [longest]
    return Clicks("Ready", took, pings=[0.05] * 300, answered=300 - unanswered)


def test_clicks_stand_beside_pings_that_took_turns_with_them() -> None:
    half, most, longest, answered = of_button(some_clicks())
    assert (half.measured, half.yardstick, half.ratio) == ("100.0 ms", "/ping's p50: 50.0 ms", "2.00")
    assert (half.ok, most.ok, longest.ok, answered.ok) == (None, None, True, True)


def test_a_click_that_discord_would_have_given_up_misses_the_target() -> None:
    *_, longest, answered = of_button(some_clicks(longest=3.01))
    assert (longest.ok, answered.ok) == (False, True)


def test_a_click_without_its_answer_misses_the_target() -> None:
    *_, longest, answered = of_button(some_clicks(unanswered=1))
    assert (longest.ok, answered.ok) == (True, False)


# -- cost --------------------------------------------------------------------------------------------------


def test_a_use_costs_the_sum_of_its_parts() -> None:
    use = Use(http_requests=prices.MILLION) + Use(write_units=2 * prices.MILLION)
    assert dollars(use) == pytest.approx(1.00 + 1.25)


def test_what_is_free_for_ever_is_taken_off_and_never_paid_back() -> None:
    assert dollars((FREE + Use(alarms=1)).beyond(FREE)) == pytest.approx(prices.ALARM_MONTH)
    assert dollars(Use(alarms=1).beyond(FREE)) == 0
    assert priced(Use(alarms=11)) == "$0.10 ($1.10 without free allowances)"


def test_a_request_pays_for_the_jobs_that_it_sends() -> None:
    alone = interaction([an_invocation(Spent(reads=1, read_units=4))], Spent(write_units=5))
    sending = interaction([an_invocation(Spent(reads=1, read_units=4, messages=2))], Spent(write_units=5))
    assert (alone.lambda_requests, alone.queue_requests, alone.read_units, alone.write_units) == (1, 0, 4, 0)
    assert (sending.lambda_requests, sending.queue_requests, sending.write_units) == (3, 6, 10)


def test_a_request_is_the_mean_of_those_that_were_measured() -> None:
    asked = [an_invocation(Spent(write_units=10)), an_invocation(Spent(write_units=20))]
    assert interaction(asked, Spent()).write_units == 15


def test_an_idle_month_has_every_tick_and_nothing_else() -> None:
    tick = an_invocation(Spent(read_units=2), a_log_line(JobsDue="none"))
    month = idle_month({TIMEOUTS: tick, IMPORT: an_invocation(), SYNC: an_invocation()})
    assert TICKS[TIMEOUTS] == 44_640
    assert month.lambda_requests == sum(TICKS.values())
    assert month.read_units == 2 * 44_640
    assert (month.http_requests, month.write_units, month.queue_requests, month.metrics) == (0, 0, POLLS, 1)


def test_the_bill_counts_the_template_s_alarms() -> None:
    alarms = [each for each in load()["Resources"].values() if each["Type"] == "AWS::CloudWatch::Alarm"]
    month = idle_month(dict.fromkeys((TIMEOUTS, IMPORT, SYNC), an_invocation()))
    assert month.alarms == len(alarms) > 0


# -- the story ---------------------------------------------------------------------------------------------


def test_every_command_is_measured() -> None:
    assert {name for name, _ in story.STEPS if "." not in name} == {command.path for command in catalog.COMMANDS}
