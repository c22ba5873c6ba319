"""How the house is built: who may import what, and what nobody does."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.template.load import load
from paddock.store.item import Item, Table
from tests.support.items import declared_items

ROOT = Path(__file__).resolve().parents[1]
LIB = ROOT / "lib" / "paddock"
SOURCES = sorted([*LIB.rglob("*.py"), *(ROOT / "functions").rglob("*.py")])
PLATFORM = {"discord", "store", "jobs", "clock"}
ROOMS = {path.name for path in LIB.iterdir() if path.is_dir() and not path.name.startswith("_")} - PLATFORM
NETWORK = ("httpx", "boto3", "botocore")
JOB_SIDE = {"paddock.job_tools", "paddock.job_routes", "paddock.job_catalog", "paddock.discord.rest"}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def name(path: Path) -> str:
    """As it is imported."""
    base = ROOT / "lib" if LIB in path.parents else ROOT
    return ".".join(path.relative_to(base).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> set[str]:
    """The modules that a file imports when it runs, wherever in it; `from a import b` counts as `a` and as `a.b`."""
    found: set[str] = set()
    for node in runtime_nodes(tree(path)):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    return found


def runtime_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """All of the tree but what stands under `if TYPE_CHECKING`."""
    yield node
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and isinstance(child.test, ast.Name) and child.test.id == "TYPE_CHECKING"):
            yield from runtime_nodes(child)


def importing(paths: list[Path], *modules: str) -> list[str]:
    """Which of the files import one of these modules, or something in it."""
    return [
        f"{name(path)} imports {each}"
        for path in paths
        for each in sorted(imports(path))
        if any(each == module or each.startswith(f"{module}.") for module in modules)
    ]


def named(*stems: str) -> list[Path]:
    """The files of all rooms that are called so."""
    return [path for path in SOURCES if path.stem in stems and path.parent.name in ROOMS]


def rooms(*parts: str) -> list[str]:
    """`paddock.matches.records` and so on."""
    return [f"paddock.{room}.{part}" for room in ROOMS for part in parts]


def calls(path: Path) -> Iterator[tuple[int, str]]:
    """What is called, as it is written, with its line."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)


# -- who may import what -----------------------------------------------------------------------------------------


def test_models_and_rules_know_neither_the_network_nor_discord_nor_the_store() -> None:
    outside = ["paddock.discord", "paddock.store.table", "paddock.store.change", "paddock.tools", "paddock.call", "os"]
    assert named("model", "rules")
    assert importing(named("model", "rules"), *NETWORK, *outside) == []


def test_models_and_rules_know_no_file_of_a_room_but_models_and_rules() -> None:
    later = rooms("asks", "views", "records", "handlers", "jobs", "plans", "suggestions")
    assert importing(named("model", "rules"), *later) == []


def test_asks_know_no_store_and_no_tools() -> None:
    assert named("asks")
    assert importing(named("asks"), "paddock.store", "paddock.tools", *rooms("records", "handlers", "views")) == []


def test_views_know_no_store_and_no_tools() -> None:
    assert named("views")
    assert importing(named("views"), "paddock.store", "paddock.tools", *rooms("records", "handlers")) == []


def test_records_know_neither_discord_nor_what_is_asked_nor_how_it_is_shown() -> None:
    assert named("records")
    assert importing(named("records"), "paddock.discord", *rooms("asks", "views", "handlers")) == []


def test_handlers_know_no_other_room_s_handlers_and_no_network() -> None:
    for path in named("handlers"):
        others = [each for each in rooms("handlers") if each != name(path)]
        assert importing([path], *others, *NETWORK, *JOB_SIDE) == []


def test_discord_s_wire_and_the_store_know_no_room() -> None:
    for part in ("discord", "store", "clock"):
        assert (
            importing([path for path in SOURCES if path.parent.name == part], *(f"paddock.{room}" for room in ROOMS))
            == []
        )


def test_only_the_store_and_what_makes_clients_know_botocore() -> None:
    allowed = {"paddock.aws", "paddock.outages", "paddock.store.table", "paddock.jobs.queue"}
    assert importing([path for path in SOURCES if name(path) not in allowed], "botocore", "boto3") == []


