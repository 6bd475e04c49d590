import { nearestThreshold, scoreEdges, sectionAtThreshold } from '@countersign/domain/fairness';
import { type ScoreTails } from '@countersign/statistics/fairness-evidence';
import { Button, NativeSelect } from '@mantine/core';
import { useMemo, useState, type ReactElement } from 'react';
import { formatCount, formatPercent } from '../../../format/numbers';
import { t } from '../../../texts';
import type { TableTwin } from '../../../ui/csv';
import type { FigureSubject } from './audit-evidence';
import { ratesOf, shownRates, type ShownRate } from './shown-rate';
import { drawnLines, spreadAt, sweepLines, type SweepLine } from './sweep-lines';
import { groupRows } from './group-rows';
import { thresholdDrawings } from './threshold-drawing';
import { ThresholdFigure } from './threshold-figure';
import { useSettledThreshold, useThreshold, useThresholdPlace, type ThresholdPlace } from './threshold-place';
import { thresholdText } from './threshold-slider';
import { thresholdVerdicts } from './threshold-verdicts';
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

/** A button back to the threshold of the model, where the slider has left it. */
function BackToModel({ place, found }: { place: ThresholdPlace; found: number | null }): ReactElement | null {
  const bin = useThreshold(place);
  return found !== null && found !== bin ? (
    <Button variant="default" onClick={() => place.set(found)}>
      {t('fairnessFigures.sweep.back')}
    </Button>
  ) : null;
}

interface PartProps extends SweepProps {
  rate: ShownRate;
  place: ThresholdPlace;
}

/** The rate of every group over all thresholds. */
function SweepLines(props: PartProps & { model: ReturnType<typeof modelThreshold> }): ReactElement {
  const { subject, tails, rate, place, model } = props;
  const { evidence, results } = subject;
  const settled = useSettledThreshold(place);
  const name = t(`fairnessFigures.rates.${rate}`);
  const lines = useMemo(() => sweepLines(tails, rate, partsOf(subject)), [tails, rate, subject]);
  const drawn = useMemo(() => drawnLines(lines), [lines]);
  const drawings = useMemo(
    () => thresholdDrawings({ lines: drawn, format: formatPercent, share: name, nearest: model.found }),
    [drawn, name, model],
  );
  const twin = useMemo(() => twinOf(lines), [lines]);
  const spokenOf = (bin: number) => spreadText(lines, bin, name.toLowerCase());
  const finding = t('fairnessFigures.sweep.finding', {
    threshold: thresholdText(scoreEdges[settled] ?? 0),
    spread: spokenOf(settled),
  });
  return (
    <ThresholdFigure
      finding={finding}
      sentence={t('fairnessFigures.sweep.sentence', { rate: name, groups: lines.length, finding })}
      sizes={[{ label: t('fairnessFigures.scored'), n: lines.reduce((sum, { n }) => sum + n, 0) }]}
      caption={captionOf(
        lines.length - drawn.length,
        evidence.policy.favourable.prediction,
        modelText(model),
      )}
      table={twin}
      fileName={`thresholds-${results.attributes.join('-')}-${rate}`}
      {...{ lines: drawn, drawings, height, place, spokenOf }}
    />
  );
}

/** Every group and criterion at the threshold that the slider stands at. */
function SweepTables({ subject, tails, rate, place }: PartProps): ReactElement {
  const { counts, evidence } = subject;
  const bin = useSettledThreshold(place);
  const supposed = useMemo(
    () => sectionAtThreshold(tails, bin, { section: counts, policy: evidence.policy }),
    [tails, bin, counts, evidence],
  );
  const rows = useMemo(() => groupRows(supposed, rate), [supposed, rate]);
  const verdicts = useMemo(() => thresholdVerdicts(supposed, evidence.policy.criteria), [supposed, evidence]);
  return <ThresholdTables threshold={thresholdText(scoreEdges[bin] ?? 0)} {...{ rate, rows, verdicts }} />;
}

/** A rate of every group over all thresholds, and at the one that the slider stands at every group and criterion. */
export function SweepFigure({ subject, tails }: SweepProps): ReactElement {
  const model = useMemo(() => modelThreshold({ subject, tails }), [subject, tails]);
  const [rate, setRate] = useState<ShownRate>('favourable_rate');
  const place = useThresholdPlace(model.found ?? Math.floor(scoreEdges.length / 2));
  return (
    <>
      <div className="cs-controls">
        <NativeSelect
          label={t('fairnessFigures.sweep.rate')}
          value={rate}
          onChange={({ currentTarget: { value } }) =>
            setRate(shownRates.find((each) => each === value) ?? 'favourable_rate')
          }
          data={ratesOf(subject.results.groups).map((each) => ({
            value: each,
            label: t(`fairnessFigures.rates.${each}`),
          }))}
        />
        <BackToModel place={place} found={model.found} />
      </div>
      <SweepLines {...{ subject, tails, rate, place, model }} />
      <SweepTables {...{ subject, tails, rate, place }} />
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
