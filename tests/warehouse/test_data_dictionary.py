"""The data dictionary in the docs is that of today's database."""

from tests.conftest import REPOSITORY
from warehouse.data_dictionary import write_dictionary


def test_the_dictionary_in_the_docs_is_what_the_database_says() -> None:
    written = (REPOSITORY / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert written == write_dictionary() + "\n", "python -m warehouse.data_dictionary > docs/data-dictionary.md"


def test_it_names_every_question_with_what_it_takes() -> None:
    written = write_dictionary()
    for question in ("facts_as_of(ts)", "what_changed(since, until)", "evidence(fact_id)", "explain_fact(fact_id)"):
        assert f"* `{question}`: " in written
    assert "### marts.facts" in written
    assert "| None |" not in written
