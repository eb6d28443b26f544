"""What is not as it was, in the release before or on a day? Values to use that moved first, then new, gone, doubted."""

from collections import Counter
from datetime import date
from itertools import groupby

import streamlit as st

from dashboard.address import ALL, link_to, pick, reset
from dashboard.app_filter import choose_apps
from dashboard.change_rows import draw_change
from dashboard.change_span import choose_since
from dashboard.changes import KINDS, Change, list_changes, narrow
from dashboard.dates import write_date, write_instant
from dashboard.downloads import offer
from dashboard.markup import join, tag
from dashboard.notices import notify, notify_state
from dashboard.pages import page_file
from dashboard.reading_changes import find_old_claims, has_release_before, read_changes, read_releases
from dashboard.rereading import draw_rereading
from dashboard.turning import choose, draw_turning
from dashboard.visit import Visit, current

ON_A_PAGE = 25


def show(visit: Visit) -> None:
    """Two releases compared, or in words why there is nothing to compare."""
    words = visit.wording.say
    if visit.season is None:
        notify_state("no_season", visit.wording)
        return
    st.title(words("changes.heading", season=visit.season), anchor=False)
    since = choose_since(visit)
    if since is None and not has_release_before(visit.version):
        notify(words("changes.first"), words("changes.first_do"))
        label = f"{words('changes.to_evidence')} →"
        st.page_link(page_file("evidence"), label=label, query_params=link_to())
    else:
        show_changes(visit.season, since, visit)
    draw_rereading(visit)


def show_changes(season: int, since: date | None, visit: Visit) -> None:
    before, after = find_moments(since, visit)
    with st.spinner(visit.wording.say("changes.working")):
        rows, elsewhere = read_changes(visit.version, season, since)
    changes = list_changes(rows)
    if changes:
        lead = "lead_day" if since else "lead_between" if before else "lead_since"
        said = visit.wording.say(f"changes.{lead}", before=before, after=after)
        st.html(tag("p", said, kind="lead").html)
        show_list(changes, visit)
        offer(rows.drop("was", "now"), f"changes-{season}", visit)
    else:
        explain_same(before, elsewhere, since, visit)
    st.html(tag("p", visit.wording.say("changes.other_span"), kind="explain").html)


def find_moments(since: date | None, visit: Visit) -> tuple[str, str]:
    """The day, or when the release before was released ("" if that is not on record); and when this one was.

    The release before is the last with other facts: one that found nothing new is skipped by the comparison too.
    """
    releases = read_releases(visit.version)
    latest = releases.row(0, named=True)
    earlier = [row for row in releases.iter_rows(named=True) if row["facts_digest"] != latest["facts_digest"]]
    before = write_instant(earlier[0]["released_at"], visit.wording) if earlier else ""
    if since:
        before = write_date(since, visit.wording)
    return before, write_instant(latest["released_at"], visit.wording)


def explain_same(before: str, elsewhere: int, since: date | None, visit: Visit) -> None:
    words = visit.wording.say
    said = "same_day" if since else "same" if before else "same_since"
    same = words(f"changes.{said}", before=before)
    notify(same, words("changes.elsewhere", count=elsewhere) if elsewhere else "")


def show_list(changes: list[Change], visit: Visit) -> None:
    """Filters, and the rows under a heading for each kind of change."""
    words = visit.wording.say
    beside = st.columns([2, 1])
    with beside[0]:
        kind = choose_kind(changes, visit)
    with beside[1]:
        choose_apps(visit)
    fitting = narrow(changes, kind=kind, apps=[app.id for app in visit.shown], free=ALL)
    if not fitting:
        notify(words("changes.none_fit"))
        st.button(words("changes.clear"), on_click=reset, args=("change", "apps", "at"))
        return
    place = st.container()
    on_page = draw_turning(len(fitting), ON_A_PAGE)
    old_claims = find_old_claims(visit.version, fitting[on_page])
    with place:
        for name, rows in groupby(fitting[on_page], key=lambda change: change.kind):
            heading = tag("h2", visit.wording.name("change", name), kind="change-kind")
            st.html(join(heading, tag("p", visit.wording.name("change_long", name), kind="explain")).html)
            for change in rows:
                draw_change(change, old_claims, visit)


def choose_kind(changes: list[Change], visit: Visit) -> str:
    words = visit.wording.say
    counts = Counter(change.kind for change in changes)
    options = [ALL, *(kind for kind in KINDS if counts[kind])]
    choice = pick("change", options, ALL)

    def name(kind: str) -> str:
        if kind == ALL:
            return words("changes.counted", name=words("changes.all"), count=len(changes))
        return words("changes.counted", name=words(f"change.{kind}"), count=counts[kind])

    label = words("changes.kind")
    st.pills(label, options, required=True, format_func=name, key="change", on_change=choose, args=("change",))
    return choice


if __name__ == "__main__":
    show(current())
