"""What no linter sees in template.yaml, checked on what SAM makes of it."""

import importlib.util
import json
import re
from typing import Any

import pytest

from infra.bench.prices import FREE_ALARMS
from infra.template.load import ROOT, Template, load
from infra.template.translate import translate

SOURCE = load()
NATIVE = translate(SOURCE)

RATE = re.compile(r"rate\((1 (minute|hour|day)|([2-9]|[1-9]\d+) (minutes|hours|days))\)")
CRON = re.compile(r"cron\(\S+ \S+ (\S+ \S+ \?|\? \S+ \S+) \S+\)")
"""Six fields, and a question mark for one of the two kinds of day."""
ROUTE_KEY = re.compile(r"(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY) (/[A-Za-z0-9_.-]*|/\{[a-z]+\+?\})+")


def of_type(kind: str, template: Template = NATIVE) -> dict[str, Any]:
    return {
        name: resource["Properties"] for name, resource in template["Resources"].items() if resource["Type"] == kind
    }


FUNCTIONS = of_type("AWS::Lambda::Function")
ALIASES = of_type("AWS::Lambda::Alias")
every_function = pytest.mark.parametrize("name", FUNCTIONS)


def statements(function: str) -> list[dict[str, Any]]:
    role = of_type("AWS::IAM::Role")[FUNCTIONS[function]["Role"]["Fn::GetAtt"][0]]
    assert "ManagedPolicyArns" not in role
    return [each for policy in role["Policies"] for each in policy["PolicyDocument"]["Statement"]]


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_every_schedule_is_an_expression_that_eventbridge_takes() -> None:
    rules = of_type("AWS::Events::Rule")
    assert rules
    for rule in rules.values():
        assert RATE.fullmatch(rule["ScheduleExpression"]) or CRON.fullmatch(rule["ScheduleExpression"])


@pytest.mark.parametrize("wrong", ["rate(1 minutes)", "rate(5 minute)", "rate(0 minutes)", "rate(1 second)"])
def test_a_rate_with_the_wrong_unit_would_be_noticed(wrong: str) -> None:
    assert not RATE.fullmatch(wrong)


def test_every_route_key_is_one_that_api_gateway_takes() -> None:
    keys = [route["RouteKey"] for route in of_type("AWS::ApiGatewayV2::Route").values()]
    assert sorted(keys) == ["POST /events", "POST /interactions"]
    assert all(ROUTE_KEY.fullmatch(key) for key in keys)


def test_every_route_may_invoke_the_alias_that_its_integration_calls() -> None:
    permitted = {
        (permission["FunctionName"]["Ref"], permission["SourceArn"]["Fn::Sub"].split("/", 1)[1])
        for permission in of_type("AWS::Lambda::Permission").values()
        if permission["Principal"] == "apigateway.amazonaws.com"
    }
    integrations = of_type("AWS::ApiGatewayV2::Integration")
    for route in of_type("AWS::ApiGatewayV2::Route").values():
        integration = integrations[route["Target"]["Fn::Sub"].removeprefix("integrations/${").removesuffix("}")]
        alias = integration["IntegrationUri"]["Ref"]
        assert alias in ALIASES
        assert (alias, "$default/" + route["RouteKey"].replace(" ", "")) in permitted


def test_every_rule_may_invoke_its_function() -> None:
    permitted = {
        (permission["FunctionName"]["Ref"], permission["SourceArn"]["Fn::GetAtt"][0])
        for permission in of_type("AWS::Lambda::Permission").values()
        if permission["Principal"] == "events.amazonaws.com"
    }
    for name, rule in of_type("AWS::Events::Rule").items():
        for target in rule["Targets"]:
            assert (target["Arn"]["Fn::GetAtt"][0], name) in permitted


