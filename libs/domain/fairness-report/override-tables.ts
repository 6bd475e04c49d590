import { type RateComparison } from '@countersign/statistics/fairness';
import { type Estimate } from '@countersign/statistics/inference';
import { type SectionOverrides } from '../fairness';
import { formatNumber, type ReportPart } from '../report';
import { intervalMethods, intervalText, percent, pText, valueText } from './estimate-text';
import { forestPlot } from './forest-plot';
import { markedName } from './marked-name';
import { column, numeric, text } from './parts';
import { reasonText } from './reason-text';
import { groupName } from './section-name';
import { shownEstimate } from './shown-estimate';

/** How often people overruled the model by group, what became of the favourable rate, and how far groups lie apart. */
export function overrideTables(name: string, overrides: SectionOverrides): ReportPart[] {
  return [
    overruledTable(name, overrides),
    ratesTable(`Overruled in either direction by ${name}`, overrides, [
      ['toFavourable', 'To favourable', 'Predicted unfavourable'],
      ['toUnfavourable', 'To unfavourable', 'Predicted favourable'],
    ]),
    ratesTable(`Favourable rate before and after people decided, by ${name}`, overrides, [
      ['favourableBefore', 'Predicted favourable', 'Decided'],
      ['favourableAfter', 'Decided favourable', null],
    ]),
    { kind: 'figure', ...beforeAndAfter(name, overrides) },
    differenceTable(name, overrides),
    ...leftOutText(overrides),
  ];
}

type GroupRate = 'favourableAfter' | 'favourableBefore' | 'toFavourable' | 'toUnfavourable';

/** A rate, its name, and the name of the rows it divides by where they have a column. */
type RateColumns = readonly [rate: GroupRate, name: string, among: string | null];

function overruledTable(name: string, { groups }: SectionOverrides): ReportPart {
  const methods = intervalMethods(groups.flatMap(({ decidedShare, overruled }) => [decidedShare, overruled]));
  return {
    kind: 'table',
    caption: `Decisions by ${name} (intervals: ${methods})`,
    columns: [
      ...[column('Group'), numeric('Predicted'), numeric('Decided'), numeric('Share'), numeric('Interval')],
      ...[numeric('Overruled'), numeric('Rate'), numeric('Interval')],
    ],
    rows: groups.map(({ group, decided, decidedShare, overruled }) => [
      ...[markedName(group, { groups }), formatNumber(decidedShare.n), formatNumber(decided)],
      ...[...rateCells(decidedShare), formatNumber(overruled.numerator ?? 0), ...rateCells(overruled)],
    ]),
  };
}

function ratesTable(
  caption: string,
  { groups }: SectionOverrides,
  columns: readonly RateColumns[],
): ReportPart {
  const estimates = groups.flatMap((group) => columns.map(([rate]) => group[rate]));
  return {
    kind: 'table',
    caption: `${caption} (intervals: ${intervalMethods(estimates)})`,
    columns: [
      column('Group'),
      ...columns.flatMap(([, name, among]) => [
        ...(among === null ? [] : [numeric(among)]),
        ...[numeric(name), numeric('Interval')],
      ]),
    ],
    rows: groups.map((group) => [
      markedName(group.group, { groups }),
      ...columns.flatMap(([rate, , among]) => [
        ...(among === null ? [] : [formatNumber(group[rate].n)]),
        ...rateCells(group[rate]),
      ]),
    ]),
  };
}

const rateCells = (rate: Estimate): string[] => [valueText(rate, percent), intervalText(rate, percent)];

function beforeAndAfter(name: string, { groups }: SectionOverrides) {
  return forestPlot({
    caption: `Favourable rate before and after people decided, by ${name}`,
    rows: groups.flatMap(({ group, eligible, favourableBefore, favourableAfter }) => [
      { name: `model: ${groupName(group)}`, rate: favourableBefore, isEligible: eligible },
      { name: `people: ${groupName(group)}`, rate: favourableAfter, isEligible: eligible },
    ]),
    line: null,
  });
}

function comparedRates({ toFavourable, toUnfavourable, before, after }: SectionOverrides) {
  const rates: [string, RateComparison][] = [
    ['overruled to favourable', toFavourable],
    ['overruled to unfavourable', toUnfavourable],
    ['favourable prediction', before],
    ['favourable decision', after],
  ];
  return rates;
}

/** Groups that take no part in a comparison, with the reason. */
function leftOutText(overrides: SectionOverrides): ReportPart[] {
  const parts = comparedRates(overrides).flatMap(([what, { excluded }]) =>
    excluded.length === 0
      ? []
      : [
          `${what}: ${excluded.map(({ group, reason }) => `${groupName(group)} (${reasonText(reason)})`).join(', ')}`,
        ],
  );
  return parts.length === 0 ? [] : [text(`Taking no part: ${parts.join('; ')}.`)];
}

function differenceTable(name: string, overrides: SectionOverrides): ReportPart {
  const rows = comparedRates(overrides);
  const estimates = rows.flatMap(([, rate]) => [
    shownEstimate(rate, 'difference'),
    shownEstimate(rate, 'ratio'),
  ]);
  return {
    kind: 'table',
    caption: `Between the groups farthest apart, by ${name} (intervals: ${intervalMethods(estimates)})`,
    columns: [
      ...[column('Rate'), column('Between (lower, higher)'), numeric('n'), numeric('Difference')],
      ...[numeric('Interval'), numeric('Ratio'), numeric('Interval'), numeric('p adjusted')],
    ],
    rows: rows.map(([what, rate]) => [
      what,
      (rate.between ?? []).map(groupName).join(' and '),
      formatNumber(rate.difference.n),
      valueText(rate.difference),
      intervalText(shownEstimate(rate, 'difference')),
      valueText(rate.ratio),
      intervalText(shownEstimate(rate, 'ratio')),
      rate.tested === null ? 'no test' : pText(rate.tested.difference.pAdjusted),
    ]),
  };
}
