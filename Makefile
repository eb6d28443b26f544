# Everything is done in .venv, made here from the system's Python with exactly what requirements.lock pins.
# With uv on the PATH the same is faster; without it nothing is missing.
PYTHON ?= python3
SERVE ?= yes
BIN := .venv/bin
UV := $(shell command -v uv 2>/dev/null)

.PHONY: setup demo test test-duckdb2 soak screenshots check format lock clean

setup: .venv/ready

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.11"; exit 1; }
	$(if $(UV),$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv,$(PYTHON) -m venv .venv)
	$(if $(UV),$(UV) pip sync --quiet --python $(BIN)/python requirements.lock,$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements.lock)
	$(if $(UV),$(UV) pip install --quiet --python $(BIN)/python,$(BIN)/python -m pip install --quiet --disable-pip-version-check) --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup
	$(BIN)/hongbao demo $(if $(filter no,$(SERVE)),--no-serve)

test: setup
	$(BIN)/python -m pytest

# The warehouse on the next DuckDB, which lies beside the pinned one and is put before it.
test-duckdb2: .venv/duckdb2/ready
	PYTHONPATH=.venv/duckdb2 $(BIN)/python -c 'import duckdb; assert duckdb.__version__.startswith("2."), duckdb.__version__'
	PYTHONPATH=.venv/duckdb2 $(BIN)/python -m pytest tests/warehouse

.venv/duckdb2/ready: .venv/ready requirements-duckdb2.lock
	rm -rf .venv/duckdb2
	$(if $(UV),$(UV) pip install --quiet --python $(BIN)/python,$(BIN)/python -m pip install --quiet --disable-pip-version-check) --no-deps --require-hashes --target .venv/duckdb2 -r requirements-duckdb2.lock
	@touch $@

# Faults and kills by the dozen, each in a crawl of its own.
soak: setup
	$(BIN)/python -m pytest -m soak

# The pictures of docs/pictures, from a fresh sample. Needs Chromium.
screenshots: setup
	$(BIN)/python -m tests.dashboard.screenshots

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Pins every package of every platform and Python from 3.11 on, with hashes and without addresses. Needs uv.
lock:
	uv pip compile pyproject.toml --group dev --extra dask --universal --python-version 3.11 --generate-hashes --no-header --annotation-style line --quiet --output-file requirements.lock

clean:
	rm -rf .venv data
