"""What Fairlearn, AIF360, statsmodels and SciPy answer to the audits of libs/statistics/fairness.

A case holds the counts of its groups, by which ours computes, and what the peer says of the rows behind them. Rows come
from the public data sets, from the 18-row vector of Fairlearn's own tests, or from counts written out as rows.
"""

import logging
import pathlib
import warnings

import numpy as np
import pandas as pd

import tables

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)

from aif360.datasets import BinaryLabelDataset  # noqa: E402
from aif360.metrics import BinaryLabelDatasetMetric, ClassificationMetric  # noqa: E402
from fairlearn import metrics as fl  # noqa: E402
from scipy.stats import fisher_exact  # noqa: E402
from sklearn.metrics import accuracy_score, precision_score  # noqa: E402
from statsmodels.stats.contingency_tables import StratifiedTable  # noqa: E402
from statsmodels.stats.multitest import multipletests  # noqa: E402
from statsmodels.stats.proportion import (  # noqa: E402
    confint_proportions_2indep,
    proportion_confint,
    proportion_effectsize,
    proportions_ztest,
)

DATA = pathlib.Path(__file__).resolve().parents[3] / "shared" / "data"


def vector():
    return pd.DataFrame(
        {
            "y": [0, 1, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1],
            "p": [0, 0, 1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0],
            "g": list("bbabbcccaacabccbcc"),
        }
    )


def compas():
    rows = pd.read_csv(DATA / "compas.csv", dtype={"score": float})
    return pd.DataFrame({"y": rows.label_value, "p": rows.score.astype(int), "race": rows.race, "sex": rows.sex, "age": rows.age_cat})


def adult():
    """Predicted to earn much: at least 13 years of education and more than 40 hours a week."""
    rows = pd.read_parquet(DATA / "adult.parquet")
    predicted = (rows["education-num"] >= 13) & (rows["hours-per-week"] > 40)
    return pd.DataFrame(
        {
            "y": (rows["class"] == ">50K").astype(int),
            "p": predicted.astype(int),
            "race": rows.race.astype(str),
            "sex": rows.sex.astype(str),
            "w": rows.fnlwgt.astype(float),
        }
    )


def written_out(groups):
    """Rows that have the given counts (tp, fp, fn, tn) by group."""
    parts = []
    for name, (tp, fp, fn, tn) in groups.items():
        for y, p, n in ((1, 1, tp), (0, 1, fp), (1, 0, fn), (0, 0, tn)):
            parts.append(pd.DataFrame({"y": [y] * n, "p": [p] * n, "g": [name] * n}))
    return pd.concat(parts, ignore_index=True).astype({"y": int, "p": int})


def cells(rows, weights=None):
    w = np.ones(len(rows)) if weights is None else weights
    y, p = rows.y.to_numpy(), rows.p.to_numpy()
    which = {"tp": (y == 1) & (p == 1), "fp": (y == 0) & (p == 1), "fn": (y == 1) & (p == 0), "tn": (y == 0) & (p == 0)}
    return {cell: float(w[mask].sum()) for cell, mask in which.items()}


def groups_of(rows, by, weighted=False):
    found = []
    for name, part in rows.groupby(by, sort=True):
        group = list(name) if isinstance(name, tuple) else [name]
        entry = {"group": group, "counts": cells(part, part.w.to_numpy() if weighted else None)}
        if weighted:
            entry["squares"] = cells(part, part.w.to_numpy() ** 2)
        found.append(entry)
    return found


def false_omission(y, p):
    return float(np.mean(np.asarray(y)[np.asarray(p) == 0]))


FRAME = {
    "demographic_parity": fl.selection_rate,
    "predictive_parity": precision_score,
    "fpr_parity": fl.false_positive_rate,
    "fnr_parity": fl.false_negative_rate,
    "accuracy_parity": accuracy_score,
    "for_parity": false_omission,
}


