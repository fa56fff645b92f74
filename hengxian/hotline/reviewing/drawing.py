"""The draw of a 质检 plan: by strata in proportion, by the seed within each; kept so that it can be done again."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

from hengxian.evaluation.strata import Stratum
from hengxian.hotline.models import Contact, Order, Review, ReviewPlan
from hengxian.hotline.reviewing.population import OF_ORDERS
from hengxian.hotline.sampling import Allotted, stratified
from hengxian.hotline.standing import SYSTEM
from hengxian.journal.writing import begin


def size(population: int, percent: Fraction) -> int:
    """How many: the share rounded up, so that a small population still gives one."""
    return -(-population * percent.numerator // (100 * percent.denominator))


def drawn(plan: ReviewPlan) -> tuple[list[str], list[Allotted]]:
    """The draw done (again) from what the plan keeps: seed, share, and every number with its stratum."""
    strata: Mapping[str, Stratum] = {number: tuple(told) for number, told in plan.population.items()}
    wanted = size(len(strata), Fraction(plan.percent or 0))
    return stratified(strata, wanted, plan.seed)


def agrees(plan: ReviewPlan) -> bool:
    """Whether what is listed is what the draw says."""
    listed = {_number(review) for review in plan.reviews.filter(is_picked_by_hand=False)}
    return listed == set(drawn(plan)[0])


def enter(plan: ReviewPlan, numbers: list[str], at: datetime) -> None:
    """A review for each number drawn."""
    for number in numbers:
        sort, _, key = number.partition(":")
        review = Review(
            hotline=plan.hotline, plan=plan, stratum=" · ".join(plan.population[number]), drawn_at=at
        )
        if sort == OF_ORDERS:
            review.order = Order.objects.get(hotline=plan.hotline, number=key)
            review.agent_id = review.order.agent_id
        else:
            review.contact = Contact.objects.get(hotline=plan.hotline, channel="phone", identity=key)
            review.agent_id = review.contact.agent_id
        begin(review, "draw", by=SYSTEM, at=at)


def _number(review: Review) -> str:
    return f"{'工单' if review.order_id else '通话'}:{review.subject}"
