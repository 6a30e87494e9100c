# Everything a user needs is `make diff` and `make test`; both set up what they need first.
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
TEXTS ?=

.PHONY: help setup diff test test-real lint html-check weights cross-validate screenshots hooks wheel clean

help: ## list these targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(BIN)/travaux: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/developer: pyproject.toml $(BIN)/travaux requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch $@

setup: $(BIN)/travaux ## make the virtual environment and install travaux into it

diff: $(BIN)/travaux ## build changelogs/ from drafts/
	$(BIN)/travaux diff

hooks: $(BIN)/travaux ## rebuild the changelogs on every commit that touches drafts
	$(BIN)/travaux hook install

test: $(VENV)/developer ## run the tests
	$(BIN)/python -m pytest -m "not real"

test-real: $(VENV)/developer ## run the tests on real texts: make test-real TEXTS=folder
	@test -n "$(TEXTS)" || { echo "say where the texts are: make test-real TEXTS=folder" >&2; exit 2; }
	TEXTS="$(TEXTS)" $(BIN)/python -m pytest -m real

lint: $(VENV)/developer ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

html-check: diff ## check that every page is valid HTML (needs Java and npm)
	@test -d $(VENV)/vnu/node_modules || npm install --silent --no-fund --no-audit --prefix $(VENV)/vnu vnu-jar
	java -jar $(VENV)/vnu/node_modules/vnu-jar/build/dist/vnu.jar --errors-only --skip-non-html changelogs

LEARNER := $(VENV)/learner

$(LEARNER): $(VENV)/developer
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "scikit-learn>=1.5"
	@touch $@

weights: $(LEARNER) ## learn anew what words weigh, after tests/gold has changed (three minutes)
	$(BIN)/python bench/learn_bearing.py
	$(BIN)/python bench/learn_turning.py

cross-validate: $(LEARNER) ## judge the cases of tests/gold by weights learned without them (twenty minutes)
	PYTHONPATH=. $(BIN)/python bench/cross_validate.py "$$(git rev-parse --short HEAD)"

screenshots: diff $(VENV)/developer ## make the pictures of the README anew (needs Chromium)
	$(BIN)/python docs/screenshots.py changelogs docs

wheel: $(VENV)/developer ## build the wheel into dist/
	$(BIN)/python -m build --outdir dist .

clean: ## remove what was generated
	rm -rf changelogs dist build $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
