import { type GroupRateName } from '@countersign/statistics/fairness';
import { type SectionResults } from '../fairness';
import { formatNumber, type ReportPart } from '../report';
import { intervalMethods, intervalText, percent, valueText } from './estimate-text';
import { markedName } from './marked-name';
import { column, numeric } from './parts';
import { sectionName } from './section-name';

interface RateColumns {
  readonly rate: GroupRateName;
  readonly name: string;
  /** Which rows it divides by. */
  readonly among: string;
}

/** Two rates of every group, each with the rows it rests on and its interval. */
export function rateTable(section: SectionResults, rates: readonly [RateColumns, RateColumns]): ReportPart {
  const { attributes, groups } = section;
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
      markedName(group, section),
      ...rates.flatMap(({ rate }) => [
        formatNumber(metrics[rate].n),
        valueText(metrics[rate], percent),
        intervalText(metrics[rate], percent),
      ]),
    ]),
  };
}
