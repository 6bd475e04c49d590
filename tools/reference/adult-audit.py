"""An audit of Adult (census income, 48,842 people) by sex, race and both crossed, as Fairlearn and scikit-learn have it.

Nobody predicted for these people: the predictions follow a stated rule of whole numbers, which the spec follows, too.
Points = 4 times education-num, plus age divided by 5 and cut, plus 10 for more than 40 hours a week, plus 15 for any
capital gain. The score is the points, at most 99, in hundredths, so that each score has a bin of an
audit to itself; from 62 points on, more than 50K is predicted.
"""

import pathlib
import sys

import pandas
from fairlearn.metrics import (
    MetricFrame,
    count,
    demographic_parity_difference,
    demographic_parity_ratio,
    equal_opportunity_difference,
    equalized_odds_difference,
    false_positive_rate,
    selection_rate,
    true_positive_rate,
)
from sklearn.metrics import accuracy_score, precision_score, roc_auc_score

import tables

PATH = pathlib.Path(__file__).resolve().parents[3] / "shared" / "data" / "adult.parquet"
if not PATH.parent.exists():
    print("adult-audit: skipped, the folder of public data sets is absent")
    sys.exit(0)
people = pandas.read_parquet(PATH)
points = (
    4 * people["education-num"]
    + people["age"] // 5
    + 10 * (people["hours-per-week"] > 40)
    + 15 * (people["capital-gain"] > 0)
)
label = (people["class"].astype(str) == ">50K").astype(int)
predicted = (points >= 62).astype(int)
score = points.clip(upper=99) / 100
groups = people[["sex", "race"]].astype(str)
METRICS = {
    "n": count,
    "selection_rate": selection_rate,
    "tpr": true_positive_rate,
    "fpr": false_positive_rate,
    "ppv": precision_score,
    "accuracy": accuracy_score,
    "base_rate": lambda y, p: y.mean(),
}


def case(attributes):
    sensitive = groups[attributes]
    frame = MetricFrame(metrics=METRICS, y_true=label, y_pred=predicted, sensitive_features=sensitive)
    areas = MetricFrame(metrics=roc_auc_score, y_true=label, y_pred=score, sensitive_features=sensitive).by_group
    rows = []
    for name, values in frame.by_group.iterrows():
        group = list(name) if isinstance(name, tuple) else [name]
        rows.append({"group": group, **values.to_dict(), "auc": areas[name]})
    by = {"sensitive_features": sensitive}
    differences = frame.difference()
    return {
        "name": " by ".join(["adult", " and ".join(attributes)]),
        "inputs": {"attributes": attributes},
        "expected": {
            "groups": rows,
            "demographic_parity_difference": demographic_parity_difference(label, predicted, **by),
            "demographic_parity_ratio": demographic_parity_ratio(label, predicted, **by),
            "equal_opportunity_difference": equal_opportunity_difference(label, predicted, **by),
            "equalized_odds_difference": equalized_odds_difference(label, predicted, **by),
            "fpr_difference": differences["fpr"],
            "ppv_difference": differences["ppv"],
            "accuracy_difference": differences["accuracy"],
            "auc_difference": areas.max() - areas.min(),
        },
        "source": "Fairlearn MetricFrame, scikit-learn roc_auc_score",
    }


tables.write("adult-audit", ["fairlearn", "scikit-learn"], [case(["sex"]), case(["race"]), case(["sex", "race"])])
