"""From claims to facts: what agrees, what is in dispute, what is a slip, and who counts as one voice."""

from collections.abc import Iterable

import pytest
from hypothesis import strategies as st

from tests.examples import given_some
from tests.warehouse.desk import Desk, event, money, reach, reconcile, reconcile_for


def test_a_translation_slip_is_suspect_and_says_why_in_plain_words() -> None:
    desk = Desk()
    for publisher in ("lantern", "tangyuan", "firecracker"):
        desk.tell(publisher, money("budget", 3e9))
    desk.tell("hasty", money("budget", 30e9))
    right, slip = reconcile(desk, "SELECT * FROM marts.facts ORDER BY value")
    assert (right["rank"], right["status"], right["origins"]) == ("preferred", "corroborated", 3)
    assert (slip["rank"], slip["status"]) == ("deprecated", "suspect")
    assert slip["reason"] == ("30 bn is ten times what 3 other origins say; 30亿 is 3 bn: likely a translation slip")
    assert right["group_id"] == slip["group_id"]


def test_a_slip_within_one_article_is_seen_against_the_others() -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 1e9, "yuanbao"))
    desk.tell("muddled", money("budget", 10e9, "yuanbao"), money("budget", 1e9, "yuanbao"))
    facts = {fact["value"]: fact for fact in reconcile(desk)}
    assert (facts[1e9]["status"], facts[10e9]["status"]) == ("corroborated", "suspect")


def test_a_slip_of_a_slip_competes_with_the_value_at_the_end() -> None:
    desk = Desk()
    for number, value in enumerate([3e4, 3e5, 3e6, 3e7, 3e8, 3e9]):
        for copy in range(6 - number):
            desk.tell(f"outlet-{value:.0f}-{copy}", money("budget", value))
    facts = reconcile(desk, "SELECT * FROM marts.facts ORDER BY value")
    assert [fact["rank"] for fact in facts] == ["preferred", *["deprecated"] * 5]
    assert len({fact["group_id"] for fact in facts}) == 1


def test_two_values_a_factor_of_ten_apart_with_even_votes_are_both_in_dispute() -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9))
    desk.tell("hasty", money("budget", 30e9), day="2026-02-20")
    small, large = reconcile(desk, "SELECT * FROM marts.facts ORDER BY value")
    assert (small["rank"], small["status"]) == ("preferred", "disputed")
    assert (large["rank"], large["status"]) == ("normal", "disputed")
    assert "ten times" in large["reason"]


def test_a_slip_that_a_few_more_outlets_repeat_stands_beside_the_right_value_in_dispute() -> None:
    desk = Desk()
    for number in range(3):
        desk.tell(f"hasty-{number}", money("budget", 10e9))
    for publisher in ("lantern", "tangyuan"):
        desk.tell(publisher, money("budget", 1e9))
    small, large = reconcile(desk, "SELECT * FROM marts.facts ORDER BY value")
    assert (small["status"], large["status"]) == ("disputed", "disputed")
    assert {small["rank"], large["rank"]} == {"preferred", "normal"}
    assert (small["likely_cause"], small["reason"]) == (
        "even_slip",
        "differs from the preferred 10 bn (3 origins): a tenth of it, and the reports are too even to tell which is the slip",
    )


def test_a_value_that_many_give_ten_times_larger_is_a_slip_downwards() -> None:
    desk = Desk()
    for number in range(4):
        desk.tell(f"outlet-{number}", money("budget", 3e9))
    desk.tell("hasty", money("budget", 3e8))
    small, large = reconcile(desk, "SELECT * FROM marts.facts ORDER BY value")
    assert (small["status"], large["status"]) == ("suspect", "corroborated")


def test_a_rounded_sum_in_dollars_is_seen_to_be_a_slip() -> None:
    desk = Desk()
    for publisher in ("lantern", "tangyuan"):
        desk.tell(publisher, money("budget", 3e9))
    desk.tell("hasty", money("budget", 4.2e9, currency="USD"))
    right, slip = reconcile(desk, "SELECT * FROM marts.facts ORDER BY value_cny")
    assert (right["rank"], slip["status"], slip["likely_cause"]) == ("preferred", "suspect", "magnitude_slip")


