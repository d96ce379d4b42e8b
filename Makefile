SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON := python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

REQUEST ?= Build a library API: books, authors and loans; members borrow books; JWT; cursor pagination
OUT ?= build/out
STACK ?= fastapi,postgresql

# A request is text from anybody: it reaches the command through the environment, and $(value …) keeps
# make from expanding what looks like a make function inside it. Exporting the originals would expand them.
unexport REQUEST OUT STACK
export RUN_REQUEST := $(value REQUEST)
export RUN_OUT := $(value OUT)
export RUN_STACK := $(value STACK)

.PHONY: help setup run test lint types unit proof bench lock clean

help:
	@echo 'make setup   prepare .venv from requirements.lock'
	@echo 'make run     build and prove a backend: REQUEST="…" OUT=build/out STACK=fastapi,postgresql'
	@echo 'make test    lint, type-check and test'
	@echo 'make proof   the full proof of every stack, on random Blueprints too, and of the proof itself by planted faults'
	@echo 'make bench   measure speed and memory, beside hand-written backends too, and write bench/REPORT.md'
	@echo 'make lock    refresh requirements.lock from pyproject.toml'
	@echo 'make clean   remove .venv and build output'

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo 'Python 3.11 with venv is needed and "$(PYTHON)" does not provide it.' >&2; \
	  echo 'Debian or Ubuntu: apt-get install python3.11 python3.11-venv. macOS: brew install python@3.11.' >&2; \
	  echo 'Another place: make setup PYTHON=/path/to/python3.11' >&2; exit 1; }
	@echo 'Preparing $(VENV) from requirements.lock'
	@$(PYTHON) -m venv $(VENV)
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > $(VENV)/uv.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(VENV)/uv.lock
	@$(BIN)/python -m tools.validators.runtime.installer requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

run: setup
	@$(BIN)/backend-engineer run --stack "$$RUN_STACK" --validate live --out "$$RUN_OUT" -- "$$RUN_REQUEST"

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .

types: setup
	@$(BIN)/mypy

unit: setup
	@$(BIN)/pytest -n auto

test: setup
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory types
	@$(MAKE) --no-print-directory unit

proof: setup
	@$(BIN)/pytest -n auto --proof tests/proof/test_stacks.py tests/proof/test_stacks_agree.py tests/proof/test_random.py tests/tools/validators/live \
	  tests/bench/serving
	@$(BIN)/python -m tests.proof.support README.md

bench: setup
	@$(BIN)/python -m bench

lock: setup
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --custom-compile-command 'make lock' --quiet --output-file requirements.lock

clean:
	@rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find agent tools prompts knowledge evals bench tests -name __pycache__ -type d -prune -exec rm -rf {} +
