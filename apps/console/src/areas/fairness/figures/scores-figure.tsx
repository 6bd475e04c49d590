import { type SectionResults } from '@countersign/domain/fairness';
import { useMemo, type ReactElement } from 'react';
import { formatCount, formatNumber, formatPercent } from '../../../format/numbers';
import { t } from '../../../texts';
import { Chart, chartSvg } from '../../../ui/chart';
import { ChartFigure } from '../../../ui/chart-figure';
import type { FigureSubject } from './audit-evidence';
import { LineLegend } from './line-legend';
import { mostCommon, scoreShares, shownBins, type ScoreShares } from './score-shares';
import { drawShares } from './scores-drawing';
import { drawnLines } from './sweep-lines';

const height = 260;

const binText = (bin: number): string =>
  t('fairnessFigures.scores.bin', {
    from: formatNumber(bin / shownBins),
    to: formatNumber((bin + 1) / shownBins),
  });

function findingOf(groups: readonly ScoreShares[]): string {
  const judged = groups.filter(({ isSmall, n }) => !isSmall && n > 0);
  const bins = new Set(judged.map(mostCommon));
  const [only] = bins;
  if (judged.length === 0 || only === undefined) return t('fairnessFigures.scores.findingNone');
  if (bins.size === 1) return t('fairnessFigures.scores.findingSame', { bin: binText(only) });
  const [first, ...rest] = judged.map((group) => ({ group, bin: mostCommon(group) }));
  const low = rest.reduce((least, next) => (next.bin < least.bin ? next : least), first!);
  const high = rest.reduce((most, next) => (next.bin > most.bin ? next : most), first!);
  return t('fairnessFigures.scores.finding', {
    ...{ lowGroup: low.group.name, lowBin: binText(low.bin) },
    ...{ highGroup: high.group.name, highBin: binText(high.bin) },
  });
}

/** How the scores of every group spread. */
export function ScoresFigure({ subject }: { subject: FigureSubject }): ReactElement {
  const { counts, results } = subject;
  const groups = useMemo(() => scoreShares(counts, results), [counts, results]);
  const drawn = useMemo(() => drawnLines(groups), [groups]);
  const drawing = useMemo(() => drawShares(drawn, false), [drawn]);
  const finding = findingOf(groups);
  const sentence = t('fairnessFigures.scores.sentence', { groups: groups.length, finding });
  return (
    <ChartFigure
      finding={finding}
      sentence={sentence}
      sizes={[{ label: t('fairnessFigures.scored'), n: groups.reduce((sum, { n }) => sum + n, 0) }]}
      caption={[t('fairnessFigures.scores.caption'), ...leftOut(groups.length - drawn.length)].join(' ')}
      fileName={`scores-${results.attributes.join('-')}`}
      svg={() => chartSvg(drawShares(drawn, true), height + 60)}
      level={3}
      table={twinOf(groups)}
    >
      <LineLegend lines={drawn} />
      <div role="img" aria-label={sentence}>
        <Chart drawing={drawing} height={height} />
      </div>
    </ChartFigure>
  );
}

/** Says that a picture does not hold all groups. */
export const leftOut = (count: number): string[] =>
  count > 0 ? [t('fairnessFigures.sweep.leftOut', { count })] : [];

const twinOf = (groups: readonly ScoreShares[]) => ({
  columns: [
    t('fairnessFigures.scores.axis'),
    ...groups.map(({ name, n }) => t('ui.figure.n', { label: name, n: formatCount(n) })),
  ],
  rows: Array.from({ length: shownBins }, (_, bin) => [
    binText(bin),
    ...groups.map(({ counts }) => counts[bin] ?? null),
  ]),
});

/** How far the areas under the curve lie apart, in a sentence. */
export function areaGapText({ scores }: SectionResults): string {
  if (scores === null || scores.aucGap.status !== 'ok') return t('fairnessFigures.areas.none');
  const { aucGap, aucBetween } = scores;
  const [low = [], high = []] = aucBetween;
  const values = {
    ...{ low: low.join(' · '), high: high.join(' · ') },
    ...{ gap: formatNumber(aucGap.value), n: formatCount(aucGap.n) },
  };
  const { interval } = aucGap;
  if (interval === undefined) return t('fairnessFigures.areas.picked', values);
  return t('fairnessFigures.areas.gap', {
    ...values,
    ...{ lower: formatNumber(interval.lower), upper: formatNumber(interval.upper) },
    level: formatPercent(interval.confidenceLevel),
  });
}
