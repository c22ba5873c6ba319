# Each target does its own set-up; stamps under the environments make it cheap when nothing changed.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

export PYTHONPATH := .:lib
export SAM_CLI_TELEMETRY := 0
PYTHON := .venv/bin/python
SAM := .venv-sam/bin/sam

.PHONY: help run test setup check bench build deploy register lock chromium

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

run: setup ## the whole product on this machine; Ctrl-C stops it
	@$(PYTHON) -m infra.local

test: setup chromium ## all tests
	$(PYTHON) -m pytest -n 2 --dist loadgroup

setup: .venv/complete ## the environment alone, in .venv

check: setup .venv-sam/complete ## format, lint, types, template
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	@mkdir -p build
	$(PYTHON) -m infra.template.translate > build/template.json
	.venv/bin/cfn-lint build/template.json
	AWS_DEFAULT_REGION=us-east-1 $(SAM) validate --lint

bench: setup ## the numbers, each beside its yardstick
	$(PYTHON) -m infra.bench

build: setup ## what is deployed, in build/aws and build/worker
	$(PYTHON) -m infra.build

deploy: build .venv-sam/complete ## to AWS; asks its questions the first time
	$(SAM) deploy --template-file template.yaml --capabilities CAPABILITY_IAM $(if $(wildcard samconfig.toml),,--guided)

register: setup ## the commands, with Discord
	$(PYTHON) -m infra.register

lock: setup ## the lock files, from requirements/*.in
	$(call compile,dev)
	$(call compile,runtime) --constraint requirements/dev.lock
	$(call compile,worker) --constraint requirements/dev.lock
	$(call compile,sam)

compile = .venv/bin/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-header requirements/$(1).in --output-file requirements/$(1).lock

.venv/complete: requirements/dev.lock
.venv-sam/complete: requirements/sam.lock
.venv/complete .venv-sam/complete:
	@python3 -c 'import ensurepip' 2>/dev/null || { apt-get update -qq && apt-get install -y -qq python3-venv; }
	python3 -m venv $(@D)
	$(@D)/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement $<
	@touch $@

chromium:
	@command -v chromium >/dev/null \
		|| { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } \
		|| echo 'Chromium is not here and could not be installed: the browser tests will fail.' >&2
