"""What befalls each refresh of the soak: which hosts have which fault, and when and how the run is ended."""

import random
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sample import EDITION_NOW
from sample.faults import FAULTS
from sample.manuscripts import load_outlets
from sample.press import Outlet

MOST_FAULTS = 3
COMMAND_ONE_IN = 10
"""So many refreshes have one among them that is the real command, which serves its own newsroom, without faults."""

# A third of the runs dies by -9 with all its crawls; where only the run itself dies, or is told to stop, its crawls
# go on for a moment beside the next run.
ENDINGS = ("calm", "calm", "killed", "killed", "killed alone", "told to stop")

# Pages that name no address of their own are articles at each of ten thousand addresses, and stay so: they were there
# for everybody to read, so that no later run takes them back. These outlets' pages say which is theirs.
NAMED_BY_THEIR_PAGES = {"lamp-market.example", "lantern-daily.example", "paper-boat.example"}


@dataclass(frozen=True, slots=True)
class Turn:
    """One refresh: `faults` are host -> name, `share` is when it is ended, of the length of an undisturbed one.

    `moment` is the instant whose newsroom it finds.
    """

    number: int
    moment: datetime
    faults: Mapping[str, str]
    ending: str
    share: float
    is_command: bool

    def __str__(self) -> str:
        kind = "command" if self.is_command else "refresh"
        faults = ", ".join(f"{host}={name}" for host, name in self.faults.items())
        when = "" if self.ending == "calm" else f" at {self.share:.0%}"
        return f"{self.number:2} {self.moment:%d %b} {kind} {self.ending}{when} {faults}".rstrip()


CALM = Turn(-1, EDITION_NOW, {}, "calm", 1, is_command=False)
"""A refresh that nothing befalls."""


def roll(seed: int, turns: int) -> list[Turn]:
    """The turns of a soak, the same for the same seed, from one in which little is published to the sample's own day.

    The last ones are commands, for these show that day alone. Faults and endings are dealt like cards, so that each
    has its turn.
    """
    dice = random.Random(seed)  # noqa: S311 - the same on every run
    faults, endings = deal(dice, FAULTS), deal(dice, ENDINGS)
    commands_from = turns - turns // COMMAND_ONE_IN
    moments = sorted(one.published for outlet in load_outlets() for one in outlet.articles)
    return [
        Turn(
            number,
            min(moments[len(moments) * number // turns], EDITION_NOW),
            draw_faults(dice, faults) if number < commands_from else {},
            next(endings),
            dice.random(),
            is_command=number >= commands_from,
        )
        for number in range(turns)
    ]


def deal(dice: random.Random, pack: Collection[str]) -> Iterator[str]:
    """The cards of the pack in a random order, over and over."""
    while True:
        yield from dice.sample(sorted(pack), len(pack))


def draw_faults(dice: random.Random, cards: Iterator[str]) -> dict[str, str]:
    """None to three hosts, each with a fault that it can have."""
    outlets = dice.sample(load_outlets(), len(load_outlets()))
    drawn: dict[str, str] = {}
    for _ in range(dice.randint(0, MOST_FAULTS)):
        name = next(cards)
        host = next(one.host for one in outlets if one.host not in drawn and can_have(one, name))
        drawn[host] = name
    return drawn


def can_have(outlet: Outlet, name: str) -> bool:
    """Whether the outlet's kind of listing can have the fault, and a run without it undoes what it did."""
    if name == "10000-items" and outlet.host not in NAMED_BY_THEIR_PAGES:
        return False
    return not FAULTS[name].listings or outlet.discovery in FAULTS[name].listings
