# Two commands: `make brief` runs the main job from nothing, `make test` passes the tests from nothing.
# Both need Python 3.11 or newer and make; everything else comes from the lock files.
PYTHON ?= python3

.PHONY: help brief test lint types imports docs docs-check evals bench lock clean

help:
	@echo "make brief   install from the lock file and brief the example report"
	@echo "make test    install from the lock file and run the tests"
	@echo "make lint types imports docs-check evals bench    what CI also runs"
	@echo "make lock    write the lock files anew"

.venv-run/done: requirements/run.txt pyproject.toml
	$(PYTHON) -m venv --clear .venv-run
	.venv-run/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	.venv-run/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation .
	@touch $@

.venv-test/done: requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv --clear .venv-test
	.venv-test/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	.venv-test/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

brief: .venv-run/done
	.venv-run/bin/dragoman brief examples/

test: .venv-test/done
	.venv-test/bin/python -m pytest $(PYTEST_FLAGS)

lint: .venv-test/done
	.venv-test/bin/ruff check .
	.venv-test/bin/ruff format --check .

types: .venv-test/done
	.venv-test/bin/mypy

imports: .venv-test/done
	.venv-test/bin/lint-imports

docs: .venv-test/done
	.venv-test/bin/python docs/generate.py

docs-check: .venv-test/done
	.venv-test/bin/python docs/generate.py --check

evals: .venv-test/done
	.venv-test/bin/python evals/run.py

bench: .venv-test/done
	.venv-test/bin/python benchmarks/throughput.py

lock: .venv-test/done
	requirements/lock.sh

clean:
	rm -rf .venv-run .venv-test build dist
