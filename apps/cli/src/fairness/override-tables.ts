import { type GroupOverrides, type SectionOverrides } from '@countersign/domain/fairness';
import { formatNumber, formatShare } from '@countersign/domain/report';
import { type RateComparison } from '@countersign/statistics/fairness';
import { type Estimate } from '@countersign/statistics/inference';
import { type Cell, type ReportTable } from '../output/report';
import { type AuditSection } from './fairness-audit';
import { intervalText, nameOf, pairInterval, right, shareCell, valueCell } from './report-cells';

/** What people made of the predictions, with --decision. */
export function overrideTables({ results: { attributes, overrides } }: AuditSection): ReportTable[] {
  if (overrides === undefined) return [];
  const name = attributes.join(' × ');
  return [decisionTable(name, overrides), favourableTable(name, overrides), differenceTable(name, overrides)];
}

const rateColumns = (name: string) => [right(name), right('interval')];
const rateCells = (rate: Estimate): Cell[] => [shareCell(rate), intervalText(rate, formatShare)];

function decisionTable(name: string, { groups }: SectionOverrides): ReportTable {
  return {
    caption: `Overruled by people, by ${name}`,
    columns: [
      ...[{ name: 'group' }, right('decided'), ...rateColumns('of all'), ...rateColumns('overruled')],
      ...[...rateColumns('to favourable'), ...rateColumns('to unfavourable')],
    ],
    rows: groups.map(({ group, decided, decidedShare, ...rates }) => [
      ...[nameOf(group), formatNumber(decided)],
      ...[decidedShare, rates.overruled, rates.toFavourable, rates.toUnfavourable].flatMap(rateCells),
    ]),
  };
}

function favourableTable(name: string, { groups }: SectionOverrides): ReportTable {
  const rowOf = ({ group, decided, favourableBefore, favourableAfter }: GroupOverrides): Cell[] => [
    ...[nameOf(group), formatNumber(decided)],
    ...[favourableBefore, favourableAfter].flatMap(rateCells),
  ];
  return {
    caption: `Favourable rate before and after people decided, by ${name}`,
    columns: [{ name: 'group' }, right('decided'), ...rateColumns('predicted'), ...rateColumns('decided so')],
    rows: groups.map(rowOf),
  };
}

function differenceTable(name: string, overrides: SectionOverrides): ReportTable {
  const { toFavourable, toUnfavourable, before, after } = overrides;
  const rows: [string, RateComparison][] = [
    ['overruled to favourable', toFavourable],
    ['overruled to unfavourable', toUnfavourable],
    ['favourable prediction', before],
    ['favourable decision', after],
  ];
  return {
    caption: `What people decided between the groups farthest apart, by ${name}`,
    columns: [
      ...[{ name: 'rate' }, ...rateColumns('difference'), ...rateColumns('ratio')],
      ...[right('p, adjusted'), { name: 'between' }],
    ],
    rows: rows.map(([what, rate]) => [
      ...[what, valueCell(rate.difference), pairInterval(rate, 'difference')],
      ...[valueCell(rate.ratio), pairInterval(rate, 'ratio')],
      rate.tested === null ? '' : formatNumber(rate.tested.difference.pAdjusted),
      (rate.between ?? []).map(nameOf).join(' / '),
    ]),
  };
}
