"""What is wrong in a pack: one sentence and the node it is about; and the error a bad pack raises."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """A fault of a pack. `node` is the file and the path in it, `message` says what is wrong, in Chinese."""

    node: str
    message: str

    @property
    def sentence(self) -> str:
        return f"{self.node}：{self.message}"


class PackError(Exception):
    """A pack that cannot be used; the text is one Chinese sentence, `findings` holds every fault found."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        more = f"（另有{len(findings) - 1}处，可用 check-pack 查看）" if len(findings) > 1 else ""
        super().__init__(f"规则包有误：{findings[0].sentence}{more}")
