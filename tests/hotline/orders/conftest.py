"""Temporary: until HA registers."""
from hengxian.hotline.numbers import next_order_number
from hengxian.journal import acting, conditions
from hengxian.journal.writing import begin


def pytest_collection_finish(session):
    def basics_recorded(record, act):
        return None
    def both_dissatisfied(record, act):
        return None
    def is_emergency(record, act):
        return None
    for f in (basics_recorded, both_dissatisfied, is_emergency):
        conditions._conditions.setdefault(f.__name__, f)
    def register(record, *, by, at, version=None, **facts):
        from django.db import transaction
        with transaction.atomic():
            record.number = next_order_number(record.hotline, at)
            record.agent_id = by.person or None
            return begin(record, "register", by=by, at=at, **facts)
    acting._actions.setdefault(("order", "register"), register)
