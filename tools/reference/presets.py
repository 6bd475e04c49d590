"""What Evidently's drift table and NannyML's univariate calculator answer with their own choices of method and line.

Data: the public sets beside the repository ("california", "compas": consecutive rows of the files), "adult" as counts of
each value by consecutive chunks of rows (neither tool looks further than that), and small made-up columns.
"""

import logging
import os
import pathlib
import warnings

# NannyML reports its use to a server unless told otherwise before it is loaded.
os.environ["NML_DISABLE_USAGE_LOGGING"] = "1"

import numpy as np
import pandas as pd
from evidently.legacy.metrics import DataDriftTable
from evidently.legacy.pipeline.column_mapping import ColumnMapping
from evidently.legacy.report import Report
from nannyml.drift.univariate import UnivariateDriftCalculator

import tables

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

DATA = pathlib.Path(__file__).resolve().parents[3] / "shared" / "data"
HOUSES = ["MedInc", "HouseAge", "AveRooms", "AveBedrms", "Population", "AveOccup", "Latitude", "y_pred_proba"]
CASES = []

METHODS = {
    "K-S p_value": "ks",
    "chi-square p_value": "chi_square",
    "Z-test p_value": "z_proportion",
    "Wasserstein distance (normed)": "wasserstein_normed",
    "Jensen-Shannon distance": "js_distance",
    "PSI": "psi",
    "Kullback-Leibler divergence": "kl_divergence",
    "Hellinger distance": "hellinger",
    "t_test": "t_test",
    "Mann-Whitney U-rank test": "mann_whitney",
}
TESTS = {"ks", "chi_square", "z_proportion", "t_test", "mann_whitney"}


def evidently(name, data, kinds, sides, stattest=None):
    """One case: the whole drift table of one pair of data frames."""
    reference, current = sides
    mapping = ColumnMapping(
        numerical_features=[column for column, kind in kinds.items() if kind == "numeric"],
        categorical_features=[column for column, kind in kinds.items() if kind == "categorical"],
    )
    report = Report(metrics=[DataDriftTable(stattest=stattest)])
    report.run(reference_data=reference[list(kinds)], current_data=current[list(kinds)], column_mapping=mapping)
    result = report.metrics[0].get_result()
    columns = {}
    for column in kinds:
        drift = result.drift_by_columns[column]
        method = METHODS[drift.stattest_name]
        columns[column] = {
            "method": method,
            "pValue" if method in TESTS else "value": drift.drift_score,
            "threshold": drift.stattest_threshold,
            "drifted": bool(drift.drift_detected),
        }
    dataset = {
        "drifted": bool(result.dataset_drift),
        "count": result.number_of_drifted_columns,
        "share": result.share_of_drifted_columns,
    }
    add("evidently", name, (data, kinds, METHODS_BY_NAME.get(stattest)), {"columns": columns, "dataset": dataset})


METHODS_BY_NAME = {
    "psi": "psi",
    "kl_div": "kl_divergence",
    "jensenshannon": "js_distance",
    "hellinger": "hellinger",
    "wasserstein": "wasserstein_normed",
    "ks": "ks",
    "t_test": "t_test",
    "mannw": "mann_whitney",
}


def nannyml(name, data, kinds, sides, method=None):
    """One case: every column's method as the calculator fits it; the current side is one chunk."""
    reference, current = sides
    asked = {}
    if method not in (None, "chi2", "l_infinity"):
        asked["continuous_methods"] = [method]
    if method not in (None, "kolmogorov_smirnov", "wasserstein"):
        asked["categorical_methods"] = [method]
    calculator = UnivariateDriftCalculator(column_names=list(kinds), **asked)
    calculator.fit(reference[list(kinds)])
    columns = {}
    for column in kinds:
        fitted = calculator._column_to_models_mapping[column][0]
        value = fitted.calculate(current[column])
        threshold = fitted.upper_threshold_value
        columns[column] = {
            "method": NANNYML[fitted.column_name],
            "value": value,
            "threshold": 0.05 if threshold is None else threshold,
            "drifted": bool(fitted.alert(value)),
        }
        if threshold is None:
            columns[column]["pValue"] = fitted._p_value
    add("nannyml", name, (data, kinds, NANNYML.get(method)), {"columns": columns})


NANNYML = {
    "jensen_shannon": "js_distance",
    "kolmogorov_smirnov": "ks",
    "wasserstein": "wasserstein",
    "hellinger": "hellinger",
    "l_infinity": "l_infinity",
    "chi2": "chi_square_contingency",
}


def add(preset, name, inputs, expected):
    """One case of the table."""
    data, kinds, method = inputs
    versions = {"evidently": "Evidently 0.7.23 DataDriftTable", "nannyml": "NannyML 0.13.1 UnivariateDriftCalculator"}
    CASES.append(
        {
            "name": f"{preset}: {name}" + (f", {method}" if method else ""),
            "inputs": {"preset": preset, "data": data, "kinds": kinds, "method": method},
            "expected": expected,
            "source": versions[preset],
        }
    )


