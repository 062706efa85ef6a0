# Everything done by hand, by a verb. Needs Python 3.11 or newer, make and git;
# `make` lists the verbs. Each works from a fresh clone: what it needs is set up
# first, and again only when a lock file changed.

VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python

# The first Python that is new enough and can make a virtual environment.
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3 python; do \
	"$$name" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' \
	>/dev/null 2>&1 && echo "$$name" && break; done)

INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
COMPILE := $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" pyproject.toml
PICCOLO := $(PY) -m piccolo.main

# What only `fuzz`, `sbom` and `audit` need, in an environment of its own, so that
# neither lock file carries it. Pinned by version alone: none of it is ever served.
TOOLS := schemathesis==4.32.5 cyclonedx-bom==7.5.0 pip-audit==2.10.1
TOOLBOX := tmp/tools

# Sockets carry next to nothing from the browser, so little is read and nothing
# deflated; a stop waits ten seconds for readers that never read; a worker may take
# half a minute to start before it is replaced. The faster of the
# server's two parsers takes headers without end, this one 32 KiB. Which proxies
# are trusted is TRUSTED_PROXIES' business, not the server's.
LIMITS := --http h11 --h11-max-incomplete-event-size 32768 \
	--ws-max-size 65536 --ws-max-queue 8 --ws-per-message-deflate false \
	--timeout-graceful-shutdown 10 --timeout-keep-alive 20 --timeout-worker-healthcheck 30 \
	--no-server-header --no-proxy-headers
UVICORN := $(PY) -m uvicorn app.main:app $(LIMITS)

MAKEFLAGS += --no-print-directory
# What Python has compiled is kept, whatever a machine's settings say: a third of a start.
export PYTHONDONTWRITEBYTECODE :=
.DEFAULT_GOAL := help
.PHONY: help run dev serve demo demo-check film screenshots proxies test test-fast check format migrate migrations lock craft learn storm lighthouse bench bench-held bench-pages soak bench-guard deaths rolling real-model fuzz sbom audit tools clean

help: ## list the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

run: $(VENV)/run.stamp ## serve on this machine, http://127.0.0.1:8000 (PORT)
	@exec $(UVICORN) --host 127.0.0.1 --port "$${PORT:-8000}"

dev: $(VENV)/dev.stamp ## serve, and start again whenever a file is changed (PORT)
	@exec $(UVICORN) --host 127.0.0.1 --port "$${PORT:-8000}" --timeout-graceful-shutdown 1 \
		--reload --reload-dir app --reload-dir templates --reload-include '*.html' \
		--reload-include '*.toml' --reload-include '*.css' --reload-include '*.js'

serve: $(VENV)/run.stamp ## serve with several workers (WEB_CONCURRENCY, HOST, PORT, REDIS_URL)
	@export WEB_CONCURRENCY="$${WEB_CONCURRENCY:-2}"; \
	exec $(UVICORN) --host "$${HOST:-127.0.0.1}" --port "$${PORT:-8000}"

demo: $(VENV)/run.stamp ## present a sample interview to an audience (HALL=1 for its phones, STORY, PORT)
	@exec $(PY) -m benchmarks.demo $(UVICORN) --log-level warning

demo-check: $(VENV)/dev.stamp tools ## the whole show in a real browser, before the talk: go or no-go (STORY)
	@$(PY) -m benchmarks.demo_check $(ARGS)

# Pillow makes the GIF, in an environment of its own.
film: $(VENV)/dev.stamp tools ## film the opening of a show, to docs/stage.gif
	@test -x tmp/film/bin/python || $(PY) -m venv tmp/film
	@tmp/film/bin/python -m pip install --quiet --disable-pip-version-check pillow==13.0.0
	@$(PY) -m benchmarks.film

screenshots: $(VENV)/dev.stamp tools ## take the pictures of README, to docs/screenshots/
	@$(PY) -m benchmarks.screenshots

proxies: $(VENV)/dev.stamp ## a whole interview through nginx and Caddy, where installed
	@$(PY) -m benchmarks.proxies

# Four files at a time on two cores, the longest first (`tests/conftest.py`): most tests
# wait, for a process, a server or a browser.
test: $(VENV)/dev.stamp tools ## run all tests (ARGS="-k word")
	@$(PY) -m pytest -n 4 --dist loadfile --no-loadscope-reorder $(ARGS)

# None of these waits for a server or for time.
PURE := $(addprefix tests/,domain text guard prompts coach demo services architecture)
test-fast: $(VENV)/dev.stamp ## run the tests of the pure rooms, under a minute (ARGS)
	@$(PY) -m pytest -n 2 --dist loadfile $(PURE) $(ARGS)

check: $(VENV)/dev.stamp ## formatting, lint, types, import contracts
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(BIN)/lint-imports --no-logo

format: $(VENV)/dev.stamp ## rewrite what the formatter and the linter can
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

migrate: $(VENV)/run.stamp ## bring the database of DATABASE_URL up to date
	@$(PICCOLO) migrations forwards storage

migrations: $(VENV)/run.stamp ## write a migration for what changed in app/storage/tables.py
	@$(PICCOLO) migrations new storage --auto

lock: $(VENV)/dev.stamp ## pin pyproject.toml into both lock files (ARGS=--upgrade)
	@$(COMPILE) $(ARGS) --output-file requirements.lock >/dev/null
	@$(COMPILE) $(ARGS) --group dev -c requirements.lock --output-file requirements-dev.lock >/dev/null

craft: $(VENV)/dev.stamp ## judge the interviewer's questions and feedback (ARGS)
	@$(PY) -m benchmarks.craft $(ARGS)

