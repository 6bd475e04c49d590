"""Reweighing, consistency, label metrics, advice and intervals, as AIF360, SciPy and statsmodels have them."""

import logging
import math

# AIF360 warns of optional packages that nothing here uses.
logging.disable(logging.WARNING)

import numpy as np
import pandas as pd
from aif360.algorithms.preprocessing import Reweighing
from aif360.datasets import BinaryLabelDataset
from aif360.metrics import BinaryLabelDatasetMetric
from scipy import stats
from scipy.spatial import distance
from statsmodels.stats import proportion

import tables

CASES = []


def add(name, of, inputs, expected, source):
    CASES.append({"name": f"{of}: {name}", "inputs": {"of": of, **inputs}, "expected": expected, "source": source})


def dataset(frame):
    return BinaryLabelDataset(df=frame, label_names=["label"], protected_attribute_names=["group"], favorable_label=1, unfavorable_label=0)


def reweighing():
    for counts in [[30, 70, 55, 45], [5, 1, 2, 9], [667, 723, 555, 626], [1, 999, 50, 50]]:
        rows = []
        for group, label, count in zip([1, 1, 0, 0], [1, 0, 1, 0], counts):
            rows += [{"group": group, "label": label, "x": 0.0}] * count
        weigher = Reweighing(unprivileged_groups=[{"group": 0}], privileged_groups=[{"group": 1}])
        weigher.fit(dataset(pd.DataFrame(rows)))
        add(str(counts), "reweighingWeights", {"counts": counts},
            {"weights": [weigher.w_p_fav, weigher.w_p_unfav, weigher.w_up_fav, weigher.w_up_unfav]}, "AIF360 Reweighing")


def drawn(seed, count):
    """The generator of the specs: x' = 1664525 x + 1013904223 modulo 2^32, as a share of 2^32."""
    values = []
    for _ in range(count):
        seed = (1664525 * seed + 1013904223) % 2**32
        values.append(seed / 2**32)
    return values


def consistency():
    for seed, n, width, k in [(1, 40, 2, 5), (2, 200, 3, 5), (3, 30, 1, 3), (4, 60, 4, 1), (5, 12, 2, 10)]:
        flat = drawn(seed, n * (width + 1))
        features = np.array(flat[: n * width]).reshape(width, n).T
        label = [1.0 if value < 0.4 else 0.0 for value in flat[n * width:]]
        frame = pd.DataFrame(features, columns=[f"x{i}" for i in range(width)])
        frame["label"] = label
        # AIF360 counts the protected attribute among the features: a constant one moves no distance.
        frame["group"] = 1.0
        value = BinaryLabelDatasetMetric(dataset(frame)).consistency(n_neighbors=k)
        add(f"seed {seed}, {n} rows, {width} features, k = {k}", "consistency", {"seed": seed, "n": n, "width": width, "k": k}, {"value": float(np.ravel(value)[0])}, "AIF360 consistency")


def labels():
    for name, first, second in [
        ("binary", [30, 70], [45, 55]),
        ("three", [10, 20, 30], [25, 5, 30]),
        ("one lacks a label", [0, 4, 6], [3, 3, 4]),
        ("the other lacks it", [3, 3, 4], [0, 4, 6]),
        ("disjoint", [5, 0], [0, 9]),
        ("equal", [7, 21], [2, 6]),
        ("five", [1, 2, 3, 4, 5], [5, 4, 3, 2, 1]),
    ]:
        a, b = np.array(first, float), np.array(second, float)
        p, q = a / a.sum(), b / b.sum()
        add(name, "labelBias", {"first": first, "second": second}, {
            "classImbalance": (a.sum() - b.sum()) / (a.sum() + b.sum()),
            "labelRateDifference": p[0] - q[0],
            "klDivergence": float(stats.entropy(p, q)),
            "jsDivergence": float(distance.jensenshannon(p, q) ** 2),
            "l2Norm": distance.minkowski(p, q, 2),
            "totalVariation": distance.minkowski(p, q, 1) / 2,
            "largestDifference": distance.chebyshev(p, q),
        }, "scipy.stats.entropy and scipy.spatial.distance; true values where Clarify drops labels that one side lacks")


