"""`{% if kind|may_be_taken_by:visitor %}`: whether a list or register is there to be taken away (§10)."""

from django import template

from hengxian.people.sights import roles_that_see
from hengxian.web.acting.exporting import may_export
from hengxian.web.acting.kinds import Kind
from hengxian.web.acting.visitor import Visitor

register = template.Library()


@register.filter
def may_be_taken_by(kind: Kind, visitor: Visitor) -> bool:
    """The list of a kind."""
    return may_export(visitor, roles_that_see(kind.id))


@register.filter
def takes_lists(visitor: Visitor) -> bool:
    """Any register he may read."""
    return may_export(visitor)
