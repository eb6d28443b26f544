"""What the outlet of a sentence is called where readers see it: its publisher, or else the host of its address."""

# The outlet of a sentence of which neither is known; no publisher is called that.
UNKNOWN = "(unknown)"
# As in staging.outlets. A question mark is written \x3F: in a query it stands for a parameter.
HOST = r"^\w+://((www|www-web|m|mobile|amp|wap|c\.m)\.)*([^/:\x3F#@]+)([/:\x3F#]|$)"


def call_outlet(rows: str) -> str:
    """The SQL for the outlet of an article in `rows`, a table with publisher and url; NULL where neither is known."""
    return f"coalesce(nullif({rows}.publisher, ''), nullif(regexp_extract(lower({rows}.url), '{HOST}', 3), ''))"
