# `make run` normalizes the corpus into out/; `make test` checks everything. Both set up .venv by themselves.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$python >/dev/null 2>&1 && $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	&& echo $$python && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test lint check browser gains bench clean

run: .venv/.installed
	@$(BIN)/bulletin-norm batch corpus --out out

test: .venv/.tested lint browser
	@$(BIN)/python -m pytest -n 2 --dist loadfile

lint: .venv/.tested
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy

# The test of the report's page looks at it in Chromium; where it cannot be installed that test says so.
browser:
	@command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null 2>&1 || true; \
	fi

# What the rules in the working tree gain and lose against those of the last commit, document by document.
gains: .venv/.tested
	@$(BIN)/python benchmarks/gains.py $(FOLDER)

bench: .venv/.benched
	@$(BIN)/python benchmarks/speed.py

clean:
	rm -rf .venv out build dist

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "bulletin-norm needs Python 3.11 or newer"; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/.installed: pyproject.toml | .venv/bin/python
	@echo "Installing bulletin-norm into .venv ..."
	@$(PIP) --editable .
	@touch $@

# torch comes first and pinned: the extras then take it as it is and fetch no other build of it.
.venv/.tested: pyproject.toml | .venv/.installed
	@echo "Installing what the tests need into .venv ..."
	@$(PIP) --no-compile torch==2.13.0
	@$(PIP) --no-compile --editable '.[all,test]'
	@touch $@

.venv/.benched: | .venv/.tested
	@$(PIP) spacy
	@touch $@
