"""Every way of writing a boolean, a choice, a number of rounds and nothing at all; what is trimmed."""

import pytest

from tests.measurement.specs import as_csv, cells, kept, reading, rejects

FLAGS = """
    true  | True
    True  | True
    TRUE  | True
    1     | True
    是    | True
    Y     | True
    y     | True
    false | False
    FALSE | False
    0     | False
    否    | False
    N     | False
    n     | False
    yes   | unknown_value
    no    | unknown_value
    t     | unknown_value
    f     | unknown_value
    2     | unknown_value
    -1    | unknown_value
    1.0   | unknown_value
    √     | unknown_value
    有    | unknown_value
    １    | unknown_value
    NULL  | unknown_value
"""
CHANNELS = """
    sms      | sms
    web      | web
    app      | app
    social   | social
    other    | other
    mailbox  | mailbox
    SMS      | unknown_value
    Web      | unknown_value
    sms1     | unknown_value
    phone    | unknown_value
    短信     | unknown_value
    0        | unknown_value
    web,app  | unknown_value
"""
ROUNDS = """
    1      | 1
    2      | 2
    10     | 10
    007    | 7
    0      | unknown_value
    -1     | unknown_value
    1.5    | unknown_value
    1e1    | unknown_value
    一     | unknown_value
    １     | unknown_value
    2 次   | unknown_value
"""
AT = "2025-03-01 09:05"
PLACES = {
    "is_test": ("calls", ["call_id", "arrived_at"], FLAGS),
    "channel": ("messages", ["message_id", "received_at"], CHANNELS),
    "rounds": ("work_orders", ["order_id", "accepted_at"], ROUNDS),
}
SPECS = [(column, *row) for column, (*_, text) in PLACES.items() for row in cells(text)]

SPACES = [chr(code) for code in range(0x3001) if chr(code).isspace()]
WORDS = ["NULL", "null", "None", "NaN", "N/A", "无", "空", "-", "/", "0", "''", "?"]
SOLID = ["\u200b", "\ufeff", "\u180e", "\x00", "·"]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """By column and text: the value as Python prints it, or why its row was set aside."""
    folder = tmp_path_factory.mktemp("values")
    for column, (table, header, text) in PLACES.items():
        rows = [[written, AT, written] for written, _ in cells(text)]
        (folder / f"{table}.csv").write_text(as_csv([[*header, column], *rows]), encoding="utf-8")
    answers: dict[tuple[str, str], str] = {}
    with reading(folder) as dataset:
        for column, (table, (key, _), _) in PLACES.items():
            answers |= {(column, text): str(value) for text, value in kept(dataset, table, key, column)}
            answers |= {
                (column, str(row[0])): why for _, _, why, row in rejects(dataset, table, folder / "out")
            }
    return answers


@pytest.mark.covers("C-3")
@pytest.mark.parametrize(("column", "text", "meant"), SPECS)
def test_value_is_read_as(column: str, text: str, meant: str, found: dict[tuple[str, str], str]) -> None:
    assert found[column, text] == meant


@pytest.fixture(scope="module")
def queues(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | None]:
    """What a text column holds, by the text as it was written."""
    folder = tmp_path_factory.mktemp("texts")
    written = [
        *(f"{space}甲{space}乙{space}" for space in SPACES),
        *(space * 2 for space in SPACES),
        *SOLID,
        *WORDS,
    ]
    rows = [[str(nth), AT, text] for nth, text in enumerate(written)]
    (folder / "calls.csv").write_text(as_csv([["call_id", "arrived_at", "queue"], *rows]), encoding="utf-8")
    with reading(folder) as dataset:
        return {written[int(nth)]: queue for nth, queue in kept(dataset, "calls", "call_id", "queue")}


@pytest.mark.parametrize("space", SPACES, ids=ascii)
def test_white_space_around_a_value_is_dropped_and_within_it_stays(
    space: str, queues: dict[str, str | None]
) -> None:
    assert queues[f"{space}甲{space}乙{space}"] == f"甲{space}乙"
    assert queues[space * 2] is None


@pytest.mark.parametrize("text", [*SOLID, *WORDS], ids=ascii)
def test_no_other_word_means_nothing(text: str, queues: dict[str, str | None]) -> None:
    assert queues[text] == text
