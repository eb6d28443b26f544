"""The top of every page: which edition this is, how fresh it is, and the switches of language and season."""

from collections.abc import Iterator, Sequence

import streamlit as st

from dashboard.address import keep
from dashboard.dates import write_instant
from dashboard.markup import Markup, join, tag
from dashboard.visit import Visit
from dashboard.wording import LANGUAGES, Wording
from warehouse.reads import QueryError, Release, Run

# So many names are read at a glance; the others are in what `hongbao doctor` says.
NAMED = 5
ALARMS = "SELECT alarm, list(subject ORDER BY subject) AS subjects FROM marts.alarms GROUP BY alarm ORDER BY alarm"
MANY = 100


def draw_header(visit: Visit, seasons: list[str]) -> None:
    """Banners, freshness line and switches; `seasons` are those to choose from, latest first."""
    if visit.edition.edition == "sample":
        st.html(draw_banner(visit.wording).html)
    if visit.release.notice:
        st.html(draw_notice(visit.release.notice, visit.wording).html)
    amiss = [*tell_run(visit.release, visit.wording), *tell_alarms(visit.release, visit.wording)]
    if amiss:
        st.html(draw_amiss(amiss, visit.wording).html)
    row = st.container(horizontal=True, vertical_alignment="center", key="header")
    with row:
        st.html(tag("div", *freshness(visit), kind="freshness").html)
        draw_switches(visit.wording, seasons)


def draw_banner(wording: Wording) -> Markup:
    name, note = wording.say("edition.sample"), wording.say("edition.sample_note")
    return tag("div", tag("strong", f"{name}: "), note, kind="banner")


def draw_notice(notice: str, wording: Wording) -> Markup:
    """That an earlier release is shown, and why and what to do in the words of the one who opened it."""
    return tag("div", tag("strong", f"{wording.say('header.earlier')}: "), notice, kind="banner")


def draw_amiss(amiss: Sequence[str], wording: Wording) -> Markup:
    """What the last run lacks and found amiss, and where to look, in one sentence."""
    said = wording.say("header.amiss", what=wording.say("header.then").join(amiss))
    return tag("div", said, kind="banner amiss")


def tell_run(release: Release, wording: Wording) -> Iterator[str]:
    """Which sources the last run lacks, or else how it ended; nothing of one that went well or is under way."""
    run = release.last_run()
    if run is None or run.outcome in {"completed", "running"}:
        return
    health = release.health()
    asked = health.filter(health["run_id"] == run.run_id)
    missing = asked.filter(asked["health"].is_in(["failing", "not checked"]))["publisher"].to_list()
    if missing:
        counts = {"missing": len(missing), "count": asked.height}
        yield wording.say("header.missing", names=write_names(missing, wording), **counts)
    else:
        yield wording.say("header.ended", outcome=wording.name("outcome", run.outcome), message=run.message or "?")


def tell_alarms(release: Release, wording: Wording) -> Iterator[str]:
    """What the last run found amiss, each with what it is about; nothing where no alarm is open."""
    try:
        alarms = release.query(ALARMS, MANY).rows()
    except QueryError:
        return  # a release of an earlier Hongbao has no alarms
    if alarms:
        told = wording.say("header.comma").join(write_alarm(alarm, subjects, wording) for alarm, subjects in alarms)
        yield wording.say("header.alarms", names=told)


def write_alarm(alarm: str, subjects: Sequence[str], wording: Wording) -> str:
    return wording.say("header.alarm", alarm=wording.name("alarm", alarm), names=write_names(subjects, wording))


def write_names(names: Sequence[str], wording: Wording) -> str:
    shown = wording.say("header.comma").join(names[:NAMED])
    return shown if len(names) <= NAMED else wording.say("header.more", names=shown, count=len(names) - NAMED)


def draw_switches(wording: Wording, seasons: list[str]) -> None:
    if seasons:
        st.segmented_control(
            wording.say("app.season"),
            seasons,
            format_func=lambda year: wording.say("app.season_name", year=year),
            key="season",
            required=True,
            on_change=keep,
            args=("season",),
            label_visibility="collapsed",
        )
    draw_language(wording)


def draw_language(wording: Wording) -> None:
    """The switch of language, which stands even where there is nothing else to show."""
    st.segmented_control(
        wording.say("app.language"),
        LANGUAGES,
        format_func=lambda lang: wording.say(f"language.{lang}"),
        key="lang",
        required=True,
        on_change=keep,
        args=("lang",),
        label_visibility="collapsed",
    )


def freshness(visit: Visit) -> Iterator[Markup]:
    """One small piece for each thing that tells how far the release can be trusted today."""
    release, edition, wording = visit.release, visit.edition, visit.wording
    health = release.health()
    healthy = health.filter(health["health"] == "ok").height
    day = write_instant(edition.newest_article_at, wording)
    yield tag("span", wording.say("header.data_to", day=day), kind="fresh lead")
    yield tag("span", wording.say("header.articles", count=f"{edition.articles:,}"), kind="fresh")
    yield tag("span", wording.say("header.claims", count=f"{edition.claims:,}"), kind="fresh")
    sources = wording.say("header.sources", ok=healthy, count=health.height)
    yield tag("span", sources, kind="fresh" if healthy == health.height else "fresh doubt")
    yield draw_run(release.last_run(), wording)
    released = wording.say("header.released", time=write_instant(release.released_at, wording))
    yield tag("span", released, kind="fresh")


def draw_run(run: Run | None, wording: Wording) -> Markup:
    if run is None:
        return tag("span", wording.say("header.no_run"), kind="fresh")
    outcome = wording.name("outcome", run.outcome)
    time = write_instant(run.finished_at or run.started_at, wording)
    words = wording.say("header.run", outcome=outcome, time=time)
    kind = "fresh" if run.outcome == "completed" else "fresh doubt"
    return join(tag("span", words, kind=kind, title=run.message or ""))
