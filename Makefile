# Two commands for a newcomer: `make demo` and `make test`. Both create .venv themselves.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
FILES  ?=

.PHONY: demo room test check goldens pictures clean

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip
	$(BIN)/pip install --quiet --editable '.[dev]'
	touch $@

demo: $(VENV)/installed
	$(BIN)/verbale read samples $(FILES) --out out/demo
	$(BIN)/verbale record add samples $(FILES) --record out/record
	$(BIN)/verbale desk receive samples/note-verbale.fr.md --record out/record --as demo
	@echo "Pages of each document: out/demo. The reading room on all of them: make room, then http://127.0.0.1:8000/"
	@echo "The note waits at the desk: http://127.0.0.1:8000/desk/"

room: $(VENV)/installed
	$(BIN)/verbale serve --desk --record out/record

test: $(VENV)/installed
	$(BIN)/pytest

check: $(VENV)/installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest tests/house

goldens: $(VENV)/installed
	$(BIN)/pytest tests/golden --update-goldens

pictures: $(VENV)/installed
	$(BIN)/python tools/pictures.py

clean:
	rm -rf $(VENV) out
