"""Who is started by us is told no secret that it has no use for; who sends the digest keeps it."""

import os
import subprocess
from contextlib import nullcontext, suppress
from types import SimpleNamespace

import pytest

from flows import backfill_flow, prefect_server, serving, temporary_server
from flows.settings import Settings
from spiders.supervisor import child_environment
from spiders.surroundings import hidden_secrets, without_secrets

CANARY = "wecombot://canary-7781"


@pytest.fixture(autouse=True)
def secrets(monkeypatch):
    # Settings are read whether their names are written large or small.
    for name in ("HONGBAO_NOTIFY", "Hongbao_Notify", "PREFECT_API_KEY", "PREFECT_API_AUTH_STRING"):
        monkeypatch.setenv(name, CANARY)
    monkeypatch.setenv("HONGBAO_CONTACT", "desk@example.org")


@pytest.fixture
def started(monkeypatch):
    """What processes are started with; none is."""
    told = []

    def start(*_, env, **__):
        told.append(env)
        raise FileNotFoundError

    monkeypatch.setattr(subprocess, "Popen", start)
    return told


def secrets_in(environment):
    return sorted(name for name, value in environment.items() if CANARY in value)


def test_a_crawl_is_told_no_secret_and_the_rest():
    assert secrets_in(child_environment()) == []
    assert child_environment()["HONGBAO_CONTACT"] == "desk@example.org"


def test_prefect_servers_and_the_dashboard_are_told_no_channel(started, tmp_path, monkeypatch):
    (tmp_path / "prefect").mkdir()
    monkeypatch.setattr(serving.signal, "signal", lambda *_: None)
    with suppress(FileNotFoundError):
        prefect_server._start(tmp_path, 4200)
    with suppress(FileNotFoundError):
        temporary_server._start(SimpleNamespace(fileno=lambda: 0))
    with suppress(FileNotFoundError):
        serving.serve_dashboard(tmp_path, 8501)
    assert len(started) == 3
    for environment in started:
        assert not {"HONGBAO_NOTIFY", "Hongbao_Notify"} & set(environment)
        assert environment["HONGBAO_CONTACT"] == "desk@example.org"


def test_what_maps_a_backfill_starts_its_workers_without_channels(monkeypatch, tmp_path):
    seen = {}

    def run(inputs, settings, *_):
        seen.update(os.environ)
        assert settings.notify is None

    monkeypatch.setattr(backfill_flow, "run", SimpleNamespace(with_options=lambda **_: run))
    monkeypatch.setattr(backfill_flow, "temporary_server", nullcontext)
    backfill_flow.run_backfill([], Settings(data=tmp_path), None, None)
    assert secrets_in(seen) == ["PREFECT_API_AUTH_STRING", "PREFECT_API_KEY"], "workers report to Prefect"
    assert len(secrets_in(os.environ)) == 4


def test_secrets_come_back_whatever_happens_meanwhile():
    wanted = without_secrets()
    with suppress(KeyboardInterrupt), hidden_secrets():
        assert dict(os.environ) == wanted
        raise KeyboardInterrupt
    assert len(secrets_in(os.environ)) == 4
