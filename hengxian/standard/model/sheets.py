"""The score sheets of appendix D: what the rule prints of them; points and totals come from the tree."""

from hengxian.standard.model.node import ClauseId, Entry, Name, Node, Text


class Content(Node):
    """The 评价内容 printed for one leaf; only D.1.1 prints any (T46)."""

    leaf: Name
    text: Text


class Sheet(Entry):
    """One 打分表; its lines are the leaves of `group`, the points their weights."""

    id: ClauseId
    title: Text
    dimension: Name
    group: Name
    contents: tuple[Content, ...] = ()

    def content(self, leaf_id: str) -> str | None:
        """The 评价内容 printed for the leaf, or None where the rule lists none."""
        return next((content.text for content in self.contents if content.leaf == leaf_id), None)
