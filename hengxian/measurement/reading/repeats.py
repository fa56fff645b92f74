"""Which 64-bit values stand more than once in a column, within the memory given."""

import duckdb
import numpy as np
from numpy.typing import NDArray

from hengxian.measurement.asking import one_column, one_row

_BYTES_A_VALUE = 24  # the value as fetched, as sorted, and a mask


def repeated(db: duckdb.DuckDBPyConnection, table: str, value: str, memory: int) -> NDArray[np.uint64]:
    """Values of an UBIGINT expression that stand more than once.

    Sorting plain integers costs a quarter of grouping the texts they stand for; what repeats is then looked
    at text by text, so a chance collision changes nothing. More values than fit are taken in portions.
    """
    rows = int(one_row(db, f"SELECT count(*) FROM {table}")[0])
    portions = max(1, -(-rows * _BYTES_A_VALUE // max(1, memory)))
    found = []
    for portion in range(portions):
        part = f"WHERE ({value}) % {portions} = {portion}" if portions > 1 else ""
        values = one_column(db, f"SELECT {value} AS v FROM {table} {part}")
        values.sort()
        found.append(values[1:][values[1:] == values[:-1]])
    return np.concatenate(found)