def advice():
    for reference, n, gap, alpha, power in [((120, 400), 60, 0.1, 0.05, 0.8), ((500, 1000), 50, 0.15, 0.05, 0.9), ((30, 100), 20, 0.25, 0.1, 0.8), ((900, 1000), 40, 0.05, 0.05, 0.8)]:
        rate = reference[0] / reference[1]

        def reached(rows):
            return proportion.power_proportions_2indep(-gap, rate, rows, ratio=reference[1] / rows, alpha=alpha, return_results=False)

        needed = next(rows for rows in range(n, 200000) if reached(rows) >= power)
        add(f"{reference} {n} {gap}", "sampleSizeAdvice",
            {"reference": reference, "n": n, "gap": gap, "alpha": alpha, "power": power},
            {"power": float(reached(n)), "moreRows": needed - n}, "statsmodels power_proportions_2indep, tried row by row")


def changes():
    for before, after in [([(40, 100), (25, 90)], [(44, 110), (40, 100)]), ([(5, 10), (1, 12)], [(3, 11), (3, 9)]), ([(0, 20), (4, 30)], [(2, 25), (2, 20)])]:
        bounds = [proportion.confint_proportions_2indep(x1, n1, x2, n2, method="newcomb", compare="diff") for (x1, n1), (x2, n2) in (before, after)]
        gaps = [x1 / n1 - x2 / n2 for (x1, n1), (x2, n2) in (before, after)]
        (l1, u1), (l2, u2) = bounds
        change = gaps[1] - gaps[0]
        add(f"{before} {after}", "changeOfGap", {"before": before, "after": after}, {
            "value": change,
            "lower": change - math.hypot(gaps[1] - l2, u1 - gaps[0]),
            "upper": change + math.hypot(u2 - gaps[1], gaps[0] - l1),
        }, "statsmodels confint_proportions_2indep newcomb, joined by roots of squares")


def shrinkage():
    for groups in [[(10, 3), (20, 14), (400, 120), (2, 2)], [(50, 10), (60, 30), (55, 41)], [(100, 20), (200, 40), (300, 60)]]:
        n = np.array([size for size, _ in groups], float)
        x = np.array([selected for _, selected in groups], float)
        mean = x.sum() / n.sum()
        between = (n * (x / n - mean) ** 2).sum() / (len(n) - 1)
        within = (x * (1 - x / n)).sum() / (n.sum() - len(n))
        size = (n.sum() - (n**2).sum() / n.sum()) / (len(n) - 1)
        rho = (between - within) / (between + (size - 1) * within)
        strength = n.sum() if rho <= 0 else min(n.sum(), (1 - rho) / rho)
        posterior = [stats.beta(mean * strength + a, (1 - mean) * strength + b - a) for a, b in zip(x, n)]
        add(str(groups), "shrinkGroupRates", {"groups": groups}, {
            "rates": [law.mean() for law in posterior],
            "lower": [law.ppf(0.025) for law in posterior],
            "upper": [law.ppf(0.975) for law in posterior],
        }, "scipy.stats.beta after the analysis-of-variance estimate of the prior")


def bounds():
    for groups, unknown in [([(1390, 667), (1181, 555)], 250), ([(40, 20), (10, 4), (50, 10)], 25), ([(100, 80), (100, 70)], 0)]:
        best = max(x / n for n, x in groups)
        known = sum(n for n, _ in groups)
        add(f"{groups} {unknown}", "missingDemographicsBounds", {"groups": groups, "unknown": unknown}, {
            "worstLower": [x / (n + unknown) / best for n, x in groups],
            "worstUpper": [(x + unknown) / (n + unknown) / best for n, x in groups],
            "proportionalLower": [x / (n + unknown * n / known) / best for n, x in groups],
            "proportionalUpper": [(x + unknown * n / known) / (n + unknown * n / known) / best for n, x in groups],
        }, "the formulas of the ACLU's calc_audit_bounds")