def fairlearn_values(rows, by):
    y, p, g = rows.y, rows.p, rows[by]
    expected = {}
    for name, between in (("max_eligible", "between_groups"), ("overall", "to_overall")):
        for metric, difference, ratio in (
            ("demographic_parity", fl.demographic_parity_difference, fl.demographic_parity_ratio),
            ("equalized_odds", fl.equalized_odds_difference, fl.equalized_odds_ratio),
            ("equal_opportunity", fl.equal_opportunity_difference, fl.equal_opportunity_ratio),
        ):
            expected[f"{name}/{metric}/difference"] = difference(y, p, sensitive_features=g, method=between)
            expected[f"{name}/{metric}/ratio"] = ratio(y, p, sensitive_features=g, method=between)
        expected[f"{name}/equalized_odds/mean_difference"] = fl.equalized_odds_difference(
            y, p, sensitive_features=g, method=between, agg="mean"
        )
        expected[f"{name}/equalized_odds/mean_ratio"] = fl.equalized_odds_ratio(
            y, p, sensitive_features=g, method=between, agg="mean"
        )
        for metric, function in FRAME.items():
            frame = fl.MetricFrame(metrics=function, y_true=y, y_pred=p, sensitive_features=g)
            expected[f"{name}/{metric}/difference"] = frame.difference(method=between)
            expected[f"{name}/{metric}/ratio"] = frame.ratio(method=between)
    return expected


def fairlearn_case(name, rows, by):
    return {
        "name": f"fairlearn: {name}",
        "inputs": {"kind": "disparities", "groups": groups_of(rows, by)},
        "expected": fairlearn_values(rows, by),
        "source": "fairlearn demographic_parity_*, equalized_odds_*, equal_opportunity_*, MetricFrame.difference and .ratio",
    }


def group_rates_case(name, rows, by):
    frame = fl.MetricFrame(
        metrics={
            "selection_rate": fl.selection_rate,
            "tpr": fl.true_positive_rate,
            "fpr": fl.false_positive_rate,
            "fnr": fl.false_negative_rate,
            "tnr": fl.true_negative_rate,
            "ppv": precision_score,
            "for": false_omission,
            "accuracy": accuracy_score,
        },
        y_true=rows.y,
        y_pred=rows.p,
        sensitive_features=rows[by],
    ).by_group
    expected = {}
    for index, row in frame.iterrows():
        for metric, value in row.items():
            expected[f"{index}/{metric}"] = value
        part = rows[rows[by] == index]
        low, high = proportion_confint(int(part.p.sum()), len(part), method="wilson")
        expected[f"{index}/selection_rate/lower"] = low
        expected[f"{index}/selection_rate/upper"] = high
    return {
        "name": f"group rates: {name}",
        "inputs": {"kind": "rates", "groups": groups_of(rows, by)},
        "expected": expected,
        "source": "fairlearn MetricFrame.by_group; statsmodels proportion_confint wilson",
    }


def weighted_case(name, rows, by):
    weights = {"sample_weight": rows.w, "sensitive_features": rows[by]}
    expected = {
        "max_eligible/demographic_parity/difference": fl.demographic_parity_difference(rows.y, rows.p, **weights),
        "max_eligible/demographic_parity/ratio": fl.demographic_parity_ratio(rows.y, rows.p, **weights),
        "max_eligible/equalized_odds/difference": fl.equalized_odds_difference(rows.y, rows.p, **weights),
        "max_eligible/equalized_odds/ratio": fl.equalized_odds_ratio(rows.y, rows.p, **weights),
        "max_eligible/equalized_odds/mean_difference": fl.equalized_odds_difference(rows.y, rows.p, agg="mean", **weights),
        "max_eligible/equal_opportunity/difference": fl.equal_opportunity_difference(rows.y, rows.p, **weights),
        "max_eligible/equal_opportunity/ratio": fl.equal_opportunity_ratio(rows.y, rows.p, **weights),
    }
    return {
        "name": f"fairlearn, weighted: {name}",
        "inputs": {"kind": "disparities", "groups": groups_of(rows, by, weighted=True)},
        "expected": expected,
        "source": "fairlearn with sample_weight",
    }


