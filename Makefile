.DEFAULT_GOAL := help
SHELL := bash
PY ?= $(shell command -v python3.13 || command -v python3.12)
VENV := .venv
BIN := $(VENV)/bin
FONTS := templates/fonts/.built
PANGO := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
PORT ?= 5005

.PHONY: shots lighthouse growth load code faults orders mutate audit printed phrases retention judge pages policies local-aws rehearse stage help install fonts demo test check format bench rules replay clean browsers deploy rollback teardown pango

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(VENV)/.installed: requirements.txt requirements-dev.txt
	@if [ -z "$(PY)" ] || ! "$(PY)" -c 'import sys; sys.exit(sys.version_info[:2] not in {(3, 12), (3, 13)})'; then \
	  echo "Thuisloket needs Python 3.13 (3.12 is accepted); found: $$(python3 --version 2>&1). Install it, or pass PY=/path/to/python3.13." >&2; exit 1; fi
	@echo "Installing the pinned requirements into $(VENV) (a few minutes the first time) …"
	@test -x $(BIN)/python || "$(PY)" -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

install: $(VENV)/.installed $(FONTS) ## the virtual environment and the fonts

$(FONTS): $(wildcard ops/deploy/fonts/*.py) $(VENV)/.installed
	@$(BIN)/python -m ops fonts

fonts: $(FONTS) ## cut the fonts that go into the documents

demo: install ## the whole counter on this machine: local AWS, web server, mail outbox
	@$(BIN)/python -m ops demo

browsers:
	@command -v chromium-headless-shell >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Chromium for the browser tests …"; apt-get update -qq; export DEBIAN_FRONTEND=noninteractive; \
	    apt-get install -y -qq chromium-headless-shell >/dev/null || apt-get install -y -qq chromium >/dev/null; \
	  else command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || { \
	    echo "The browser tests need Chromium: sudo apt-get install chromium-headless-shell" >&2; exit 1; }; fi; }
	@command -v pdftotext >/dev/null && command -v qpdf >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing poppler and qpdf for the document tests …"; apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq poppler-utils qpdf >/dev/null; \
	  else echo "The document tests need poppler and qpdf: sudo apt-get install poppler-utils qpdf" >&2; exit 1; fi; }

pango: install
	@$(BIN)/python -c 'import weasyprint' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Pango for WeasyPrint, which the bench sets beside us …"; apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(PANGO) >/dev/null; \
	  else echo "WeasyPrint, which the bench sets beside us, needs Pango: sudo apt-get install $(PANGO)" >&2; exit 1; fi; }

test: install browsers pango ## everything, in parallel: one worker more than cores, for browsers wait
	@$(BIN)/python -m pytest -n $$(( $$(getconf _NPROCESSORS_ONLN) + 1 )) --dist loadscope

faults: install ## every AWS call of a case fails in every way; taken up where it was stopped (JOBS=4)
	@$(BIN)/python -m tests.faults --jobs $(or $(JOBS),1)

orders: install ## people, functions and clocks in any order, other ones each time (ORDERS=500)
	@ORDERS=$(or $(ORDERS),500) $(BIN)/python -m pytest -q -n 2 --dist load tests/usecases/cases/test_any_order.py

mutate: install ## take one safeguard away at a time, and see that a test notices
	@$(BIN)/python -m tests.faults.mutate

CHECKOV := build/checkov
$(CHECKOV)/.installed: requirements-policies.txt $(VENV)/.installed
	@echo "Installing the checker of policies into $(CHECKOV) (less than a minute, once) …"
	@rm -rf $(CHECKOV) && $(BIN)/python -m venv $(CHECKOV)
	@$(CHECKOV)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-policies.txt
	@touch $@

policies: install $(CHECKOV)/.installed ## checkov on the template and on what functions may do
	@$(BIN)/python -m ops policies build/policies.json
	@$(CHECKOV)/bin/checkov --config-file .checkov.yaml

AUDIT := build/audit
$(AUDIT)/.installed: requirements-audit.txt $(VENV)/.installed
	@echo "Installing what audits into $(AUDIT) (less than a minute, once) …"
	@rm -rf $(AUDIT) && $(BIN)/python -m venv $(AUDIT)
	@$(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-audit.txt
	@touch $@

audit: install $(AUDIT)/.installed ## advisories for what is pinned, and secrets in the files
	@$(BIN)/python -m ops audit $(AUDIT)/bin/pip-audit
	@$(BIN)/python -m ops leaks $(AUDIT)/bin/detect-secrets

check: code policies audit ## format, lint, types, import directions, dead code, layout, policies, audit

code: install ## the part of check that asks nobody: format, lint, types, imports, dead code
	@$(BIN)/ruff format --check --quiet . || { echo "run: make format" >&2; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/vulture
	@$(BIN)/python -m ops unused
	@$(BIN)/python -m ops layout
	@$(BIN)/python -m pytest -q tests/docs/test_decisions.py tests/docs/test_words.py

format: install ## put the code in its form
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .

replay: install ## a year of 29,555 requests (RENDER=none|1%|all), and the press release from it; POLICY=2026: under that year's policies; PROCESS=address_change: of 5,000 moves
	@$(BIN)/python -m ops replay

judge: install ## every document in every form before the judges of PDF/A, PDF/UA and seals
	@$(BIN)/python -m ops judge

pages: install ## images of every page of every document, in build/pages/
	@$(BIN)/python -m ops pages

rules: install ## write docs/rules.md from the rules
	@$(BIN)/python -m ops rules

printed: install ## write docs/printed-facts.md from templates/documents
	@$(BIN)/python -m ops printed

retention: install ## write docs/retention.md from templates/retention.toml
	@$(BIN)/python -m ops retention

growth: install ## what a request asks of AWS with 1,000, 10,000 and 100,000 stored cases (docs/scale.md)
	@$(BIN)/python -m ops growth

load: install ## a bounded load on the whole counter here: p50, p95, p99 and errors (REQUESTS=600)
	@$(BIN)/python -m ops load $(if $(REQUESTS),--requests $(REQUESTS))

bench: install pango ## speed, AWS calls per document, import times, a page beside others
	@$(BIN)/python -m ops bench

local-aws: install ## a local AWS at 127.0.0.1:5005 (PORT=…) to try deploying on; ends with Ctrl-C
	@echo "make deploy STAGE=test ENDPOINT=http://127.0.0.1:$(PORT)"
	@$(BIN)/python -m ops local_aws --port $(PORT)

rehearse: install ## deploy on a local AWS, again, with chalice alone, back and away
	@$(BIN)/python -m ops rehearsal

stage:
	@test -n "$(STAGE)" || { echo "which stage? STAGE=dev, test or prod" >&2; exit 1; }

deploy: stage install ## STAGE=dev: plan, provision, chalice deploy, smoke test (YES=1 doesn't ask)
	@$(BIN)/python -m ops deploy --stage "$(STAGE)" $(if $(YES),--yes) $(if $(ENDPOINT),--endpoint $(ENDPOINT))

rollback: stage install ## STAGE=test: the code and routes of the release before
	@$(BIN)/python -m ops rollback --stage "$(STAGE)" $(if $(ENDPOINT),--endpoint $(ENDPOINT))

teardown: stage install ## STAGE=test: take the functions away; data stay
	@$(BIN)/python -m ops teardown --stage "$(STAGE)" $(if $(YES),--yes) $(if $(ENDPOINT),--endpoint $(ENDPOINT))

clean: ## remove what was built
	rm -rf build templates/fonts .pytest_cache .mypy_cache .ruff_cache .hypothesis

phrases: install ## how well the search finds what people ask for, by kind of phrase
	@$(BIN)/python -m ops phrases

shots: install browsers ## every page and state, small and large, light and dark: build/shots/index.html (PART=moves: only those)
	@$(BIN)/python -m tests.browser.targets.shots $(PART)

lighthouse: install browsers ## Lighthouse (from npm, into build/lighthouse) on the public pages: 100 is asked
	@npm install --silent --no-audit --no-fund --ignore-scripts --no-package-lock --prefix build/lighthouse lighthouse@12.8.2
	@$(BIN)/python -m tests.browser.targets.lighthouse
