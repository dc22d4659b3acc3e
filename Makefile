# reportgen: `make report` builds the report, `make test` passes the tests; both install what they need.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
NPM := npm ci --ignore-scripts --no-audit --no-fund --silent

.PHONY: report fast test check check-all bench format clean

report: $(VENV)/.report
	$(BIN)/reportgen build --timings

# The busiest modules as machine code: a PDF takes a fifth less time, with the same bytes. Once, and after upgrades.
fast: $(VENV)/.report
	PYTHON=$(PYTHON) scripts/system-packages compile
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[compile]'
	$(BIN)/reportgen compile

test: $(VENV)/.test
	$(BIN)/reportgen compile
	PYTHON=$(PYTHON) scripts/exchange-schemas
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2

check: $(VENV)/.report
	$(BIN)/reportgen check

# Every page of both languages in axe-core (four screens) and in the Nu checker, and the accessibility dossier.
check-all: $(VENV)/.test
	$(BIN)/reportgen build
	$(BIN)/reportgen a11y --tools tools/a11y

bench: $(VENV)/.test
	$(BIN)/reportgen compile
	$(BIN)/python -m bench

format: $(VENV)/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(VENV)/.report: pyproject.toml scripts/system-packages
	PYTHON=$(PYTHON) scripts/system-packages report
	[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	touch $@

$(VENV)/.test: $(VENV)/.report $(wildcard tools/*/package-lock.json)
	PYTHON=$(PYTHON) scripts/system-packages test
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[test]'
	for folder in tools/*/; do [ ! -f $$folder/package-lock.json ] || $(NPM) --prefix $$folder || exit 1; done
	touch $@

clean:
	rm -rf build
