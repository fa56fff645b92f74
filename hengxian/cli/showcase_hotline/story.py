"""What has happened so far at the invented hotline."""

from datetime import datetime

from hengxian.cli.showcase_hotline import people, setting


def tell(password: str, began: datetime) -> None:
    """The hotline is founded and its people are hired."""
    hotline, units = setting.found(began)
    people.hire(hotline, units, password, began)
