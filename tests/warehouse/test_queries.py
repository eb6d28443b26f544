"""A question of ours gets its parameters as they are, whatever they say."""

from datetime import UTC, date, datetime

import pytest
from duckdb import DuckDBPyConnection

from warehouse.errors import QueryError
from warehouse.queries import ask_mart

AT = datetime(2026, 2, 16, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "value", ["it's ? and ' OR true --", "", 7, 2.5, True, None, ["a'b", "?"], [], date(2026, 2, 16), AT], ids=repr
)
def test_a_parameter_stays_what_it_is(memory: DuckDBPyConnection, value: object) -> None:
    answer = ask_mart(memory, "SELECT ? AS first, CAST(? AS INTEGER) AS second WHERE ? IS NOT DISTINCT FROM ?",
                      [value, 3, value, value])  # fmt: skip
    assert answer.rows() == [(value, 3)]


def test_the_parameters_of_one_question_are_not_known_to_another(memory: DuckDBPyConnection) -> None:
    assert ask_mart(memory, "SELECT ? AS told", ["before"])["told"].to_list() == ["before"]
    assert memory.sql("SELECT getvariable('asked_0')").fetchall() == [(None,)]


def test_a_question_with_more_places_than_parameters_is_refused(memory: DuckDBPyConnection) -> None:
    with pytest.raises(ValueError, match="longer"):
        ask_mart(memory, "SELECT ?, ?", [1])


def test_a_table_that_an_earlier_release_lacks_is_told(memory: DuckDBPyConnection) -> None:
    with pytest.raises(QueryError, match="made by an earlier version"):
        ask_mart(memory, "SELECT * FROM marts.nowhere WHERE season = ?", [2026])
