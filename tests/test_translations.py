"""Every sentence that the program says has its Russian, and every Russian sentence is said."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from metrics import language

ROOT = Path(__file__).parent.parent
PYTHON = sorted(
    p for p in [*ROOT.glob("*.py"), *ROOT.glob("metrics/**/*.py"), *ROOT.glob("app_pages/**/*.py")]
)
SAY = {"t", "_t", "tr", "key", "translate"}  # what translators and the mark are called
PLACEHOLDER = re.compile(r"(?<!\{)\{(\w+)[^{}]*\}(?!\})")


def literals(node):
    """The texts an argument may be: a literal, or either side of `a if x else b`."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    return [*literals(node.body), *literals(node.orelse)] if isinstance(node, ast.IfExp) else []


def is_call_for(func):
    """Whether what is called says a key: t, key, kit.t()(…), translator(…)(…), Refusal and its kinds."""
    if isinstance(func, ast.Name):
        return func.id in SAY or func.id in REFUSALS
    if isinstance(func, ast.Attribute):
        return func.attr == "key" or func.attr in REFUSALS
    if isinstance(func, ast.Call):
        called = func.func
        return getattr(called, "attr", getattr(called, "id", "")) in {"t", "translator"}
    return False


def refusals():
    """Names of Refusal and of the classes made from it."""
    names, before = {"Refusal"}, 0
    classes = [
        (node.name, {getattr(base, "attr", getattr(base, "id", "")) for base in node.bases})
        for path in PYTHON
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    while len(names) != before:
        before = len(names)
        names |= {name for name, bases in classes if bases & names}
    return names


REFUSALS = refusals()


def said():
    """What the program says: {(text, plural or None): first place}."""
    found = {}
    for path in PYTHON:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            place = f"{path.relative_to(ROOT)}:{node.lineno}"
            if isinstance(node.func, ast.Attribute) and node.func.attr == "plural" and len(node.args) >= 2:
                for one, many in zip(literals(node.args[0]), literals(node.args[1]), strict=True):
                    found.setdefault((one, many), place)
            elif is_call_for(node.func):
                for text in literals(node.args[0]):
                    found.setdefault((text, None), place)
    return found


def entries():
    """What is translated: {(text, plural or None): [(file, message)]}."""
    found = defaultdict(list)
    for path in sorted(language.FOLDER.glob("ru/*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="ru", abort_invalid=True):
                if message.id:
                    ids = (message.id, None) if isinstance(message.id, str) else tuple(message.id)
                    found[ids].append((path.name, message))
    return found


SAID, ENTRIES = said(), entries()


def test_everything_said_has_its_russian():
    missing = [f"{place}: {ids[0]!r}" for ids, place in SAID.items() if ids not in ENTRIES]
    assert not missing, "no Russian for\n" + "\n".join(missing)


def test_no_translation_outlives_its_sentence():
    unused = [
        f"{found[0][0]}: {text!r}" for (text, many), found in ENTRIES.items() if (text, many) not in SAID
    ]
    assert not unused, "said nowhere\n" + "\n".join(unused)


def test_a_sentence_is_translated_in_one_way():
    many = [
        f"{[file for file, _ in found]}: {ids[0]!r}"
        for ids, found in ENTRIES.items()
        if len({m.string for _, m in found}) > 1
    ]
    assert not many, "translated differently\n" + "\n".join(many)


def test_translations_are_finished_and_keep_their_placeholders():
    faults = []
    for (text, many), found in ENTRIES.items():
        for file, message in found:
            forms = (message.string,) if many is None else message.string
            wanted = {*PLACEHOLDER.findall(text), *PLACEHOLDER.findall(many or "")}
            if message.fuzzy or not all(forms) or len(forms) != (1 if many is None else 3):
                faults.append(f"{file}: unfinished: {text!r}")
            elif any(set(PLACEHOLDER.findall(form)) - {"n"} != wanted - {"n"} for form in forms):
                faults.append(f"{file}: placeholders differ: {text!r}")
            elif "n" in wanted and not all("{n" in form for form in forms[1:] or forms):
                faults.append(f"{file}: the number is lost: {text!r}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("t('a')", ["a"]),
        ("kit.t()('a', x=1)", ["a"]),
        ("t('a ' 'b')", ["a b"]),
        ("tr('a' if x else 'b')", ["a", "b"]),
        ("errors.Refusal('a {x}', x=1)", ["a {x}"]),
        ("language.key('a')", ["a"]),
        ("translator('ru')('a')", ["a"]),
        ("t(name)", []),
        ("print('a')", []),
    ],
)
def test_the_search_finds_what_is_said(code, texts):
    call = ast.parse(code, mode="eval").body
    assert (literals(call.args[0]) if is_call_for(call.func) else []) == texts
