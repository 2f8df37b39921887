# The commands of the project. Each sets up what it needs first, and is quick the second time.
PYTHON ?= python3
RUN := PATH="$(CURDIR)/.venv/bin:$$PATH" .venv/bin/python

.PHONY: serve test build check fix bench test-scale test-engines profile test-deploy links-external audit facts lock new-provider stamp said sources setup setup-browser

serve: setup          ## build, serve on localhost, reload on change
	@$(RUN) -m builder.serve

test: setup-browser build  ## every test, the ones in a real browser included
	@$(RUN) -m pytest tests -n auto --dist worksteal

build: setup          ## the deployable site in site/
	@$(RUN) -m builder.build

check: setup          ## what needs no browser and takes seconds
	@$(RUN) -m builder.check

fix: setup            ## mend what a machine can
	@$(RUN) -m builder.check --fix

bench: setup-browser build  ## print every timed figure; asserts nothing
	@$(RUN) -m benchmarks

test-scale:           ## the counter inside DuckDB, Polars and Spark, in an environment of its own
	@$(PYTHON) -m scale

test-engines: setup-browser build  ## the tools' main paths in Chromium, Firefox and WebKit
	@$(RUN) -m pytest tests/engines -rs

profile: setup-browser  ## which functions of Pyodide the tools call: asked of real browsers, written down
	@$(RUN) -m tests.engines.profile

test-deploy: build    ## the built site on real nginx and Caddy; two builds that must be the same
	@$(RUN) -m pytest tests/deploy -rs

facts: setup          ## data/*.yaml -> JSON for the calculators, snippets for the pages
	@$(RUN) -m builder.facts

new-provider: setup   ## make new-provider ID=some_id
	@$(RUN) -m builder.facts new-provider "$(ID)"

stamp: setup          ## make stamp PAGE=guide/bridges.md: both languages of it were compared
	@$(RUN) -m builder.parity stamp $(PAGE)

sources: setup        ## make sources COPIES=folder: which repositories that sources name have changed since
	@$(RUN) -m builder.sources "$(COPIES)"

said: facts           ## what the tools say, case by case, written down anew: tests/cases/said.json
	@$(RUN) tests/said.py

setup:
	@$(PYTHON) builder/bootstrap.py

setup-browser:
	@$(PYTHON) builder/bootstrap.py --browser

links-external: setup ## ask each address outside that the built site names (needs a network)
	@$(RUN) -m builder.links --external

audit: setup          ## ask the public advisory databases about what is pinned (needs a network)
	@$(RUN) builder/bootstrap.py --audit
	@for pins in requirements*.txt; do .cache/audit/bin/pip-audit --requirement $$pins --require-hashes --disable-pip --strict || exit 1; done
	@PATH="$(CURDIR)/.venv/bin:$$PATH" npm audit

lock:                 ## write requirements*.txt anew from requirements*.in (needs uv)
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --upgrade -q requirements.in -o requirements.txt
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --upgrade -q requirements-node.in -o requirements-node.txt
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --upgrade -q requirements-audit.in -o requirements-audit.txt
