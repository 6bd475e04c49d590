"""Seconds that Fairlearn takes for a bootstrapped audit of a Parquet file: python fairness.py FILE REPLICATES.

The frame is in memory before the clock starts. Three attributes crossed, the rates behind our disparities, and the
intervals of their differences.
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

rows = pandas.read_parquet(sys.argv[1])
begin = time.perf_counter()
frame = MetricFrame(
    metrics={
        "selection_rate": selection_rate,
        "tpr": true_positive_rate,
        "fpr": false_positive_rate,
        "fnr": false_negative_rate,
    },
    y_true=rows.label,
    y_pred=rows.prediction,
    sensitive_features=rows[["sex", "race", "age"]],
    n_boot=int(sys.argv[2]),
    ci_quantiles=[0.025, 0.975],
    random_state=1,
)
frame.difference_ci()
frame.ratio_ci()
print(time.perf_counter() - begin)
