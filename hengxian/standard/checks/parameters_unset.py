"""Open parameters carry no value in a pack: whoever runs the product sets them, with who and when."""

from collections.abc import Iterator

from hengxian.standard.finding import Finding
from hengxian.standard.model.pack import Pack


def check(pack: Pack) -> Iterator[Finding]:
    for parameter in pack.parameters:
        node = f"parameters.yaml › {parameter.id}"
        if parameter.value is not None:
            yield Finding(node, f"规则未规定此项，规则包内不得取值“{parameter.value}”")
        if not parameter.id.startswith(parameter.row):
            yield Finding(node, f"编号应以目录行“{parameter.row}”开头")
        if not parameter.clauses and not parameter.source:
            yield Finding(node, "应写明条款或来源")
