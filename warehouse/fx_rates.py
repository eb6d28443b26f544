"""Reads config/fx_rates.toml: the dated yuan rates that turn foreign sums into comparable ones."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from warehouse.batch import make_frame
from warehouse.errors import ReferenceFileError


class Rate(BaseModel):
    """What one unit of `currency` (ISO 4217) was worth in yuan on a day, and the page that supports it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rate_on: date
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    cny_per_unit: Annotated[float, Field(gt=0)]
    source_url: Annotated[str, Field(pattern="^https?://")]
    note: str | None = None


class Rates(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rate: tuple[Rate, ...]


def load_fx_rates(path: Path) -> pl.DataFrame:
    """The rates in `path` as a frame for raw.fx_rates; raises ReferenceFileError, one line on the fault."""
    try:
        rates = Rates.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).rate
    except OSError as error:
        message = f"{path}: cannot be read ({error.strerror}): give the file with the yuan rates"
        raise ReferenceFileError(message) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{path}: not valid TOML: {error}"
        raise ReferenceFileError(message) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        message = f"{path}: {place}: {first['msg']}"
        raise ReferenceFileError(message) from error
    refuse_repeats(path, rates)
    return make_frame("fx_rates", (rate.model_dump() for rate in rates))


def refuse_repeats(path: Path, rates: tuple[Rate, ...]) -> None:
    seen: set[tuple[str, date]] = set()
    for rate in rates:
        key = (rate.currency, rate.rate_on)
        if key in seen:
            message = f"{path}: {rate.currency} has two rates for {rate.rate_on}: keep one"
            raise ReferenceFileError(message)
        seen.add(key)
