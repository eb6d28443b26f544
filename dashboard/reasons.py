"""Why a value stands as it does, in the reader's language: made from the reason's code and what it speaks of."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dashboard.dates import write_as_of
from dashboard.figures import Figure, make_figure, write_amount, write_figure
from dashboard.wording import Wording

Arguments = Mapping[str, Any]

NAMED_RIVALS = 3
# From here on Chinese copy says 亿, the word of scale that is most often misread.
YI = 1e8
VOICE = re.compile(r"(said|reported) by (.+)", re.DOTALL)


def write_reason(fact: Mapping[str, Any], wording: Wording) -> str:
    """The sentence for a row with the columns of `marts.facts`; as recorded, in English, for a code without words."""
    return explain(make_figure(fact), wording)


def explain(figure: Figure, wording: Wording) -> str:
    """The same for a figure, whatever its rank."""
    args = figure.reason_args
    key = f"reason.{choose_words(figure.reason_code, args)}" if args else ""
    if not args or key not in wording.words:
        return figure.reason
    return wording.say(key, **fill_places(args, figure, wording))


def choose_words(code: str | None, args: Arguments) -> str | None:
    """The key of the sentence: some codes are said in two ways."""
    if code in {"magnitude_slip", "article_slips"}:
        return f"{code}_zh" if (args["tens"] or 0) > 0 and (args["usual"] or 0) >= YI else code
    if code == "one_origin":
        return "one_origin_many" if (args["reports"] or 0) > 1 else code
    if code == "fewer_origins":
        return code if args["origins"] < args["others"] else "fewer_reports"
    return code


def fill_places(args: Arguments, figure: Figure, wording: Wording) -> dict[str, object]:
    """What any of the sentences may name; a place that the reason does not speak of is empty."""
    bases = {name: wording.name("basis", args[name] or "") for name in ("basis", "other_basis")}
    rule = wording.words.get(f"rule.{args['rule']}", wording.say("rule.tied"))
    tens = args["tens"]
    return bases | {
        "amount": write_sum(args["amount"], figure, wording),
        "usual": write_usual(args, figure, wording),
        "usual_zh": args["usual_zh"] or "",
        "times": wording.name("times", str(tens)) if tens else "",
        "others": write_others(args, wording),
        "origins": count_voices(args["others"] or 0, wording),
        "count": args["origins"],
        "figures": args["others"],
        "day": write_as_of(args["usual_as_of"], wording),
        "measure": wording.name("measure", args["other_measure"] or ""),
        "rivals": write_rivals(args["rivals"] or (), figure, wording),
        "rule": rule.format(**bases),
        "origin": name_voice(args["origin"] or "", wording),
        "reports": args["reports"],
    }


def write_sum(value: float | None, figure: Figure, wording: Wording) -> str:
    return "" if value is None else write_amount(value, figure, wording)


def write_usual(args: Arguments, figure: Figure, wording: Wording) -> str:
    """The other value, of a preferred one with its bound; an older release tells the number alone."""
    if args["usual"] is None:
        return ""
    bound, most = args.get("usual_bound") or "exact", args.get("usual_max")
    return write_figure(replace(figure, value=args["usual"], value_max=most, bound=bound), wording)


def write_others(args: Arguments, wording: Wording) -> str:
    """Who stands for the other value; their reports are named where they are more than the origins."""
    others, reports = args["others"] or 0, args["other_reports"] or 0
    key = ("one" if others == 1 else "many") + ("_reports" if reports > others else "")
    return wording.say(f"reason.others_{key}", count=others, reports=reports)


def count_voices(count: int, wording: Wording) -> str:
    return wording.say(f"origins.{'one' if count == 1 else 'many'}", count=count)


def write_rivals(rivals: Sequence[Arguments], figure: Figure, wording: Wording) -> str:
    """The other values of a group with their origins, the best first, as many as fit into a sentence."""
    said = [
        wording.say(
            "reason.rival",
            amount=write_rival(rival, figure, wording),
            origins=count_voices(rival["origins"], wording),
        )
        for rival in rivals[:NAMED_RIVALS]
    ]
    named = wording.say("reason.comma").join(said)
    more = len(rivals) - NAMED_RIVALS
    return wording.say("reason.more_rivals", rivals=named, count=more) if more > 0 else named


def write_rival(rival: Arguments, figure: Figure, wording: Wording) -> str:
    """The other value with its bound; an older release tells the number alone."""
    bound, most = rival.get("bound") or "exact", rival.get("amount_max")
    return write_figure(replace(figure, value=rival["amount"], value_max=most, bound=bound), wording)


def name_voice(origin: str, wording: Wording) -> str:
    """An independent origin in words: "said by alibaba", "阿里的报道"; text of another shape as it is."""
    found = VOICE.fullmatch(origin)
    return wording.say(f"voice.{found[1]}", who=found[2]) if found else origin
