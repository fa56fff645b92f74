"""The canonical form is RFC 8785's, and the encodings and digests are those of their standards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengxian.publication.canonical import canonical
from hengxian.publication.digests import sm3_of
from hengxian.publication.encodings import base45, base58, base64url, from_base45, from_base58, from_base64url


def test_canonical_orders_keys_by_utf16_and_escapes_as_the_standard_says():
    value = {
        "\u20ac": 1,
        "\r": 2,
        "\ufb33": 3,
        "1": 4,
        "\U0001f600": 5,
        "\x80": 6,
        "ö": [True, None, '\x0f\n"\\'],
    }

    text = canonical(value).decode()

    assert text == (
        '{"\\r":2,"1":4,"\x80":6,"ö":[true,null,"\\u000f\\n\\"\\\\"],"\u20ac":1,"\U0001f600":5,"\ufb33":3}'
    )


@pytest.mark.parametrize("value", [1.5, 2**53, {"a": b"x"}, {1: "a"}, "\ud800"])
def test_canonical_refuses_what_has_no_single_form(value):
    with pytest.raises(ValueError, match=r"公布|键|代理"):
        canonical(value)


def test_encodings_agree_with_their_published_examples():
    texts = (base45(b"Hello!!"), base45(b"base-45"), base58(b"Hello World!"), base64url(b"\xfb\xff"))

    assert texts == ("%69 VD92EX0", "UJCLQE7W581", "2NEpo7TZRRrLZSi2U", "-_8")


@given(st.binary(max_size=200))
def test_encodings_give_back_what_they_took(content):
    given_back = (
        from_base45(base45(content)),
        from_base58(base58(content)),
        from_base64url(base64url(content)),
    )

    assert given_back == (content, content, content)


@pytest.mark.parametrize("text", ["A", "GGW0", "::::::", "a0"])
def test_base45_refuses_what_it_never_writes(text):
    with pytest.raises(ValueError, match=r"base45|substring"):
        from_base45(text)


def test_sm3_gives_the_standard_vector():
    digest = sm3_of(b"abc")

    assert digest == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