def test_only_clients_and_their_wiring_know_httpx() -> None:
    allowed = {"paddock.discord.rest", "paddock.speedgaming.client", "paddock.wiring"}
    assert importing([path for path in SOURCES if name(path) not in allowed], "httpx") == []


def test_only_what_draws_knows_the_plotting_library_and_its_relatives() -> None:
    """They are in the worker's package alone."""
    allowed = {"paddock.scores.page", "paddock.scores.charts"}
    drawing = importing([path for path in SOURCES if name(path) not in allowed], "matplotlib", "numpy", "PIL")
    assert drawing == []


def test_functions_decide_nothing() -> None:
    functions = [path for path in SOURCES if LIB not in path.parents]
    assert importing(functions, *rooms("rules", "model", "views", "records", "handlers")) == []


def test_functions_know_no_other_function() -> None:
    for path in (path for path in SOURCES if LIB not in path.parents):
        folder = ".".join(name(path).split(".")[:2])
        assert [each for each in importing([path], "functions") if f"imports {folder}" not in each] == []


def test_what_stands_behind_the_http_door_reaches_nothing_that_only_jobs_need() -> None:
    reached = reachable({"functions.interactions.app", "functions.interactions.reception", *handlers()})
    assert {"paddock.front_desk", "paddock.matches.handlers", "paddock.store.table"} <= reached
    assert reached.isdisjoint(JOB_SIDE)
    assert importing([path for path in SOURCES if name(path) in reached - {"paddock.wiring"}], "httpx", "boto3") == []


def handlers() -> set[str]:
    """Which the front desk imports when they are first asked for."""
    return {name(path) for path in named("handlers")}


def reachable(start: set[str]) -> set[str]:
    """All that is imported from there on; the wiring's lazy imports stand for the doors that ask for them."""
    files = {name(path): path for path in SOURCES}
    reached: set[str] = set()
    waiting = {
        *start,
        "paddock.front_desk",
        "paddock.rooms",
        "paddock.ledger",
        "paddock.store.table",
        "paddock.jobs.queue",
    }
    while waiting:
        module = waiting.pop()
        reached.add(module)
        if module != "paddock.wiring":
            waiting |= {each for each in imports(files[module]) if each in files} - reached
    return reached


# -- what nobody does ----------------------------------------------------------------------------------------------

CLOCKS = re.compile(r"(datetime\.(now|utcnow|today)|date\.today|time\.(time|time_ns|monotonic|localtime|gmtime))$")
CHANCE = re.compile(r"(uuid\.\w+|uuid[14]|random\.(?!Random\b)\w+|secrets\.token_\w+|os\.urandom)$")
MAY_READ_THE_CLOCK = {"paddock.telemetry", "functions.interactions.app", "functions.interactions.worker"}
"""The log's own timestamp, the age of a signature, and a message's wait on the queue."""
MAY_READ_THE_ENVIRONMENT = re.compile(r"functions\.")
DOORS = {
    "paddock.front_desk",
    "functions.interactions.reception",
    "functions.interactions.worker",
    "functions.scoring.app",
    "functions.speedgaming_import.app",
    "functions.sync_events.app",
}


def test_time_comes_with_the_event() -> None:
    found = [(name(path), call) for path in SOURCES for _, call in calls(path) if CLOCKS.search(call)]
    assert [each for each in found if each[0] not in MAY_READ_THE_CLOCK] == []


def test_nothing_depends_on_chance() -> None:
    assert [(name(path), call) for path in SOURCES for _, call in calls(path) if CHANCE.search(call)] == []


def test_a_draw_s_chance_is_the_system_s() -> None:
    """`secrets` draws uniformly, from a source that nobody can foretell."""
    starting = LIB / "runs" / "starting.py"
    assert "secrets.choice" in {
        ast.unparse(node) for node in ast.walk(tree(starting)) if isinstance(node, ast.Attribute)
    }


def test_nobody_sleeps() -> None:
    assert [(name(path), call) for path in SOURCES for _, call in calls(path) if call.endswith("sleep")] == []


def test_only_doors_read_the_environment() -> None:
    reading = [
        name(path)
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {"os.environ", "os.getenv"}
    ]
    assert [each for each in reading if not MAY_READ_THE_ENVIRONMENT.match(each)] == []


