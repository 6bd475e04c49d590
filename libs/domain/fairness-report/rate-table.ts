import { type GroupRateName } from '@countersign/statistics/fairness';
import { type SectionResults } from '../fairness';
import { formatNumber, type ReportPart } from '../report';
import { intervalMethods, intervalText, percent, valueText } from './estimate-text';
import { column, numeric } from './parts';
import { groupName, sectionName } from './section-name';

interface RateColumns {
  readonly rate: GroupRateName;
  readonly name: string;
  /** Which rows it divides by. */
  readonly among: string;
}

/** Two rates of every group, each with the rows it rests on and its interval. */
export function rateTable(
  { attributes, groups }: SectionResults,
  rates: readonly [RateColumns, RateColumns],
): ReportPart {
  const estimates = groups.flatMap(({ metrics }) => rates.map(({ rate }) => metrics[rate]));
  const names = rates.map(({ name }) => name.toLowerCase()).join(' and ');
  return {
    kind: 'table',
    caption: `By ${sectionName(attributes)}: ${names} (intervals: ${intervalMethods(estimates)})`,
    columns: [
      column('Group'),
      ...rates.flatMap(({ name, among }) => [numeric(among), numeric(name), numeric('Interval')]),
    ],
    rows: groups.map(({ group, metrics }) => [
      groupName(group),
      ...rates.flatMap(({ rate }) => [
        formatNumber(metrics[rate].n),
        valueText(metrics[rate], percent),
        intervalText(metrics[rate], percent),
      ]),
    ]),
  };
}
