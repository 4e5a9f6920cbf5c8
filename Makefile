# `make run` serves the site; `make test` proves it. Everything either needs, it sets up by itself.
SHELL := /bin/bash
export PYTHONUNBUFFERED := 1
export PYTHONDONTWRITEBYTECODE :=  # where it is set, each of some sixty processes compiles everything anew
DATA_DIR ?= $(CURDIR)/var
export DATA_DIR
export PYTHONPATH := $(CURDIR):$(CURDIR)/site
VENV := $(CURDIR)/.venv
export PATH := $(VENV)/bin:$(PATH)

.PHONY: help run test check bench shots twelve prove orders-per-second setup setup-dev format art messages clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

setup: ## the virtual environment and what WeasyPrint needs of the system
	@bash tools/setup.sh run

setup-dev: ## the same, and what tests and checks need
	@bash tools/setup.sh test

run: setup ## set everything up and serve the site (HOST, PORT, DATA_DIR)
	@bash tools/run.sh

test: setup-dev ## every test, on SQLite and on PostgreSQL (ARGS="tests/shops -k price")
	@bash tools/test.sh $(ARGS)

check: setup-dev ## format, lint, types, import contracts, migrations, translations
	@bash tools/check.sh

bench: setup-dev ## SQL queries, milliseconds and bytes of the key pages
	@bash tools/with_site.sh python -m tools.bench

shots: setup-dev ## pictures of the key pages at 390 and 1280 px, both languages, in var/shots
	@bash tools/with_site.sh python -m tools.shots

twelve: setup-dev ## twelve shops of different kinds, generated, side by side, in var/twelve.png
	@bash tools/with_site.sh python -m tools.twelve

prove: setup-dev ## the races and histories at full size, on PostgreSQL
	@PROVE=1 bash tools/test.sh -m "postgres or history"

orders-per-second: setup-dev ## orders placed in a second, on SQLite and on PostgreSQL
	@bash tools/orders_per_second.sh

format: setup-dev ## put the code in its one format
	@ruff format . && ruff check --fix .

art: ## draw the pictures anew
	@python -m tools.art

clean: ## forget everything that was set up or served here
	rm -rf var .venv
