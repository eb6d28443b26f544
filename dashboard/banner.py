"""Draws how fresh the release is: three things at a glance, what is amiss under them, the rest one click away."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from dashboard.dates import write_instant
from dashboard.freshness import WELL, Freshness, find_silent, make_run
from dashboard.markup import Markup, join, tag
from dashboard.visit import Visit
from dashboard.wording import Wording
from warehouse.reads import QueryError, Release, Run, RunStatus

# So many names are read at a glance; the others are in what `hongbao doctor` says.
NAMED = 5
# A message is one line of a program's words, and may hold an address as long as it likes.
LONGEST = 240
LONGEST_NAME = 40
ALARMS = "SELECT alarm, list(subject ORDER BY subject) AS subjects FROM marts.alarms GROUP BY alarm ORDER BY alarm"
MANY = 100


def draw_edition(wording: Wording) -> Markup:
    """That this is the sample."""
    name, note = wording.say("edition.sample"), wording.say("edition.sample_note")
    return tag("div", tag("strong", f"{name}: "), note, kind="banner")


def draw_freshness(visit: Visit, fresh: Freshness) -> Markup:
    """The strip; amber where anything is amiss."""
    wording, release = visit.wording, visit.release
    glance = join(*tell_glance(fresh, wording), tag("span", wording.say("header.details"), kind="fresh more"))
    rest = tag("ul", *(tag("li", line) for line in tell_rest(visit, fresh)))
    amiss = list(tell_amiss(release, fresh, wording))
    strip = tag("details", tag("summary", glance), rest)
    told = draw_amiss(amiss, wording) if amiss else ""
    return tag("div", strip, told, kind="freshness amiss" if amiss else "freshness")


def tell_glance(fresh: Freshness, wording: Wording) -> Iterator[Markup]:
    """Data up to when, how many sources are well, how the last run ended."""
    say = wording.say
    doubt = "fresh doubt"
    yield tag("span", say("header.data_to", day=write_instant(fresh.data_to, wording)), kind="fresh lead")
    said = "header.unasked" if fresh.is_unasked else "header.sources"
    is_well = fresh.is_unasked or fresh.healthy == fresh.sources
    yield tag("span", say(said, ok=fresh.healthy, count=fresh.sources), kind="fresh" if is_well else doubt)
    yield tag("span", write_run(fresh.last, wording), kind=doubt if fresh.is_ill else "fresh")


def write_run(run: Run | None, wording: Wording) -> str:
    """How a run ended, and when."""
    if run is None:
        return wording.say("header.no_run")
    time = write_instant(run.finished_at or run.started_at, wording)
    return wording.say("header.run", outcome=wording.name("outcome", run.outcome), time=time)


def draw_status(status: RunStatus, wording: Wording) -> Markup:
    """How the last run stands, where there is no release to say more."""
    if status.outcome == "running":
        silent_at = find_silent(status)
        is_silent = silent_at is not None and datetime.now(UTC) > silent_at
        told = tag("p", write_under_way(status, wording, is_silent=is_silent), kind="told")
        return tag("div", told, kind="freshness amiss" if is_silent else "freshness")
    run = make_run(status)
    if status.outcome in WELL:
        return tag("div", tag("strong", write_run(run, wording)), kind="freshness")
    told = tag("p", wording.say("header.stopped", message=cut_message(run, wording)), kind="told")
    return tag("div", tag("strong", write_run(run, wording)), told, kind="freshness amiss")


def tell_rest(visit: Visit, fresh: Freshness) -> Iterator[str]:
    """What few ask for: how much there is, of which run, released when."""
    wording, edition = visit.wording, visit.edition
    counts = {"articles": edition.articles, "claims": edition.claims, "facts": edition.facts}
    yield wording.say("header.holds", **{name: f"{count:,}" for name, count in counts.items()})
    released = write_instant(visit.release.released_at, wording)
    yield wording.say("header.released", edition=wording.say(f"edition.{edition.edition}"), time=released)
    if fresh.last is not None:
        time = write_instant(fresh.last.started_at, wording)
        yield wording.say("header.flow", flow=cut(fresh.last.flow, LONGEST_NAME), time=time)
    if fresh.under_way is not None and not fresh.is_silent:
        yield write_under_way(fresh.under_way, wording)


def write_under_way(status: RunStatus, wording: Wording, *, is_silent: bool = False) -> str:
    """Since when a run is at work, or that nothing was heard of it since."""
    said = "header.silent" if is_silent else "header.under_way"
    return wording.say(said, flow=cut(status.flow, LONGEST_NAME), time=write_instant(status.started_at, wording))


def tell_amiss(release: Release, fresh: Freshness, wording: Wording) -> Iterator[str]:
    """What is amiss, the gravest first; nothing where all is well."""
    if release.notice:
        yield wording.say("header.earlier", notice=release.notice)
    if fresh.last is not None and fresh.is_superseded:
        released = write_instant(release.released_at, wording)
        yield wording.say("header.superseded", message=cut_message(fresh.last, wording), time=released)
    elif fresh.last is not None and fresh.is_ill:
        yield from tell_run(release, fresh.last, wording)
    if fresh.is_late:
        yield wording.say("header.late", time=write_instant(fresh.asked_at, wording))
    if fresh.under_way is not None and fresh.is_silent:
        yield write_under_way(fresh.under_way, wording, is_silent=True)
    yield from tell_alarms(release, wording)


def draw_amiss(amiss: Sequence[str], wording: Wording) -> Markup:
    """What is amiss, and where to look, in one paragraph."""
    said = wording.say("header.amiss", what=wording.say("header.then").join(amiss))
    return tag("p", said, kind="told", is_live=True)


def tell_run(release: Release, run: Run, wording: Wording) -> Iterator[str]:
    """Which sources a run that did not end well lacks, or else how it ended."""
    health = release.health()
    asked = health.filter(health["run_id"] == run.run_id)
    missing = asked.filter(asked["health"].is_in(["failing", "not checked"]))["publisher"].to_list()
    if missing and run.outcome == "partial":
        counts = {"missing": len(missing), "count": asked.height}
        yield wording.say("header.missing", names=write_names(missing, wording), **counts)
        return
    outcome = wording.name("outcome", run.outcome)
    yield wording.say("header.ended", outcome=outcome, message=cut_message(run, wording))


def cut_message(run: Run, wording: Wording) -> str:
    return cut(run.message or wording.say("header.no_message"), LONGEST)


def cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"


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
