# A fresh machine needs git, make, Python 3.11 and pip; everything else comes from requirements/, locked by hash.
#
#   make demo         a whole trial installation on http://127.0.0.1:8000 (PORT=…, EENPLAN_HOME=…)
#   make test         every test; browser tests need Debian's chromium, those behind a proxy its nginx: fetched when that is allowed
#   make test-quick   everything but browser, slow tests and walks through every page
#   make test-room    the tests of one room and of the later ones that use it (ROOM=plans)
#   make prove        what is long by nature: crashes in series, every form of every page, every page in the other language
#   make check        style, types, floors, migrations, translations
#   make bench        speed at 1,000 and 100,000 cases

PYTHON ?= python3
PORT ?= 8000
# One more than there are processors: some tests wait for another program.
WORKERS ?= $(shell expr $$(nproc) + 1)
UV = .tools/bin/uv
BIN = .venv/bin
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate

# Certificates of the system, so that a network that checks traffic with its own is trusted as pip does.
export UV_SYSTEM_CERTS ?= 1

# Programs start in a third of the time from compiled code that is kept, also where a machine says not to write it.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test test-quick test-room prove check bench lock clean
.DELETE_ON_ERROR:

demo: .venv/trial
	@exec $(BIN)/eenplan demo --port $(PORT)

test: .venv/test
	@tools/chromium || true
	@tools/proxy || true
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup -m "not bench and not prove"

test-quick: .venv/test
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup -m "not browser and not slow and not walk and not bench and not prove"

test-room: .venv/test
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup -m "not browser and not slow and not walk and not bench and not prove" $$($(BIN)/python tools/rooms.py $(ROOM))

prove: .venv/test
	@tools/chromium || true
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup -m prove

check: .venv/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/migrations.py
	$(BIN)/python tools/translations.py check
	$(BIN)/python tools/law.py check

bench: .venv/trial
	$(BIN)/eenplan bench run --report docs/bench.md

lock: $(UV)
	$(COMPILE) requirements/production.in -o requirements/production.txt
	$(COMPILE) -c requirements/production.txt requirements/trial.in -o requirements/trial.txt
	$(COMPILE) -c requirements/trial.txt requirements/test.in -o requirements/test.txt
	$(COMPILE) requirements/tools.in -o requirements/tools.txt

clean:
	rm -rf .venv .tools .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# The installation. The tests' packages include those of the trial, so neither takes away what the other needs.

.venv/trial: requirements/trial.txt pyproject.toml | .venv/bin/python
	@echo "Afhankelijkheden installeren …"
	@$(UV) pip install --quiet --compile-bytecode --require-hashes -r $<
	@$(UV) pip install --quiet --no-deps -e .
	@touch $@

.venv/test: requirements/test.txt .venv/trial
	@echo "Afhankelijkheden voor de tests installeren …"
	@$(UV) pip install --quiet --compile-bytecode --require-hashes -r $<
	@touch $@

.venv/bin/python: | $(UV)
	@$(UV) venv --quiet --no-python-downloads --python $(PYTHON) .venv

# Debian's pip refuses to install beside its own packages, and venv needs a package that may be missing: uv needs neither.
$(UV): requirements/tools.txt
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --require-hashes --upgrade --target .tools -r $<
	@touch $@