def aif_dataset(rows, by, column):
    codes = {value: index for index, value in enumerate(sorted(rows[by].unique()))}
    frame = pd.DataFrame({"label": rows[column].astype(float), "g": rows[by].map(codes).astype(float)})
    dataset = BinaryLabelDataset(
        df=frame, label_names=["label"], protected_attribute_names=["g"], favorable_label=1, unfavorable_label=0
    )
    return dataset, codes


def aif_case(name, rows, by, reference):
    truth, codes = aif_dataset(rows, by, "y")
    predicted, _ = aif_dataset(rows, by, "p")
    expected = {}
    for group, code in codes.items():
        if group == reference:
            continue
        metric = ClassificationMetric(
            truth, predicted, unprivileged_groups=[{"g": code}], privileged_groups=[{"g": codes[reference]}]
        )
        expected[f"{group}/demographic_parity/difference"] = metric.statistical_parity_difference()
        expected[f"{group}/demographic_parity/ratio"] = metric.disparate_impact()
        expected[f"{group}/equal_opportunity/difference"] = metric.equal_opportunity_difference()
        expected[f"{group}/average_odds/difference"] = metric.average_odds_difference()
        expected[f"{group}/fpr_parity/difference"] = metric.false_positive_rate_difference()
        expected[f"{group}/fpr_parity/ratio"] = metric.false_positive_rate_ratio()
        expected[f"{group}/fnr_parity/difference"] = metric.false_negative_rate_difference()
        expected[f"{group}/for_parity/ratio"] = metric.false_omission_rate_ratio()
        expected[f"{group}/accuracy_parity/difference"] = -metric.error_rate_difference()
    return {
        "name": f"aif360 against {reference}: {name}",
        "inputs": {"kind": "against", "reference": [reference], "groups": groups_of(rows, by)},
        "expected": expected,
        "source": "aif360 ClassificationMetric, unprivileged minus privileged",
    }


def entropy_case(name, rows, by):
    truth, codes = aif_dataset(rows, by, "y")
    predicted, _ = aif_dataset(rows, by, "p")
    everyone = [{"g": code} for code in codes.values()]
    metric = ClassificationMetric(truth, predicted, unprivileged_groups=everyone[:1], privileged_groups=everyone[1:])
    labels = BinaryLabelDatasetMetric(truth)
    expected = {
        "theil": metric.theil_index(),
        "theil/between": metric.between_all_groups_theil_index(),
        "epsilon": ClassificationMetric(predicted, predicted, everyone[:1], everyone[1:]).smoothed_empirical_differential_fairness(),
        "label_epsilon": labels.smoothed_empirical_differential_fairness(),
        "amplification": metric.differential_fairness_bias_amplification(),
    }
    for alpha in (0.5, 2, 3):
        expected[f"{alpha}"] = metric.generalized_entropy_index(alpha=alpha)
        expected[f"{alpha}/between"] = metric.between_all_groups_generalized_entropy_index(alpha=alpha)
    return {
        "name": f"aif360 inequality: {name}",
        "inputs": {"kind": "inequality", "groups": groups_of(rows, by)},
        "expected": expected,
        "source": "aif360 generalized_entropy_index, theil_index, between_all_groups_*, smoothed_empirical_differential_fairness",
    }


