import { type GroupScoreResult } from '@countersign/domain/fairness';
import { NativeSelect } from '@mantine/core';
import { useMemo, useState, type ReactElement } from 'react';
import { formatCount, formatNumber } from '../../../format/numbers';
import { t } from '../../../texts';
import { Chart, chartSvg } from '../../../ui/chart';
import { ChartFigure } from '../../../ui/chart-figure';
import type { TableTwin } from '../../../ui/csv';
import { nameOf, type FigureSubject } from './audit-evidence';
import { LineLegend } from './line-legend';
import { drawCalibration } from './scores-drawing';
import { leftOut } from './scores-figure';
import { drawnLines } from './sweep-lines';

const height = 320;
const everybody = '';

/** The group whose scores are farthest from what happened, among those large enough. */
function findingOf(groups: readonly Line[]): string {
  const judged = groups.flatMap((group) => {
    const { calibrationInTheLarge: gap } = group.scored;
    return group.isSmall || gap === null ? [] : [{ name: group.name, gap }];
  });
  const [first, ...rest] = judged;
  if (!first) return t('fairnessFigures.calibration.findingNone');
  const worst = rest.reduce((far, next) => (Math.abs(next.gap) > Math.abs(far.gap) ? next : far), first);
  return t(`fairnessFigures.calibration.${worst.gap >= 0 ? 'findingHigh' : 'findingLow'}`, {
    name: worst.name,
    gap: formatNumber(Math.abs(worst.gap)),
  });
}

interface Line {
  name: string;
  n: number;
  isSmall: boolean;
  scored: GroupScoreResult;
}

function linesOf({ results }: FigureSubject): Line[] {
  const eligible = new Set(
    results.groups.filter((group) => group.eligible).map(({ group }) => nameOf(group)),
  );
  return (results.scores?.groups ?? [])
    .filter(({ calibration }) => calibration.length > 0)
    .map((scored) => {
      const name = nameOf(scored.group);
      return { name, n: scored.n, isSmall: !eligible.has(name), scored };
    });
}

const twinOf = (lines: readonly Line[]): TableTwin => ({
  columns: [
    ...[t('fairness.groups.group'), t('fairnessFigures.scores.axis'), t('fairness.groups.n')],
    ...[t('fairnessFigures.calibration.axis'), t('fairnessFigures.calibration.observed')],
    ...[t('fairnessFigures.lower'), t('fairnessFigures.upper')],
  ],
  rows: lines.flatMap(({ name, scored }) =>
    scored.calibration.map(({ lower, upper, n, meanScore, observed }) => {
      const interval = observed.status === 'ok' ? observed.interval : undefined;
      const bin = t('fairnessFigures.scores.bin', { from: formatNumber(lower), to: formatNumber(upper) });
      return [name, bin, n, meanScore, observed.value, interval?.lower ?? null, interval?.upper ?? null];
    }),
  ),
});

/** Mean score against the share of positives by tenth of the scores, with n and interval, for all groups or one. */
export function CalibrationFigure({ subject }: { subject: FigureSubject }): ReactElement | null {
  const [chosen, setChosen] = useState(everybody);
  const lines = useMemo(() => linesOf(subject), [subject]);
  const drawn = useMemo(
    () => (chosen === everybody ? drawnLines(lines) : lines.filter(({ name }) => name === chosen)),
    [lines, chosen],
  );
  const least = subject.evidence.policy.minimums.groupSize;
  const drawings = useMemo(() => {
    const scored = drawn.map((line) => line.scored);
    return { onPage: drawCalibration(scored, least, false), taken: drawCalibration(scored, least, true) };
  }, [drawn, least]);
  if (lines.length === 0) return <p className="cs-note">{t('fairnessFigures.calibration.none')}</p>;
  const finding = findingOf(lines);
  const sentence = t('fairnessFigures.calibration.sentence', { groups: drawn.length, finding });
  const missing = chosen === everybody ? lines.length - drawn.length : 0;
  return (
    <>
      <div className="cs-controls">
        <NativeSelect
          label={t('fairnessFigures.calibration.shown')}
          value={chosen}
          onChange={({ currentTarget: { value } }) => setChosen(value)}
          data={[
            { value: everybody, label: t('fairnessFigures.calibration.everybody') },
            ...lines.map(({ name }) => ({ value: name, label: name })),
          ]}
        />
      </div>
      <ChartFigure
        finding={finding}
        sentence={sentence}
        sizes={[{ label: t('fairnessFigures.calibration.n'), n: lines.reduce((sum, { n }) => sum + n, 0) }]}
        caption={[
          t('fairnessFigures.calibration.caption', { minimum: formatCount(least) }),
          ...leftOut(missing),
        ].join(' ')}
        fileName={`calibration-${subject.results.attributes.join('-')}`}
        svg={() => chartSvg(drawings.taken, height + 60)}
        level={3}
        table={twinOf(lines)}
      >
        <LineLegend lines={drawn} />
        <div role="img" aria-label={sentence}>
          <Chart drawing={drawings.onPage} height={height} />
        </div>
      </ChartFigure>
    </>
  );
}
