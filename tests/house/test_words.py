"""No text of the product calls a score a pass, claims a protection scheme, or uses two words for one idea."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

# 不合格 is a word of the trade for goods and findings; the others are verdicts that the rule never gives on a score.
VERDICT = re.compile(r"(?<!不)合格|达标")
CLAIM = re.compile(r"(?:符合|通过|满足)(?:国家)?(?:等保|密评|网络安全等级保护|商用密码应用安全性评估)")
# The word of docs/glossary.md, and what must not stand beside it. 转办意见 and 承办部门 are the rule's own words.
ONE_WORD = {
    "服务对象": re.compile("来电人|来电者|诉求人|来电群众"),
    "话务员": re.compile("接线员|客服"),
    "座席": re.compile("坐席"),
    "承办单位": re.compile("承办部门"),
    "转交": re.compile("转办(?!意见)|派单|派发"),
    "超期": re.compile("逾期"),
    "知识条目": re.compile("知识点|词条"),
    "打分表": re.compile("评分表"),
    "不符合项": re.compile("不合格项|不符合点"),
    "台账": re.compile("登记簿"),
    "日志": re.compile("审计日志|流水账"),
}
THE_RULES_OWN = {"承办单位", "转交"}  # in packs, which print the rule
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


@pytest.mark.covers("G-20")
@pytest.mark.parametrize("word", ONE_WORD)
def test_product_says_one_word_for_one_idea(product_texts, root: Path, word: str):
    package = root / "hengxian"
    scripts = [path for path in package.rglob("*.js") if "vendor" not in path.parts]
    tables = [
        path for path in package.rglob("*.yaml") if not ("packs" in path.parts and word in THE_RULES_OWN)
    ]
    more = [
        (path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")) for path in scripts + tables
    ]

    others = [
        f"{name}: …{text[max(found.start() - 12, 0) : found.end() + 12]}…"
        for name, text in product_texts + more
        for found in ONE_WORD[word].finditer(text)
    ]

    assert others == []


def test_word_that_is_kept_stands_in_the_glossary(root: Path):
    glossary = (root / "docs" / "glossary.md").read_text(encoding="utf-8")

    assert [word for word in ONE_WORD if word not in glossary] == []
    assert [word for word, others in ONE_WORD.items() if others.search(glossary)] == []


def test_pattern_recognises_a_verdict_and_a_claim():
    assert VERDICT.search("得分 85，合格")
    assert VERDICT.search("接通率达标")
    assert CLAIM.search("本系统符合等保三级")
    assert not VERDICT.search("不合格项")
    assert ONE_WORD["转交"].search("受理、转办") and not ONE_WORD["转交"].search("转办意见")
