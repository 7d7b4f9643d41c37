"""JSON for people: what fits on a line stands on one, so that a table of figures looks like a table."""
from __future__ import annotations

import json

WIDTH = 200


def readable_json(value: object, indent: int = 0, key: str = "") -> str:
    """The same data as json.dumps gives, without a line break at the end. `key` is what stands before it on its line."""
    flat = key + json.dumps(value)
    if indent + len(flat) <= WIDTH or not isinstance(value, (dict, list)) or not value:
        return flat
    if isinstance(value, dict):
        parts = [readable_json(v, indent + 1, f"{json.dumps(k)}: ") for k, v in value.items()]
    else:
        parts = [readable_json(v, indent + 1) for v in value]
    body = (",\n" + " " * (indent + 1)).join(parts)
    opened, closed = "{}" if isinstance(value, dict) else "[]"
    return f"{key}{opened}\n{' ' * (indent + 1)}{body}\n{' ' * indent}{closed}"


def rounded(value: object) -> object:
    """Floats to four digits: a figure that differs in the fifth is no other figure."""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: rounded(v) for key, v in value.items()}
    return [rounded(v) for v in value] if isinstance(value, list) else value
