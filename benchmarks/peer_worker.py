"""Runs inside the peers' Python: reads batches of texts as lines of JSON and answers what the peer found, and how fast.

It imports nothing of ours. Each text is one call, as the peer's own documentation makes it, its models built before.
"""

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

Found = list[dict[str, Any]]
Reader = Callable[[str, str], Found]
_CULTURES = {"en": "en-us", "zh": "zh-cn"}


def recognizers() -> Reader:
    """Microsoft Recognizers-Text: its currency model alone, the least of what it would have to run."""
    return _models(_currency_model)


def recognizers_all() -> Reader:
    """Recognizers-Text with the models of all that our amounts and dates read: currency, number, percentage, date."""
    return _models(_currency_model, _number_model, _percentage_model, _date_model)


def _currency_model(culture: str) -> Any:
    return import_module("recognizers_number_with_unit").NumberWithUnitRecognizer(culture).get_currency_model()


def _number_model(culture: str) -> Any:
    return import_module("recognizers_number").NumberRecognizer(culture).get_number_model()


def _percentage_model(culture: str) -> Any:
    return import_module("recognizers_number").NumberRecognizer(culture).get_percentage_model()


def _date_model(culture: str) -> Any:
    return import_module("recognizers_date_time").DateTimeRecognizer(culture).get_datetime_model()


def _models(*makers: Callable[[str], Any]) -> Reader:
    models = {lang: [make(culture) for make in makers] for lang, culture in _CULTURES.items()}

    def read(text: str, lang: str) -> Found:
        return [
            {"text": one.text, "start": one.start, "end": one.end + 1, **(one.resolution or {})}
            for model in models[lang]
            for one in model.parse(text)
        ]

    return read


def quantulum3() -> Reader:
    """quantulum3's parser, without its optional classifier; it reads English only."""
    parse = import_module("quantulum3.parser").parse

    def read(text: str, _: str) -> Found:
        return [
            {"text": one.surface, "start": one.span[0], "end": one.span[1], "value": one.value, "unit": one.unit.name}
            for one in parse(text)
        ]

    return read


PEERS = {"recognizers": recognizers, "recognizers_all": recognizers_all, "quantulum3": quantulum3}


def main() -> None:
    """Answers each line of standard input with one of standard output until the input ends."""
    read = PEERS[sys.argv[1]]()
    for line in sys.stdin:
        request = json.loads(line)
        started = time.process_time()
        found = [read(text, request["lang"]) for text in request["texts"]]
        seconds = time.process_time() - started
        sys.stdout.write(json.dumps({"found": found, "seconds": seconds}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
