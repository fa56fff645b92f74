"""What the rule leaves open: every parameter starts unset and blocks only what needs it."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from hengxian.standard.model.node import ClauseId, Entry, Text

ParameterId = Annotated[str, StringConstraints(pattern=r"^P-[a-z]+(-[a-z]+)*$")]
UNSET_MARK = "机构自定（规则未规定）"


class Parameter(Entry):
    """An open parameter. `row` is the line of the catalogue it comes from; `value` stays absent in a pack.

    Whoever runs the product sets the value elsewhere, with who and when; it is printed with UNSET_MARK.
    `blocks` is absent where nothing waits for the value.
    """

    id: ParameterId
    row: ParameterId
    name: Text
    clauses: tuple[ClauseId, ...] = ()
    source: Text | None = None
    type: Literal["number", "text", "pattern", "role", "yes_no", "choice", "list", "table", "rule", "file"]
    unit: Text | None = None
    suggestion: Text | None = None
    basis: Text
    blocks: Text | None = None
    value: Text | None = None
