"""The records of people, one file each."""

from hengxian.people.models.account import Account
from hengxian.people.models.grant import Grant
from hengxian.people.models.organisation import Organisation
from hengxian.people.models.person import Person
from hengxian.people.models.undertaking import Undertaking

__all__ = ["Account", "Grant", "Organisation", "Person", "Undertaking"]
