import {
  nearestThreshold,
  scoreEdges,
  sectionAtThreshold,
  type SectionResults,
} from '@countersign/domain/fairness';
import { type ScoreTails } from '@countersign/statistics/fairness-evidence';
import { Button, NativeSelect } from '@mantine/core';
import { useDeferredValue, useMemo, useState, type ReactElement } from 'react';
import { formatCount, formatPercent } from '../../../format/numbers';
import { t } from '../../../texts';
import { Chart, chartSvg } from '../../../ui/chart';
import { ChartFigure } from '../../../ui/chart-figure';
import type { TableTwin } from '../../../ui/csv';
import type { FigureSubject } from './audit-evidence';
import { LineLegend } from './line-legend';
import { ratesOf, shownRates, type ShownRate } from './shown-rate';
import { drawSweep } from './sweep-drawing';
import { drawnLines, spreadAt, sweepLines, type SweepLine } from './sweep-lines';
import { groupRows } from './group-rows';
import { thresholdVerdicts } from './threshold-verdicts';
import { ThresholdMark, ThresholdSlider, thresholdText } from './threshold-slider';
import { ThresholdTables } from './threshold-tables';

const height = 320;

interface SweepProps {
  subject: FigureSubject;
  tails: readonly ScoreTails[];
}

/** The threshold that the model seems to have used; null where its predictions follow none. */
function modelThreshold({ tails, subject }: SweepProps) {
  const nearest = nearestThreshold(tails, subject.counts);
  const scored = sweepLines(tails, 'selection_rate', partsOf(subject)).reduce((sum, { n }) => sum + n, 0);
  const isFound = nearest !== null && nearest.differing <= 0.01 * scored;
  return { nearest, found: isFound ? nearest.bin : null };
}

const partsOf = ({ results, evidence }: FigureSubject) => ({ results, policy: evidence.policy });

function modelText({ nearest, found }: ReturnType<typeof modelThreshold>): string {
  if (nearest === null) return '';
  const values = {
    threshold: thresholdText(scoreEdges[nearest.bin] ?? 0),
    n: formatCount(nearest.differing),
  };
  if (found === null) return t('fairnessFigures.sweep.noModel', values);
  return nearest.differing === 0
    ? t('fairnessFigures.sweep.modelExact', values)
    : t('fairnessFigures.sweep.modelNear', values);
}

const twinOf = (lines: readonly SweepLine[]): TableTwin => ({
  columns: [
    t('fairnessFigures.sweep.threshold'),
    ...lines.map(({ name, n }) => t('ui.figure.n', { label: name, n: formatCount(n) })),
  ],
  rows: scoreEdges.map((edge, bin) => [edge, ...lines.map(({ values }) => values[bin] ?? null)]),
});

/** The lowest and the highest rate at a threshold, in words. */
function spreadText(lines: readonly SweepLine[], bin: number, rate: string): string {
  const spread = spreadAt(lines, bin);
  if (spread === null) return t('fairnessFigures.sweep.spreadNone', { rate });
  const [low, high] = [spread.low.values[bin] ?? 0, spread.high.values[bin] ?? 0];
  if (low === high) return t('fairnessFigures.sweep.spreadSame', { rate, share: formatPercent(low) });
  return t('fairness.figure.finding', {
    ...{ rate, lowGroup: spread.low.name, highGroup: spread.high.name },
    low: formatPercent(low),
    high: formatPercent(high),
  });
}

/** What a section would be like at a threshold, computed again only when the threshold moves. */
function useSupposed({ subject, tails }: SweepProps, bin: number): SectionResults {
  const { counts, evidence } = subject;
  return useMemo(
    () => sectionAtThreshold(tails, bin, { section: counts, policy: evidence.policy }),
    [tails, bin, counts, evidence],
  );
}

/** A rate of every group over all thresholds, and at the one that the slider stands at every group and criterion. */
export function SweepFigure({ subject, tails }: SweepProps): ReactElement {
  const { evidence, results } = subject;
  const model = useMemo(() => modelThreshold({ subject, tails }), [subject, tails]);
  const [rate, setRate] = useState<ShownRate>('favourable_rate');
  const [bin, setBin] = useState(() => model.found ?? Math.floor(scoreEdges.length / 2));
  const settled = useDeferredValue(bin);
  const name = t(`fairnessFigures.rates.${rate}`);
  const lines = useMemo(() => sweepLines(tails, rate, partsOf(subject)), [tails, rate, subject]);
  const drawn = useMemo(() => drawnLines(lines), [lines]);
  const drawing = useMemo(() => {
    const parts = { lines: drawn, edges: scoreEdges, rate: name, nearest: model.found };
    return {
      onPage: drawSweep({ ...parts, hasLegend: false }),
      taken: drawSweep({ ...parts, hasLegend: true }),
    };
  }, [drawn, name, model]);
  const twin = useMemo(() => twinOf(lines), [lines]);
  const supposed = useSupposed({ subject, tails }, settled);
  const rows = useMemo(() => groupRows(supposed, rate), [supposed, rate]);
  const verdicts = useMemo(() => thresholdVerdicts(supposed, evidence.policy.criteria), [supposed, evidence]);
  const spreadOf = (at: number) => spreadText(lines, at, name.toLowerCase());
  const finding = t('fairnessFigures.sweep.finding', {
    threshold: thresholdText(scoreEdges[settled] ?? 0),
    spread: spreadOf(settled),
  });
  const sentence = t('fairnessFigures.sweep.sentence', { rate: name, groups: lines.length, finding });
  return (
    <>
      <div className="cs-controls">
        <NativeSelect
          label={t('fairnessFigures.sweep.rate')}
          value={rate}
          onChange={({ currentTarget: { value } }) =>
            setRate(shownRates.find((each) => each === value) ?? 'favourable_rate')
          }
          data={ratesOf(results.groups).map((each) => ({
            value: each,
            label: t(`fairnessFigures.rates.${each}`),
          }))}
        />
        {model.found !== null && model.found !== bin ? (
          <Button variant="default" onClick={() => setBin(model.found ?? bin)}>
            {t('fairnessFigures.sweep.back')}
          </Button>
        ) : null}
      </div>
      <ChartFigure
        finding={finding}
        sentence={sentence}
        sizes={[{ label: t('fairnessFigures.scored'), n: lines.reduce((sum, { n }) => sum + n, 0) }]}
        caption={captionOf(
          lines.length - drawn.length,
          evidence.policy.favourable.prediction,
          modelText(model),
        )}
        table={twin}
        fileName={`thresholds-${results.attributes.join('-')}-${rate}`}
        svg={() => chartSvg(drawing.taken, height + 60)}
        level={3}
        controls={<ThresholdSlider edges={scoreEdges} bin={bin} spoken={spreadOf(bin)} onChange={setBin} />}
      >
        <LineLegend lines={drawn} />
        <div className="cs-threshold-frame">
          <div role="img" aria-label={sentence}>
            <Chart drawing={drawing.onPage} height={height} />
          </div>
          <ThresholdMark threshold={scoreEdges[bin] ?? 0} />
        </div>
      </ChartFigure>
      <ThresholdTables
        threshold={thresholdText(scoreEdges[settled] ?? 0)}
        rate={rate}
        rows={rows}
        verdicts={verdicts}
      />
    </>
  );
}

function captionOf(left: number, favourable: 'positive' | 'negative', model: string): string {
  return [
    t(`fairnessFigures.sweep.caption.${favourable}`),
    model,
    ...(left > 0 ? [t('fairnessFigures.sweep.leftOut', { count: left })] : []),
  ].join(' ');
}