def california():
    """Monthly windows of the analysis file against the reference file or its first 900 rows."""
    reference = pd.read_csv(DATA / "california_housing_reference.csv")
    analysis = pd.read_csv(DATA / "california_housing_analysis.csv")
    kinds = dict.fromkeys(HOUSES, "numeric")
    for rows in (5832, 900):
        for month in ("2021-06", "2022-03", "2022-05"):
            current = analysis[analysis["timestamp"].str.startswith(month)]
            data = {"file": "california", "referenceRows": rows, "month": month}
            sides = (reference.head(rows), current)
            evidently(f"california, {rows} rows, {month}", data, kinds, sides)
            nannyml(f"california, {rows} rows, {month}", data, kinds, sides)
            if month == "2022-03":
                for stattest in METHODS_BY_NAME:
                    evidently(f"california, {rows} rows, {month}", data, kinds, sides, stattest)
                for method in ("kolmogorov_smirnov", "wasserstein", "hellinger"):
                    nannyml(f"california, {rows} rows, {month}", data, kinds, sides, method)


def compas():
    """Categories and columns of two values."""
    rows = pd.read_csv(DATA / "compas.csv")
    kinds = {"score": "numeric", "label_value": "numeric", "race": "categorical", "sex": "categorical", "age_cat": "categorical"}
    for first, last in ((700, 1500), (4000, 7214)):
        sides = (rows.iloc[:first], rows.iloc[first:last])
        data = {"file": "compas", "referenceRows": first, "lastRow": last}
        evidently(f"compas, {first} rows", data, kinds, sides)
        nannyml(f"compas, {first} rows", data, kinds, sides)
        for stattest in ("psi", "kl_div", "jensenshannon"):
            evidently(f"compas, {first} rows", data, kinds, sides, stattest)
        categories = {column: kind for column, kind in kinds.items() if kind == "categorical"}
        for method in ("chi2", "hellinger", "l_infinity"):
            nannyml(f"compas, {first} rows", data, categories, sides, method)


def chunk_counts(column, chunk):
    """Values and, for consecutive chunks of rows, how often each occurs and how many are missing."""
    values = sorted(column.dropna().unique().tolist())
    parts = [column.iloc[start : start + chunk] for start in range(0, len(column), chunk)]
    counts = [" ".join(str(int((part == value).sum())) for value in values) for part in parts]
    return {"values": values, "counts": counts, "missing": [int(part.isna().sum()) for part in parts]}


def from_counts(counted):
    """The column again, its rows ordered by chunk, then by value, missing ones last."""
    rows = []
    for counts, missing in zip(counted["counts"], counted["missing"]):
        for value, count in zip(counted["values"], counts.split(" ")):
            rows += [value] * int(count)
        rows += [None] * missing
    return pd.Series(rows)


def adult():
    """Discrete numbers and categories with missing values."""
    rows = pd.read_parquet(DATA / "adult.parquet")
    kinds = {
        "age": "numeric",
        "education-num": "numeric",
        "hours-per-week": "numeric",
        "workclass": "categorical",
        "education": "categorical",
        "occupation": "categorical",
        "sex": "categorical",
        "native-country": "categorical",
    }
    for first, last, shift in ((800, 2000, 0), (30_000, 40_000, 0), (9_000, 12_000, 3)):
        reference, current = rows.iloc[:first], rows.iloc[first:last]
        # The file is in random order; without the older rows of the window something has really changed.
        current = current[current["age"] > 17 + 6 * shift]
        counted = {
            column: {
                "reference": chunk_counts(reference[column], first // 10),
                "current": chunk_counts(current[column], len(current)),
            }
            for column in kinds
        }
        sides = tuple(
            pd.DataFrame({column: from_counts(counted[column][side]) for column in kinds})
            for side in ("reference", "current")
        )
        for column, kind in kinds.items():
            if kind == "numeric":
                for side in sides:
                    side[column] = side[column].astype(float)
        evidently(f"adult, {first} rows", {"columns": counted}, kinds, sides)
        nannyml(f"adult, {first} rows", {"case": f"evidently: adult, {first} rows"}, kinds, sides)


def made_up():
    """Few distinct values, constant columns, a category that the reference lacks, and one that the window lacks."""
    few = {
        "three": ([1, 2, 3] * 20, [1, 2, 2, 3] * 10),
        "five": ([1, 2, 3, 4, 5] * 12, [1, 2, 3, 4, 5, 5, 5, 5] * 5),
        "six": ([1, 2, 3, 4, 5, 6] * 10, [1, 2, 3, 4] * 10),
        "two": ([0, 1] * 30, [0, 1, 1, 1] * 10),
        "constant": ([7] * 60, [7] * 40),
        "moved": ([7] * 60, [8] * 40),
        "gone": (["a", "b", "c"] * 20, ["a", "b"] * 20),
        "unseen": (["a", "b", "c"] * 20, ["a", "b", "c", "d"] * 10),
        "same": (["x"] * 60, ["x"] * 40),
    }
    kinds = {name: "categorical" if isinstance(sides[0][0], str) else "numeric" for name, sides in few.items()}
    for name, size in (("small", 1), ("large", 20)):
        sides = tuple(
            pd.DataFrame({column: list(parts[side]) * size for column, parts in few.items()}) for side in (0, 1)
        )
        for side in sides:
            for column, kind in kinds.items():
                if kind == "numeric":
                    side[column] = side[column].astype(float)
        data = {"lists": few, "times": size}
        evidently(f"made-up columns, {name}", data, kinds, sides)
        nannyml(f"made-up columns, {name}", data, kinds, sides)


np.random.seed(0)
california()
compas()
adult()
made_up()
tables.write("presets", ["evidently", "nannyml", "scipy", "numpy", "pandas"], CASES)
