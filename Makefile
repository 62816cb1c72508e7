# The two commands a newcomer needs: `make run` and `make test`. Everything else: `make help`.

.DEFAULT_GOAL := help
SHELL         := /bin/bash
.SHELLFLAGS   := -eu -o pipefail -c
MAKEFLAGS     += --no-print-directory

PORT    ?= 8080
BIND    ?= 127.0.0.1:$(PORT)
VENV    ?= .venv
BIN     := $(VENV)/bin
PYTHON  ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,\
             $(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
# Wheels brought by hand (see `make wheels`) are used instead of a package index.
OFFLINE := $(if $(wildcard wheels/*.whl),--no-index --find-links wheels)
PIP      = $(BIN)/python -m pip install --quiet --disable-pip-version-check $(OFFLINE) --require-hashes
PYTEST  := $(BIN)/python -m pytest
LOCALES := zh zh_Hant_TW en
MO      := $(LOCALES:%=translations/%/LC_MESSAGES/messages.mo)

export FLASK_APP := app
ifdef DATABASE_URL
export DATABASE_URL
endif

.PHONY: help run demo setup ldap test fast lint fmt types imports i18n i18n-update db migration seed \
        bench shots letters check lock wheels test-sqlite test-postgresql journeys coverage

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

## ---- running -------------------------------------------------------------------------------

run: $(VENV)/.installed i18n  ## Start the office on http://127.0.0.1:8080 (PORT=, DATABASE_URL=)
	@mkdir -p -m 700 instance
	@$(BIN)/flask db upgrade
	@$(BIN)/flask init
	@exec $(BIN)/gunicorn --config gunicorn.conf.py --bind $(BIND)

# Told stories never go into a real database: only a DATABASE_URL written on this very command line counts.
demo: export DATABASE_URL := $(if $(filter command line,$(origin DATABASE_URL)),$(DATABASE_URL),sqlite:///$(CURDIR)/instance/demo.db)
demo: export OFFICE_NAME := $(or $(OFFICE_NAME),临潼区信访局)
demo: export KEY_FILE := $(CURDIR)/instance/demo-keys.json
demo: export SECRET_KEY_FILE := $(CURDIR)/instance/demo-secret_key
demo: export UPLOAD_FOLDER := $(CURDIR)/instance/demo-attachments
demo: export JOBS_FILE := $(CURDIR)/instance/demo-jobs.db
demo: $(VENV)/.installed i18n  ## The same with told stories, on instance/demo.db
	@mkdir -p -m 700 instance
	@$(BIN)/flask db upgrade
	@$(BIN)/flask init
	@$(BIN)/flask demo $(ARGS)
	@exec $(BIN)/gunicorn --config gunicorn.conf.py --bind $(BIND)

db: $(VENV)/.installed  ## Bring the database to the newest revision
	@mkdir -p -m 700 instance
	@$(BIN)/flask db upgrade

seed: db  ## Seed roles, dictionaries, divisions and holidays; safe to repeat
	@$(BIN)/flask init

## ---- setting up ----------------------------------------------------------------------------

setup: $(VENV)/.installed-dev i18n  ## Everything a developer needs, without starting anything

ldap: $(VENV)/.installed  ## Log in through a directory: builds python-ldap (docs/login.md says what that needs)
	@$(PIP) -r requirements-ldap.txt

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
	  echo "Python 3.11 or newer is needed and none was found. On Debian: apt-get install python3 python3-venv"; exit 1; fi
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make a virtual environment. On Debian: apt-get install python3-venv"; exit 1; }
	@echo "Making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt | $(BIN)/python
	@echo "Installing the locked packages$(if $(OFFLINE), from wheels/)"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@echo "Installing the developers' packages"
	@$(PIP) -r requirements.txt -r requirements-dev.txt
	@touch $@

lock: $(VENV)/.installed-dev  ## Write requirements*.txt anew from requirements*.in
	@for set in requirements requirements-dev requirements-ldap; do \
	  $(BIN)/uv pip compile --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes \
	    --custom-compile-command "make lock" $(LOCKFLAGS) $$set.in -o $$set.txt; done

wheels: $(BIN)/python  ## Collect wheels/ for a machine without internet
	@$(BIN)/python -m pip download --quiet --require-hashes --only-binary :all: --dest wheels -r requirements.txt
	@echo "Copy this folder, wheels/ included; there \`make run\` installs from it."

## ---- checking ------------------------------------------------------------------------------

check: lint test  ## Everything that must be green before a push

test: test-sqlite test-postgresql journeys  ## Every test: both databases, browser journeys

test-sqlite: $(VENV)/.installed-dev i18n
	@$(PYTEST) --database sqlite -n 2 --dist worksteal -m "not journey" $(ARGS)

test-postgresql: $(VENV)/.installed-dev i18n
	@$(PYTEST) --database postgresql -n 2 --dist worksteal -m "not journey and not pure and not guard and not both" $(ARGS)

coverage: $(VENV)/.installed-dev i18n  ## Which branches no test takes: SQLite only, half as fast
	@$(PYTEST) --database sqlite -n 2 --dist worksteal -m "not journey" --cov --cov-report=term:skip-covered $(ARGS)

journeys: $(VENV)/.installed-dev i18n
	@# A browser on a busy machine misses a beat now and then: what failed is tried once more, alone.
	@$(PYTEST) --database sqlite -n 2 --dist worksteal -m journey $(ARGS) || \
	  $(PYTEST) --database sqlite -m journey --last-failed --last-failed-no-failures none $(ARGS)

fast: $(VENV)/.installed-dev i18n  ## SQLite only, no journeys, stop at the first failure
	@$(PYTEST) --database sqlite -n 2 --dist worksteal -m "not journey" -x -q $(ARGS)

lint: $(VENV)/.installed-dev i18n types imports  ## Format, ruff, types, import contracts, translations
	@$(BIN)/ruff format --check --quiet . || { echo "make fmt puts this right"; exit 1; }
	@$(BIN)/ruff check .
	@$(BIN)/python -m tools.i18n_check

fmt: $(VENV)/.installed-dev  ## Format the code and mend what ruff can mend
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .

types: $(VENV)/.installed-dev  ## mypy: strict in core and petitions
	@$(BIN)/mypy

imports: $(VENV)/.installed-dev  ## The import contracts of the house
	@$(BIN)/lint-imports

bench: $(VENV)/.installed-dev i18n  ## SQL count, median and p95 per page, small and large
	@$(BIN)/python -m tools.bench $(ARGS)

shots: $(VENV)/.installed-dev i18n  ## Screenshot of every page into docs/screens/, from the demo data
	@$(BIN)/python -m tools.shots $(ARGS)

## ---- changing ------------------------------------------------------------------------------

migration: $(VENV)/.installed  ## New revision from the models: make migration m="add review"
	@test -n "$(m)" || { echo 'say what changes: make migration m="add review"'; exit 1; }
	@$(BIN)/flask db upgrade && $(BIN)/flask db migrate -m "$(m)"

letters: $(VENV)/.installed  ## Build the templates of letters from tools/letter_texts
	@$(BIN)/python -m tools.letter_templates

i18n: $(MO)  ## Compile the translations

translations/%/LC_MESSAGES/messages.mo: translations/%/LC_MESSAGES/messages.po | $(VENV)/.installed
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@ --locale $*

i18n-update: $(VENV)/.installed-dev  ## Collect the messages of the code and the framework into the catalogues
	@$(BIN)/python -m tools.i18n_update
