# Two commands matter: `make demo` shows the real thing, `make test` proves it. Each sets up all it needs.

SHELL := /bin/sh
BIN := .venv/bin
NEEDS := pyproject.toml scripts/setup.sh
PYTEST := $(BIN)/python -m pytest

.PHONY: help setup demo serve test lint format bench sheet kill-test reference diffusion-test clean
.DEFAULT_GOAL := help

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

setup: .venv/.base ## build .venv with the `pictoris` command in it

demo: setup ## pictures from words, and every tool, on a real server, into demo-out/
	@$(BIN)/pictoris demo

serve: setup ## serve on this machine; prints the address and an API key
	@sh scripts/serve.sh

test: .venv/.test ## the whole test suite, on SQLite and on a real PostgreSQL
	@$(PYTEST) -m "not slow"

diffusion-test: .venv/.diffusion ## install torch and diffusers (2 GB), test on tiny models what needs them
	@$(PYTEST) tests/engines/diffusion tests/engines/captioning tests/models tests/conformance/test_own_model.py tests/training

lint: .venv/.test ## style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/.test ## mend what can be mended by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/.test ## measure, print a table, write docs/benchmarks.md (minutes)
	@$(BIN)/python -m bench

sheet: .venv/.test ## paint 64 prompts with collage, check them, write docs/collage.md (minutes)
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m bench.sheet

kill-test: .venv/.test ## the slow tests: hundreds of jobs, workers and servers killed at random
	@$(PYTEST) -m slow

reference: .venv/.test ## write the generated pages of docs/ anew
	@$(BIN)/python scripts/make_reference.py

clean: ## remove what these commands made, except .venv and data/
	rm -rf demo-out bench-out build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

.venv/.base: $(NEEDS)
	@sh scripts/setup.sh
	@touch $@

.venv/.test: $(NEEDS)
	@sh scripts/setup.sh test
	@touch .venv/.base $@

.venv/.diffusion: $(NEEDS)
	@sh scripts/setup.sh test,diffusion,training
	@touch .venv/.base .venv/.test $@
