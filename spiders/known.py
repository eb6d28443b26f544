"""The file that tells a crawl what earlier crawls have learnt of its addresses."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from spiders.errors import CrawlRefusedError
from spiders.job import Validator

KNOWN = TypeAdapter(dict[str, Validator])


def load_known(path: Path | None) -> Mapping[str, Validator]:
    """Read the validators of earlier crawls, address -> Validator; an empty mapping where no file is given.

    Raises:
        CrawlRefusedError: the file is missing or is not such a mapping.
    """
    if path is None:
        return {}
    try:
        return KNOWN.validate_json(path.read_bytes())
    except OSError as error:
        raise CrawlRefusedError(f"{path}: cannot be read ({error.strerror}); leave the known file out") from error
    except ValidationError as error:
        raise CrawlRefusedError(f"{path}: is not a JSON mapping of address to validators; write it anew") from error
