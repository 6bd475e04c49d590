import { type FairnessPolicy } from '@countersign/domain/fairness';
import { NativeSelect } from '@mantine/core';
import { useMemo, useState, type ReactElement } from 'react';
import { formatCount, formatNumber, formatPercent } from '../../../format/numbers';
import { t } from '../../../texts';
import { ChartFigure } from '../../../ui/chart-figure';
import type { TableTwin } from '../../../ui/csv';
import type { GridPlace } from '../../../ui/grid-place';
import { HeatTable } from '../../../ui/heat-table';
import { nameOf, type FigureSubject } from './audit-evidence';
import { cellNote, crossingCell, measures, type CrossingMeasure } from './crossing-cell';
import { CrossingDetail } from './crossing-detail';
import { crossingGrid, otherValues, type CrossingGrid } from './crossing-grid';
import { crossingSvg } from './crossing-svg';
import { comparedBy, ratesOf, shownRates, type ShownRate } from './shown-rate';

interface Choice {
  rate: ShownRate;
  measure: CrossingMeasure;
  others: readonly string[];
}

const limitOf = (policy: FairnessPolicy, rate: ShownRate): number | null =>
  policy.limits[comparedBy[rate]]?.minimumRatio ?? null;

/** The lowest and the highest rate among crossings that are large enough. */
function findingOf(grid: CrossingGrid, rate: string): string {
  const judged = grid.cells
    .filter((row) => row.eligible && row.rate.value != null)
    .sort((a, b) => (a.rate.value ?? 0) - (b.rate.value ?? 0));
  const [low] = judged;
  const high = judged.at(-1);
  if (!low || !high || low === high) return t('fairness.figure.findingNone', { rate });
  return t('fairness.figure.finding', {
    ...{ rate, lowGroup: low.group, highGroup: high.group },
    low: formatPercent(low.rate.value ?? 0),
    high: formatPercent(high.rate.value ?? 0),
  });
}

function twinOf(grid: CrossingGrid, { rate, measure }: Choice, limit: number | null): TableTwin {
  return {
    columns: [
      ...[...grid.names, t('fairness.groups.n'), t(`fairnessFigures.rates.${rate}`)],
      ...[t('fairnessFigures.lower'), t('fairnessFigures.upper')],
      ...[t('fairnessFigures.ratio'), t('fairnessFigures.ratioLower'), t('fairnessFigures.ratioUpper')],
      t('fairnessFigures.crossing.remark'),
    ],
    rows: grid.rows.flatMap((name, row) =>
      grid.columns.map((other, column) => {
        const cell = grid.at({ row, column });
        const { rate: own, ratio } = cell ?? { rate: null, ratio: null };
        return [
          ...[name, other, cell?.n ?? 0, own?.value ?? null, own?.lower ?? null, own?.upper ?? null],
          ...[ratio?.value ?? null, ratio?.lower ?? null, ratio?.upper ?? null],
          cellNote(cell, measure, limit) || (cell?.isReference ? t('fairnessFigures.reference') : ''),
        ];
      }),
    ),
  };
}

interface ControlsProps {
  subject: FigureSubject;
  choice: Choice;
  onChange: (choice: Choice) => void;
}

function Controls({ subject, choice, onChange }: ControlsProps): ReactElement {
  const { results } = subject;
  return (
    <div className="cs-controls">
      <NativeSelect
        label={t('fairnessFigures.crossing.rate')}
        value={choice.rate}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...choice, rate: shownRates.find((each) => each === value) ?? choice.rate })
        }
        data={ratesOf(results.groups).map((rate) => ({
          value: rate,
          label: t(`fairnessFigures.rates.${rate}`),
        }))}
      />
      <NativeSelect
        label={t('fairnessFigures.crossing.measure')}
        value={choice.measure}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...choice, measure: measures.find((each) => each === value) ?? choice.measure })
        }
        data={measures.map((value) => ({ value, label: t(`fairnessFigures.crossing.measures.${value}`) }))}
      />
      {otherValues(results).map(({ name, values }, at) => (
        <NativeSelect
          key={name}
          label={t('fairnessFigures.crossing.other', { name })}
          value={choice.others[at]}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...choice, others: choice.others.map((each, place) => (place === at ? value : each)) })
          }
          data={values}
        />
      ))}
    </div>
  );
}

/** Every crossing of two attributes as a cell, coloured by a rate or by its ratio to the reference. */
export function CrossingFigure({ subject }: { subject: FigureSubject }): ReactElement {
  const { results, evidence } = subject;
  const [choice, setChoice] = useState<Choice>(() => ({
    rate: 'favourable_rate',
    measure: 'rate',
    others: otherValues(results).map(({ values }) => values[0] ?? ''),
  }));
  const [chosen, setChosen] = useState<GridPlace | null>(null);
  const { rate, measure, others } = choice;
  const grid = useMemo(() => crossingGrid(results, rate, others), [results, rate, others]);
  const limit = limitOf(evidence.policy, rate);
  const nameAt = ({ row, column }: GridPlace) => nameOf([grid.rows[row] ?? '', grid.columns[column] ?? '']);
  const finding = findingOf(grid, t(`fairnessFigures.rates.${rate}`));
  const small = grid.cells.filter(({ eligible, n }) => !eligible && n > 0).length;
  const sentence = t('fairnessFigures.crossing.sentence', {
    ...{ rows: grid.names[0], columns: grid.names[1], finding },
    counts: t('fairnessFigures.crossing.counts', { count: grid.cells.length, small, empty: grid.empty }),
  });
  return (
    <>
      <Controls subject={subject} choice={choice} onChange={setChoice} />
      <ChartFigure
        finding={finding}
        sentence={sentence}
        sizes={[{ label: t('fairness.sizes'), n: grid.cells.reduce((sum, { n }) => sum + n, 0) }]}
        caption={t(`fairnessFigures.crossing.caption.${measure}`, {
          minimum: formatCount(evidence.policy.minimums.groupSize),
          limit: limit === null ? t('fairness.criteria.none') : formatNumber(limit),
        })}
        table={twinOf(grid, choice, limit)}
        fileName={`crossing-${results.attributes.join('-')}-${rate}-${measure}`}
        svg={() => crossingSvg({ grid, measure, limit })}
        level={3}
        controls={chosen ? <CrossingDetail name={nameAt(chosen)} row={grid.at(chosen)} rate={rate} /> : null}
      >
        <HeatTable
          label={sentence}
          corner={`${grid.names[0]} × ${grid.names[1]}`}
          rows={grid.rows}
          columns={grid.columns}
          cell={(place) => crossingCell({ name: nameAt(place), row: grid.at(place), measure, limit })}
          start={{ row: 0, column: 0 }}
          isChosen={({ row, column }) => chosen?.row === row && chosen.column === column}
          onChoose={setChosen}
        />
      </ChartFigure>
    </>
  );
}