def test_a_message_stays_hidden_for_six_times_as_long_as_its_function_may_take() -> None:
    queues = of_type("AWS::SQS::Queue")
    mappings = of_type("AWS::Lambda::EventSourceMapping")
    assert mappings
    for mapping in mappings.values():
        queue = queues[mapping["EventSourceArn"]["Fn::GetAtt"][0]]
        function = FUNCTIONS[mapping["FunctionName"]["Ref"]]
        assert queue["VisibilityTimeout"] >= 6 * function["Timeout"]
        assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_the_queue_gives_up_into_a_dead_letter_queue_of_its_kind_that_has_an_alarm() -> None:
    queues = of_type("AWS::SQS::Queue")
    dead = queues["JobsQueue"]["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]
    assert queues[dead]["FifoQueue"] is queues["JobsQueue"]["FifoQueue"] is True
    watched = [
        dimension["Value"]["Fn::GetAtt"][0]
        for alarm in of_type("AWS::CloudWatch::Alarm").values()
        if alarm["MetricName"] == "ApproximateNumberOfMessagesVisible"
        for dimension in alarm["Dimensions"]
    ]
    assert watched == [dead]


@every_function
def test_every_function_logs_into_a_group_of_its_own_that_forgets(name: str) -> None:
    group = of_type("AWS::Logs::LogGroup")[FUNCTIONS[name]["LoggingConfig"]["LogGroup"]["Ref"]]
    assert group["RetentionInDays"]
    assert group["LogGroupName"]["Fn::Sub"] == "/aws/lambda/" + FUNCTIONS[name]["FunctionName"]["Fn::Sub"]


def test_every_function_has_an_alarm_for_its_errors_and_the_sweep_one_for_its_silence() -> None:
    alarms = of_type("AWS::CloudWatch::Alarm").values()
    watched = [alarm["Dimensions"][0]["Value"]["Ref"] for alarm in alarms if alarm["MetricName"] == "Errors"]
    silent = [alarm["MetricName"] for alarm in alarms if alarm["TreatMissingData"] == "breaching"]
    assert silent == ["OldestDueJobAgeSeconds"], "which the sweep writes each minute"
    assert sorted([*watched, "TimeoutsFunction"]) == sorted(FUNCTIONS)


def test_there_is_an_alarm_for_each_trouble_that_needs_a_person() -> None:
    metrics = {alarm["MetricName"] for alarm in of_type("AWS::CloudWatch::Alarm").values()}
    assert metrics >= {"Throttles", "OldestDueJobAgeSeconds", "DiscordUnauthorized", "Faults"}


def test_the_alarms_stay_within_what_costs_nothing() -> None:
    assert len(of_type("AWS::CloudWatch::Alarm")) <= FREE_ALARMS


def test_every_alarm_of_ours_watches_a_metric_that_the_program_writes() -> None:
    program = "".join(path.read_text() for folder in ("functions", "lib") for path in (ROOT / folder).rglob("*.py"))
    ours = [alarm for alarm in of_type("AWS::CloudWatch::Alarm").values() if alarm["Namespace"] == "Paddock"]
    assert ours
    for alarm in ours:
        assert f'"{alarm["MetricName"]}"' in program


@every_function
def test_no_function_may_do_more_than_it_names(name: str) -> None:
    for statement in statements(name):
        assert not any("*" in action for action in as_list(statement["Action"]))
        assert "*" not in json.dumps(statement["Resource"])


@every_function
def test_a_function_reaches_only_what_the_template_makes_and_the_bots_token(name: str) -> None:
    for statement in statements(name):
        for resource in as_list(statement["Resource"]):
            text = json.dumps(resource)
            assert "parameter${DiscordBotTokenParameter}" in text or any(made in text for made in NATIVE["Resources"])


def test_only_the_worker_lays_messages_among_the_dead_letters() -> None:
    told = {name for name in FUNCTIONS if "PADDOCK_DEAD_LETTERS_URL" in FUNCTIONS[name]["Environment"]["Variables"]}
    allowed = {name for name in FUNCTIONS if any("DeadLetterQueue" in json.dumps(each) for each in statements(name))}
    assert told == allowed == {"WorkerFunction"}


def test_a_message_may_be_received_often_before_it_counts_as_deadly() -> None:
    """Ten of one group in a batch are each given back up to nine times."""
    assert of_type("AWS::SQS::Queue")["JobsQueue"]["RedrivePolicy"]["maxReceiveCount"] >= 50


def test_whoever_writes_matches_may_count_them() -> None:
    """All who may hold a transaction to an item of the records table, which others only read or put."""
    records = [
        (name, set(as_list(each["Action"])))
        for name in FUNCTIONS
        for each in statements(name)
        if each["Resource"] == {"Fn::GetAtt": ["RecordsTable", "Arn"]}
    ]
    counting = {name for name, actions in records if "dynamodb:UpdateItem" in actions}
    assert counting == {name for name, actions in records if "dynamodb:ConditionCheckItem" in actions}
    assert counting == {"InteractionsFunction", "WorkerFunction", "SpeedgamingImportFunction"}


def test_only_the_worker_reads_the_bots_token() -> None:
    readers = {name for name in FUNCTIONS for each in statements(name) if "ssm:GetParameter" in as_list(each["Action"])}
    assert readers == {"WorkerFunction"}


@every_function
def test_every_function_is_told_all_that_the_contract_names(name: str) -> None:
    assert set(FUNCTIONS[name]["Environment"]["Variables"]) >= {
        "PADDOCK_RECORDS_TABLE",
        "PADDOCK_JOBS_TABLE",
        "PADDOCK_AUDIT_TABLE",
        "PADDOCK_QUEUE_URL",
        "DISCORD_APPLICATION_ID",
        "DISCORD_PUBLIC_KEY",
        "DISCORD_BOT_TOKEN_PARAMETER",
        "DISCORD_API_URL",
        "SPEEDGAMING_API_URL",
    }


@every_function
def test_every_handler_exists(name: str) -> None:
    module, _, handler = FUNCTIONS[name]["Handler"].rpartition(".")
    found = importlib.util.find_spec(module)
    assert found
    assert found.origin
    assert f"def {handler}(" in (ROOT / found.origin).read_text()


def test_only_the_http_door_is_kept_as_a_snapshot() -> None:
    assert [name for name, function in FUNCTIONS.items() if "SnapStart" in function] == ["InteractionsFunction"]
    assert [alias["FunctionName"]["Ref"] for alias in ALIASES.values()] == ["InteractionsFunction"]


def test_a_new_parameter_reaches_the_published_version() -> None:
    """CloudFormation replaces a version when its description changes, and nothing else about it does here."""
    (version,) = of_type("AWS::Lambda::Version").values()
    told = json.dumps(FUNCTIONS["InteractionsFunction"]["Environment"])
    parameters = {name for name in SOURCE["Parameters"] if f'{{"Ref": "{name}"}}' in told}
    assert parameters == set(re.findall(r"\$\{(\w+)\}", version["Description"]["Fn::Sub"]))


@pytest.mark.parametrize("name", of_type("AWS::DynamoDB::Table"))
def test_every_table_is_kept_safe(name: str) -> None:
    table = of_type("AWS::DynamoDB::Table")[name]
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires", "Enabled": True}
    assert table["DeletionProtectionEnabled"] == {"Fn::If": ["IsProduction", True, False]}
    assert table["BillingMode"] == "PAY_PER_REQUEST"
    assert NATIVE["Resources"][name]["DeletionPolicy"] == "Retain"


def test_the_dashboard_is_json_once_its_names_are_filled_in() -> None:
    (dashboard,) = of_type("AWS::CloudWatch::Dashboard").values()
    body = re.sub(r"\$\{[^}]+\}", "name", dashboard["DashboardBody"]["Fn::Sub"])
    assert all(widget["properties"]["title"] for widget in json.loads(body)["widgets"])
