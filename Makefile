# What people do here; each recipe is a line or a few of real work. `make` alone runs it with its demonstration meeting.

PYTHON ?= python3
BIN := .venv/bin
TOOLS := frontend/node_modules/.bin

# The locks hold versions and hashes; pip installs nothing that is not in them.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" pyproject.toml

.PHONY: run test lint format bench vendor lock catalogues

run: export DELIBERATE_DEMO = 1
run: .venv/run.stamp
	mkdir -p var
	$(BIN)/python -m flask --app deliberate.app:create_app db upgrade
	$(BIN)/python -m deliberate demo --people 8
	$(BIN)/python -m deliberate serve

test: .venv/dev.stamp
	$(BIN)/python -m tests.provide
	$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest --numprocesses 3 --dist worksteal
	node --test $$(find tests/js -name '*.test.js')

lint: .venv/dev.stamp frontend/node_modules/.stamp
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint --lint --quiet templates
	$(TOOLS)/biome ci --colors=off
	$(TOOLS)/stylelint 'static/css/**/*.css'
	$(TOOLS)/tsc
	node frontend/build.mjs --check

format: .venv/dev.stamp frontend/node_modules/.stamp
	$(BIN)/ruff check --fix --quiet
	$(BIN)/ruff format --quiet
	$(TOOLS)/biome check --write
	$(TOOLS)/stylelint --fix 'static/css/**/*.css'

# The short form of all scenarios, about three minutes; `python -m bench fanout` measures one in full.
bench: .venv/dev.stamp bench/peers/node_modules/.stamp
	$(BIN)/python -m bench all --short

# Rebuilds static/vendor/ after frontend/package.json changed.
vendor: frontend/node_modules/.stamp
	node frontend/build.mjs

# Writes the locks anew; `make lock UPGRADE=--upgrade` takes newer versions too.
lock: .venv/dev.stamp
	$(COMPILE) $(UPGRADE) --output-file requirements.lock
	$(COMPILE) $(UPGRADE) --constraint requirements.lock --group dev --output-file requirements-dev.lock
	cd frontend && npm install --package-lock-only && node lock.mjs
	cd bench/peers && npm install --package-lock-only

# Brings the sentences of Python, templates and scripts into every language's catalogue; new ones are empty.
catalogues: BABEL := $(BIN)/python -m babel.messages.frontend --quiet
catalogues: .venv/dev.stamp
	mkdir -p var
	$(BABEL) extract --mapping=babel.cfg --keywords="N_ N_n:1,2 t tn:1,2" --add-location=file --sort-by-file \
		--width=120 --project=deliberate --output-file=var/messages.pot .
	for language in ca es eu en; do $(BABEL) update --init-missing --ignore-pot-creation-date --ignore-obsolete \
		--no-fuzzy-matching --width=120 --input-file=var/messages.pot --output-dir=deliberate/translations \
		--locale=$$language || exit; done

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements.lock | .venv/bin/python
	$(INSTALL) --requirement requirements.lock
	touch $@

.venv/dev.stamp: requirements-dev.lock | .venv/bin/python
	$(INSTALL) --requirement requirements-dev.lock
	touch $@

frontend/node_modules/.stamp: frontend/package-lock.json
	cd frontend && npm ci
	touch $@

bench/peers/node_modules/.stamp: bench/peers/package-lock.json
	cd bench/peers && npm ci
	touch $@