def test_what_the_company_told_ten_outlets_outweighs_two_that_say_otherwise() -> None:
    desk = Desk()
    for number in range(10):
        desk.tell(f"outlet-{number}", money("budget", 3e9, basis="official", origin="Alibaba"))
    for number in range(2):
        desk.tell(f"hasty-{number}", money("budget", 5e9))
    right, other = reconcile(desk, "SELECT * FROM marts.facts ORDER BY value")
    assert (right["rank"], right["status"], right["origins"], right["reports"]) == ("preferred", "single source", 1, 10)
    assert right["reason"] == "preferred to 5 bn (2 origins): more independent reports"
    assert (other["rank"], other["status"]) == ("normal", "disputed")


def test_a_tracker_that_ten_outlets_quote_outweighs_two_that_say_otherwise() -> None:
    desk = Desk()
    said = {"as_of": "2026-02-07", "basis": "measured", "origin": "QuestMobile"}
    for number in range(10):
        desk.tell(f"outlet-{number}", reach("dau", 73.52e6, **said))
    for number in range(2):
        desk.tell(f"hasty-{number}", reach("dau", 60e6, as_of="2026-02-07"))
    preferred = [fact for fact in reconcile(desk) if fact["rank"] == "preferred"]
    assert [fact["value"] for fact in preferred] == [73.52e6]


def test_sums_without_a_rate_agree_with_nothing() -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 1e8, currency="JPY"))
    desk.tell("tangyuan", money("budget", 5e6, currency="EUR"))
    desk.tell("hasty", money("budget", 3e9))
    facts = reconcile(desk)
    assert len(facts) == len({fact["group_id"] for fact in facts}) == 3
    assert {fact["status"] for fact in facts} == {"single source"}


def test_syndicated_copies_are_one_origin() -> None:
    desk = Desk()
    for publisher, ending in (("wire", "."), ("copy-one", " .\n"), ("copy-two", "!")):
        short = "Three billion"
        desk.tell(publisher, money("budget", 3e9), sentence=short, text=f"{short}, says the wire{ending}")
    (fact,) = reconcile(desk)
    assert (fact["origins"], fact["claims"], fact["status"]) == (1, 3, "single source")


def test_a_long_sentence_lifted_from_another_outlet_is_one_origin() -> None:
    desk = Desk()
    lifted = "The firm will hand out three billion yuan to those who order through its assistant"
    desk.tell("wire", money("budget", 3e9), sentence=lifted, day="2026-02-02")
    desk.tell("lifter", money("budget", 3e9), sentence=lifted, day="2026-02-03")
    (fact,) = reconcile(desk)
    assert (fact["origins"], fact["reason"]) == (1, "one origin only, reported by wire")


def test_a_tracker_that_many_quote_is_one_origin_and_so_is_the_company_however_many_heard_it() -> None:
    desk = Desk()
    for publisher in ("lantern", "tangyuan"):
        measured = {"as_of": "2026-02-07", "basis": "measured", "origin": "QuestMobile"}
        announced = {"basis": "official", "origin": "Alibaba"}
        desk.tell(publisher, reach("dau", 73.52e6, **measured), money("budget", 3e9, **announced))
    facts = {fact["measure"]: fact for fact in reconcile(desk)}
    assert (facts["dau"]["origins"], facts["dau"]["status"]) == (1, "single source")
    assert facts["dau"]["reason"] == "one origin only, said by QuestMobile, in 2 independent reports"
    budget = facts["budget"]
    assert (budget["origins"], budget["reports"], budget["status"]) == (1, 2, "single source")
    assert budget["reason"] == "one origin only, said by Qwen, in 2 independent reports"


def test_a_bound_agrees_with_a_value_a_little_above_it_and_not_with_one_far_above() -> None:
    desk = Desk()
    desk.tell("lantern", reach("dau", 50e6, "yuanbao", as_of="2026-02-18", bound="at_least"))
    desk.tell("tangyuan", reach("dau", 51.2e6, "yuanbao", as_of="2026-02-18"))
    (fact,) = reconcile(desk)
    assert (fact["value"], fact["bound"], fact["status"]) == (51.2e6, "exact", "corroborated")
    desk.tell("outlier", reach("dau", 90e6, "yuanbao", as_of="2026-02-18"))
    assert {fact["value"]: fact["status"] for fact in reconcile(desk)} == {
        51.2e6: "disputed",
        90e6: "disputed",
    }


def test_a_bound_goes_with_the_value_it_names_before_any_other_that_it_allows() -> None:
    desk = Desk()
    dau = {"app": "doubao", "as_of": "2026-02-16"}
    desk.tell("low", reach("dau", 100e6, **dau))
    desk.tell("bound", reach("dau", 100e6, bound="at_least", **dau))
    for publisher in ("high-one", "high-two", "high-three"):
        desk.tell(publisher, reach("dau", 110e6, **dau))
    claims = {fact["value"]: fact["claims"] for fact in reconcile(desk)}
    assert claims == {100e6: 2, 110e6: 3}


