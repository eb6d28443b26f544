"""Opens a page of the dashboard in Streamlit's own test harness, as the address of that page does."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[2] / "dashboard" / "app.py"


def open_app(page: str = "compare", **query: str) -> AppTest:
    """The page after its first run, which must not have failed; HONGBAO_DATA names the data folder."""
    app = AppTest.from_file(APP, default_timeout=60)
    if page != "compare":
        app.switch_page(f"views/{page}.py")
    app.query_params.update(query)
    app.run()
    assert not app.exception
    return app
