# One entry point for each habit. On a fresh machine every target first makes itself a virtual
# environment; all it needs is Python, make and the package index.

PYTHON ?= python3
BASE_URL ?=
ARCHIVE ?=
CHECK ?=
EXTERNAL ?=
FORMAT ?=
PORT ?=
ARGS ?=

# Commands start in a third of the time where Python keeps what it compiled, and a build where the
# templates are kept with it; tests start hundreds of both.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
PIP := pip install --quiet --disable-pip-version-check
LOCK = $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --custom-compile-command "make lock"
BRIEFING := $(BIN)/briefing
CHECKING = $(if $(ARCHIVE), --archive $(ARCHIVE))$(if $(EXTERNAL), --external)$(if $(FORMAT), --format $(FORMAT))
AT = $(if $(BASE_URL), --base-url $(BASE_URL))
# Two workers for each processor: much of the time, tests wait for previews, browsers and processes.
# The tests of a file share what their fixtures build, so a file goes to one worker; which file is
# begun when, tests/order.py says.
WORKERS ?= $(shell expr 2 '*' $$(getconf _NPROCESSORS_ONLN))
PYTEST = $(BIN)/pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder

.PHONY: site serve check test test-all test-oldest fuzz lint format bench lighthouse pictures icons lock release clean

## Build the site with its search index into site/; CHECK=yes checks it first, as `make check` does with
## the same words, and writes nothing where that finds an error
site: .venv/.site
	$(BRIEFING) build$(if $(CHECK), --check$(CHECKING))$(AT)

## Build, show it at http://127.0.0.1:8000/ and build again whenever something is saved
serve: .venv/.site
	$(BRIEFING) serve $(if $(PORT),--port $(PORT))

## Find every problem, and leave site/ as it is; ARCHIVE=DIR looks up quotations in the sources' own
## texts, EXTERNAL=yes the links to other sites; FORMAT=github or json is for programs
check: .venv/.site
	$(BRIEFING) check$(CHECKING)$(AT)

## Run the tests that need neither a browser nor minutes, and say how many were left out; WORKERS=6
## sets how many processes share them
test: .venv/.dev
	$(PYTEST) -m "not long and not browser"

## Run all tests; those for which Chromium or Java is missing are skipped
test-all: .venv/.dev
	$(PYTEST)

## Check and build sites made at random; ARGS="--inputs 50000 --seed 7" chooses how many and which
fuzz: .venv/.dev
	$(BIN)/python -m tests.fuzz $(ARGS)

## Style, formatting and types
lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

## Put the code into shape
format: .venv/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

## Compare build and preview times with Hugo's, as ratios; ARGS="--articles 1000 50000 --alone" chooses
bench: .venv/.bench
	$(BIN)/python -m tests.bench $(ARGS)

## Take the pictures of the README anew; needs Chromium
pictures: .venv/.dev
	$(BIN)/python -m tests.makers.pictures

## Have Lighthouse look at every kind of page, on a phone and a desk; ARGS=themes/ for some of them;
## needs Chromium and npx
lighthouse: .venv/.dev
	$(BIN)/python -m tests.makers.lighthouse $(ARGS)

## Make the icons of static/ anew from icon.svg; needs Chromium
icons: .venv/.dev
	$(BIN)/python -m tests.makers.icons

## Choose the newest versions that pyproject.toml allows, and note them down with their checksums
lock: .venv/.release
	$(LOCK) --output-file generator/requirements.txt pyproject.toml
	$(LOCK) --output-file tests/requirements.txt --constraints generator/requirements.txt --extra dev pyproject.toml

## Run the quick tests with the oldest versions that pyproject.toml allows
test-oldest: .venv/.release
	$(PYTHON) -m venv build/oldest
	$(BIN)/uv pip install --quiet --python build/oldest --resolution lowest-direct --editable '.[dev]'
	build/oldest/bin/pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder -m "not long and not browser"

## Put into dist/ what a release has: the wheel, the source, and a list of all that is installed with
## them, with versions and licences (an SBOM, as CycloneDX has it)
release: .venv/.release
	rm -rf dist build/installed
	$(BIN)/python -m build --quiet
	$(PYTHON) -m venv build/installed
	build/installed/bin/python -m $(PIP) --require-hashes --no-deps -r generator/requirements.txt
	$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --mc-type application --output-reproducible \
	  --output-file dist/briefing-site.cdx.json build/installed

## Remove what was built, and the environment
clean:
	rm -rf site .briefing .venv build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.12 …" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

# What is installed has the checksums that were noted down when its version was chosen (make lock).
.venv/.site: .venv/.python pyproject.toml generator/requirements.txt
	$(BIN)/python -m $(PIP) --require-hashes --no-deps -r generator/requirements.txt
	$(BIN)/python -m $(PIP) --no-deps --editable .
	@touch $@

.venv/.dev: .venv/.python pyproject.toml tests/requirements.txt
	$(BIN)/python -m $(PIP) --require-hashes --no-deps -r tests/requirements.txt
	$(BIN)/python -m $(PIP) --no-deps --no-build-isolation --editable .
	@touch $@ .venv/.site

.venv/.bench: .venv/.site
	$(BIN)/python -m $(PIP) --editable '.[bench]'
	@touch $@

.venv/.release: .venv/.python pyproject.toml
	$(BIN)/python -m $(PIP) --editable '.[release]'
	@touch $@
