"""Asks scikit-learn and LightGBM what they learn, for the specs of libs/statistics/learning.

Columns are made by a rule that both sides follow: u is the linear congruential generator x -> (1664525 x + 1013904223)
mod 2**32 over 2**32, started at the case's seed; feature f of row r is u[r (features + 1) + f] after the rounding that the
case states, and the target follows from the features and the last u of the row. Categories follow the rule of
categories.py.
"""

import ctypes

import numpy as np
from categories import codes, effects
from lightgbm import LGBMClassifier, LGBMRegressor
from lightgbm.basic import _LIB
from sklearn.decomposition import PCA
from sklearn.isotonic import IsotonicRegression
from sklearn.model_selection import StratifiedShuffleSplit
from tables import write


def uniform(seed, n):
    out, x = np.empty(n), seed
    for i in range(n):
        x = (1664525 * x + 1013904223) % 2**32
        out[i] = x / 2**32
    return out


def made(rule):
    """Features and target; `levels` distinct values a feature, shifted by `shift`, every `gap`-th value missing."""
    n, width = rule["rows"], rule["features"]
    u = uniform(rule["seed"], n * (width + 1)).reshape(n, width + 1)
    features = u[:, :width]
    if rule["levels"] is not None:
        features = np.floor(features * rule["levels"])
    features = features - rule["shift"]
    target = features[:, 0] * 2 + features[:, 1] * features[:, 1 % width] + u[:, width]
    if rule["objective"] == "binary":
        target = (u[:, width] < 1 / (1 + np.exp(-features[:, 0]))).astype(float)
    features = features.copy()
    if rule["gap"]:
        features.reshape(-1)[:: rule["gap"]] = np.nan
    return features, target


def trees():
    rules = {
        "few distinct values": {"seed": 1, "rows": 300, "features": 3, "levels": 6},
        "many distinct values": {"seed": 2, "rows": 400, "features": 2, "levels": None},
        "more values than bins": {"seed": 3, "rows": 1500, "features": 2, "levels": None},
        "values around zero": {"seed": 4, "rows": 500, "features": 3, "levels": 9, "shift": 4},
        "missing values": {"seed": 5, "rows": 500, "features": 3, "levels": 8, "gap": 7},
        "one missing feature value": {"seed": 6, "rows": 200, "features": 2, "levels": 2, "gap": 9},
        "too few rows to cut": {"seed": 7, "rows": 39, "features": 2, "levels": None},
        "two classes": {"seed": 8, "rows": 600, "features": 3, "levels": 7, "shift": 3, "objective": "binary"},
        "two classes, many values": {"seed": 9, "rows": 900, "features": 2, "levels": None, "objective": "binary"},
        "two classes, missing values": {"seed": 10, "rows": 500, "features": 2, "levels": 5, "gap": 6, "objective": "binary"},
    }
    for name, rule in rules.items():
        rule = {"levels": None, "shift": 0, "gap": 0, "objective": "squared_error", **rule}
        features, target = made(rule)
        options = {"verbose": -1, "deterministic": True, "num_threads": 1}
        if rule["objective"] == "binary":
            values = LGBMClassifier(**options).fit(features, target).predict_proba(features)[:, 1]
        else:
            values = LGBMRegressor(**options).fit(features, target).predict(features)
        # Every row costs space: one in ten, and the mean of all.
        expected = {"every": 10, "values": values[::10], "mean": values.mean(), "square": (values**2).mean()}
        yield {"name": f"boosted trees: {name}", "inputs": rule, "expected": expected, "source": "LightGBM 4.5.0"}


def mixed(rule, seed, n, more=0):
    """Columns of categories (with `more` levels than the rule says) and of numbers, and the target that they make."""
    width = len(rule["columns"])
    u = uniform(seed, n * (width + 1)).reshape(n, width + 1)
    features, target = np.empty((n, width)), u[:, width] * rule["noise"]
    for at, column in enumerate(rule["columns"]):
        if column is None:
            features[:, at] = u[:, at]
            target = target + u[:, at]
        else:
            features[:, at] = codes(u[:, at], {**column, "levels": column["levels"] + more})
            target = target + effects(features[:, at])
    if rule["objective"] == "binary":
        target = (target > rule["middle"]).astype(float)
    return features, target


