"""The table of roles as people read it."""

import pytest

from hengxian.people import roles


def test_role_table_has_every_role_of_the_catalogue(shared):
    text = (shared / "design" / "requirements.md").read_text(encoding="utf-8")
    rows = [line for line in text[text.index("## 10. Roles") :].splitlines()[3:] if "|" in line]
    # §9 has acts by whom the head of the body authorised, and §4 has those who assess their own hotline
    ours = {"head_delegate", "assessor"}

    assert len(rows) - 1 == len(
        [role for role in roles.ROLES if role.id not in ours]
    )  # the public has no account


@pytest.mark.parametrize("role", roles.ROLES, ids=lambda role: role.id)
def test_role_says_in_words_what_it_sees_does_and_never_does(role):
    assert all([role.name, role.sees, role.does, role.never])


def test_exclusion_is_mutual_by_the_question_asked():
    assert roles.clash(frozenset({"clerk"}), "system_administrator") == roles.role("clerk")
    assert roles.clash(frozenset({"system_administrator"}), "clerk") == roles.role("system_administrator")
    assert roles.clash(frozenset({"clerk", "auditor"}), "lead_auditor") is None
    assert roles.clash(frozenset({"security_administrator"}), "agent") == roles.role("security_administrator")
    assert roles.clash(frozenset({"agent", "supervisor"}), "hotline_manager") is None
