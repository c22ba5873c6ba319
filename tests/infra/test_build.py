"""What is deployed: small enough, complete, and for the machine that it is meant for."""

import subprocess
import sys
from pathlib import Path

import pytest

from infra import build
from infra.template.load import load

HANDLERS = [
    resource["Properties"]["Handler"]
    for resource in load()["Resources"].values()
    if resource["Type"] == "AWS::Serverless::Function"
]
ENVIRONMENT = {
    "AWS_DEFAULT_REGION": "us-east-1",
    "DISCORD_APPLICATION_ID": "1",
    "DISCORD_PUBLIC_KEY": "00" * 32,
    "PADDOCK_QUEUE_URL": "http://localhost/queue",
    "PYTHONDONTWRITEBYTECODE": "1",
}
CLIENTS = "from paddock import aws\nfor make in (aws.dynamodb, aws.sqs, aws.ssm): make().meta"
TIMES = "import dateparser, zoneinfo\nzoneinfo.ZoneInfo('Europe/Berlin')\nassert dateparser.parse('tomorrow 20:00')"


def run_in_bundle(code: str) -> subprocess.CompletedProcess[str]:
    """In an interpreter that has the bundle and the standard library, and nothing else."""
    path = f"{build.program()}:{build.local_packages()}"
    command = [sys.executable, "-S", "-W", "error", "-c", code]
    return subprocess.run(command, env=ENVIRONMENT | {"PYTHONPATH": path}, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def deployable() -> Path:
    return build.aws("arm64")


def test_the_deployable_is_within_its_limit(deployable: Path) -> None:
    assert 0 < build.size(deployable) <= build.LIMIT


def test_native_code_is_for_lambdas_machine_and_python(deployable: Path) -> None:
    natives = [path for path in deployable.rglob("*.so*") if path.is_file()]
    assert natives
    for native in natives:
        head = native.read_bytes()[:20]
        assert head[:4] == b"\x7fELF"
        assert int.from_bytes(head[18:20], "little") == AARCH64
        assert any(tag in native.name for tag in ("cpython-313", "abi3", ".so."))


AARCH64 = 183
"""The machine's number in an ELF header."""


def test_the_deployable_has_the_program_at_its_root(deployable: Path) -> None:
    for handler in HANDLERS:
        assert (deployable / handler.rpartition(".")[0].replace(".", "/")).with_suffix(".py").exists()


def test_the_deployable_carries_no_tests_and_no_bytecode(deployable: Path) -> None:
    assert not [path for path in deployable.rglob("*") if path.name in ("tests", "__pycache__")]


@pytest.mark.parametrize("handler", HANDLERS)
def test_every_handler_finds_all_it_imports_in_the_bundle(handler: str) -> None:
    module, _, function = handler.rpartition(".")
    result = run_in_bundle(f"from {module} import {function}")
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("code", [CLIENTS, TIMES], ids=["clients", "times"])
def test_data_that_is_read_only_later_is_in_the_bundle(code: str) -> None:
    result = run_in_bundle(code)
    assert result.returncode == 0, result.stderr


def test_nothing_else_is_in_reach_of_the_bundle() -> None:
    assert "No module named 'pytest'" in run_in_bundle("import pytest").stderr


def test_an_unchanged_program_is_not_built_again() -> None:
    first = build.program().stat().st_ctime_ns
    assert build.program().stat().st_ctime_ns == first
