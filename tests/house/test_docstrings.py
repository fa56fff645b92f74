"""Each file of the package opens with one sentence that says what it is for."""

import ast


def test_package_file_opens_with_a_sentence(modules):
    openings = {module.name: (ast.get_docstring(module.tree) or "").split("\n\n")[0] for module in modules}

    silent = sorted(name for name, opening in openings.items() if not opening.endswith((".", "。", ":")))

    assert silent == []
