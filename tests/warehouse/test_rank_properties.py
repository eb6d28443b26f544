"""What holds of every rank: the order of claims is irrelevant, and support never hurts."""

from random import Random

from hypothesis import strategies as st

from tests.examples import given_some
from tests.warehouse.desk import AT, Desk, borrow_memory, build_for, money, open_memory, reach, reconcile
from warehouse.load import load
from warehouse.models import build_models, order_models

Told = tuple[str, str, float, str | None, str]
RANKS = ("deprecated", "normal", "preferred")
told = st.tuples(
    st.sampled_from("abcd"),
    st.sampled_from(["budget", "orders", "dau", "users"]),
    st.sampled_from([1e6, 1.01e6, 1.2e6, 2e6, 10e6, 12e6, 19e6, 1.9e6, 200e6, 210e6]),
    st.sampled_from([None, "2026-02-06", "2026-02-07"]),
    st.sampled_from(["exact", "approx", "at_least"]),
)


def report(telling: list[Told]) -> Desk:
    """A desk with one article for each claim."""
    desk = Desk()
    for number, (publisher, measure, value, as_of, bound) in enumerate(telling):
        make = money if measure == "budget" else reach
        desk.tell(publisher, make(measure, value, as_of=as_of, bound=bound), article_id=f"{publisher}-{number}")
    return desk


def rank_of(telling: list[Told], place: int) -> int:
    """The rank of the value that the claim at `place` supports, as its place in RANKS."""
    publisher = telling[place][0]
    rows = reconcile(
        report(telling),
        "SELECT claim_id, rank FROM marts.facts JOIN staging.fact_claims USING (fact_id)",
    )
    ranks = {row["claim_id"]: row["rank"] for row in rows}
    return RANKS.index(ranks[f"{publisher}-{place}#0"])


amounts = st.floats(1, 1e12, allow_nan=False)


@given_some(few=5, many=100, pairs=st.lists(st.tuples(amounts, st.integers(-5, 5)), min_size=1, max_size=20))
def test_a_slip_upwards_is_one_downwards_from_the_other_side(pairs: list[tuple[float, int]]) -> None:
    with borrow_memory() as connection:
        build_for(connection, query := "SELECT staging.slip(?, ?), staging.slip(?, ?)")
        for amount, tens in pairs:
            other = amount * 10**tens
            up, down = connection.execute(query, [amount, other, other, amount]).fetchone() or (None, None)
            assert (up, down) == ((-tens, tens) if 1 <= abs(tens) <= 4 else (0, 0))


@given_some(few=3, many=30, telling=st.lists(told, min_size=2, max_size=10), chance=st.randoms(use_true_random=False))
def test_the_order_in_which_articles_come_is_irrelevant(telling: list[Told], chance: Random) -> None:
    desk, other = report(telling), report(telling)
    chance.shuffle(other.articles)
    chance.shuffle(other.claims)
    query = "SELECT * EXCLUDE (first_seen_at, last_seen_at) FROM marts.facts"
    assert reconcile(desk, query) == reconcile(other, query)


@given_some(few=3, many=30, telling=st.lists(told, min_size=1, max_size=8), data=st.data())
def test_one_more_report_of_the_same_never_lowers_the_rank_of_a_value(telling: list[Told], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(telling) - 1))
    supported = [*telling, ("echo", *telling[place][1:])]
    assert rank_of(supported, place) >= rank_of(telling, place)


def test_no_model_compares_every_claim_with_every_other() -> None:
    desk = report([("a", "dau", 1e6, None, "exact"), ("b", "dau", 1e6, "2026-02-06", "at_least")])
    with open_memory() as connection:
        load(connection, desk.batch(), AT)
        build_models(connection)
        for model in order_models():
            if model.schema == "staging":
                ((_, plan),) = connection.execute(f"EXPLAIN {model.body}").fetchall()
                assert "BLOCKWISE_NL_JOIN" not in plan, model.name
