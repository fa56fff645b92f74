"""A module is a noun, a function a verb that a user would say; words that say nothing are not names."""

import ast
import re

VAGUE_CLASS = re.compile(r"(Service|Manager|Helper|Util|Utils|Handler|Processor|Mixin|Factory)$")
VAGUE_FUNCTION = re.compile(
    r"^_?(handle|process|manage|do)(_data|_it|_all|_stuff|_row|_rows|_file|_files|_item|_items)?$"
)
VAGUE_MODULE = re.compile(
    r"^_?(utils?|helpers?|common|misc|shared|tools|base|handlers?|managers?|services?|data)$"
)


def test_module_name_says_what_is_inside(modules):
    stems = {part for module in modules for part in module.name.removesuffix(".py").split("/")[1:]}

    assert sorted(stem for stem in stems if VAGUE_MODULE.match(stem)) == []


def test_class_and_function_names_say_what_they_do(modules):
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    named = [(m.name, node) for m in modules for node in ast.walk(m.tree) if isinstance(node, kinds)]

    vague = [
        f"{where}:{node.lineno} {node.name}"
        for where, node in named
        if (VAGUE_CLASS if isinstance(node, ast.ClassDef) else VAGUE_FUNCTION).search(node.name)
    ]

    assert vague == []
