"""The laws of the house: sizes, names, docstrings, knowledge kept out of code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "verbale"
MODULES = sorted(SOURCE.rglob("*.py"))
LINES_A_FILE = 400
LINES_A_FUNCTION = 40
SAYS_NOTHING = {"helpers", "helper", "utils", "util", "common", "misc", "manager", "tools", "stuff"}
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in MODULES:
        yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def test_no_file_is_too_long() -> None:
    long = {
        str(path.relative_to(ROOT)): n
        for path in MODULES
        if (n := path.read_text(encoding="utf-8").count("\n")) > LINES_A_FILE
    }
    assert not long, f"two ideas in one file: {long}"


def test_no_function_is_too_long() -> None:
    long = [
        f"{path}:{node.lineno} {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LINES_A_FUNCTION
    ]
    assert not long, "\n".join(long)


def test_everything_public_says_what_it_is() -> None:
    silent = []
    for path, tree in trees():
        if not ast.get_docstring(tree):
            silent.append(str(path))
        holders = [
            tree,
            *(node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")),
        ]
        silent += [
            f"{path}:{node.lineno} {node.name}"
            for holder in holders
            for node in holder.body
            if isinstance(node, DEFINITIONS) and not node.name.startswith("_") and not ast.get_docstring(node)
        ]
    assert not silent, "\n".join(silent)


def test_names_say_something() -> None:
    empty = [
        str(path.relative_to(ROOT)) for path in MODULES if path.stem in SAYS_NOTHING or path.parent.name in SAYS_NOTHING
    ]
    assert not empty, f"names that say nothing: {empty}"


def strings(tree: ast.Module) -> Iterator[ast.Constant]:
    """String constants that are not docstrings (a lone string is documentation, of a field too)."""
    said = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node


def foreign_letters(text: str) -> str:
    """Words outside ASCII; sets of letters in a pattern (`[а-я]`) and lone letters are facts of a script, no words."""
    outside = re.sub(r"\[[^\]]*\]", " ", text)
    return "".join(re.findall(r"[^\W\d_]{2,}", "".join(c if c.isalpha() and ord(c) > 127 else " " for c in outside)))


def is_word(source: str, node: ast.Constant) -> bool:
    """Letters typed as themselves are words; written as escapes, up to three are code points of a range."""
    typed = ast.get_source_segment(source, node) or ""
    return bool(foreign_letters(typed)) or len(max(foreign_runs(node.value), key=len, default="")) > 3


def foreign_runs(text: str) -> list[str]:
    """Runs of letters outside ASCII, sets of letters and ranges of code points aside."""
    outside = re.sub(r"\[[^\]]*\]|.-.", " ", text, flags=re.S)
    return re.findall(r"[^\W\d_]+", "".join(c if c.isalpha() and ord(c) > 127 else " " for c in outside))


def test_no_word_of_a_language_in_code() -> None:
    found = [
        f"{path}:{node.lineno} {node.value[:60]!r}"
        for path, tree in trees()
        for source in ((ROOT / path).read_text(encoding="utf-8"),)
        for node in strings(tree)
        if not node.value.isascii() and is_word(source, node)
    ]
    assert not found, "knowledge belongs into src/verbale/knowledge:\n" + "\n".join(found)


def test_knowledge_holds_no_code() -> None:
    assert not list((SOURCE / "knowledge").rglob("*.py"))


def test_every_tongue_has_the_same_files() -> None:
    folders = {
        folder.name: {f.name for f in folder.iterdir()}
        for folder in (SOURCE / "knowledge" / "tongues").iterdir()
        if folder.is_dir()
    }
    every = set().union(*folders.values())
    missing = {tongue: sorted(every - files) for tongue, files in folders.items() if every - files}
    assert not missing, f"files missing in a tongue: {missing}"


@pytest.mark.parametrize("word", ["/home/", "/root/", "/Users/"])
def test_no_path_of_a_machine(word: str) -> None:
    found = [str(path) for path, _ in trees() if word in (ROOT / path).read_text(encoding="utf-8")]
    assert not found
