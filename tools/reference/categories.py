"""Makes columns of categories by a rule that the specs follow too."""

import numpy as np


def codes(u, rule):
    """
    Codes from numbers in [0, 1): u to the power of 1 + `skew`, by repeated multiplication, cut to `levels` whole numbers, so
    that more skew puts more rows into the first ones; counted from the other end with `flip`; plus `from`; every `gap`-th
    missing.
    """
    value = u.copy()
    for _ in range(rule.get("skew", 0)):
        value = value * u
    value = np.floor(value * rule["levels"])
    if rule.get("flip"):
        value = rule["levels"] - 1 - value
    value = value + rule.get("from", 0)
    if rule.get("gap"):
        value[:: rule["gap"]] = np.nan
    return value


def effects(values):
    """What a category adds to the target: (37 code mod 11) / 4, and 2 where it is missing."""
    return np.where(np.isnan(values), 2, (np.nan_to_num(values) * 37 % 11) / 4)
