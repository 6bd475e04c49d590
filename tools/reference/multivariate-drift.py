"""Asks NannyML for multivariate drift, for the specs of libs/statistics/multivariate-drift.

Columns are those of the public California housing files, or made by the generator and rule of learning.py: u is the linear
congruential generator over 2**32, and column c of row r is u[r columns + c] times the row's first value where c is odd, cut
to `levels` whole numbers where the case says so, every `gap`-th value of the table missing.
"""

import os
import pathlib
import warnings

os.environ["NML_DISABLE_USAGE_LOGGING"] = "1"
os.environ["OMP_NUM_THREADS"] = "1"

import lightgbm
import nannyml as nml
import numpy as np
import pandas as pd
from sklearn.model_selection import StratifiedKFold
from tables import write

warnings.filterwarnings("ignore")
DATA = pathlib.Path(__file__).resolve().parents[3] / "shared" / "data"
HOUSING = ["MedInc", "HouseAge", "AveRooms", "AveBedrms", "Population", "AveOccup", "Latitude", "Longitude"]


class Silent:
    """LightGBM writes a line for every tree otherwise."""

    def info(self, message):
        pass

    warning = error = info


lightgbm.register_logger(Silent())


def uniform(seed, n):
    out, x = np.empty(n), seed
    for i in range(n):
        x = (1664525 * x + 1013904223) % 2**32
        out[i] = x / 2**32
    return out


def made(rule):
    n, width = rule["rows"], rule["columns"]
    u = uniform(rule["seed"], n * width).reshape(n, width)
    values = u.copy()
    values[:, 1::2] = u[:, 1::2] * u[:, :1] * rule["slope"]
    if rule["levels"]:
        values = np.floor(values * rule["levels"])
    if rule["gap"]:
        values.reshape(-1)[:: rule["gap"]] = np.nan
    frame = pd.DataFrame(values, columns=[f"c{index}" for index in range(width)])
    for name in rule["categorical"]:
        texts = frame[name].map(lambda value: None if np.isnan(value) else f"v{int(value)}")
        frame[name] = texts.astype("object").where(texts.notna(), np.nan)
    return frame


def reconstruction(reference, current, columns, **chunks):
    calculator = nml.DataReconstructionDriftCalculator(column_names=columns, **chunks).fit(reference)
    data = calculator.calculate(current).data
    fields = {
        "value": "value",
        "samplingError": "sampling_error",
        "lower": "lower_confidence_boundary",
        "upper": "upper_confidence_boundary",
        "alert": "alert",
    }
    return {
        "keys": data[("chunk", "key")].tolist(),
        "components": calculator._pca.n_components_,
        "threshold": [data[("reconstruction_error", side)].iloc[0] for side in ("lower_threshold", "upper_threshold")],
        **{ours: data[("reconstruction_error", theirs)].tolist() for ours, theirs in fields.items()},
    }


def pca_cases():
    source = "NannyML 0.13.1, DataReconstructionDriftCalculator"
    reference = pd.read_csv(DATA / "california_housing_reference.csv")
    current = pd.read_csv(DATA / "california_housing_analysis.csv")
    found = reconstruction(reference, current, HOUSING, chunk_period="M", timestamp_column_name="timestamp")
    yield {"name": "pca: California", "inputs": {"columns": HOUSING}, "expected": found, "source": source}
    shared = {"levels": 0, "gap": 0, "slope": 1.0, "categorical": []}
    rules = {
        "numbers": ({"columns": 6}, {"columns": 6}),
        "relations change": ({"columns": 6}, {"columns": 6, "slope": 3.0}),
        "missing numbers": ({"columns": 5, "gap": 11}, {"columns": 5, "gap": 6}),
        "categories": ({"columns": 5, "levels": 4, "categorical": ["c1", "c2"]}, {"columns": 5, "levels": 6, "categorical": ["c1", "c2"]}),
        "missing categories": ({"columns": 4, "levels": 3, "gap": 9, "categorical": ["c0", "c3"]}, {"columns": 4, "levels": 3, "gap": 5, "categorical": ["c0", "c3"]}),
    }
    for index, (name, (before, after)) in enumerate(rules.items()):
        inputs = {
            "reference": {**shared, "seed": 500 + index, "rows": 330, **before},
            "current": {**shared, "seed": 600 + index, "rows": 170, **after},
            "size": 50,
        }
        frames = made(inputs["reference"]), made(inputs["current"])
        expected = reconstruction(*frames, list(frames[0].columns), chunk_size=50)
        yield {"name": f"pca: {name}", "inputs": inputs, "expected": expected, "source": source}


