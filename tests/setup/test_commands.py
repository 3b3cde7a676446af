"""What the commands say when something is in the way: one clear line, and a non-zero exit."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from script.lib.console import ROOT
from tests.setup.places import SET_UP, bare_path, clean, copy_of, real_python, without_network


def run(folder: Path, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env={**clean(), **env},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )


def test_a_port_in_use_is_named_and_another_offered():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run(ROOT, "script/demo", PORT=str(port))
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        f"Port {port} is in use. Stop what is using it, or choose another: PORT={port + 1} script/demo\n"
    )


@pytest.mark.parametrize("port", ["", "eighty", "0", "65536", "-1"])
def test_a_port_that_is_no_port_is_refused(port):
    done = run(ROOT, "script/demo", PORT=port)
    assert done.returncode == 1
    assert done.stderr == f"PORT must be a number from 1 to 65535, not {port!r}.\n"


@pytest.mark.parametrize("command", ["demo", "test", "check", "bench"])
def test_too_old_a_python_is_named(tmp_path, command):
    place = copy_of(tmp_path / "place", "script")
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = -V ] && echo "Python 3.9.2" && exit 0\nexit 1\n')
    old.chmod(0o755)
    done = run(place, f"script/{command}", PATH=bare_path(tmp_path / "bin", old))
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        f"script/{command} needs Python 3.11 or newer, and found Python 3.9.2."
        f" Install python3.11 or newer, then run script/{command} again.\n"
    )


def test_no_python_at_all_is_said(tmp_path):
    place = copy_of(tmp_path / "place", "script")
    done = run(place, "script/demo", PATH=bare_path(tmp_path / "bin"))
    assert done.returncode == 1
    assert "needs Python 3.11 or newer, and found no python3." in done.stderr


def test_a_newer_python_under_another_name_is_found(tmp_path):
    place = copy_of(tmp_path / "place", "script")
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    newer = tmp_path / "newer" / "python3.11"
    newer.parent.mkdir()
    newer.symlink_to(real_python())
    done = run(place, "script/start", PATH=bare_path(tmp_path / "bin", old, newer))
    assert "needs Python" not in done.stderr


def lines_without_network(tmp_path: Path, *programs: str | Path) -> tuple[int, list[str]]:
    place = copy_of(tmp_path / "place", *SET_UP)
    python = tmp_path / "named" / "python3"
    python.parent.mkdir()
    python.symlink_to(real_python())
    env = {
        **without_network(tmp_path),
        "PATH": bare_path(tmp_path / "bin", python, *programs),
        "PORT": "1025",
    }
    done = subprocess.run(["script/demo"], cwd=place, env=env, capture_output=True, text=True, timeout=110, check=False)
    return done.returncode, done.stderr.splitlines()


def test_no_network_for_uv_itself_is_one_clear_line(tmp_path):
    code, said = lines_without_network(tmp_path)
    assert code == 1
    assert len(said) == 1
    assert said[0].startswith("Could not install uv: no network. Connect this machine to the internet")


def test_no_network_for_the_packages_is_one_clear_line(tmp_path):
    code, said = lines_without_network(tmp_path, Path(sys.executable).with_name("uv"))
    assert code == 1
    assert len(said) == 1
    assert said[0].startswith("Could not install the Python packages: no network. Connect this machine")


def test_no_right_to_install_prints_the_line_to_run(tmp_path):
    """As somebody who is not root and has no sudo: what is missing, and exactly what to run."""
    program = (
        "import os, script.lib.system as s; os.geteuid = lambda: 1000; "
        "s.install(['libpango-1.0-0', 'fonts-liberation'])"
    )
    apt = tmp_path / "apt-get"
    apt.write_text("#!/bin/sh\nexit 99\n")
    apt.chmod(0o755)
    path = bare_path(tmp_path / "bin", apt)
    done = run(ROOT, sys.executable, "-c", program, PATH=path)
    assert done.returncode == 1
    assert done.stderr == (
        "This machine lacks system packages. Run this, then try again: sudo apt-get update && "
        "sudo apt-get install -y --no-install-recommends libpango-1.0-0 fonts-liberation\n"
    )
