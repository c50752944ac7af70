# A machine needs Python 3.11 or newer (with venv), git and make; the rest is fetched from the
# locks. `make` builds the site into build/site; `make help` lists the other verbs.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules
# What Python compiles is kept, whatever the machine asks for: most of what runs here starts Python many times.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
RECORDS ?= records
AUDIENCE ?= public
# Empty: today in the office's time zone.
AS_OF ?=
# The chain of the published site (build/published/du-lieu/publications.txt, by make published); not there: a new one begins.
CHAIN ?=
PORT ?= 8000
# What a change is compared with, and which proposal a preview shows.
BASE ?= origin/main
PROPOSAL ?=
export BASE PROPOSAL RECORDS
# What kind of record to begin, and of which province (empty: asked, or as the record that it refers to).
KIND ?=
PROVINCE ?=
# Tests that tell most for their time: neither git nor a browser, and what they print is printed once.
QUICK := site catalog arrows fields schema validate parse standing scores summaries follow_ups over_time bodies documents \
	domain_dates inspection_checks kinds exports coverage totals rankings periods workdays source diagnostics scorecard_tree acknowledge

# More arguments for the verb, as in `make test ARGS='-k dates'` or `make lock ARGS=--upgrade`.
ARGS ?=

BIN := .venv/bin
GENERATOR := $(BIN)/python -m generator
SITE_ENV := .venv/.site
TEST_ENV := .venv/.test
NODE_ENV := node_modules/.package-lock.json
ZENSICAL_ENV := .venv-zensical/.ready
# Wheels only: nothing is compiled, no package's own code runs while it is installed.
PIP_INSTALL := -m pip install -qq --disable-pip-version-check --require-hashes --only-binary :all: -r
UV_COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command 'make lock' --exclude-newer '7 days' $(ARGS)

.PHONY: site serve new fix check changes summary preview published gate keeps owners example test quick golden lint format bench lock dist zensical clean help

site: $(SITE_ENV) ## the site, in build/site (RECORDS, AS_OF, AUDIENCE)
	$(GENERATOR) site $(RECORDS) --audience $(AUDIENCE) $(if $(AS_OF),--as-of $(AS_OF)) $(patsubst %,--chain %,$(wildcard $(CHAIN))) $(ARGS)

serve: $(SITE_ENV) ## the site, on this machine only, printed again when the records change (PORT)
	$(GENERATOR) serve $(RECORDS) --audience $(AUDIENCE) --port $(PORT) $(ARGS)

new: $(SITE_ENV) ## a new record of KIND, field by field, in Vietnamese (PROVINCE)
	$(GENERATOR) new $(KIND) $(if $(PROVINCE),--province $(PROVINCE)) --records $(RECORDS) $(ARGS)

fix: $(SITE_ENV) ## the records, laid out; what they say stays (ARGS=--check only looks)
	$(GENERATOR) fix $(RECORDS) $(ARGS)

check: $(SITE_ENV) ## the records, judged and not printed
	$(GENERATOR) check $(RECORDS) $(ARGS)

changes: $(SITE_ENV) ## what the records change since BASE, judged by the rules over time
	$(GENERATOR) check $(RECORDS) --base "$$BASE" $(ARGS)

summary: $(SITE_ENV) ## what the records change since BASE, in words, in build/summary
	$(BIN)/python scripts/summary.py "$$BASE" build/summary

preview: site ## the site marked as a proposal on every page, in build/preview (PROPOSAL)
	$(BIN)/python scripts/preview.py build/site build/preview "$$PROPOSAL"

published: $(SITE_ENV) ## what the gate compares with, from the site at SITE_URL, in build/published
	$(BIN)/python scripts/published.py "$$SITE_URL" build/published

gate: published ## build/site held to the published site at SITE_URL: no address or data dies
	$(GENERATOR) gate build/site build/published --records $(RECORDS)

keeps: $(SITE_ENV) ## build/site held to what the records were at BASE: no address or data dies
	$(GENERATOR) build $(RECORDS) --at "$$BASE" --out build/base --audience $(AUDIENCE) $(if $(AS_OF),--as-of $(AS_OF))
	$(GENERATOR) gate build/site build/base --records $(RECORDS)

