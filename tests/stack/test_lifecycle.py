"""`make run` from start to stop, whatever the stop is."""

import os
import signal
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from infra.local.deploy import STACK
from infra.local.ports import listen
from tests.stack.running import RunningStack, processes_of, running, starting, wait_for

NOTE = {"pk": {"S": "a note"}, "sk": {"S": "to find again"}}


def leave_note(stack: RunningStack) -> None:
    stack.client("dynamodb").put_item(TableName=stack.outputs()["RecordsTable"], Item=NOTE)


def find_note(stack: RunningStack) -> Any:
    return stack.client("dynamodb").get_item(TableName=stack.outputs()["RecordsTable"], Key=NOTE).get("Item")


def is_open(url: str) -> bool:
    address = urlsplit(url)
    with socket.socket() as probe:
        return probe.connect_ex((address.hostname, address.port)) == 0


def test_a_ready_stack_describes_itself(stack: RunningStack) -> None:
    assert stack.described.keys() == {
        "interactions_url",
        "events_url",
        "discord_url",
        "aws_endpoint_url",
        "region",
        "application_id",
        "public_key",
        "functions",
    }
    functions = stack.described["functions"]
    assert functions.keys() >= {"interactions", "worker", "sync_events", "speedgaming_import", "timeouts", "scoring"}
    assert all(is_open(stack.described[name]) for name in ("interactions_url", "discord_url", "aws_endpoint_url"))


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "sigterm"])
def test_a_stopped_stack_leaves_its_state_and_nothing_else(tmp_path: Path, ending: int) -> None:
    with running(tmp_path) as stack:
        leave_note(stack)
        described = stack.described
        assert stack.stop(ending) == 0
    assert not stack.ready_file.exists()
    assert not processes_of(tmp_path)
    assert not (tmp_path / "aws" / "tmp").exists()
    assert not any(is_open(described[name]) for name in ("discord_url", "aws_endpoint_url"))
    with running(tmp_path) as again:
        assert find_note(again) == NOTE
        assert again.described["application_id"] == described["application_id"]


def test_after_a_kill_the_next_start_is_clean_and_finds_the_state(tmp_path: Path) -> None:
    with running(tmp_path) as stack:
        leave_note(stack)
        stack.stop(signal.SIGKILL)
        assert stack.ready_file.exists()
        with running(tmp_path) as again:
            assert find_note(again) == NOTE
    wait_for(lambda: not processes_of(tmp_path), 10)


def test_after_a_kill_of_every_process_the_next_start_is_clean(tmp_path: Path) -> None:
    """As when the machine loses its power: the local AWS could not save, and is as it was at the last start."""
    with running(tmp_path) as stack:
        leave_note(stack)
    with running(tmp_path) as stack:
        for process in processes_of(tmp_path):
            os.kill(process, signal.SIGKILL)
        stack.process.wait()
    with running(tmp_path) as again:
        assert find_note(again) == NOTE


def test_a_stack_whose_local_aws_dies_says_so_and_ends(tmp_path: Path) -> None:
    with running(tmp_path) as stack:
        pid = stack.process.pid
        (emulator,) = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        os.kill(int(emulator), signal.SIGKILL)
        assert stack.process.wait(30) == 1
    assert "The local AWS has ended" in stack.output.read_text()
    assert not stack.ready_file.exists()
    assert not processes_of(tmp_path)


def test_after_a_kill_in_the_middle_of_a_deployment_the_next_start_is_clean(tmp_path: Path) -> None:
    with starting(tmp_path) as killed:
        wait_for(lambda: list((tmp_path / "aws" / "tmp").glob("*lambda*")), 60)
        killed.stop(signal.SIGKILL)
        assert not killed.ready_file.exists()
    with running(tmp_path) as again:
        assert find_note(again) is None


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with listen(0) as somebody:
        port = str(somebody.getsockname()[1])
        with starting(tmp_path, PADDOCK_PORT=port) as refused:
            assert refused.process.wait(30) == 1
    assert f"Port {port} is taken" in refused.output.read_text()
    assert not refused.ready_file.exists()


def test_a_second_stack_in_the_same_folder_is_refused_and_harms_nothing(stack: RunningStack) -> None:
    with starting(stack.folder) as second:
        assert second.process.wait(30) == 1
    assert "runs in" in second.output.read_text()
    assert stack.ready_file.exists()
    assert is_open(stack.described["aws_endpoint_url"])


@pytest.fixture(scope="module")
def guarded_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStack]:
    """Each function may do only what its role says."""
    with running(tmp_path_factory.mktemp("guarded-stack"), PADDOCK_ENFORCE_IAM="1") as started:
        yield started


@pytest.mark.parametrize("function", ["speedgaming_import", "sync_events", "scoring", "timeouts"])
def test_the_permissions_in_the_template_are_enough(guarded_stack: RunningStack, function: str) -> None:
    assert guarded_stack.invoke(function, datetime.now(UTC))["failed"] == 0


def test_without_its_permissions_a_function_fails(guarded_stack: RunningStack) -> None:
    resources = guarded_stack.client("cloudformation").describe_stack_resources(StackName=STACK)["StackResources"]
    role = next(each["PhysicalResourceId"] for each in resources if each["LogicalResourceId"] == "TimeoutsRole")
    guarded_stack.client("iam").delete_role_policy(RoleName=role, PolicyName="timeouts")
    with pytest.raises(AssertionError, match="not authorized"):
        guarded_stack.invoke("timeouts", datetime.now(UTC))
