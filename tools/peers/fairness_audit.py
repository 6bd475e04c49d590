"""Seconds that Fairlearn takes for four rates of three attributes crossed, with their gaps: python fairness_audit.py FILE.

The frame is in memory before the clock starts, without the rows that Fairlearn does not take: those without a label and
those of unknown sex. Each attribute alone, the pairs, other references, intervals and tests are not asked for.
"""

import sys
import time

import pandas
from fairlearn.metrics import (
    MetricFrame,
    false_negative_rate,
    false_positive_rate,
    selection_rate,
    true_positive_rate,
)

rows = pandas.read_parquet(sys.argv[1]).dropna(subset=["sex", "label"])
begin = time.perf_counter()
frame = MetricFrame(
    metrics={
        "selection_rate": selection_rate,
        "tpr": true_positive_rate,
        "fpr": false_positive_rate,
        "fnr": false_negative_rate,
    },
    y_true=rows.label.astype(int),
    y_pred=rows.prediction,
    sensitive_features=rows[["sex", "race", "age"]],
)
frame.difference()
frame.ratio()
print(time.perf_counter() - begin)
