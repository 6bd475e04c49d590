"""What NannyML answers about missing, unseen and out-of-range values.

Each case holds the values of a reference and of one chunk, null for a missing one. NannyML divides by all rows of the
chunk, as we do; where a reference has no missing value it counts a missing value of the chunk as unseen, and we do not:
those cases say "missing counts as unseen".
"""

import os
import warnings

os.environ["NML_DISABLE_USAGE_LOGGING"] = "1"

import nannyml as nml
import pandas as pd

import tables

warnings.filterwarnings("ignore")

CASES = []
SOURCE = "nannyml.{} of NannyML 0.13.1, normalize=True, one chunk"


def share(calculator, reference, current):
    """The share of the whole chunk, or None where NannyML refuses."""
    try:
        calculator.fit(pd.DataFrame({"a": reference}))
        result = calculator.calculate(pd.DataFrame({"a": current}))
        return result.filter(period="analysis").to_df()[("a", "value")].iloc[0]
    except Exception:
        return None


def add(kind, name, reference, current):
    numeric = kind == "numeric"
    series = [pd.Series(values, dtype=float if numeric else object) for values in (reference, current)]
    makers = {"missing": nml.MissingValuesCalculator}
    makers |= {"outside": nml.NumericalRangeCalculator} if numeric else {"unseen": nml.UnseenValuesCalculator}
    expected = {
        check: share(maker(column_names=["a"], chunk_number=1), *series) for check, maker in makers.items()
    }
    CASES.append(
        {
            "name": name,
            "inputs": {"kind": kind, "reference": reference, "current": current},
            "expected": expected,
            "source": SOURCE.format(" and ".join(maker.__name__ for maker in makers.values())),
        }
    )


def generated(seed, size, draw):
    """A linear congruential generator: s <- (1664525 s + 1013904223) mod 2^32, u = (s + 0.5) / 2^32."""
    values, state = [], seed
    for _ in range(size):
        state = (1664525 * state + 1013904223) % 2**32
        values.append(draw((state + 0.5) / 2**32))
    return values


add("numeric", "numbers within the range", [1, 2, 3, 4], [1, 4, 2.5, 3])
add("numeric", "numbers beyond both ends", [1, 2, 3, 4], [0.999, 4, 4.001, -5, 2])
add("numeric", "missing numbers", [1, 2, None, 4], [None, 5, None, 2, 3])
add("numeric", "a constant reference", [7, 7, 7], [7, 8, 6, 7])
add("numeric", "nothing but missing numbers", [1, 2, 3], [None, None, None])
for seed in (1, 2, 3, 4, 5, 6):
    reference = generated(seed, 200, lambda u: None if u < 0.05 else round(u * 10, 3))
    current = generated(seed + 100, 150, lambda u: None if u < 0.1 else round(u * 12 - 0.5, 3))
    add("numeric", f"numbers of seed {seed}", reference, current)
add("categorical", "known categories", ["a", "b", "a", "c"], ["c", "b", "b", "a"])
add("categorical", "unseen categories", ["a", "b", "a", "c"], ["d", "b", "e", "d", "a"])
add("categorical", "missing on both sides", ["a", None, "b"], [None, "c", "a", None])
add("categorical", "missing counts as unseen", ["a", "b"], [None, "c", "a", "b"])
add("categorical", "nothing but unseen", ["a", "b"], ["x", "y", "z"])
for seed in (1, 2, 3, 4, 5, 6):
    reference = generated(seed, 200, lambda u: None if u < 0.05 else "abcdefgh"[int(u * 5)])
    current = generated(seed + 100, 150, lambda u: None if u < 0.1 else "abcdefgh"[int(u * 8)])
    add("categorical", f"categories of seed {seed}", reference, current)
tables.write("quality", ["nannyml", "pandas", "numpy"], CASES)
