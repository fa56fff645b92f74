"""The reading rules for one value, as SQL: text, times, booleans, choices (dataset.md, "Reading rules").

An expression gives the value or NULL; a text that is there but gives no value is what `is_bad` finds.
"""

from collections.abc import Mapping

from hengxian.measurement.reading.description import TableDescription
from hengxian.measurement.tables import Column, Kind
from hengxian.measurement.zones import DAY, ZoneRules

# What Python calls white space, U+3000 and U+00A0 among it.
_SPACES = "".join(chr(c) for c in range(0x3001) if chr(c).isspace())

_CLOCK = r"([01]?\d|2[0-3]):[0-5]?\d(:[0-5]?\d([.,]\d+)?)?"
_LOCAL = rf"^[1-9]\d{{3}}[-/]\d{{1,2}}[-/]\d{{1,2}}(T| {{1,2}}){_CLOCK}$"
_OFFSET = rf"^([1-9]\d{{3}}-\d{{2}}-\d{{2}}[T ]{_CLOCK})(Z|[+-]([01]\d|2[0-3])(:?[0-5]\d)?)$"
_BASIC = r"^([1-9]\d{3})(\d{2})(\d{2})T(\d{2})(\d{2})(?:(\d{2})([.,]\d+)?)?(Z|[+-]\d{2}(?::?\d{2})?)?$"
_CHINESE = r"^([1-9]\d{3})年(\d{1,2})月(\d{1,2})日 ?(\d{1,2})时(\d{1,2})分((\d{1,2})秒)?$"
_DATE = r"^[1-9]\d{3}[-/]\d{1,2}[-/]\d{1,2}([T ]0?0:00(:00(\.0+)?)?)?$"
_CHINESE_DATE = r"^[1-9]\d{3}年\d{1,2}月\d{1,2}日$"
_NUMBER = r"^\d+(\.\d+)?$"
_MDY = (
    "['%m/%d/%Y %I:%M:%S %p', '%m/%d/%Y %I:%M %p', '%m/%d/%Y %H:%M:%S', '%m/%d/%Y %H:%M', "
    "'%m/%d/%Y %I:%M:%S.%f %p', '%m/%d/%Y %H:%M:%S.%f']"
)
_MDY_SHAPE = rf"^\d{{1,2}}/\d{{1,2}}/[1-9]\d{{3}} {_CLOCK}( ?[AaPp][Mm])?$"
_SERIAL_DAY_0 = -25569 * DAY  # 1899-12-30, so that 61 is 1900-03-01 (1900 system)


def quoted(text: str) -> str:
    """A string literal."""
    return "'" + text.replace("'", "''") + "'"


def named(name: str) -> str:
    """An identifier."""
    return '"' + name.replace('"', '""') + '"'


def macros(rules: ZoneRules) -> list[str]:
    """The statements that define the rules once a connection; the printed SQL of a figure uses the names."""
    return [
        # Most texts have nothing to trim, and looking at both ends costs a tenth of trimming; none of the spaces
        # lies between ! and ~ or above U+3000, and the first of these, asked alone, costs half of both.
        "CREATE OR REPLACE TEMP MACRO has_plain_ends(t) AS (ascii(t[-1]) BETWEEN 33 AND 126 AND t BETWEEN '!' AND '~')",
        "CREATE OR REPLACE TEMP MACRO is_solid(c) AS (c BETWEEN '!' AND '~' OR c >= '\u3001')",
        "CREATE OR REPLACE TEMP MACRO has_solid_ends(t) AS is_solid(t) AND is_solid(t[-1])",
        f"CREATE OR REPLACE TEMP MACRO trimmed(t) AS CASE WHEN has_plain_ends(t) THEN t "
        f"WHEN has_solid_ends(t) THEN t ELSE trim(t, {quoted(_SPACES)}) END",
        # What most rows are comes first: where a whole block passes the first test, its texts are not even copied.
        f"CREATE OR REPLACE TEMP MACRO filled(t) AS CASE WHEN has_plain_ends(t) THEN t WHEN t IS NULL THEN NULL "
        f"WHEN has_solid_ends(t) THEN t ELSE nullif(trim(t, {quoted(_SPACES)}), '') END",
        f"CREATE OR REPLACE TEMP MACRO from_local(x) AS {rules.from_local_sql('x')}",
        f"CREATE OR REPLACE TEMP MACRO to_local(x) AS {rules.to_local_sql('x')}",
        "CREATE OR REPLACE TEMP MACRO clock_time(t) AS epoch_us(TRY_CAST(replace(t, ',', '.') AS TIMESTAMP))",
        # A look at one character rules a form out for a tenth of what its pattern takes.
        f"CREATE OR REPLACE TEMP MACRO extended(t) AS CASE WHEN t[5] IN ('-', '/') THEN t "
        f"WHEN regexp_matches(t, {quoted(_CHINESE)}) THEN rtrim(translate(t, '年月日时分秒', '-- ::'), ':') "
        f"WHEN regexp_matches(t, {quoted(_BASIC)}) THEN regexp_replace(regexp_replace(t, "
        r"'^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)', '\1-\2-\3T\4:\5:\6'), "
        r"'^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)', '\1-\2-\3T\4:\5') ELSE t END",
        f"CREATE OR REPLACE TEMP MACRO serial_time(t) AS CASE WHEN TRY_CAST(t AS DOUBLE) BETWEEN 61 AND 2958465 "
        f"THEN CAST(round(CAST(t AS DOUBLE) * 86400000) AS BIGINT) * 1000 + ({_SERIAL_DAY_0}) END",
        f"CREATE OR REPLACE TEMP MACRO local_time(t) AS CASE WHEN t[-6] = '+' THEN NULL "
        f"WHEN regexp_matches(t, {quoted(_LOCAL)}) THEN clock_time(t) "
        f"WHEN regexp_matches(t, {quoted(_NUMBER)}) THEN serial_time(t) END",
        f"CREATE OR REPLACE TEMP MACRO offset_time(t) AS CASE WHEN regexp_matches(t, {quoted(_OFFSET)}) "
        f"THEN epoch_us(TRY_CAST(replace(t, ',', '.') AS TIMESTAMPTZ)) END",
        f"CREATE OR REPLACE TEMP MACRO mdy_time(t) AS CASE WHEN regexp_matches(t, {quoted(_MDY_SHAPE)}) "
        f"THEN epoch_us(try_strptime(upper(t), {_MDY})) END",
        "CREATE OR REPLACE TEMP MACRO epoch_time(t) AS CASE WHEN regexp_matches(t, '^-?\\d{1,12}(\\.\\d+)?$') "
        "THEN CAST(round(CAST(t AS DECIMAL(30, 9)) * 1000000) AS BIGINT) END",
        f"CREATE OR REPLACE TEMP MACRO date_time(t) AS CASE "
        f"WHEN regexp_matches(t, {quoted(_DATE)}) THEN clock_time(t) "
        f"WHEN regexp_matches(t, {quoted(_CHINESE_DATE)}) THEN "
        f"clock_time(replace(replace(replace(t, '年', '-'), '月', '-'), '日', '')) END",
    ]


