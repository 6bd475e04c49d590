"""Asks NannyML what it estimates, for the specs of libs/statistics/estimation.

Columns are either those of the public California housing files, or made by a rule that both sides follow: the linear
congruential generator x -> (1664525 x + 1013904223) mod 2**32, u = x / 2**32, started at the case's seed.
"""

import os
import pathlib
import warnings

os.environ["NML_DISABLE_USAGE_LOGGING"] = "1"
os.environ["OMP_NUM_THREADS"] = "1"

import lightgbm
import nannyml as nml
import nannyml.calibration as calibration
import numpy as np
import pandas as pd
from categories import codes, effects
from nannyml.calibration import IsotonicCalibrator, needs_calibration
from tables import write

warnings.filterwarnings("ignore")


class Silent:
    """LightGBM writes a line for every tree otherwise."""

    def info(self, message):
        pass

    warning = error = info


lightgbm.register_logger(Silent())
DATA = pathlib.Path(__file__).resolve().parents[3] / "shared" / "data"
CBPE = "NannyML 0.13.1, CBPE"
METRICS = ["roc_auc", "average_precision", "f1", "precision", "recall", "specificity", "accuracy"]
OURS = {"true_positive": "tp", "false_positive": "fp", "false_negative": "fn", "true_negative": "tn"}
FIELDS = {
    "estimated": "value",
    "realised": "realized",
    "samplingError": "sampling_error",
    "lower": "lower_confidence_boundary",
    "upper": "upper_confidence_boundary",
    "alert": "alert",
}


def uniform(seed, n):
    out, x = np.empty(n), seed
    for i in range(n):
        x = (1664525 * x + 1013904223) % 2**32
        out[i] = x / 2**32
    return out


def answers(data, metrics):
    """NannyML's result frame, metric by metric, as our own result is laid out."""
    found = {}
    for metric in metrics:
        # Its sampling error of the average precision comes from resamples without a seed.
        skipped = ["samplingError", "lower", "upper"] if metric == "average_precision" else []
        found[OURS.get(metric, metric)] = {
            "threshold": [data[(metric, side + "_threshold")].iloc[0] for side in ("lower", "upper")],
            **{ours: data[(metric, theirs)].tolist() for ours, theirs in FIELDS.items() if ours not in skipped},
        }
    return {"keys": data[("chunk", "key")].tolist(), "metrics": found}


def binary(reference, analysis, **chunks):
    estimator = nml.CBPE(
        problem_type="classification_binary",
        y_pred_proba="score",
        y_pred="prediction",
        y_true="label",
        metrics=METRICS + ["confusion_matrix", "business_value"],
        business_value_matrix=[[1, -2], [-5, 3]],
        **chunks,
    ).fit(reference)
    data = estimator.estimate(analysis).data
    return {"calibrated": estimator.needs_calibration, **answers(data, METRICS + list(OURS) + ["business_value"])}


def california():
    names = {"y_pred_proba": "score", "y_pred": "prediction", "clf_target": "label"}
    reference = pd.read_csv(DATA / "california_housing_reference.csv")
    analysis = pd.read_csv(DATA / "california_housing_analysis.csv")
    late = pd.read_csv(DATA / "california_housing_analysis_gt.csv")
    return reference.rename(columns=names), analysis.merge(late, on="id").rename(columns=names)


def made(rule):
    """Rows by rule: score u (rounded where told), label positive with probability u**power, prediction by threshold."""
    u = uniform(rule["seed"], 2 * rule["n"])
    score, chance = u[0::2], u[1::2]
    if rule.get("decimals") is not None:
        score = np.floor(score * 10 ** rule["decimals"]) / 10 ** rule["decimals"]
    label = (chance < score ** rule["power"]).astype(int)
    if rule.get("separated"):
        label = (score > 0.5).astype(int)
    if rule.get("one_class"):
        label = np.zeros(rule["n"], dtype=int)
    return pd.DataFrame({"score": score, "label": label, "prediction": (score >= rule["threshold"]).astype(int)})


def case(name, inputs, expected, source=CBPE):
    return {"name": name, "inputs": inputs, "expected": expected, "source": source}


