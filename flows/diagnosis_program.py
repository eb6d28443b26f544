"""Looks at the program and the machine it runs on: versions, and the clock."""

import platform
import re
from datetime import timedelta
from importlib.metadata import PackageNotFoundError, version

from flows.diagnosis import FAULT, NOTE, OK, Finding, Patient
from flows.diagnosis_runs import ask
from flows.settings import REPOSITORY

_TOLD = ("duckdb", "prefect", "scrapy", "polars")
_PIN = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;]+)", re.MULTILINE)
_AHEAD = timedelta(minutes=5)


def look_at_versions(_: Patient) -> list[Finding]:
    """Python, the libraries that matter, and whether all are those of requirements.lock."""
    told = ", ".join([f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in _TOLD)])
    lock = REPOSITORY / "requirements.lock"
    if not lock.exists():
        return [Finding("versions", OK, told)]
    others = _find_others(lock.read_text(encoding="utf-8"))
    if others:
        says = f"not as requirements.lock has them: {', '.join(others)}"
        return [Finding("versions", NOTE, says, "run `make setup`")]
    return [Finding("versions", OK, f"{told}; all as requirements.lock has them")]


def look_at_clock(patient: Patient) -> list[Finding]:
    """Whether a page was fetched in the future: then the clock was wrong, then or now."""
    rows = ask(patient.settings, "SELECT max(fetched_at) AS at FROM raw.pages")
    newest = rows[0]["at"] if rows else None
    if newest is None or newest <= patient.now + _AHEAD:
        return [Finding("clock", OK, f"it is {patient.now:%Y-%m-%d %H:%M} UTC")]
    says = f"a page was fetched at {newest:%Y-%m-%d %H:%M} UTC, and it is {patient.now:%Y-%m-%d %H:%M} UTC"
    return [Finding("clock", FAULT, says, "set the machine's clock by a time server")]


def _find_others(lock: str) -> list[str]:
    """The packages that are installed in a version that the lock does not name."""
    pins: dict[str, set[str]] = {}
    for name, pin in _PIN.findall(lock):
        pins.setdefault(name, set()).add(pin)  # a package may have a pin for each version of Python
    installed = {name: _installed(name) for name in pins}
    return [f"{name} {found}" for name, found in installed.items() if found is not None and found not in pins[name]]


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
