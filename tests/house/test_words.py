"""No text of the product calls a score a pass, or claims that a scheme of cryptography or protection is met."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

# 不合格 is a word of the trade for goods and findings; the others are verdicts that the rule never gives on a score.
VERDICT = re.compile(r"(?<!不)合格|达标")
CLAIM = re.compile(r"(?:符合|通过|满足)(?:国家)?(?:等保|密评|网络安全等级保护|商用密码应用安全性评估)")
PAGES = {".html", ".typ", ".j2", ".txt", ".svg", ".toml"}


def docstrings(tree: ast.AST) -> set[int]:
    """The nodes that are docstrings: they are read by programmers, not by users."""
    owners = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, owners)]
    return {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}


def spoken(tree: ast.AST) -> Iterator[str]:
    """Every string that the code may show."""
    silent = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.value


@pytest.fixture(scope="module")
def product_texts(modules, root: Path) -> list[tuple[str, str]]:
    pages = [path for path in (root / "hengxian").rglob("*") if path.suffix in PAGES]
    from_pages = [(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")) for path in pages]
    return from_pages + [(module.name, text) for module in modules for text in spoken(module.tree)]


@pytest.mark.covers("G-13")
def test_product_text_gives_no_verdict_on_a_score(product_texts):
    assert [f"{name}: {text[:60]}" for name, text in product_texts if VERDICT.search(text)] == []


def test_rule_pack_gives_no_verdict_where_the_rule_prints_none(root: Path, shared: Path):
    rule = "".join(path.read_text(encoding="utf-8") for path in (shared / "seeds").glob("*.txt"))
    packs = list((root / "hengxian" / "standard").rglob("*.yaml"))

    verdicts = [path.name for path in packs if VERDICT.search(path.read_text(encoding="utf-8"))]

    assert not VERDICT.search(rule)
    assert verdicts == []


def test_product_text_claims_no_protection_scheme(product_texts, root: Path):
    packs = [(path.name, path.read_text(encoding="utf-8")) for path in (root / "hengxian").rglob("*.yaml")]

    assert [f"{name}: {text[:60]}" for name, text in product_texts + packs if CLAIM.search(text)] == []


def test_pattern_recognises_a_verdict_and_a_claim():
    assert VERDICT.search("得分 85，合格")
    assert VERDICT.search("接通率达标")
    assert CLAIM.search("本系统符合等保三级")
    assert not VERDICT.search("不合格项")