def binary_cases():
    reference, analysis = california()
    yield case("California, months", {"files": "california", "period": "month"},
               binary(reference, analysis, chunk_period="M", timestamp_column_name="timestamp"))
    rules = {
        "overconfident scores": ({"power": 2.0}, {"power": 3.0}),
        "calibrated scores": ({"power": 1.0}, {"power": 1.0}),
        "nearly calibrated scores": ({"power": 1.05}, {"power": 1.0}),
        "scores of one decimal": ({"power": 1.5, "decimals": 1}, {"power": 1.5, "decimals": 1}),
        "rare positives": ({"power": 6.0, "threshold": 0.9}, {"power": 6.0, "threshold": 0.9}),
        "perfect separation": ({"power": 1.0, "separated": True}, {"power": 1.0, "separated": True}),
        "one class in the analysis": ({"power": 2.0}, {"power": 2.0, "one_class": True}),
        "nobody predicted positive": ({"power": 2.0}, {"power": 2.0, "threshold": 1.5}),
    }
    for index, (name, (reference, analysis)) in enumerate(rules.items()):
        inputs = {
            "reference": {"seed": 100 + index, "n": 437, "threshold": 0.5, **reference},
            "analysis": {"seed": 200 + index, "n": 250, "threshold": 0.5, **analysis},
            "size": 60 + index,
        }
        frames = made(inputs["reference"]), made(inputs["analysis"])
        yield case(name, inputs, binary(*frames, chunk_size=inputs["size"]))


def classified(rule):
    """Three classes: scores u, v and w over their sum; the truth drawn from powers of them; the prediction the highest."""
    n = rule["n"]
    u = uniform(rule["seed"], 4 * n).reshape(n, 4)
    scores = u[:, :3] / u[:, :3].sum(axis=1, keepdims=True)
    chances = scores ** rule["power"]
    chances = np.cumsum(chances / chances.sum(axis=1, keepdims=True), axis=1)
    truth = (u[:, 3:] >= chances[:, :2]).sum(axis=1)
    rows = pd.DataFrame(scores, columns=["a", "b", "c"])
    rows["prediction"] = np.array(["a", "b", "c"])[scores.argmax(axis=1)]
    rows["label"] = np.array(["a", "b", "c"])[truth]
    return rows


def multiclass_cases():
    for index, (name, before, after) in enumerate([("sharper truth", 2.0, 2.0), ("duller truth", 0.6, 0.6), ("truth that gets duller", 1.6, 0.8)]):
        inputs = {
            "reference": {"seed": 900 + index, "n": 500, "power": before},
            "analysis": {"seed": 950 + index, "n": 260, "power": after},
            "size": 90,
        }
        metrics = ["roc_auc", "average_precision", "f1", "precision", "recall", "specificity", "accuracy"]
        estimator = nml.CBPE(
            problem_type="classification_multiclass",
            y_pred_proba={"a": "a", "b": "b", "c": "c"},
            y_pred="prediction", y_true="label", metrics=metrics, chunk_size=inputs["size"],
        ).fit(classified(inputs["reference"]))
        data = estimator.estimate(classified(inputs["analysis"])).data
        yield case(f"multiclass: {name}", inputs, answers(data, metrics))


def regressed(rule):
    """Features of some levels, a prediction, and a target whose error grows with the second feature."""
    n, width = rule["n"], rule["features"]
    u = uniform(rule["seed"], n * (width + 1)).reshape(n, width + 1)
    features = np.floor(u[:, :width] * rule["levels"]) + rule["shift"]
    prediction = features[:, 0] * 2 + features[:, 1] + 1
    target = prediction + (u[:, width] - 0.4) * (0.5 + features[:, 1]) * rule["spread"]
    rows = pd.DataFrame({f"f{index}": features[:, index] for index in range(width)})
    rows["prediction"], rows["target"] = prediction, target
    return rows


def regression_cases():
    shared = {"features": 2, "levels": 5, "spread": 0.4, "shift": 1}
    rules = {
        "errors grow with a feature": ({}, {}),
        "inputs shift": ({}, {"shift": 3}),
        "errors grow beyond what was seen": ({"features": 3, "levels": 4}, {"features": 3, "levels": 4, "spread": 2.0}),
    }
    for index, (name, (reference, analysis)) in enumerate(rules.items()):
        inputs = {
            "reference": {**shared, "seed": 300 + index, "n": 700, **reference},
            "analysis": {**shared, "seed": 400 + index, "n": 350, **analysis},
            "size": 110,
        }
        frames = regressed(inputs["reference"]), regressed(inputs["analysis"])
        metrics = ["mae", "mse", "rmse", "mape", "msle", "rmsle"]
        estimator = nml.DLE(
            feature_column_names=[f"f{at}" for at in range(inputs["reference"]["features"])],
            y_pred="prediction", y_true="target", metrics=metrics, chunk_size=inputs["size"],
        ).fit(frames[0])
        data = estimator.estimate(frames[1]).data
        yield case(f"regression: {name}", inputs, answers(data, metrics), "NannyML 0.13.1, DLE; LightGBM 4.5.0")


