"""An invented city's hotline: a believable quarter of it, written as a dataset folder."""

from hengxian.cli.city.quarter import CITY, Form, write_city

__all__ = ["CITY", "Form", "write_city"]
