# Startlijn. `make run` opens the demo, `make test` runs every test: each installs what it needs.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
export PYTHONDONTWRITEBYTECODE :=
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
JOBS ?= 2
# Tests that ask no database, or bring their own: once is enough.
NO_DATABASE := $(addprefix --ignore=tests/,engines content house_rules packaging web/design)
# The matrix asks all addresses on SQLite; PostgreSQL gets every fourth: the policy is the same, the time is not.
OTHER_DOORS := $(patsubst %,--ignore=tests/matrix/test_doors_%.py,2 3 4)
SITES ?=
PROMISES ?=

.PHONY: help install install-dev deps run test check bench fuzz soak lock messages theme docs clean

help: ## What this file can do
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.venv/uv:
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check uv==0.13.9
	touch $@

.venv/runtime: .venv/uv requirements/runtime.txt pyproject.toml
	$(BIN)/uv pip install --quiet --python $(BIN)/python -r requirements/runtime.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	touch $@

.venv/dev: .venv/runtime requirements/dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python -r requirements/dev.txt
	touch $@

install: .venv/runtime ## Set up .venv with the startlijn command
install-dev: .venv/dev ## The same with everything for tests

deps-run:
	@tools/system-packages run

deps-test:
	@tools/system-packages test

run: install deps-run ## Open the product with the demo partnership
	export STARTLIJN_DEMO=1
	$(BIN)/startlijn migrate --verbosity 0
	$(BIN)/startlijn demo
	$(BIN)/startlijn serve --port $(PORT) --with-worker --open

test: install-dev deps-test ## Every test, on SQLite and PostgreSQL, and in a browser
	export STARTLIJN_TESTING=1 STARTLIJN_DATA_DIR=$$(mktemp -d)
	echo "== SQLite"
	$(BIN)/pytest -q -n $(JOBS) --dist loadfile -m "not browser and not postgres and not soak"
	echo "== PostgreSQL"
	$(BIN)/python -m tests.postgres run -- $(BIN)/pytest -q -n $(JOBS) --dist loadfile -m "not browser and not soak" $(NO_DATABASE) $(OTHER_DOORS)
	echo "== browser"
	$(BIN)/pytest -q -m browser

check: install-dev ## Floors, types, style, templates, translations, migrations, docs
	$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports
	$(BIN)/ruff format --check src tests tools
	$(BIN)/ruff check src tests tools
	$(BIN)/mypy
	$(BIN)/djlint --check --quiet src/startlijn/web/templates || $(BIN)/djlint --lint src/startlijn/web/templates
	$(BIN)/python -m tools.docs --check
	$(BIN)/python -m tools.messages --check
	export STARTLIJN_DATA_DIR=$$(mktemp -d)
	$(BIN)/startlijn makemigrations --check --dry-run

bench: install-dev ## The grouping engine beside its peers; the pages (SITES=folder with DUO's files: real sites too)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --group bench
	$(BIN)/python -m tools.bench $(SITES)

fuzz: install-dev ## Longer hostile input
	STARTLIJN_FUZZ=1 $(BIN)/pytest -q tests/engines tests/content/instruments tests/domain/instruments tests/web/dossier/test_fuzz.py

soak: install-dev deps-test ## Long: the promises at full width, with a table of figures (PROMISES="P5 P6": only these)
	export STARTLIJN_DATA_DIR=$$(mktemp -d)
	$(BIN)/python -m tools.soak $(PROMISES)

lock: install ## Pin the dependencies again
	$(BIN)/uv pip compile -q pyproject.toml --universal --generate-hashes --no-emit-index-url --no-header --no-annotate -o requirements/runtime.txt
	$(BIN)/uv pip compile -q pyproject.toml --group dev --universal --generate-hashes --no-emit-index-url --no-header --no-annotate -c requirements/runtime.txt -o requirements/dev.txt

messages: install-dev ## Collect and compile the texts on screen
	$(BIN)/python -m tools.messages

docs: install-dev ## Print the generated documents again
	$(BIN)/python -m tools.docs

clean: ## Remove what was built (not the data)
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache
