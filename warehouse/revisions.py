"""Takes in a batch's articles and claims, version by version: which are new, which come back, which are superseded.

The batch stands in the tables of `warehouse.incoming`; each function gives numbers of rows.
"""

from datetime import datetime

from duckdb import DuckDBPyConnection

from warehouse.batch import Batch
from warehouse.incoming import run_step


def supersede_gone(connection: DuckDBPyConnection, batch: Batch, at: datetime) -> tuple[int, int]:
    """How many articles that are none, and claims of theirs, were superseded."""
    if not batch.gone:
        return 0, 0
    about = {"at": at, "gone": list(batch.gone)}
    articles = run_step(connection, "supersede_gone_articles", about)
    return articles, run_step(connection, "supersede_gone_claims", about)


def load_articles(connection: DuckDBPyConnection, at: datetime) -> tuple[int, int, int]:
    """How many article versions are new, how many known ones are told otherwise, and how many were superseded."""
    run_step(connection, "find_given")
    run_step(connection, "find_kept")
    run_step(connection, "find_fresh")
    new = run_step(connection, "add_articles", {"at": at})
    returned, retold = retell_articles(connection, at)
    run_step(connection, "find_outdated")
    return new + returned, retold, run_step(connection, "supersede_articles", {"at": at})


def retell_articles(connection: DuckDBPyConnection, at: datetime) -> tuple[int, int]:
    """How many versions came back, and how many are told otherwise."""
    run_step(connection, "find_retold")
    run_step(connection, "find_tellings")
    run_step(connection, "find_told")
    retold = run_step(connection, "tell_articles")
    run_step(connection, "drop_tellings")
    run_step(connection, "keep_tellings")
    return run_step(connection, "return_versions", {"at": at}), retold


def load_claims(connection: DuckDBPyConnection, rules_version: str, at: datetime) -> tuple[int, int]:
    """How many claims are new, and how many were superseded; the articles have been loaded."""
    known_from = {"at": at, "rules_version": rules_version}
    # A join with all its claims would take a large batch as long again as to write them down.
    step = "add_all_claims" if run_step(connection, "has_only_fresh") else "add_fresh_claims"
    new, lost = run_step(connection, step, known_from), 0
    if run_step(connection, "find_reread", {"at": at}):
        run_step(connection, "find_kept_claims")
        run_step(connection, "find_new_claims")
        run_step(connection, "find_lost_claims")
        lost = run_step(connection, "supersede_lost_claims", {"at": at})
        new += run_step(connection, "add_new_claims", known_from)
    return new, lost + run_step(connection, "supersede_claims_of_outdated", {"at": at})
