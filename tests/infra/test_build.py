"""What is deployed: small enough, complete, and for the machine that it is meant for."""

import subprocess
import sys
from pathlib import Path

import pytest

from infra import build
from infra.build import DOORS, WORKER, Bundle
from infra.template.load import load

TEMPLATE = load()
BUNDLES = {f"build/{bundle.name}": bundle for bundle in build.BUNDLES}
HANDLERS = {
    resource["Properties"]["Handler"]: BUNDLES[
        resource["Properties"].get("CodeUri", TEMPLATE["Globals"]["Function"]["CodeUri"])
    ]
    for resource in TEMPLATE["Resources"].values()
    if resource["Type"] == "AWS::Serverless::Function"
}
"""And what they are deployed as."""
ENVIRONMENT = {
    "AWS_DEFAULT_REGION": "us-east-1",
    "DISCORD_APPLICATION_ID": "1",
    "DISCORD_PUBLIC_KEY": "00" * 32,
    "PADDOCK_QUEUE_URL": "http://localhost/queue",
    "PYTHONDONTWRITEBYTECODE": "1",
}
CLIENTS = "from paddock import aws\nfor make in (aws.dynamodb, aws.sqs, aws.ssm): make().meta"
PICTURE = """
from paddock.scores.picture import picture
from paddock.scores.pictured import BoardPicture, PermalinkTimes, PoolTimes, Standing
pool = PoolTimes("Pool", (PermalinkTimes("#1", 3600000, (3600000, 3700000), (3650000,)),))
print(len(picture(BoardPicture("Qualifier", 1, (pool,), (Standing(1, "alice", 100000000, 1, 0),)))))
"""
TIMES = "import dateparser, zoneinfo\nzoneinfo.ZoneInfo('Europe/Berlin')\nassert dateparser.parse('tomorrow 20:00')"


def run_in_bundle(code: str, bundle: Bundle = DOORS, **environment: str) -> subprocess.CompletedProcess[str]:
    """In an interpreter that has the bundle and the standard library, and nothing else."""
    path = f"{build.program()}:{build.local_packages(bundle)}"
    environment = ENVIRONMENT | environment | {"PYTHONPATH": path}
    command = [sys.executable, "-S", "-W", "error", "-c", code]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module", params=build.BUNDLES, ids=lambda bundle: bundle.name)
def bundle(request: pytest.FixtureRequest) -> Bundle:
    found: Bundle = request.param
    return found


@pytest.fixture(scope="module")
def deployable(bundle: Bundle) -> Path:
    return build.aws("arm64", bundle)


def test_the_deployable_is_within_its_limit(deployable: Path, bundle: Bundle) -> None:
    assert 0 < build.size(deployable) <= bundle.limit


def test_no_bundle_may_grow_beyond_what_lambda_takes(bundle: Bundle) -> None:
    assert bundle.limit <= 250 * 2**20


def test_native_code_is_for_lambdas_machine_and_python(deployable: Path) -> None:
    natives = [path for path in deployable.rglob("*.so*") if path.is_file()]
    assert natives
    for native in natives:
        head = native.read_bytes()[:20]
        assert head[:4] == b"\x7fELF"
        assert int.from_bytes(head[18:20], "little") == AARCH64
        is_library = ".so." in native.name or native.parent.name.endswith(".libs")
        assert is_library or any(tag in native.name for tag in ("cpython-313", "abi3"))


AARCH64 = 183
"""The machine's number in an ELF header."""


def test_the_deployable_has_the_program_at_its_root(deployable: Path) -> None:
    for handler in HANDLERS:
        assert (deployable / handler.rpartition(".")[0].replace(".", "/")).with_suffix(".py").exists()


def test_the_deployable_carries_no_tests_and_no_bytecode(deployable: Path) -> None:
    assert not [path for path in deployable.rglob("*") if path.name in ("tests", "__pycache__")]


@pytest.mark.parametrize("handler", HANDLERS)
def test_every_handler_finds_all_it_imports_in_its_bundle(handler: str) -> None:
    module, _, function = handler.rpartition(".")
    result = run_in_bundle(f"from {module} import {function}", HANDLERS[handler])
    assert result.returncode == 0, result.stderr


def test_the_worker_alone_is_deployed_with_what_draws() -> None:
    assert [handler for handler, bundle in HANDLERS.items() if bundle is WORKER] == [
        "functions.interactions.worker.handler"
    ]
    assert [(build.aws("arm64", bundle) / "matplotlib").exists() for bundle in (DOORS, WORKER)] == [False, True]


def test_the_worker_s_bundle_draws_a_picture_and_warns_of_nothing(tmp_path: Path) -> None:
    result = run_in_bundle(PICTURE, WORKER, MPLCONFIGDIR=str(tmp_path))
    assert (result.returncode, result.stderr) == (0, "")
    assert int(result.stdout) > 0


def test_the_plotting_library_writes_only_where_lambda_lets_it() -> None:
    own = TEMPLATE["Resources"]["WorkerFunction"]["Properties"]["Environment"]["Variables"]
    assert own["MPLCONFIGDIR"].startswith("/tmp/")


@pytest.mark.parametrize("code", [CLIENTS, TIMES], ids=["clients", "times"])
def test_data_that_is_read_only_later_is_in_the_bundle(code: str) -> None:
    result = run_in_bundle(code)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("module", ["pytest", "matplotlib", "numpy"])
def test_nothing_else_is_in_reach_of_the_bundle(module: str) -> None:
    assert f"No module named '{module}'" in run_in_bundle(f"import {module}").stderr


def test_an_unchanged_program_is_not_built_again() -> None:
    first = build.program().stat().st_ctime_ns
    assert build.program().stat().st_ctime_ns == first
