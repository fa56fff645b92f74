"""x"""
import pytest
from hengxian.certification.models import Case
from hengxian.certification.steps import steps_of
from hengxian.journal import verifying
from tests.certification.walks import whole
import time

@pytest.mark.django_db
def test_order(story: Case) -> None:
    print([ (s.step.id, s.is_recorded) for s in steps_of(story)])
    t=time.time()
    with whole.copied():
        c = whole.certify(story)
        print(c.status, time.time()-t)
        print(list(verifying.faults()))