def test_milestones_of_one_day_are_facts_of_their_own() -> None:
    desk = Desk()
    for publisher in ("lantern", "tangyuan"):
        orders = [reach("orders", value, as_of="2026-02-06", bound="at_least") for value in (1e6, 5e6, 10e6)]
        desk.tell(publisher, *orders)
    facts = reconcile(desk, "SELECT * FROM marts.facts ORDER BY value")
    assert [(fact["value"], fact["status"]) for fact in facts] == [
        (1e6, "corroborated"), (5e6, "corroborated"), (10e6, "corroborated"),
    ]  # fmt: skip
    assert len({fact["group_id"] for fact in facts}) == 3


def test_a_first_report_of_a_milestone_is_no_slip_of_the_one_before() -> None:
    desk = Desk()
    for publisher in ("lantern", "tangyuan", "firecracker"):
        desk.tell(publisher, reach("orders", 1e6, as_of="2026-02-06", bound="at_least"), day="2026-02-06")
    desk.tell("latest", reach("orders", 10e6, as_of="2026-02-06", bound="at_least"), day="2026-02-07")
    assert {fact["rank"] for fact in reconcile(desk)} == {"preferred"}


def test_a_total_ten_times_too_large_is_suspect() -> None:
    desk = Desk()
    for publisher in ("lantern", "tangyuan"):
        desk.tell(publisher, reach("interactions", 1.9e9, "doubao", as_of="2026-02-16"))
    desk.tell("hasty", reach("interactions", 19e9, "doubao", as_of="2026-02-16"))
    right, slip = reconcile(desk, "SELECT * FROM marts.facts ORDER BY value")
    assert (right["status"], slip["status"]) == ("corroborated", "suspect")
    assert "19亿 is 1.9 bn" in slip["reason"]


def test_near_totals_of_no_certain_day_are_in_dispute() -> None:
    desk = Desk()
    for publisher in ("lantern", "tangyuan"):
        desk.tell(publisher, reach("orders", 200e6, bound="approx"))
    desk.tell("other", reach("orders", 210e6, bound="at_least"))
    rows = reconcile(desk, "SELECT value, rank, reason FROM marts.disputes ORDER BY value")
    assert [(row["value"], row["rank"]) for row in rows] == [(200e6, "preferred"), (210e6, "normal")]
    assert rows[1]["reason"] == "differs from the preferred about 200 m (2 origins): fewer independent origins"


def test_figures_of_other_units_are_no_slips_of_each_other() -> None:
    desk = Desk()
    shared = reach("shares", 21e6, "yuanbao", unit="envelopes", as_of="2026-02-17")
    claimed = reach("shares", 210e6, "yuanbao", unit="claims", as_of="2026-02-17")
    desk.tell("lantern", shared, claimed)
    desk.tell("tangyuan", claimed)
    assert {fact["rank"] for fact in reconcile(desk)} == {"preferred"}


def test_a_figure_without_a_day_belongs_with_the_dated_one() -> None:
    desk = Desk()
    desk.tell("lantern", reach("dau", 73.52e6, as_of="2026-02-07"))
    desk.tell("lantern", reach("dau", 58.48e6, as_of="2026-02-06"))
    desk.tell("tangyuan", reach("dau", 73.52e6), day="2026-02-20")
    facts = {fact["as_of"]: fact for fact in reconcile(desk)}
    assert (facts["2026-02-07"]["claims"], facts["2026-02-06"]["claims"]) == (2, 1)


def test_a_stray_figure_without_a_day_is_disputed_and_leaves_the_dated_one_in_peace() -> None:
    desk = Desk()
    for publisher in ("lantern", "tangyuan"):
        desk.tell(publisher, reach("dau", 100e6, "doubao", as_of="2026-02-16", bound="at_least"))
    desk.tell("other", reach("dau", 120e6, "doubao"), day="2026-02-20")
    facts = {fact["value"]: fact for fact in reconcile(desk)}
    assert (facts[100e6]["rank"], facts[100e6]["status"]) == ("preferred", "corroborated")
    assert (facts[120e6]["rank"], facts[120e6]["status"]) == ("normal", "disputed")
    assert "no day is given" in facts[120e6]["reason"]