owners: $(SITE_ENV) ## .github/CODEOWNERS, from .github/owners.toml (ARGS=--check only looks)
	$(BIN)/python scripts/owners.py $(ARGS)

example: $(SITE_ENV) ## the example register of the tests as a site, in build/example/build/site
	$(BIN)/python tests/printing.py tests/register build/example

test: example $(TEST_ENV) $(NODE_ENV) ## all tests, those that look at the example's site in a real browser included
	PYTHON=$(BIN)/python scripts/install-browser
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

quick: $(TEST_ENV) ## a verdict on the code in half a minute: style, types, the example's site, checks, rules
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --quiet --check
	$(BIN)/mypy
	$(BIN)/python -m pytest -q -n auto --dist loadfile -m 'not slow' $(QUICK:%=tests/test_%.py) $(ARGS)

golden: $(TEST_ENV) ## the expected site of the example register (tests/site/) and all that is made of code, anew: read the diff
	$(BIN)/python -m pytest -q -n0 tests/test_site.py tests/test_catalog.py tests/test_sample.py tests/test_kinds.py --update

lint: $(TEST_ENV) $(NODE_ENV) ## style, types and workflows
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --quiet --check
	$(BIN)/mypy
	$(BIN)/zizmor --quiet --offline --persona auditor --strict-collection .github generator/office/starter/.github .pre-commit-config.yaml
	$(BIN)/node scripts/lint-workflows.mjs {.,generator/office/starter}/.github/workflows/*.yml
	$(BIN)/python scripts/owners.py --check

format: $(TEST_ENV) ## the code, laid out and repaired where that is safe
	$(BIN)/ruff check --quiet --fix --exit-zero
	$(BIN)/ruff format

bench: $(TEST_ENV) ## how long everything takes
	$(BIN)/python tests/bench.py $(ARGS)
	PYTHONPATH=. $(BIN)/python tests/bench_history.py

# One resolution: the runtime is the part of the test environment that pyproject.toml asks for.
# Releases younger than a week are left alone, since bad ones are mostly found within days.
lock: $(TEST_ENV) ## the locks, made again from pyproject.toml, *.in and package.json (ARGS=--upgrade)
	$(UV_COMPILE) pyproject.toml requirements-dev.in -o requirements-dev.txt
	$(UV_COMPILE) pyproject.toml -c requirements-dev.txt -o requirements.txt
	$(UV_COMPILE) requirements-zensical.in -o requirements-zensical.txt
	NODE_USE_SYSTEM_CA=1 $(BIN)/npm install --package-lock-only

dist: $(TEST_ENV) ## the engine to install: the wheel and what it needs (SBOM), in build/dist
	rm -rf build/dist
	$(BIN)/python -m hatchling build -t wheel -d build/dist
	$(BIN)/python scripts/sbom.py build/dist

# Zensical takes its output folder from the configuration alone, and only within the project.
zensical: site $(ZENSICAL_ENV) ## the same pages by Material's successor, compared with build/site
	sed 's#^site_dir:.*#site_dir: zensical#' build/mkdocs.yml > build/zensical.yml
	cd build && ../.venv-zensical/bin/zensical build --clean --strict --config-file zensical.yml
	$(BIN)/python tests/compare_sites.py build/site build/zensical

clean: ## everything made here, but for the environments
	rm -rf build .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

# A changed lock means a new environment: nothing is left over from the old one.
$(SITE_ENV): requirements.txt
	@[ ! -L .venv ] || { echo '.venv is a link: making it anew would empty the one of another checkout' >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python $(PIP_INSTALL) $<
	touch $@

$(TEST_ENV): requirements-dev.txt $(SITE_ENV)
	$(BIN)/python $(PIP_INSTALL) $<
	touch $@

$(ZENSICAL_ENV): requirements-zensical.txt
	$(PYTHON) -m venv --clear .venv-zensical
	.venv-zensical/bin/python $(PIP_INSTALL) $<
	touch $@

# npm is that of the locked wheel; it writes this file last. An office's own root certificate is
# among the system's, where Node.js does not look by itself.
$(NODE_ENV): package.json package-lock.json .npmrc | $(TEST_ENV)
	NODE_USE_SYSTEM_CA=1 PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent
