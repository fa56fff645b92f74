"""Forms made from a list of asks: fields to show, and a POST read into typed facts."""

from hengxian.web.components.forms.asks import Answers, Asked
from hengxian.web.components.forms.fields import Field, fields
from hengxian.web.components.forms.reading import read

__all__ = ["Answers", "Asked", "Field", "fields", "read"]
