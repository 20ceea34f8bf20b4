# Every command that a person or CI runs. `make help` lists them.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# The first Python on the PATH that is new enough; `make PYTHON=/path/to/python3.12 install` decides.
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,$(shell \
	$(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))

BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
INSTALLED := .venv/.installed
PYTHON_FILES := src benchmarks tests/python
SQL_FILES := $(wildcard models snapshots analyses tests/dbt)

# A whole run on a server of its own, so that nothing that is loaded is touched.
PRIVATELY := org-funnels warehouse temporary -- env DBT_TARGET=embedded
SMALL_DEMO := --orgs 60 --days 60

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: install
install: $(INSTALLED) ## Install exactly what requirements.lock says into .venv

# uv takes seconds where pip takes a minute, and is itself installed by its hash. Where it cannot
# reach the packages, because only pip is told how (an index or a certificate in pip.conf), pip does it.
$(INSTALLED): requirements.lock pyproject.toml Makefile
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or later on the PATH. Install one, or name it: make PYTHON=/path/to/python3 install." >&2; exit 2; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	awk '/^[a-z]/ {wanted = /^uv==/} wanted' requirements.lock > .venv/uv.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r .venv/uv.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock \
		|| $(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

.PHONY: demo
demo: install ## Build the demo company from nothing and show what it says
	org-funnels demo run

.PHONY: github
github: install ## Build the second company: make github DATA=folder/of/the/github/data
	@test -n "$(DATA)" || { echo "Name the data folder: make github DATA=../shared/data/github." >&2; exit 2; }
	examples/github/run "$(DATA)"

# pytest builds the demo company with all of dbt's tests, on both engines.
.PHONY: test
test: lint pytest ## Everything that CI checks

.PHONY: pytest
pytest: install ## The Python tests, on servers of their own
	pytest --numprocesses auto

.PHONY: unit
unit: install ## dbt's tests, unit tests too, over a small demo company
	scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT && \
	org-funnels demo generate --out "$$scratch" $(SMALL_DEMO) && \
	$(PRIVATELY) bash -euc 'org-funnels demo load "$$1" && dbt build --target-path "$$1/target"' - "$$scratch"

.PHONY: lint
lint: lint-python lint-sql ## What a reader should not have to say: ruff, mypy --strict, sqlfluff

.PHONY: lint-python
lint-python: install
	ruff check $(PYTHON_FILES)
	ruff format --check $(PYTHON_FILES)
	mypy --strict $(PYTHON_FILES)

# The models read which columns a raw table has when they are compiled, so the tables must be there.
.PHONY: lint-sql
lint-sql: install
	scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT && \
	org-funnels demo generate --out "$$scratch" $(SMALL_DEMO) && \
	$(PRIVATELY) bash -euc 'org-funnels demo load "$$1" && sqlfluff lint --processes 2 $(SQL_FILES)' - "$$scratch"

.PHONY: format
format: install ## Let ruff write the Python files
	ruff check --fix $(PYTHON_FILES)
	ruff format $(PYTHON_FILES)

.PHONY: lock
lock: install ## Resolve the newest allowed packages into requirements.lock
	{ sed '/^[^#]/,$$d' requirements.lock; \
	  uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --upgrade --quiet \
	    --generate-hashes --no-strip-extras --no-header --no-annotate \
	    --no-emit-index-url --no-emit-find-links; } > requirements.lock.new
	mv requirements.lock.new requirements.lock

# ClickHouse among others: half a gigabyte that only this target needs.
BENCHED := .venv/.benched
ROWS ?= 10000000
ROUNDS ?= 5
DAYS ?= 365

$(BENCHED): benchmarks/requirements.lock $(INSTALLED)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r benchmarks/requirements.lock \
		|| $(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r benchmarks/requirements.lock
	touch $@

.PHONY: bench-funnels
bench-funnels: install $(BENCHED) ## Time the funnels beside what people would use instead: make bench-funnels ROWS=1000000
	python -m benchmarks --rows $(ROWS) --rounds $(ROUNDS)

# `make bench-increments ROWS=1000000 ENGINES=duckdb HISTORIES="100000 10000000" RUNS=1`
ENGINES ?= duckdb postgres
HISTORIES ?=
RUNS ?= 3

.PHONY: bench-increments
bench-increments: install ## Time what an incremental run costs, beside a full build: make bench-increments ROWS=1000000
	python -m benchmarks.increments --rows $(ROWS) --rounds $(RUNS) $(ENGINES:%=--engine %) $(HISTORIES:%=--history %)

.PHONY: bench-quality
bench-quality: install ## Simulate a year of reconciliations: false alarms, and hours until a loss is seen
	python -m benchmarks.quality --days $(DAYS)

.PHONY: lock-bench
lock-bench: install ## Resolve what the benchmark adds into benchmarks/requirements.lock
	{ sed '/^[^#]/,$$d' benchmarks/requirements.lock; \
	  uv pip compile --group bench --constraint requirements.lock --universal --python-version 3.11 \
	    --upgrade --quiet --generate-hashes --no-strip-extras --no-header --no-annotate \
	    --no-emit-index-url --no-emit-find-links; } > benchmarks/requirements.lock.new
	mv benchmarks/requirements.lock.new benchmarks/requirements.lock

.PHONY: clean
clean: ## Remove what was built here; the embedded server's data stays
	rm -rf target dbt_packages logs .demo gx/uncommitted build src/*.egg-info
	rm -rf examples/*/target examples/*/dbt_packages examples/*/logs examples/*/gx/uncommitted
	rm -rf .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find src benchmarks tests -type d -name __pycache__ -prune -exec rm -rf {} +

.PHONY: clean-all
clean-all: clean ## And the virtual environment
	rm -rf .venv