def test_an_exact_level_given_for_another_day_than_most_give_it_is_suspect() -> None:
    desk = Desk()
    for publisher in ("lantern", "tangyuan"):
        desk.tell(publisher, reach("dau", 58.48e6, as_of="2026-02-06"), reach("dau", 7.07e6, as_of="2026-02-05"))
    desk.tell("hasty", reach("dau", 58.48e6, as_of="2026-02-05"))
    facts = {(fact["value"], fact["as_of"]): fact for fact in reconcile(desk)}
    assert facts[7.07e6, "2026-02-05"]["status"] == "corroborated"
    assert facts[58.48e6, "2026-02-06"]["status"] == "corroborated"
    misdated = facts[58.48e6, "2026-02-05"]
    assert (misdated["rank"], misdated["status"]) == ("deprecated", "suspect")
    assert misdated["reason"] == "58.48 m is what 2 other origins say of 2026-02-06: likely the wrong day"


def test_coupons_and_prizes_of_other_amounts_are_other_things() -> None:
    desk = Desk()
    desk.tell("lantern", money("coupon", 25), money("coupon", 525, bound="at_most"), money("prize", 10000))
    facts = reconcile(desk)
    assert len({fact["group_id"] for fact in facts}) == 3
    assert {fact["rank"] for fact in facts} == {"preferred"}


def test_the_value_with_more_origins_is_preferred_then_the_better_basis() -> None:
    desk = Desk()
    cap = {"bound": "at_most", "app": "wenxin"}
    desk.tell("lantern", money("prize_max", 10000, **cap))
    desk.tell("tangyuan", money("prize_max", 10000, **cap))
    desk.tell("other", money("prize_max", 6666, basis="official", **cap))
    desk.tell("media", reach("mau", 114e6, "yuanbao", as_of="2026-02"))
    desk.tell("firm", reach("mau", 150e6, "yuanbao", as_of="2026-02", basis="official"))
    preferred = {f["measure"]: f for f in reconcile(desk) if f["rank"] == "preferred"}
    assert preferred["prize_max"]["value"] == 10000
    assert preferred["prize_max"]["reason"] == "preferred to up to 6,666 (1 origin): more independent origins"
    assert preferred["mau"]["value"] == 150e6
    assert preferred["mau"]["reason"] == "preferred to 114 m (1 origin): official before media"


def test_a_forecast_does_not_dispute_what_was_announced() -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9, basis="official"))
    desk.tell("analyst", money("budget", 5e9, basis="forecast", bound="at_least"))
    budget = "SELECT budget_cny FROM marts.campaign_comparison WHERE app = 'qwen'"
    rows, (home,) = reconcile_for(desk, "FROM marts.facts", budget)
    facts = {fact["value"]: fact for fact in rows}
    assert {fact["status"] for fact in facts.values()} == {"single source"}
    assert facts[3e9]["group_id"] != facts[5e9]["group_id"]
    assert home["budget_cny"] == 3e9


def test_a_foreign_sum_supports_the_yuan_value_and_names_its_rate() -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9))
    desk.tell("abroad", money("budget", 432e6, currency="USD"), day="2026-02-04")
    desk.tell("rounded", money("budget", 400e6, currency="USD"))
    desk.tell("unrated", money("budget", 430e6, "yuanbao", currency="EUR"))
    query = "SELECT publisher, value_cny, cny_basis FROM marts.evidence"
    rows, shown = reconcile_for(desk, "FROM marts.facts", query)
    facts, evidence = {fact["app"]: fact for fact in rows}, {row["publisher"]: row for row in shown}
    assert (facts["qwen"]["value"], facts["qwen"]["claims"]) == (3e9, 3)
    assert facts["yuanbao"]["value_cny"] is None
    assert evidence["abroad"]["value_cny"] == 432e6 * 6.96
    assert evidence["abroad"]["cny_basis"] == "USD at 6.96 yuan, rate of 2026-02-02"
    assert evidence["unrated"]["cny_basis"] == "no rate for EUR in config/fx_rates.toml"


def test_claims_about_somebody_else_stay_out_of_the_facts() -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 500e6, "other:wechat", season=2015), money("budget", 3e9))
    facts, claims = reconcile_for(desk, "FROM marts.facts", "FROM staging.claims")
    assert [fact["app"] for fact in facts] == ["qwen"]
    assert len(claims) == 2


def test_the_comparison_has_each_app_and_leaves_empty_what_was_not_found() -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 1e9, "yuanbao"), event("launch", "yuanbao", as_of="2026-02-01"))
    rows = reconcile(desk, "SELECT app, budget_cny, launch_on FROM marts.campaign_comparison")
    assert [row["app"] for row in rows] == ["qwen", "doubao", "wenxin", "yuanbao"]
    assert rows[0]["budget_cny"] is None
    assert (rows[3]["budget_cny"], rows[3]["launch_on"]) == (1e9, "2026-02-01")


