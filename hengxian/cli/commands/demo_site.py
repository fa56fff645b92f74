"""`hengxian demo-site`: fills an empty site `body` with the invented body, its people and one hotline's story."""

from argparse import ArgumentParser, Namespace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hengxian.cli.sites import boot
from hengxian.kernel.refusals import NotNow

ABOUT = """把一家虚构的认证机构、它的人员和一条热线的认证过程写入空的认证平台，供试用。
人员、单位、编号全部虚构；全部动作经由与网页相同的入口完成，日志可以核对。"""
CHINA = ZoneInfo("Asia/Shanghai")
DAYS_AGO = 75


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument("--password", required=True, help="全部演示账号的密码")
    parser.add_argument("--dataset", help="演示热线的数据集压缩包；不给则不演示测评")


def run(asked: Namespace) -> int:
    """Found the body, hire its people, and let one hotline go its way."""
    boot("body")
    from django_q.conf import Conf

    from hengxian.certification.publishing import renew_open_data
    from hengxian.certification.timetable import seal_journal
    from hengxian.cli.showcase import body, people, story  # need the site's settings
    from hengxian.people.models import Account

    Conf.SYNC = True  # the story goes on only when the applicant's data are measured; no worker runs yet
    if Account.objects.exists():
        raise NotNow("本站已有账号，演示数据只写入空的站点")
    began = datetime.now(CHINA).replace(hour=9, minute=0, second=0, microsecond=0) - timedelta(days=DAYS_AGO)
    people.found(asked.password, began)
    people.hire(asked.password, began)
    body.settle(began)
    story.tell(asked.password, began, Path(asked.dataset) if asked.dataset else None)
    seal_journal(datetime.now(CHINA))
    renew_open_data(datetime.now(CHINA))
    print("演示机构已建立")
    return 0