def classifier_cases():
    shared = {"levels": 0, "gap": 0, "slope": 1.0, "categorical": []}
    rules = {
        "nothing changed": ({"columns": 3}, {"columns": 3}),
        "relations change": ({"columns": 4}, {"columns": 4, "slope": 1.6}),
        "few levels": ({"columns": 3, "levels": 4}, {"columns": 3, "levels": 5}),
        "missing numbers": ({"columns": 3, "gap": 7}, {"columns": 3, "gap": 4}),
        "few texts": ({"columns": 2, "levels": 3, "categorical": ["c0", "c1"]}, {"columns": 2, "levels": 3, "slope": 1.2, "categorical": ["c0", "c1"]}),
        "many texts": ({"columns": 2, "levels": 40, "categorical": ["c0", "c1"]}, {"columns": 2, "levels": 40, "slope": 1.5, "categorical": ["c0", "c1"]}),
        "hundreds of texts": (
            {"columns": 2, "rows": 1900, "levels": 500, "categorical": ["c1"]},
            {"columns": 2, "rows": 900, "levels": 500, "slope": 1.1, "categorical": ["c1"]},
        ),
        "texts of one side": ({"columns": 3, "levels": 6, "categorical": ["c0", "c2"]}, {"columns": 3, "levels": 7, "categorical": ["c0", "c2"]}),
        "missing texts": ({"columns": 3, "levels": 8, "gap": 7, "categorical": ["c1", "c2"]}, {"columns": 3, "levels": 8, "gap": 4, "categorical": ["c1", "c2"]}),
        "a text after numbers": ({"columns": 4, "rows": 1000, "levels": 12, "categorical": ["c3"]}, {"columns": 4, "rows": 600, "levels": 12, "slope": 1.1, "categorical": ["c3"]}),
    }
    for index, (name, (before, after)) in enumerate(rules.items()):
        inputs = {
            "reference": {**shared, "seed": 700 + index, "rows": 403, **before},
            "current": {**shared, "seed": 800 + index, "rows": 207, **after},
        }
        frames = made(inputs["reference"]), made(inputs["current"])
        columns = list(frames[0].columns)
        calculator = nml.DomainClassifierCalculator(feature_column_names=columns, chunk_size=len(frames[1]))
        data = calculator.fit(frames[0]).calculate(frames[1]).data
        last = data[data[("chunk", "period")] == "analysis"].iloc[-1]
        value = last[("domain_classifier_auroc", "value")]
        yield {
            "name": f"classifier: {name}",
            "inputs": inputs,
            "expected": {"auc": value, "alert": bool(last[("domain_classifier_auroc", "alert")])},
            "source": "NannyML 0.13.1, DomainClassifierCalculator; LightGBM 4.5.0",
        }


def fold_cases():
    for zeros, ones in [(10, 5), (403, 207), (7, 12), (5, 5)]:
        y = np.r_[np.zeros(zeros), np.ones(ones)]
        folds = np.empty(len(y), dtype=int)
        for fold, (_, test) in enumerate(StratifiedKFold(n_splits=5).split(y, y)):
            folds[test] = fold
        yield {
            "name": f"folds: {zeros} and {ones} rows",
            "inputs": {"zeros": zeros, "ones": ones},
            "expected": folds,
            "source": "scikit-learn 1.5.2, StratifiedKFold",
        }


write("multivariate-drift", ["nannyml", "lightgbm", "scikit-learn"], [*pca_cases(), *classifier_cases(), *fold_cases()])