def category_trees():
    dominant = {"levels": 5, "skew": 5}
    rules = {
        "one against the others": {"columns": [{"levels": 3}]},
        "sets of four": {"columns": [{"levels": 4}], "objective": "binary", "middle": 2},
        "sets of forty": {"rows": 1200, "columns": [{"levels": 40, "skew": 1}]},
        "sets of forty, two classes": {"rows": 1200, "columns": [{"levels": 40}], "objective": "binary", "middle": 2.5},
        "more categories than 255": {"rows": 2500, "columns": [{"levels": 400}]},
        "more categories than 255, two classes": {"rows": 2500, "columns": [{"levels": 300, "skew": 1}], "objective": "binary", "middle": 2},
        "rare categories": {"rows": 1200, "columns": [{"levels": 70, "skew": 3}]},
        "rare categories from 1 on": {"rows": 900, "columns": [{"levels": 50, "skew": 4, "from": 1}]},
        "missing categories": {"rows": 800, "columns": [{"levels": 12, "gap": 5}]},
        "missing categories, few": {"rows": 300, "columns": [{"levels": 2, "gap": 3}]},
        "all missing": {"columns": [{"levels": 2, "gap": 1}, {"levels": 6}]},
        "one category": {"columns": [{"levels": 1}, None]},
        "beside numbers": {"rows": 1000, "columns": [{"levels": 9, "skew": 1}, None, {"levels": 3}]},
        "beside numbers, two classes": {"rows": 1000, "columns": [{"levels": 14, "gap": 9}, None, None], "objective": "binary", "middle": 3.5},
        "mostly one category, twice": {"rows": 900, "columns": [{**dominant, "from": 1}, {**dominant, "from": 1, "flip": True}]},
        "mostly one category, two classes": {
            "rows": 900,
            "columns": [{**dominant, "gap": 11}, {**dominant, "flip": True}, {"levels": 9, "skew": 8, "from": 1}],
            "objective": "binary",
            "middle": 2.5,
        },
        "bins of a sample": {"rows": 201_000, "columns": [{"levels": 300, "skew": 2}, None], "noise": 3},
        "too few rows for a set": {"rows": 90, "columns": [{"levels": 8}]},
    }
    for index, (name, rule) in enumerate(rules.items()):
        rule = {"seed": 20 + index, "rows": 500, "objective": "squared_error", "noise": 1, "middle": 0, **rule}
        features, target = mixed(rule, rule["seed"], rule["rows"])
        fresh, _ = mixed(rule, rule["seed"] + 100, 200, more=2)
        model = LGBMClassifier if rule["objective"] == "binary" else LGBMRegressor
        categorical = [at for at, column in enumerate(rule["columns"]) if column is not None]
        fitted = model(verbose=-1, deterministic=True, num_threads=1).fit(features, target, categorical_feature=categorical)
        ask = (lambda rows: fitted.predict_proba(rows)[:, 1]) if rule["objective"] == "binary" else fitted.predict
        values = ask(features)
        expected = {"every": 8, "values": ask(fresh)[::8], "mean": values.mean(), "square": (values**2).mean()}
        yield {"name": f"categories: {name}", "inputs": rule, "expected": expected, "source": "LightGBM 4.5.0"}


def bin_samples():
    """Which rows LightGBM cuts bins from, by the call of its C interface that tells."""
    for rows in (200_001, 250_000, 1_000_000, 4_000_000):
        drawn, count = np.empty(200_000, dtype=np.int32), ctypes.c_int32()
        place = drawn.ctypes.data_as(ctypes.POINTER(ctypes.c_int32))
        _LIB.LGBM_SampleIndices(ctypes.c_int32(rows), b"", place, ctypes.byref(count))
        drawn = drawn[: count.value].astype(np.int64)
        expected = {"count": len(drawn), "first": drawn[:5], "last": drawn[-5:], "sum": drawn.sum(), "moment": (drawn * np.arange(len(drawn)) % 1009).sum()}
        yield {"name": f"bin sample: {rows} rows", "inputs": {"rows": rows}, "expected": expected, "source": "LightGBM 4.5.0, LGBM_SampleIndices"}


def isotonic():
    for seed, n, levels in [(1, 30, None), (2, 60, 10), (3, 5, None), (4, 200, 25)]:
        u = uniform(seed, 2 * n)
        x = u[0::2] if levels is None else np.floor(u[0::2] * levels) / levels
        y = (u[1::2] < x).astype(float)
        grid = np.arange(-1, 22) / 20
        values = IsotonicRegression(out_of_bounds="clip").fit(x, y).predict(grid)
        yield {
            "name": f"isotonic: seed {seed}",
            "inputs": {"seed": seed, "rows": n, "levels": levels, "grid": grid},
            "expected": values,
            "source": "scikit-learn 1.5.2, IsotonicRegression",
        }


def splits():
    for rows, classes in [(20, 2), (57, 2), (101, 3), (1000, 2)]:
        y = np.arange(rows) * 7 % 11 % classes
        drawn = StratifiedShuffleSplit(n_splits=3, test_size=0.1, random_state=42).split(y, y)
        yield {
            "name": f"stratified splits: {rows} rows, {classes} classes",
            "inputs": {"rows": rows, "classes": classes},
            "expected": [sorted(test.tolist()) for _, test in drawn],
            "source": "scikit-learn 1.5.2, StratifiedShuffleSplit(random_state=42)",
        }


write("learning", ["lightgbm", "scikit-learn", "numpy"], [*trees(), *category_trees(), *bin_samples(), *isotonic(), *splits()])