# scikit-learn learns, in an environment of its own.
learn: $(VENV)/dev.stamp ## learn from benchmarks/papers and quotes what lines and quoted words are (ARGS=--held-out)
	@test -x tmp/learn/bin/python || $(PY) -m venv tmp/learn
	@tmp/learn/bin/python -m pip install --quiet --disable-pip-version-check scikit-learn==1.9.1 msgspec==0.22.0
	@tmp/learn/bin/python -m benchmarks.learn_lines $(ARGS)

storm: $(VENV)/dev.stamp ## N interviews while processes, sockets and the model break (ARGS)
	@$(PY) -m benchmarks.storm $(N) $(ARGS)

lighthouse: $(VENV)/dev.stamp ## four pages, the medians of five runs each (needs Node)
	@$(PY) -m benchmarks.lighthouse $(ARGS)

bench: $(VENV)/dev.stamp ## time and memory a question takes, beside a bare relay (ARGS="--peers --write")
	@$(PY) -m benchmarks.whole_question $(ARGS)

bench-held: $(VENV)/dev.stamp ## streams that one core holds, and what a token costs (ARGS="--peers --write")
	@$(PY) -m benchmarks.streams_held $(ARGS)

bench-pages: $(VENV)/dev.stamp ## the page of 16 messages, beside FastAPI with SQLAlchemy and Django (ARGS=--write)
	@$(PY) -m benchmarks.pages $(ARGS)

soak: $(VENV)/dev.stamp ## interviews in a row for an hour, the slope of memory (ARGS="60 --write")
	@$(PY) -m benchmarks.soak $(ARGS)

bench-guard: $(VENV)/dev.stamp ## fails where a hot part makes a fifth more calls than recorded (ARGS=--write)
	@$(PY) -m benchmarks.counted_work $(ARGS)

deaths: $(VENV)/dev.stamp ## a process killed at every step of a turn, N times each (ARGS)
	@$(PY) -m benchmarks.deaths $(N) $(ARGS)

rolling: $(VENV)/dev.stamp ## N restarts in turn under live interviews (ARGS)
	@$(PY) -m benchmarks.rolling $(N) $(ARGS)

real-model: $(VENV)/dev.stamp ## a whole interview with a real model of 135M, here (ARGS)
	@$(PY) -m benchmarks.real_model $(ARGS)

fuzz: $(VENV)/dev.stamp $(TOOLBOX)/made.stamp ## N hostile requests, and those of the schema; no own 5xx (ARGS)
	@$(PY) -m benchmarks.fuzz $(N) $(ARGS)

sbom: $(TOOLBOX)/made.stamp ## what runs the program, as CycloneDX, to tmp/sbom.json
	@$(TOOLBOX)/bin/cyclonedx-py requirements --pyproject pyproject.toml \
		--output-reproducible -o tmp/sbom.json requirements.lock
	@echo "tmp/sbom.json"

# Strict: what could not be looked up has not been audited, and that is no success.
audit: $(TOOLBOX)/made.stamp ## known vulnerabilities in requirements.lock (needs the network)
	@$(TOOLBOX)/bin/pip-audit --strict --require-hashes --disable-pip --progress-spinner off \
		-r requirements.lock \
	|| { echo "Not clean: a vulnerability is named above, or the advisories could not be" \
		"reached (offline, or an index without them) and nothing was audited." >&2; exit 1; }

clean: ## remove caches; data/ and .venv/ stay
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

# Set-up, each step leaving a stamp. What runs the program is part of what tests it.

$(VENV)/made.stamp:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, with its venv module" \
		"(Debian, Ubuntu: apt install python3 python3-venv)." >&2; exit 1; }
	@test -x $(PY) && $(PY) -m pip --version >/dev/null 2>&1 || "$(PYTHON)" -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: $(VENV)/made.stamp requirements.lock
	@echo "Installing what runs the program ..."
	@$(INSTALL) -r requirements.lock
	@touch $@

$(VENV)/dev.stamp: $(VENV)/made.stamp requirements.lock requirements-dev.lock
	@echo "Installing what tests the program ..."
	@$(INSTALL) -r requirements-dev.lock
	@touch $(VENV)/run.stamp $@

$(TOOLBOX)/made.stamp: $(VENV)/made.stamp Makefile
	@echo "Installing what inspects the program ..."
	@test -x $(TOOLBOX)/bin/python || $(PY) -m venv $(TOOLBOX)
	@$(TOOLBOX)/bin/python -m pip install --quiet --disable-pip-version-check $(TOOLS)
	@touch $@

# A browser and two servers that some tests need. A container gets what it lacks;
# elsewhere nothing is installed unasked, and those tests skip, or fail in CI.
tools:
	@lacking=; \
	has() { for name; do command -v "$$name" >/dev/null 2>&1 && return; done; false; }; \
	has chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable \
		|| test -d "/Applications/Google Chrome.app" || lacking="browser"; \
	has redis-server || lacking="$$lacking redis-server"; \
	has postgres || ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 \
		|| lacking="$$lacking postgresql"; \
	test -n "$$lacking" || exit 0; \
	if test "$$(id -u)" = 0 && has apt-get; then \
		echo "Installing for the tests:" $$lacking "..."; \
		export DEBIAN_FRONTEND=noninteractive; \
		apt-get update -qq; browser=chromium-headless-shell; \
		apt-cache show $$browser >/dev/null 2>&1 || browser=chromium; \
		lacking=$$(echo "$$lacking" | sed "s/browser/$$browser/"); \
		apt-get install -y -qq $$lacking >/dev/null && exit 0; \
	fi; \
	echo "Not installed:" $$lacking; echo "The tests that need them skip, or fail in CI."