def test_a_lone_report_is_no_peak_while_two_others_give_one() -> None:
    desk = Desk()
    for publisher in ("lantern", "tangyuan"):
        desk.tell(publisher, reach("users", 130e6, bound="at_least"))
    desk.tell("muddled", reach("users", 200e6))
    (home,) = reconcile(desk, "SELECT users FROM marts.campaign_comparison WHERE app = 'qwen'")
    assert home["users"] == 130e6


def test_events_of_one_day_are_one_event_and_one_without_a_day_joins_them() -> None:
    desk = Desk()
    desk.tell("lantern", event("outage", as_of="2026-02-06"), day="2026-02-06")
    desk.tell("tangyuan", event("outage"), day="2026-02-07")
    rows = reconcile(desk, "SELECT event, event_on, claims FROM marts.events")
    assert rows == [{"event": "outage", "event_on": "2026-02-06", "claims": 2}]


said = st.builds(
    lambda measure, value, as_of, bound: (measure, value, as_of, bound),
    st.sampled_from(["budget", "orders", "dau", "prize"]),
    st.sampled_from([1e6, 1.01e6, 1.2e6, 2e6, 10e6, 12e6, 19e6, 1.9e6, 200e6, 210e6]),
    st.sampled_from([None, "2026-02", "2026-02-06", "2026-02-07"]),
    st.sampled_from(["exact", "approx", "at_least", "at_most"]),
)


@given_some(few=4, many=40, told=st.lists(st.tuples(st.sampled_from("abcd"), said), min_size=1, max_size=10))
def test_each_claim_is_in_one_fact_and_each_group_has_one_preferred_value(
    told: list[tuple[str, tuple[str, float, str | None, str]]],
) -> None:
    desk = Desk()
    for publisher, (measure, value, as_of, bound) in told:
        make = money if measure in ("budget", "prize") else reach
        desk.tell(publisher, make(measure, value, as_of=as_of, bound=bound))
    facts = reconcile(desk)
    assert sum(int(str(fact["claims"])) for fact in facts) == len(told)
    assert len({fact["fact_id"] for fact in facts}) == len(facts)
    preferred = [fact["group_id"] for fact in facts if fact["rank"] == "preferred"]
    assert sorted(preferred) == sorted({fact["group_id"] for fact in facts})


@pytest.mark.parametrize("steps", [range(12), reversed(range(12)), (5, 0, 11, 3, 8, 1, 10, 2, 7, 4, 9, 6)])
def test_near_values_that_lead_on_to_far_ones_do_not_all_agree(steps: Iterable[int]) -> None:
    """Each of twelve is within rounding of the next, and the last is a fifth more than the first."""
    desk = Desk()
    for step in steps:
        desk.tell(f"outlet-{step}", reach("dau", 100e6 * 1.018**step, as_of="2026-02-10"))
    facts = reconcile(desk, "SELECT * FROM marts.facts ORDER BY value")
    assert len({row["fact_id"] for row in facts}) == len(facts) == 6
    assert {row["status"] for row in facts} == {"disputed"}
    assert [row["origins"] for row in facts] == [2] * 6


def test_values_between_which_others_lie_go_with_the_one_of_most_reports() -> None:
    desk = Desk()
    for outlet in ("a", "b", "c"):
        desk.tell(outlet, reach("dau", 100e6, as_of="2026-02-10"))
    desk.tell("d", reach("dau", 98.5e6, as_of="2026-02-10"))
    desk.tell("e", reach("dau", 101.5e6, as_of="2026-02-10"))
    first, second = reconcile(desk, "SELECT * FROM marts.facts ORDER BY origins DESC")
    assert (first["value"], first["origins"], first["rank"]) == (100e6, 4, "preferred")
    assert (second["value"], second["origins"]) == (101.5e6, 1)


def test_values_that_round_to_the_same_digits_have_ids_of_their_own() -> None:
    desk = Desk()
    for number in range(9):
        desk.tell(f"a{number}", reach("dau", 100.9e6, as_of="2026-02-10"))
    desk.tell("b", reach("dau", 99e6, as_of="2026-02-10"))
    desk.tell("c", reach("dau", 101.1e6, as_of="2026-02-10"))
    facts = reconcile(desk)
    assert len({row["fact_id"] for row in facts}) == len(facts) == 2
