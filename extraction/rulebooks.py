"""All rules by id, with the sentence that taught each: what an explanation shows and a test walks through."""

from extraction.distractors import DISTRACTORS
from extraction.event_rules import EVENTS
from extraction.reach_cues import CUES
from extraction.spend_rules import SPEND

_EXAMPLES = {rule.id: rule.example for rule in (*DISTRACTORS, *SPEND, *EVENTS)} | {
    f"reach.{cue.measure}": cue.examples[0] for cue in CUES if cue.measure is not None
}


def describe_rule(rule: str) -> str | None:
    """The sentence that taught a rule; None for a reading that no single rule decides (a carried measure)."""
    return _EXAMPLES.get(rule)
