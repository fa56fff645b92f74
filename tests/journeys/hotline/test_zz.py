import time
import pytest
from tests.journeys.hotline.world import told
@pytest.fixture(autouse=True)
def s(settings):
    settings.HENGXIAN_SITE="hotline"; settings.HENGXIAN_ELSEWHERE=("certification",)
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("n",[1,2])
def test_t(n):
    t=time.time(); told(); print("TOLD", time.time()-t)
    from hengxian.hotline.models import *
    from collections import Counter
    print(Counter(Order.objects.values_list("status",flat=True)), Counter(Supervision.objects.values_list("status",flat=True)),Counter(FollowUp.objects.values_list("status",flat=True)),Counter(Review.objects.values_list("status",flat=True)), Contact.objects.count())
