"""How many examples a costly property is shown: a few with every change, many in the soak."""

from collections.abc import Callable
from inspect import Parameter, signature
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis.strategies import SearchStrategy

Check = Callable[..., None]


def given_some(few: int, many: int, **strategies: SearchStrategy[Any]) -> Callable[[Check], Check]:
    """As `hypothesis.given(**strategies)`: a test of `few` examples, and one of `many` that is part of the soak.

    What the check takes beside the examples are fixtures.
    """

    def make_test(check: Check) -> Check:
        def test(examples: int, **fixtures: object) -> None:
            def show(**values: object) -> None:
                check(**fixtures, **values)

            show.__name__ = check.__name__  # under which examples that failed are remembered
            settings(max_examples=examples, deadline=None)(given(**strategies)(show))()

        known = signature(check)
        asked = [one for name, one in known.parameters.items() if name not in strategies]
        first = Parameter("examples", Parameter.POSITIONAL_OR_KEYWORD)
        test.__signature__ = known.replace(parameters=[first, *asked])  # type: ignore[attr-defined]
        test.__name__, test.__module__ = check.__name__, check.__module__
        return pytest.mark.parametrize("examples", [few, pytest.param(many, marks=pytest.mark.soak)])(test)

    return make_test
