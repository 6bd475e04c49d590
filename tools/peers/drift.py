"""Seconds that Evidently's drift preset takes for two Parquet files: python drift.py REFERENCE CURRENT."""

import sys
import time

import pandas
from evidently import Dataset, Report
from evidently.presets import DataDriftPreset

begin = time.perf_counter()
reference, current = (Dataset.from_pandas(pandas.read_parquet(path)) for path in sys.argv[1:3])
Report([DataDriftPreset()]).run(current, reference)
print(time.perf_counter() - begin)