def text_sql(column: Column, told: TableDescription, there: Mapping[str, str]) -> str:
    """SQL: the column's text after trimming, `[table.empty]`, joining and `[table.values]`; NULL when empty.

    `there` gives the SQL of each of their columns that the file has.
    """
    sources = [source for source in told.sources(column.name) if source in there]
    if not sources:
        return "CAST(NULL AS VARCHAR)"
    parts = [_part(there[source], empty_words(source, column, told)) for source in sources]
    text = parts[0] if len(parts) == 1 else f"nullif(concat_ws(' ', {', '.join(parts)}), '')"
    emptied = [
        f"coalesce(trimmed({there[source]}) IN ({_words(words)}), false)"
        for source in sources
        if len(parts) > 1 and (words := empty_words(source, column, told))
    ]
    if emptied:
        text = f"CASE WHEN {' OR '.join(emptied)} THEN NULL ELSE {text} END"
    if told.values.get(column.name):
        pairs = told.values[column.name].items()
        cases = " ".join(f"WHEN {quoted(theirs)} THEN {quoted(ours)}" for theirs, ours in pairs)
        text = f"nullif(CASE {text} {cases} ELSE {text} END, '')"
    return text


def _part(source: str, words: tuple[str, ...]) -> str:
    if not words:
        return f"filled({source})"
    return f"CASE WHEN trimmed({source}) IN ({_words(('', *words))}) THEN NULL ELSE trimmed({source}) END"


def empty_words(source: str, column: Column, told: TableDescription) -> tuple[str, ...]:
    """The words that mean nothing in that column: under their name, or under ours where it is mapped."""
    ours = told.empty.get(column.name, ()) if column.name in told.columns and column.name != source else ()
    return (*told.empty.get(source, ()), *ours)


def _words(words: tuple[str, ...]) -> str:
    return ", ".join(quoted(word) for word in words)


def value_sql(column: Column, text: str) -> str:
    """SQL: the typed value of a text that is no time: flags as BOOLEAN, rounds as BIGINT."""
    match column.kind:
        case Kind.FLAG:
            return (
                f"CASE WHEN lower({text}) IN ('true', '1', '是', 'y') THEN true "
                f"WHEN lower({text}) IN ('false', '0', '否', 'n') THEN false END"
            )
        case Kind.CHOICE:
            return f"TRY_CAST({text} AS ENUM ({_words(column.choices)}))"
        case Kind.ROUNDS:
            return (
                f"CASE WHEN regexp_matches({text}, '^\\+?0*[1-9]\\d{{0,17}}(\\.0+)?$') "
                f"THEN CAST(regexp_extract({text}, '\\d+') AS BIGINT) END"
            )
        case _:
            return text


def time_sql(text: str, form: str | None) -> tuple[str | None, str | None]:
    """SQL of a time's text as (local time, instant): what a form can write; NULL where it is neither.

    Both in microseconds; local time counts as if its zone were UTC. Turning one into the other is a step of
    its own, because it looks at its operand once for every change of the zone's rules.
    """
    match form:
        case "mdy":
            return f"mdy_time({text})", None
        case "epoch":
            return None, f"epoch_time({text})"
        case "date":
            return f"date_time({text})", None
        case "date_end":
            return f"date_time({text}) + {DAY}", None
        case _:
            return f"local_time({text})", f"offset_time({text})"
