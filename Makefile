# Cordata. Two commands are enough: make demo, make test.
PYTHON ?= python3
PORT ?= 8000
MANAGE = .venv/bin/python -m cordata_web

.PHONY: help demo serve test test-spark coverage lint bench survival requirements messages screenshots engine

help: ## What this file can do
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

.PHONY: install install-test
install:
	@sh scripts/set_up.sh run $(PYTHON)
install-test:
	@sh scripts/set_up.sh test $(PYTHON)

demo: install ## Set all up (packages, database, sample network, search index) and serve the site
	@$(MANAGE) demo --port $(PORT)

serve: install ## Serve the site as it is
	@$(MANAGE) demo --port $(PORT) --no-load

test: install-test ## Set up and run all tests, on SQLite and PostgreSQL
	@sh scripts/test.sh

quick: install-test ## Run the tests that need neither a browser nor PostgreSQL
	@.venv/bin/python -m pytest -n auto --dist loadgroup -m "not browser and not spark"

coverage: install-test ## Which lines of the library no test reaches (slower than make test)
	@.venv/bin/python -m pytest -n auto --dist loadgroup -m "not browser and not spark" --cov --cov-report=term:skip-covered

test-spark: ## Run the tests of aggregation on Spark only (installs Java and pyspark)
	@sh scripts/test_spark.sh $(PYTHON)

lint: install-test ## Format, lint, types, import contracts
	@sh scripts/lint.sh

bench: install-test ## Measure quality and speed, each beside a peer; prints the table of docs/benchmarks.md
	@.venv/bin/python -m benchmarks

survival: install-test ## Kill processes of a site at random 50 times while people write to it; does all survive?
	@.venv/bin/python -m benchmarks.survival

requirements: install-test ## Pin the packages anew from pyproject.toml (needs uv)
	@sh scripts/pin_requirements.sh

messages: install-test ## Collect the strings to translate (needs gettext)
	@sh scripts/messages.sh

screenshots: install-test ## Take the pictures of the README anew (needs chromium)
	@.venv/bin/python scripts/screenshots.py

engine: install-test ## Fit the matching engine anew after the thesaurus changed
	@.venv/bin/python scripts/fit_engine.py