def test_only_doors_catch_everything() -> None:
    catching = {
        name(path)
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
    }
    assert catching == DOORS


def test_nothing_scans() -> None:
    scanning = re.compile(r"\bscan\b|get_paginator")
    assert [(name(path), call) for path in SOURCES for _, call in calls(path) if scanning.search(call)] == []


def test_no_library_leaves_a_mark_without_a_reason() -> None:
    marks = re.compile(r"#\s*(type: ignore|noqa)(?!.*-)")
    found = [
        f"{name(path)}:{at}"
        for path in SOURCES
        for at, line in enumerate(path.read_text().splitlines(), 1)
        if marks.search(line)
    ]
    assert found == []


def test_nothing_is_left_for_later() -> None:
    left = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    assert [name(path) for path in SOURCES if left.search(path.read_text())] == []


def test_every_file_opens_with_a_sentence_about_what_lives_there() -> None:
    assert [name(path) for path in SOURCES if path.read_text().strip() and not ast.get_docstring(tree(path))] == []


# -- what is kept ----------------------------------------------------------------------------------------------------

ITEMS = declared_items()
OF_NO_TENANT = {
    ("DISCORD", "HALT"),
    ("DISCORD", "WAIT"),
    ("{guild}", "SERVER"),
    ("{id}", "ORGANIZATION"),
    ("LINK#{id}", "LINK"),
    ("SPEEDGAMING", "BACKOFF#{place}"),
}
"""The bot's token, servers (which organization they belong to is read from them), the organizations themselves, the
codes by which a server of one comes to another, and the feed that they share."""


def shape(item: Item[Any]) -> tuple[str, str, str]:
    """Keys without the names of their parts: two items of one shape could overwrite each other."""
    return (item.table, re.sub(r"{[^}]*}", "{}", item.pk), re.sub(r"{[^}]*}", "{}", item.sk))


def test_no_two_kinds_of_items_have_keys_of_one_shape() -> None:
    shapes = [shape(each) for each in ITEMS]
    assert len(ITEMS) > 5
    assert sorted(set(shapes)) == sorted(shapes)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.model.__name__)
def test_every_key_begins_with_the_organization(item: Item[Any]) -> None:
    assert item.pk.startswith("{organization}") or (item.pk, item.sk) in OF_NO_TENANT


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.model.__name__)
def test_every_index_begins_with_the_organization_or_is_read_by_a_schedule(item: Item[Any]) -> None:
    over_all = {"DUE#{shard}", "{feed_watch}", "{event_watch}", "{score_watch}"}
    assert [
        each.pk for each in item.indexes if not each.pk.startswith("{organization}") and each.pk not in over_all
    ] == []


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.model.__name__)
def test_no_item_holds_a_float(item: Item[Any]) -> None:
    """DynamoDB rounds them, and so does whoever adds them up."""
    floats = [name for name, field in item.model.model_fields.items() if "float" in str(field.annotation)]
    assert floats == []


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.model.__name__)
def test_every_index_of_an_item_is_one_of_its_table(item: Item[Any]) -> None:
    logical = {Table.RECORDS: "RecordsTable", Table.JOBS: "JobsTable", Table.AUDIT: "AuditTable"}[item.table]
    declared = load()["Resources"][logical]["Properties"].get("GlobalSecondaryIndexes", [])
    keys = {each["IndexName"]: [key["AttributeName"] for key in each["KeySchema"]] for each in declared}
    for index in item.indexes:
        assert keys[index.name] == [f"{index.name}_pk", f"{index.name}_sk"]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.model.__name__)
def test_every_part_of_a_key_is_a_field_or_a_property(item: Item[Any]) -> None:
    texts = [item.pk, item.sk, *(text for index in item.indexes for text in (index.pk, index.sk))]
    parts = {part for text in texts for part in re.findall(r"{(\w+)", text)} | set(item.columns)
    assert [part for part in parts if part not in item.model.model_fields and not hasattr(item.model, part)] == []


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.model.__name__)
def test_every_kind_of_item_says_what_it_is_for(item: Item[Any]) -> None:
    assert item.purpose