def pair_case(name, first, second, alpha=0.05):
    (x1, n1), (x2, n2) = first, second
    table = [[x1, n1 - x1], [x2, n2 - x2]]
    difference = confint_proportions_2indep(x1, n1, x2, n2, method="newcomb", compare="diff", alpha=alpha)
    # Katz's interval where both sides have 50 successes and 50 failures, otherwise Koopman's.
    large = min(x1, n1 - x1, x2, n2 - x2) >= 50
    form = {"method": "log"} if large else {"method": "score", "correction": False}
    ratio = confint_proportions_2indep(x1, n1, x2, n2, compare="ratio", alpha=alpha, **form)
    statistic, p = proportions_ztest([x1, x2], [n1, n2])
    expected = np.outer([n1, n2], [x1 + x2, n1 + n2 - x1 - x2]) / (n1 + n2)
    exact = expected.min() < 5
    return {
        "name": f"pair: {name}",
        "inputs": {"kind": "pair", "audited": [x1, n1], "reference": [x2, n2], "alpha": alpha},
        "expected": {
            "difference": x1 / n1 - x2 / n2,
            "difference/lower": difference[0],
            "difference/upper": difference[1],
            "ratio/lower": ratio[0],
            "ratio/upper": ratio[1],
            "z": statistic,
            "p": fisher_exact(table)[1] if exact else p,
            "cohenH": proportion_effectsize(x1 / n1, x2 / n2),
        },
        "source": "statsmodels confint_proportions_2indep newcomb, log and score, proportions_ztest, proportion_effectsize; scipy fisher_exact",
    }


def strata_case(name, rows, by, strata, group):
    """Conditional demographic disparity as in SageMaker Clarify, without the strata that have one outcome only."""
    tables_ = []
    total, value = 0, 0.0
    inputs = []
    for stratum, part in rows.groupby(strata, sort=True):
        own = part[by] == group
        tables_.append(
            [
                [int((own & (part.p == 1)).sum()), int((own & (part.p == 0)).sum())],
                [int((~own & (part.p == 1)).sum()), int((~own & (part.p == 0)).sum())],
            ]
        )
        inputs.append({"stratum": stratum, "groups": groups_of(part, by)})
        rejected, accepted = part[part.p == 0], part[part.p == 1]
        if len(rejected) and len(accepted):
            total += len(part)
            value += len(part) * ((rejected[by] == group).mean() - (accepted[by] == group).mean())
    table = StratifiedTable([np.array(each) for each in tables_])
    test = table.test_null_odds(correction=False)
    low, high = table.oddsratio_pooled_confint()
    return {
        "name": f"strata: {name}",
        "inputs": {"kind": "strata", "group": [group], "strata": inputs},
        "expected": {
            "disparity": value / total,
            "statistic": test.statistic,
            "p": test.pvalue,
            "oddsRatio": table.oddsratio_pooled,
            "oddsRatio/lower": low,
            "oddsRatio/upper": high,
        },
        "source": "SageMaker Clarify's CDD formula in NumPy; statsmodels StratifiedTable",
    }


def degenerate_case(name, rows, keys):
    values = fairlearn_values(rows, "g")
    return {
        "name": f"degenerate: {name}",
        "inputs": {"kind": "degenerate", "groups": groups_of(rows, "g")},
        "expected": {key: values[key] for key in keys},
        "source": "fairlearn; its answers stand here for the record, ours has none",
    }


def bootstrap_case(rows):
    frame = fl.MetricFrame(
        metrics=fl.selection_rate,
        y_true=rows.y,
        y_pred=rows.p,
        sensitive_features=rows.sex,
        n_boot=1000,
        ci_quantiles=[0.025, 0.975],
        random_state=1,
    )
    difference, ratio = frame.difference_ci(), frame.ratio_ci()
    return {
        "name": "bootstrap: COMPAS by sex",
        "inputs": {"kind": "bootstrap", "groups": groups_of(rows, "sex")},
        "expected": {
            "difference/lower": difference[0],
            "difference/upper": difference[1],
            "ratio/lower": ratio[0],
            "ratio/upper": ratio[1],
        },
        "source": "fairlearn MetricFrame n_boot=1000, random_state=1",
    }


def corrections_case(p_values):
    return {
        "name": "corrections",
        "inputs": {"kind": "corrections", "p": p_values},
        "expected": {
            "holm": multipletests(p_values, method="holm")[1],
            "bh": multipletests(p_values, method="fdr_bh")[1],
        },
        "source": "statsmodels multipletests",
    }