reweighing()
consistency()
labels()
advice()
changes()
shrinkage()
bounds()


def published():
    """The two examples in section 5-301 of the rule, as printed there; `None` where a table has no such column."""
    races = ["White", "Black", "Pacific Islander", "Asian", "Native American", "Two or more"]
    selection = {
        "unknown": 250,
        "tables": [
            {"attributes": ["sex"], "rows": [[["Male"], 1390, 667, "48%", "1.00"], [["Female"], 1181, 555, "47%", "0.979"]]},
            {"attributes": ["race"], "rows": [
                [["Hispanic"], 408, 204, "50%", "0.97"], [["White"], 797, 412, "52%", "1.00"], [["Black"], 390, 170, "44%", "0.84"],
                [["Pacific Islander"], 119, 52, "44%", "0.85"], [["Asian"], 616, 302, "49%", "0.95"],
                [["Native American"], 41, 18, "44%", "0.85"], [["Two or more"], 213, 96, "45%", "0.87"]]},
            {"attributes": ["sex", "race"], "rows": [
                [["Male", "Hispanic"], 205, 90, "43.9%", "0.841"], [["Female", "Hispanic"], 190, 82, "43.2%", "0.827"]]
                + [[["Male", race], *row] for race, row in zip(races, [
                    (412, 215, "52.2%", "1.000"), (226, 95, "42.0%", "0.806"), (87, 37, "42.5%", "0.815"),
                    (321, 167, "52.0%", "0.997"), (24, 11, "45.8%", "0.878"), (115, 52, "45.2%", "0.866")])]
                + [[["Female", race], *row] for race, row in zip(races, [
                    (385, 197, "51.2%", "0.981"), (164, 75, "45.7%", "0.876"), (32, 15, "46.9%", "0.898"),
                    (295, 135, "45.8%", "0.877"), (17, 7, "41.2%", "0.789"), (98, 44, "44.9%", "0.860")])]},
        ],
    }
    scoring = {
        "unknown": 15,
        "tables": [
            {"attributes": ["sex"], "rows": [[["Male"], 92, None, "54.3%", "1.00"], [["Female"], 76, None, "44.7%", "0.82"]]},
            {"attributes": ["race"], "rows": [
                [["Hispanic"], 28, None, "64.2%", "1.00"], [["White"], 40, None, "37.5%", "0.58"], [["Black"], 32, None, "50.0%", "0.78"],
                [["Pacific Islander"], 8, None, "62.5%", "0.97"], [["Asian"], 24, None, "41.7%", "0.65"],
                [["Native American"], 16, None, "62.5%", "0.97"], [["Two or more"], 20, None, "50.0%", "0.78"]]},
            {"attributes": ["sex", "race"], "rows": [
                [["Male", "Hispanic"], 16, None, "75%", "1.00"], [["Female", "Hispanic"], 12, None, "50%", "0.67"]]
                + [[["Male", race], n, None, rate, ratio] for race, (n, rate, ratio) in zip(races, [
                    (20, "35%", "0.47"), (20, "50%", "0.67"), (4, "75%", "1.00"), (12, "58.3%", "0.78"), (8, "62.5%", "0.83"), (12, "50%", "0.67")])]
                + [[["Female", race], n, None, rate, ratio] for race, (n, rate, ratio) in zip(races, [
                    (20, "40%", "0.53"), (12, "50%", "0.67"), (4, "50%", "0.67"), (12, "25%", "0.33"), (8, "62.5%", "0.83"), (8, "50%", "0.67")])]},
        ],
    }
    source = "New York City Department of Consumer and Worker Protection, 6 RCNY 5-301, examples after (b) and (d)"
    return [{"name": name, "inputs": inputs, "expected": {}, "source": source} for name, inputs in [("selection", selection), ("scoring", scoring)]]


tables.write("published-audits", [], published())
tables.write("fairness-evidence", ["aif360", "scipy", "statsmodels"], CASES)
