"""Puts the functions and all that they import into folders under `build/`.

`build/aws` is what AWS gets, and `build/worker` what it gets for the worker, which draws pictures besides. The local
stack takes the two halves of each apart: `build/program` is what changes by the minute, `build/packages/local` and
`build/packages/local-worker` what changes with the lock files.
"""

import argparse
import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from infra.locks import locked

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"


class Bundle(NamedTuple):
    """What some functions are deployed as."""

    name: str
    suffix: str
    """Of its packages' folders."""
    lock: Path
    limit: int
    """Bytes, unpacked. Lambda would take 250 MiB."""


DOORS = Bundle("aws", "", ROOT / "requirements" / "runtime.lock", 40 * 2**20)
"""All functions but the worker. Somebody waits while the first of them starts."""
WORKER = Bundle("worker", "-worker", ROOT / "requirements" / "worker.lock", 160 * 2**20)
BUNDLES = (DOORS, WORKER)

PATIENCE = 300
"""Seconds, when another process builds the same."""

AWS_PYTHON = "3.13"
MACHINES = {"arm64": "aarch64", "x86_64": "x86_64"}
MANYLINUX = ("manylinux_2_28", "manylinux_2_17", "manylinux2014")
"""What wheels for Amazon Linux 2023 may be called."""

NEVER_RUN = (
    *("bin", "*.dist-info", "**/__pycache__", "**/tests", "**/*.pyi", "boto3/examples"),
    *("matplotlib/mpl-data/sample_data", "matplotlib/mpl-data/images"),
    *("matplotlib/mpl-data/fonts/afm", "matplotlib/mpl-data/fonts/pdfcorefonts"),
    *("numpy/f2py", "numpy/_core/include", "numpy/_core/lib"),
)
"""Tests and descriptions; of what draws, all that writes something else than pictures made of pixels."""
AWS_SERVICES = {"dynamodb", "sqs", "ssm"}
"""The services whose descriptions the functions' clients need; botocore brings those of four hundred."""


def program() -> Path:
    """Our own code, importable from the folder's root."""
    sources = {"functions": ROOT / "functions", "paddock": ROOT / "lib" / "paddock"}

    def copy(folder: Path) -> None:
        for name, source in sources.items():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))

    return _made(BUILD / "program", copy, of=_digest(*(file for source in sources.values() for file in _files(source))))


def local_packages(bundle: Bundle = DOORS) -> Path:
    """The locked packages for this interpreter."""
    return _packages(bundle, "local", ())


def aws(architecture: str, bundle: Bundle = DOORS) -> Path:
    """Program and packages in one folder, as Lambda unpacks it."""
    platforms = (f"--platform={name}_{MACHINES[architecture]}" for name in MANYLINUX)
    packages = _packages(bundle, architecture, (*platforms, "--implementation=cp", f"--python-version={AWS_PYTHON}"))
    code = program()

    def join(folder: Path) -> None:
        shutil.copytree(packages, folder, copy_function=os.link)
        shutil.copytree(code, folder, copy_function=os.link, dirs_exist_ok=True)

    halves = _stamp_of(packages).read_text() + _stamp_of(code).read_text()
    return _made(BUILD / bundle.name, join, of=f"{architecture} {halves}")


def size(folder: Path) -> int:
    return sum(file.stat().st_size for file in _files(folder))


def _packages(bundle: Bundle, machine: str, options: Iterable[str]) -> Path:
    pip = [sys.executable, "-m", "pip", "install", "-qq", "--no-deps", "--no-compile", "--only-binary=:all:"]

    def install(folder: Path) -> None:
        wanted = ("--require-hashes", f"--requirement={bundle.lock}", f"--target={folder}")
        subprocess.run([*pip, *wanted, *options], check=True)
        _trim(folder)

    place = BUILD / "packages" / f"{machine}{bundle.suffix}"
    return _made(place, install, of=_digest(bundle.lock, Path(__file__)) + sys.version)


def _trim(folder: Path) -> None:
    unused = [path for pattern in NEVER_RUN for path in folder.glob(pattern)]
    unused += [
        path for path in (folder / "botocore" / "data").iterdir() if path.is_dir() and path.name not in AWS_SERVICES
    ]
    for path in unused:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    for description in (folder / "botocore" / "data").glob("*/*/service-2.json.gz"):
        _leave_out_prose(description)


def _leave_out_prose(description: Path) -> None:
    """Nine tenths of what botocore would unpack and read at each cold start is documentation."""

    def without_prose(part: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in part.items() if name != "documentation" or not isinstance(value, str)}

    model = json.loads(gzip.decompress(description.read_bytes()), object_hook=without_prose)
    description.with_suffix("").write_text(json.dumps(model, separators=(",", ":")))
    description.unlink()


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def _digest(*files: Path) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(ROOT)}\0{file.stat().st_size}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _made(folder: Path, make: Callable[[Path], None], *, of: str) -> Path:
    """The folder, made again if it was made of something else. A stamp beside it says what, and is written last."""
    stamp = _stamp_of(folder)
    with locked(folder.with_name(f"{folder.name}.lock"), patience=PATIENCE):
        if not stamp.exists() or stamp.read_text() != of:
            stamp.unlink(missing_ok=True)
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            stamp.write_text(of)
    return folder


def _stamp_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.made-of")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m infra.build", description="Makes what is deployed.")
    parser.add_argument("--architecture", choices=sorted(MACHINES), default="arm64")
    architecture = parser.parse_args().architecture
    sizes = {bundle: size(aws(architecture, bundle)) for bundle in BUNDLES}
    for bundle, taken in sizes.items():
        told = f"{taken / 2**20:.1f} MiB unpacked, of {bundle.limit // 2**20} allowed"
        sys.stdout.write(f"build/{bundle.name}: {told}\n")
    return 0 if all(taken <= bundle.limit for bundle, taken in sizes.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
