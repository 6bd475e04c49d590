"""Writes the reference tables that the specs of libs/statistics compare with.

A table is a list of cases: {"name", "inputs", "expected", "source"}. Numbers are written with repr, so nothing is lost;
NaN and infinities become null, since JSON has none and the product answers them with a reason.
"""

import importlib.metadata
import json
import math
import pathlib

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "libs" / "statistics" / "reference-tables"


def plain(value):
    """A value as plain JSON: NumPy scalars and arrays become Python's own."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def write(family, packages, cases):
    """Writes one family's table with the versions of the packages it came from."""
    names = [case["name"] for case in cases]
    assert len(set(names)) == len(names), "the names of the cases must differ"
    table = {
        "versions": {name: importlib.metadata.version(name) for name in packages},
        "cases": [plain(case) for case in cases],
    }
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{family}.json"
    path.write_text(json.dumps(table, indent=1, allow_nan=False) + "\n", encoding="utf-8")
    print(f"{family}: {len(cases)} cases")
