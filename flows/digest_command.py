"""`hongbao digest`: what is new, changed, disputed or retracted since the last digest, as files and as messages."""
# ruff: noqa: PLC0415 - each command imports what it needs: help must not wait for polars

import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from flows.options import INTERRUPTED, TERMINATED, Data, settings_for
from flows.terminal import say

if TYPE_CHECKING:
    from flows.digest_making import Made
    from flows.settings import Settings

_STOPPED = "nothing is told twice; run it again to go on: what was being sent counts as unknown then"
_RESEND = "`hongbao digest --resend"
_ENDS = {signal.SIGINT: (INTERRUPTED, "interrupted"), signal.SIGTERM: (TERMINATED, "told to stop")}


def digest(
    data: Data = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print it; write nothing, send nothing")] = False,
    send: Annotated[bool, typer.Option("--send/--no-send", help="Send it to the channels of HONGBAO_NOTIFY")] = True,
    resend: Annotated[
        str | None, typer.Option(metavar="ID", help="Send this digest again to channels it did not surely reach")
    ] = None,
    form: Annotated[Literal["md", "html"], typer.Option("--format", help="What a dry run prints")] = "md",
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Put a copy of its files here too")] = None,
    lang: Annotated[Literal["en", "zh"], typer.Option(help="Its language")] = "en",
) -> None:
    """Tell what is new since the last digest: nothing is told twice, and without news there is no digest."""
    settings = settings_for(data=data)
    with _ending_at_once():
        if dry_run:
            _show(settings, form, lang)
        else:
            tell(settings, send=send, resend=resend, out=out, lang=lang)


def tell(
    settings: "Settings",
    *,
    send: bool = True,
    resend: str | None = None,
    out: Path | None = None,
    lang: Literal["en", "zh"] = "en",
) -> None:
    """Make a digest, or take that of the id `resend`, and send it; the schedule does so too.

    Raises UndeliveredError where it is written down and did not surely reach every channel.
    """
    from flows.channels import load_channels
    from flows.digest_making import make_digest, send_again

    # A wrong address is told before anything is written.
    _prepare_block(settings)
    channels = load_channels(settings) if send or resend else []
    made = send_again(settings, channels, resend, lang) if resend else make_digest(settings, channels, lang)
    _report(made, out)


@contextmanager
def _ending_at_once() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM end the command now: leaving by an exception would wait for channels that do not answer.

    What is under way is written down as being sent, and the next digest finds that nobody sends it.
    """
    # Polars puts a handler of its own before ours when it is loaded, and that wakes nobody who waits for a thread.
    import flows.digest_making  # noqa: F401

    before = {number: signal.signal(number, _end) for number in _ENDS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, _: FrameType | None) -> None:
    code, why = _ENDS[signal.Signals(number)]
    say(f"hongbao: {why}; {_STOPPED}")
    os._exit(code)


def _prepare_block(settings: "Settings") -> None:
    if settings.notify_block:
        from flows.orchestration import prepare_prefect
        from flows.prefect_server import check_server

        check_server(settings.prefect_api)
        prepare_prefect(settings.data, settings.prefect_api)


def _show(settings: "Settings", form: str, lang: str) -> None:
    from flows.channels import load_channels
    from flows.digest_making import preview
    from flows.digest_pages import render

    _prepare_block(settings)
    labels = [channel.label for channel in load_channels(settings)]
    shown = preview(settings)
    if shown is None:
        say("no news since the last digest")
        return
    typer.echo(render(shown, form, lang), nl=False)
    say(f"a dry run: nothing was written; it would be sent to {', '.join(labels) or 'nobody'}")


def _report(made: "Made", out: Path | None) -> None:
    from flows.errors import UndeliveredError

    for one in (*made.owed, made):
        _report_one(one, out)
    sent = [(one.digest.digest_id, each) for one in (*made.owed, made) if one.digest for each in one.deliveries]
    failed = [(digest_id, each.channel) for digest_id, each in sent if each.outcome != "delivered"]
    told = [f"not delivered to {_name(failed, one)}: mend it, then {_RESEND} {one}`" for one in dict(failed)]
    told += [
        f"cut off on its way to {_name(made.cut, one)}: if it did not come, {_RESEND} {one}`" for one in dict(made.cut)
    ]
    if told:
        raise UndeliveredError("; ".join(told))


def _name(missed: Iterable[tuple[str, str]], digest_id: str) -> str:
    return ", ".join(channel for key, channel in missed if key == digest_id)


def _report_one(made: "Made", out: Path | None) -> None:
    from flows.digest_making import write_pages

    if made.digest is None:
        say("no news since the last digest")
        return
    say(f"digest {made.digest.digest_id}: {len(made.digest.lines)} lines, {', '.join(map(str, made.paths))}")
    if out is not None:
        write_pages(out, made.digest.name, {path.suffix[1:]: path.read_text("utf-8") for path in made.paths})
    for one in made.deliveries:
        say(f"{one.channel}: {one.outcome}{f' ({one.message})' if one.message else ''}")
