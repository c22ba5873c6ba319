"""Puts the functions and all that they import into folders under `build/`.

`build/aws` is what AWS gets. The local stack takes the two halves apart: `build/program` is what changes by the minute,
`build/packages/local` what changes with the lock file.
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
from typing import Any

from infra.locks import locked

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "runtime.lock"
BUILD = ROOT / "build"
LIMIT = 40 * 2**20
"""Bytes, unpacked."""

PATIENCE = 300
"""Seconds, when another process builds the same."""

AWS_PYTHON = "3.13"
MACHINES = {"arm64": "aarch64", "x86_64": "x86_64"}
MANYLINUX = ("manylinux_2_28", "manylinux_2_17", "manylinux2014")
"""What wheels for Amazon Linux 2023 may be called."""

NEVER_RUN = ("bin", "*.dist-info", "**/__pycache__", "**/tests", "**/*.pyi", "boto3/examples")
AWS_SERVICES = {"dynamodb", "sqs", "ssm"}
"""The services whose descriptions the functions' clients need; botocore brings those of four hundred."""


def program() -> Path:
    """Our own code, importable from the folder's root."""
    sources = {"functions": ROOT / "functions", "paddock": ROOT / "lib" / "paddock"}

    def copy(folder: Path) -> None:
        for name, source in sources.items():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))

    return _made(BUILD / "program", copy, of=_digest(*(file for source in sources.values() for file in _files(source))))


def local_packages() -> Path:
    """The locked packages for this interpreter."""
    return _packages("local", ())


def aws(architecture: str) -> Path:
    """Program and packages in one folder, as Lambda unpacks it."""
    platforms = (f"--platform={name}_{MACHINES[architecture]}" for name in MANYLINUX)
    packages = _packages(architecture, (*platforms, "--implementation=cp", f"--python-version={AWS_PYTHON}"))
    code = program()

    def join(folder: Path) -> None:
        shutil.copytree(packages, folder, copy_function=os.link)
        shutil.copytree(code, folder, copy_function=os.link, dirs_exist_ok=True)

    halves = _stamp_of(packages).read_text() + _stamp_of(code).read_text()
    return _made(BUILD / "aws", join, of=f"{architecture} {halves}")


def size(folder: Path) -> int:
    return sum(file.stat().st_size for file in _files(folder))


def _packages(name: str, options: Iterable[str]) -> Path:
    pip = [sys.executable, "-m", "pip", "install", "-qq", "--no-deps", "--no-compile", "--only-binary=:all:"]

    def install(folder: Path) -> None:
        subprocess.run([*pip, "--require-hashes", f"--requirement={LOCK}", f"--target={folder}", *options], check=True)
        _trim(folder)

    return _made(BUILD / "packages" / name, install, of=_digest(LOCK, Path(__file__)) + sys.version)


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
    parser = argparse.ArgumentParser(prog="python -m infra.build", description="Makes build/aws, which is deployed.")
    parser.add_argument("--architecture", choices=sorted(MACHINES), default="arm64")
    folder = aws(parser.parse_args().architecture)
    bytes_ = size(folder)
    sys.stdout.write(f"{folder.relative_to(ROOT)}: {bytes_ / 2**20:.1f} MiB unpacked, of {LIMIT // 2**20} allowed\n")
    return 0 if bytes_ <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