def cases():
    c, a, v = compas(), adult(), vector()
    c["race_sex"] = c.race + " / " + c.sex
    rng = np.random.default_rng(7)
    v_weighted = v.assign(w=rng.integers(1, 9, len(v)) / 4.0)
    balanced = written_out({"a": (40, 10, 20, 30), "b": (30, 20, 10, 40), "c": (25, 5, 15, 55)})
    yield fairlearn_case("the 18-row vector", v, "g")
    yield fairlearn_case("COMPAS by race", c, "race")
    yield fairlearn_case("COMPAS by sex", c, "sex")
    yield fairlearn_case("COMPAS by age", c, "age")
    yield fairlearn_case("adult by sex", a, "sex")
    yield fairlearn_case("adult by race", a, "race")
    yield fairlearn_case("three groups of 100", balanced, "g")
    yield group_rates_case("the 18-row vector", v, "g")
    yield group_rates_case("COMPAS by race", c, "race")
    yield group_rates_case("adult by sex", a, "sex")
    yield weighted_case("the 18-row vector", v_weighted, "g")
    yield weighted_case("adult by sex", a, "sex")
    yield weighted_case("adult by race", a, "race")
    yield aif_case("COMPAS by race", c, "race", "Caucasian")
    yield aif_case("COMPAS by sex", c, "sex", "Male")
    yield aif_case("adult by race", a, "race", "White")
    yield aif_case("the 18-row vector", v, "g", "c")
    yield entropy_case("COMPAS by race", c, "race")
    yield entropy_case("COMPAS by race and sex", c, "race_sex")
    yield entropy_case("adult by sex", a, "sex")
    yield entropy_case("the 18-row vector", v, "g")
    yield pair_case("the selection example of the DCWP", (555, 1181), (667, 1390))
    yield pair_case("small, so exact", (3, 12), (9, 14))
    yield pair_case("far apart", (12, 200), (90, 210))
    yield pair_case("at 99 %", (40, 100), (55, 120), alpha=0.01)
    yield pair_case("large", (20115, 41000), (30200, 60500))
    yield strata_case("COMPAS, African-American by age", c, "race", "age", "African-American")
    yield strata_case("COMPAS, women by race", c, "sex", "race", "Female")
    yield strata_case("adult, women by race", a, "sex", "race", "Female")
    yield degenerate_case(
        "a group without positives",
        pd.DataFrame({"y": [0, 0, 0, 1, 1, 0], "p": [0, 1, 0, 1, 0, 0], "g": list("aaabbb")}),
        [
            "max_eligible/equalized_odds/difference",
            "max_eligible/equalized_odds/ratio",
            "max_eligible/equal_opportunity/difference",
            "max_eligible/equal_opportunity/ratio",
        ],
    )
    yield degenerate_case(
        "all predictions negative",
        pd.DataFrame({"y": [0, 1, 0, 1, 1, 0], "p": [0] * 6, "g": list("aaabbb")}),
        [
            "max_eligible/demographic_parity/difference",
            "max_eligible/demographic_parity/ratio",
            "max_eligible/equalized_odds/ratio",
            "max_eligible/equal_opportunity/difference",
        ],
    )
    yield degenerate_case(
        "one group only",
        pd.DataFrame({"y": [0, 1, 0, 1], "p": [1, 0, 0, 1], "g": list("aaaa")}),
        [
            "max_eligible/demographic_parity/difference",
            "max_eligible/demographic_parity/ratio",
            "max_eligible/equalized_odds/difference",
        ],
    )
    yield bootstrap_case(c)
    yield corrections_case([0.01, 0.04, 0.03, 0.005, 0.5, 0.04])


if __name__ == "__main__":
    tables.write("fairness", ["fairlearn", "aif360", "statsmodels", "scipy", "numpy", "pandas", "scikit-learn"], list(cases()))
