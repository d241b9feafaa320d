# Python 3.11 or later and make are enough; `make` alone lists the commands.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest

.DEFAULT_GOAL := help
.PHONY: help run test lint types check load bench export oracle search images lock clean env env-dev

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: env ## start the sandbox (PORT=8000, HOST=127.0.0.1); Ctrl-C stops it
	@exec $(BIN)/bacasable up $(if $(HOST),--host $(HOST) )--port $(PORT)

test: env-dev ## run every test, on SQLite then on PostgreSQL
	@tools/ensure_test_tools.sh
	$(PYTEST) -n 2 --dist loadfile
	$(PYTEST) -n 2 --dist loadfile -m "backend and not browser" --backend postgres

lint: env-dev ## style and formatting
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: env-dev ## static types
	$(BIN)/python -m mypy

check: lint types test ## lint, types and test

load: env-dev ## a crowd of citizens on a running sandbox (locust)
	$(BIN)/python -m loadtests.charge $(ARGS)

bench: env-dev ## speed beside a bare FastAPI, in the same run
	$(BIN)/python -m loadtests.banc $(ARGS)

search: env-dev ## time to the first page of searches by situation, at one million (ARGS=--size 67000000)
	$(BIN)/python -m loadtests.recherche $(ARGS)

export: env-dev ## time and memory to write one million citizens to Parquet (ARGS=--size 67000000)
	$(BIN)/python -m loadtests.export $(ARGS)

oracle: ## ask OpenFisca-France again, in its own environment (ORACLE=.oracle)
	@PYTHON=$(PYTHON) tools/oracle.sh

images: env-dev ## take the pictures of docs/images again
	@$(BIN)/python tools/images.py

lock: ## write the locks again after a change of dependencies (ARGS=--upgrade)
	@PYTHON=$(PYTHON) tools/lock.sh $(ARGS)

clean: ## remove the environment and the caches (the data in var/ stay)
	rm -rf .venv .make .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis test-results
	find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +

env: LOCK = requirements.lock
env-dev: LOCK = requirements-dev.lock
env env-dev:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is not on this machine: install Python 3.11 or later." >&2; exit 1; }
	@$(PYTHON) tools/bootstrap.py $(LOCK)