def texted(rule):
    """Texts by the rule of categories.py, a number u, a prediction 10 u + 3, and a target whose error grows with the texts."""
    n, width = rule["n"], len(rule["texts"])
    u = uniform(rule["seed"], n * (width + 3)).reshape(n, width + 3)
    rows, error = pd.DataFrame(index=range(n)), np.full(n, 0.5)
    for at, text in enumerate(rule["texts"]):
        values = codes(u[:, at], text)
        error = error + effects(values)
        names = pd.Series(values).map(lambda value: f"t{int(value)}", na_action="ignore")
        rows[f"t{at}"] = names.astype("object")
    rows["number"] = u[:, width]
    rows["prediction"] = 10 * u[:, width + 1] + 3
    rows["target"] = rows["prediction"] + (u[:, width + 2] - 0.4) * error * (1 + u[:, width]) * rule["spread"]
    return rows


def text_cases():
    few, many = [{"levels": 3}], [{"levels": 30, "skew": 1}]
    dominant = [{"levels": 5, "skew": 5}, {"levels": 5, "skew": 5, "flip": True}]
    missing, scattered = [{"levels": 9, "gap": 7}], [{"levels": 9, "gap": 3}]
    rules = {
        "few texts": (few, few),
        "many texts": (many, many),
        "hundreds of texts": ([{"levels": 300}], [{"levels": 300}]),
        "rare texts": ([{"levels": 60, "skew": 3}], [{"levels": 60, "skew": 1}]),
        "texts that the reference lacks": ([{"levels": 6}, *few], [{"levels": 9, "from": 2}, *few]),
        "missing texts": (missing, scattered),
        "texts missing in the analysis only": ([{"levels": 9}], scattered),
        "mostly one text, twice": (dominant, dominant),
    }
    for index, (name, (before, after)) in enumerate(rules.items()):
        inputs = {
            "reference": {"seed": 500 + index, "n": 1500, "texts": before, "spread": 0.4},
            "analysis": {"seed": 600 + index, "n": 500, "texts": after, "spread": 0.5},
            "size": 250,
        }
        metrics = ["mae", "mse", "rmse", "mape", "msle", "rmsle"]
        estimator = nml.DLE(
            feature_column_names=[*(f"t{at}" for at in range(len(before))), "number"],
            y_pred="prediction", y_true="target", metrics=metrics, chunk_size=inputs["size"],
        ).fit(texted(inputs["reference"]))
        data = estimator.estimate(texted(inputs["analysis"])).data
        yield case(f"text: {name}", inputs, answers(data, metrics), "NannyML 0.13.1, DLE; LightGBM 4.5.0")


def decision(rows):
    """
    Whether the scores need calibration, or None where that hangs on the order of tied calibrated scores: NannyML sorts
    them with NumPy's unstable sort, whose order of ties differs between processors.
    """
    labels, scores = rows.label, rows.score
    found = {needs_calibration(labels, scores, IsotonicCalibrator())}
    original = calibration._calculate_expected_calibration_error
    for ties in (np.arange, lambda n: -np.arange(n), lambda n: np.random.RandomState(n).permutation(n)):
        def sorted_first(true, scored, edges):
            order = np.lexsort((ties(len(scored)), scored))
            terms = [abs(scored[order[l:r]].mean() - true[order[l:r]].mean()) * (r - l) for l, r in edges]
            return sum(terms) / len(scored)
        calibration._calculate_expected_calibration_error = sorted_first
        found.add(needs_calibration(labels, scores, IsotonicCalibrator()))
    calibration._calculate_expected_calibration_error = original
    return bool(found.pop()) if len(found) == 1 else None


def decisions():
    """Decisions for many made references, those left out that hang on the sort."""
    for seed in range(1, 81):
        rule = {"seed": seed, "n": 40 + 11 * seed, "power": 0.8 + 0.008 * seed, "threshold": 0.5}
        if seed % 5 == 0:
            rule["decimals"] = 2
        needed = decision(made(rule))
        if needed is not None:
            yield {**rule, "calibrated": needed}


def period_keys():
    """How pandas names the periods that hold a day, around leap days and the turn of years."""
    days = ["1999-12-31", "2000-01-01", "2000-02-29", "2023-12-31", "2024-02-29", "2024-03-01", "2024-12-30", "1969-12-31"]
    stamps = pd.to_datetime(pd.Series(days))
    times = ((stamps - pd.Timestamp("1970-01-01")) // pd.Timedelta(milliseconds=1)).tolist()
    keys = {name: [str(key) for key in stamps.dt.to_period(code)] for name, code in [("day", "D"), ("week", "W"), ("month", "M")]}
    return case("period keys", {"times": times}, keys, "pandas 2.2.3, Series.dt.to_period")


cases = [*binary_cases(), *multiclass_cases(), *regression_cases()]
cases.append(case("decisions to calibrate", {"rules": list(decisions())}, {}, "NannyML 0.13.1, needs_calibration"))
cases.append(period_keys())
write("estimation", ["nannyml", "scikit-learn", "lightgbm", "numpy", "pandas"], cases)
write("direct-loss", ["nannyml", "lightgbm", "numpy", "pandas"], list(text_cases()))
