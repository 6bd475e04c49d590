/** Where something was found. */
export interface FindingSource {
  kind: 'monitor_run' | 'fairness_audit' | 'dataset_version';
  id: string;
}

/** One thing that was found: a column of an alarm, a gate whose evidence is too old, a rule of a policy. */
export interface SuspensionFinding {
  /** The column, group, gate or rule; empty where a monitor measured the whole version. */
  subject: string;
  /** What is said of it: a method or a metric, or what kind of thing it is. */
  measure: string;
  found: string;
  /** What would have been well. */
  expected: string;
  source: FindingSource | null;
}
