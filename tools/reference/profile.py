"""What pandas, NumPy, SciPy and scikit-learn say about columns and about scored outcomes.

Columns are written as a rule that both sides follow: "values" is a list, null where missing; otherwise a linear
congruential generator s <- (1664525 s + 1013904223) mod 2^32, u = (s + 0.5) / 2^32, gives n values
(u1 + u2 + u3) * scale + shift, or floor(u * levels) + shift where "levels" is given, or u ** -tail * scale where
"tail" is given. Outcomes take two draws a row: the score is u1, the label is u2 < u1 ** power.
"""

import math

import numpy as np
import pandas as pd
from scipy import stats
from sklearn.metrics import confusion_matrix, roc_auc_score

import tables

PROBABILITIES = [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1]
CASES = []


def draws(seed):
    """The generator's uniform numbers."""
    state = seed
    while True:
        state = (1664525 * state + 1013904223) % 2**32
        yield (state + 0.5) / 2**32


def sample(rule):
    """The values of a column's rule."""
    if "values" in rule:
        return rule["values"]
    u = draws(rule["seed"])
    if "levels" in rule:
        return [math.floor(next(u) * rule["levels"]) + rule["shift"] for _ in range(rule["n"])]
    if "tail" in rule:
        return [next(u) ** -rule["tail"] * rule["scale"] for _ in range(rule["n"])]
    return [(next(u) + next(u) + next(u)) * rule["scale"] + rule["shift"] for _ in range(rule["n"])]


def describe_numbers(name, rule):
    """A numeric column as pandas describes it; infinities are set apart, as the product does."""
    column = pd.Series(sample(rule), dtype="float64")
    finite = column[np.isfinite(column)]
    spread = stats.describe(finite).variance ** 0.5 if len(finite) > 1 else None
    expected = {
        "n": len(finite),
        "distinct": int(finite.nunique()),
        "min": finite.min(),
        "max": finite.max(),
        "mean": finite.mean(),
        "std": finite.std(),
        "scipyStd": spread,
        "quantiles": [float(np.quantile(finite, p)) for p in PROBABILITIES] if len(finite) else [],
    }
    inputs = {"kind": "numeric", "column": rule, "probabilities": PROBABILITIES}
    CASES.append({"name": f"numbers: {name}", "inputs": inputs, "expected": expected, "source": "pandas, numpy, scipy"})


def describe_categories(name, values):
    """A column of categories as pandas counts it."""
    column = pd.Series(values, dtype="object")
    counts = column.value_counts()
    expected = {
        "n": int(column.count()),
        "missing": int(column.isna().sum()),
        "distinct": int(column.nunique()),
        "counts": {str(key): int(rows) for key, rows in counts.items()},
    }
    inputs = {"kind": "categorical", "column": {"values": values}}
    CASES.append({"name": f"categories: {name}", "inputs": inputs, "expected": expected, "source": "pandas"})


def outcomes(name, rule, thresholds):
    """Scores with labels: area under the curve, and the confusion at each threshold."""
    u = draws(rule["seed"])
    rows = [(next(u), next(u)) for _ in range(rule["n"])]
    scores = np.array([score for score, _ in rows])
    labels = np.array([other < score ** rule["power"] for score, other in rows])
    try:
        auc = roc_auc_score(labels, scores)
    except ValueError:
        auc = None
    confusion = []
    for threshold in thresholds:
        tn, fp, fn, tp = confusion_matrix(labels, scores >= threshold, labels=[False, True]).ravel()
        confusion.append({"tp": int(tp), "fp": int(fp), "fn": int(fn), "tn": int(tn)})
    CASES.append(
        {
            "name": f"outcomes: {name}",
            "inputs": {"kind": "outcomes", "rule": rule, "thresholds": thresholds},
            "expected": {"rocAuc": auc, "confusion": confusion},
            "source": "scikit-learn",
        }
    )


describe_numbers("by hand", {"values": [2, 4, 4, 4, 5, 5, 7, 9]})
describe_numbers("one value", {"values": [3.25]})
describe_numbers("nothing but missing values", {"values": [None, None, None]})
describe_numbers("constant", {"values": [7.5] * 20})
describe_numbers("signs and a zero", {"values": [-10, -1.5, 0, 0.25, None, 3, 1e6]})
describe_numbers("far from zero", {"values": [1e9 + step for step in (4, 7, 13, 16)]})
describe_numbers("ends of the range", {"values": [-1e300, -1e-300, 1e-300, 1e300]})
describe_numbers("bell", {"seed": 1, "n": 5000, "scale": 2, "shift": -3})
describe_numbers("bell far away", {"seed": 2, "n": 5000, "scale": 1, "shift": 1e6})
describe_numbers("tiny", {"seed": 3, "n": 3000, "scale": 1e-12, "shift": 0})
describe_numbers("ten levels", {"seed": 4, "n": 4000, "levels": 10, "shift": 0})
describe_numbers("two levels", {"seed": 5, "n": 1000, "levels": 2, "shift": -1})
describe_numbers("four hundred levels", {"seed": 6, "n": 5000, "levels": 400, "shift": 1})
describe_numbers("tail of index 2", {"seed": 7, "n": 5000, "tail": 0.5, "scale": 1})
describe_numbers("tail of index 1/2", {"seed": 8, "n": 5000, "tail": 2, "scale": 0.01})
describe_numbers("tail of index 1/10, negative", {"seed": 9, "n": 5000, "tail": 10, "scale": -1})

describe_categories("by hand", ["b", "a", None, "b", "", "ä"])
describe_categories("nothing", [None, None])
describe_categories("one", ["only"] * 9)

QUARTERS = [0.25, 0.5, 0.75]
TENTHS = [step / 10 for step in range(1, 10)]
outcomes("calibrated", {"seed": 11, "n": 4000, "power": 1}, TENTHS)
outcomes("too sure", {"seed": 12, "n": 4000, "power": 3}, TENTHS)
outcomes("timid", {"seed": 13, "n": 1000, "power": 0.5}, QUARTERS)
outcomes("hundredths", {"seed": 14, "n": 4000, "power": 2}, [step / 100 for step in range(1, 100)])
outcomes("few", {"seed": 15, "n": 12, "power": 1}, QUARTERS)
outcomes("one class", {"seed": 16, "n": 40, "power": 0}, QUARTERS)

tables.write("profile", ["numpy", "pandas", "scipy", "scikit-learn"], CASES)
