"""Steps wait only for steps above them, and no rule step waits for one of ours (条例 art. 21)."""

from collections.abc import Iterator

from hengxian.standard.finding import Finding
from hengxian.standard.model.pack import Pack


def check(pack: Pack) -> Iterator[Finding]:
    above: set[str] = set()
    for step in pack.process.steps:
        node = f"process.yaml › {step.id}"
        for earlier in step.after:
            if earlier in pack.process.steps and earlier not in above:
                yield Finding(node, f"前置步骤“{earlier}”应排在本步骤之前")
        if step.kind == "规则步骤":
            for earlier in step.after:
                if earlier in above and pack.process.steps[earlier].kind == "辅助":
                    yield Finding(node, f"规则步骤不得以辅助步骤“{earlier}”为前置")
            if not step.clauses:
                yield Finding(node, "规则步骤应写明条款")
        above.add(step.id)
