# What a newcomer needs: `make demo` and `make test`. Everything else is one line each; `prime --help` has the rest.

PYTHON := $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done)
BOOTSTRAP = $(PYTHON) prime/setup/bootstrap.py
BIN = .venv/bin
PROCESSES ?= auto
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-strip-extras --no-annotate --no-emit-index-url --no-emit-find-links $(ARGS)

.PHONY: demo demo-reset setup test test-deep lint bench lock migration migrations-check python demo-packages dev-packages
.DEFAULT_GOAL := demo

demo: demo-packages            ## Set up whatever is missing and run the whole product at http://localhost:8000 (PORT=...)
	@$(BIN)/prime demo

demo-reset: demo-packages      ## Forget the demonstration's data and start over
	@$(BIN)/prime demo --reset

setup: demo-packages           ## Take the steps of the set-up without starting anything
	@$(BIN)/python -m prime.setup

test: dev-packages             ## The suite against real PostgreSQL and Valkey, browser tests included
	@$(BIN)/python -m prime.setup --tests
	@$(BIN)/pytest -p tests.support.skips -n $(PROCESSES) --dist worksteal -m "not deep" $(ARGS)

test-deep: dev-packages        ## The slow half: faults, races, fresh machines
	@$(BIN)/python -m prime.setup --tests
	@$(BIN)/pytest -p tests.support.skips -m deep $(ARGS)

lint: dev-packages migrations-check   ## Every gate that needs no running product
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/python .ci/container.py lint

bench: dev-packages            ## Ratios against raw SQL, measured in one run
	@$(BIN)/python -m prime.setup
	@$(BIN)/pytest tests/bench -o python_files="bench_*.py" -p no:xdist -s $(ARGS)

migration: dev-packages        ## Write a migration for what the tables say: make migration DESC="why"
	@$(BIN)/prime migrate --new "$(DESC)"

migrations-check: dev-packages ## Fail when a table was changed without a migration
	@$(BIN)/prime migrate --check

lock: dev-packages             ## Compile the lock files again from pyproject.toml (ARGS=--upgrade takes newer versions)
	@$(BIN)/pip install --quiet uv
	$(COMPILE) pyproject.toml --extra embedded --extra dev --output-file requirements-dev.lock
	$(COMPILE) pyproject.toml --extra embedded --constraint requirements-dev.lock --output-file requirements-demo.lock
	$(COMPILE) pyproject.toml --constraint requirements-dev.lock --output-file requirements.lock
	$(COMPILE) --group node --output-file requirements-node.lock

python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and was not found. On Debian 12: sudo apt-get install python3 python3-venv"; exit 1; }

demo-packages: python
	@$(BOOTSTRAP) requirements-demo.lock

dev-packages: python
	@$(BOOTSTRAP) requirements-dev.lock
