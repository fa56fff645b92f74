"""Jobs are done once under a key, end with a sentence when refused, and are tried again after a fault."""

from datetime import timedelta

import pytest

from hengxian.kernel.refusals import Incomplete
from hengxian.records.jobs import LEASE, PAUSES, UNFORESEEN, Watch, later, run, wake
from hengxian.records.models import Job
from tests.cast import NOON

pytestmark = pytest.mark.django_db
done: list[int] = []


def note(number: int, *, at, watch: Watch) -> dict[str, int]:
    """A job: remembers that it ran."""
    watch("正在记", 40)
    done.append(number)
    return {"number": number}


def refuse(number: int, *, at, watch: Watch) -> None:
    """A job that is refused half-way."""
    watch("正在看", 40)
    raise Incomplete("少了一样")


def fail(number: int, *, at, watch: Watch) -> None:
    """A job that fails."""
    raise OSError("磁盘")


@pytest.fixture(autouse=True)
def _nothing_done() -> None:
    done.clear()


def asked(function, django_capture_on_commit_callbacks, key: str = "k") -> Job:
    with django_capture_on_commit_callbacks(execute=True):
        job = later(function, key, 7, at=NOON)
    job.refresh_from_db()
    return job


def test_a_job_runs_once_however_often_it_is_asked_for_or_delivered(django_capture_on_commit_callbacks):
    jobs = [asked(note, django_capture_on_commit_callbacks) for _ in range(2)]
    run(jobs[0].pk)

    assert (done, jobs[1].answer, jobs[1].standing, jobs[1].percent) == ([7], {"number": 7}, "完成", 100)


def test_a_refused_job_ends_with_its_sentence(django_capture_on_commit_callbacks):
    job = asked(refuse, django_capture_on_commit_callbacks)

    assert (job.is_refused, job.sentence, job.standing, job.percent) == (True, "少了一样", "未完成", 40)


def test_a_failing_job_waits_longer_each_time_and_is_given_up_in_the_end():
    job = later(fail, "k", 7, at=NOON)
    standings = []
    for _ in range(len(PAUSES) + 1):
        with pytest.raises(OSError, match="磁盘"):
            run(job.pk)
        job.refresh_from_db()
        standings.append(job.standing)

    assert standings == ["等待重试"] * len(PAUSES) + ["未完成"]
    assert job.sentence == UNFORESEEN


def test_a_job_held_by_a_living_worker_is_left_alone_and_by_a_dead_one_taken_over():
    job = later(note, "k", 7, at=NOON)
    now = NOON + timedelta(days=400)
    Job.objects.update(tries=1, held_until=now + LEASE)

    run(job.pk)

    assert (done, wake(now), wake(now + 2 * LEASE)) == ([], 0, 1)


def test_a_job_whose_enqueuing_was_lost_is_found():
    later(note, "k", 7, at=NOON)

    assert (wake(NOON + timedelta(minutes=1)), wake(NOON + 2 * LEASE), done) == (0, 1, [7])
