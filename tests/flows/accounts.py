"""What tests of a run's account ask of it."""

from flows import stages
from warehouse.files import FOLDER, read_file
from warehouse.writer import open_writer

CHECK = read_file(FOLDER / "checks" / "pages_are_accounted.sql", "checks").body
STAGES = "SELECT stage, in_count, out_count, rejected, outcome FROM raw.run_stages ORDER BY started_at"


def ask(settings, sql):
    with open_writer(settings.data) as connection:
        return connection.execute(sql).fetchall()


def read_and_load(connection, settings, configuration, ledger):
    rows = stages.read_archive(connection, settings, configuration, ledger)
    stages.load_batch(connection, rows, ledger)
