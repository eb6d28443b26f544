"""The data dictionary in the docs is that of today's database."""

import pytest

from tests.conftest import REPOSITORY
from warehouse.data_dictionary import write_dictionary


@pytest.fixture(scope="module")
def dictionary() -> str:
    return write_dictionary()


def test_the_dictionary_in_the_docs_is_what_the_database_says(dictionary: str) -> None:
    written = (REPOSITORY / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert written == dictionary + "\n", "python -m warehouse.data_dictionary > docs/data-dictionary.md"


def test_it_names_every_question_with_what_it_takes(dictionary: str) -> None:
    for question in ("facts_as_of(ts)", "what_changed(since, until)", "evidence(fact_id)", "explain_fact(fact_id)"):
        assert f"* `{question}`: " in dictionary
    assert "### marts.facts" in dictionary
    assert "| None |" not in dictionary
