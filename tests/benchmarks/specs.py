"""Specs in the form of Recognizers-Text, with cases of our own."""

import json
from pathlib import Path

WANTED = {
    "en": {"Text": "$5", "Resolution": {"value": "5", "unit": "Dollar"}},
    "zh": {"Text": "15元", "Resolution": {"isoCurrency": "CNY", "value": "15", "unit": "Chinese yuan"}},
}


def write_specs(folder: Path, inputs: dict[str, list[str]]) -> None:
    """Each input of a language as a case that wants five dollars or fifteen yuan."""
    for language, texts in inputs.items():
        path = folder / "Specs" / "NumberWithUnit" / language / "CurrencyModel.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        wanted = WANTED["en" if language == "English" else "zh"]
        path.write_text(json.dumps([{"Input": text, "Results": [wanted]} for text in texts]), encoding="utf-8-sig")
