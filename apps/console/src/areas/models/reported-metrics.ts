import type { LoggedMetricInput } from '../../gql/graphql';

/** A metric as it stands in the form: an empty text is a field not filled in. */
export interface MetricRow {
  key: number;
  name: string;
  value: number | string;
  n: number | string;
}

/** An empty row with a key that none of the others has. */
export const newMetric = (rows: readonly MetricRow[]): MetricRow => ({
  key: Math.max(0, ...rows.map(({ key }) => key)) + 1,
  name: '',
  value: '',
  n: '',
});

/** The rows as the API takes them; n is left out where none was given. */
export const metricInputs = (rows: readonly MetricRow[]): LoggedMetricInput[] =>
  rows.map(({ name, value, n }) => ({
    name: name.trim(),
    value: Number(value),
    ...(n === '' ? {} : { n: Number(n) }),
  }));
