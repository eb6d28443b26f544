"""Who is watched, as data: apps, the firms behind them, the context actors that keep their own numbers."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from extraction.errors import WatchlistError

Name = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


_PROBLEMS = {"missing": "is missing", "extra_forbidden": "is no field; remove it or correct its name"}


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AppName(_Entry):
    """What an app is called on the dashboard, by language."""

    en: Name
    zh: Name


class App(_Entry):
    """One watched app: its own names (and its models'), its firm's, and those of units that act for it."""

    id: Identifier
    role: Literal["home", "rival"]
    name: AppName
    colour: Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
    app: tuple[Name, ...] = Field(min_length=1)
    company: tuple[Name, ...]
    unit: tuple[Name, ...] = ()
    campaign: tuple[Name, ...] = ()
    first_season: int
    company_before: Identifier | None = None


class Context(_Entry):
    """An actor that is not compared, but whose numbers must not be given to an app that is."""

    id: Identifier
    names: tuple[Name, ...]
    is_venue: bool = False


class Tracker(_Entry):
    """A firm that measures apps: a figure it gives is `measured`. Its first name is the one shown."""

    names: tuple[Name, ...] = Field(min_length=1)


class Rhythm(_Entry):
    """How often news is collected: hourly from `before_days` before New Year's Eve to `after_days` after 元宵, else daily.

    `daily_at` is a time of day in Shanghai, `hourly_minute` the minute of each hour.
    """

    before_days: int = Field(default=45, ge=0, le=120)
    after_days: int = Field(default=30, ge=0, le=120)
    daily_at: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = "06:30"
    hourly_minute: int = Field(default=30, ge=0, le=59)


class Watchlist(_Entry):
    """The whole list, as `config/watchlist.toml` holds it."""

    app: tuple[App, ...] = Field(min_length=1)
    context: tuple[Context, ...] = ()
    tracker: tuple[Tracker, ...] = ()
    calendar: Rhythm = Rhythm()

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        ids = [*(app.id for app in self.app), *(entry.id for entry in self.context)]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise ValueError(f"the id {twice[0]} is used twice; give each entry an id of its own")
        if sum(app.role == "home" for app in self.app) != 1:
            raise ValueError('exactly one [[app]] needs role = "home": it is what the rivals are compared with')
        contexts = {entry.id for entry in self.context}
        strays = sorted({app.company_before for app in self.app if app.company_before} - contexts)
        if strays:
            raise ValueError(f"company_before names {strays[0]}, which is no [[context]] id; add it or correct it")
        return self

    @property
    def apps(self) -> dict[str, App]:
        """The apps by id, in the order of the file."""
        return {app.id: app for app in self.app}


def build_watchlist(data: Mapping[str, object], origin: str) -> Watchlist:
    """The watchlist in parsed TOML `data`; `origin` (the file's name) goes into the error.

    Raises WatchlistError, one line that says which entry to mend and how.
    """
    try:
        return Watchlist.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = _place(data, first["loc"])
        given = "" if isinstance(first["input"], dict) else f" (it is {first['input']!r})"
        problem = _PROBLEMS.get(first["type"]) or first["msg"].removeprefix("Value error, ")
        message = f"{origin}: {place}: {problem}{given}; the head of the file says what stands where"
        raise WatchlistError(message) from error


def _place(data: Mapping[str, object], where: tuple[int | str, ...]) -> str:
    """Where a mistake is, with the name of its entry: app.0.role (qwen)."""
    place = ".".join(str(part) for part in where) or "the file"
    table = data.get(str(where[0])) if where else None
    if not isinstance(table, list) or len(where) < 2 or not isinstance(where[1], int):
        return place
    entry = table[where[1]]
    named = entry.get("id") or entry.get("names") if isinstance(entry, dict) else None
    return f"{place} ({named})" if named else place
