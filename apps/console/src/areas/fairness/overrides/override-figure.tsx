import { type SectionOverrides } from '@countersign/domain/fairness';
import { useMemo, type ReactElement } from 'react';
import { formatCount, formatNumber } from '../../../format/numbers';
import { t } from '../../../texts';
import { ChartFigure } from '../../../ui/chart-figure';
import { nameOf } from '../figures/audit-evidence';
import { drawForest, forestHeight, rowName } from '../forest-drawing';
import type { ForestRow } from '../forest';
import { judgedText } from '../shown-number';
import { beforeAfterRows } from './override-rows';

const people = t('fairnessOverrides.figure.people');

function findingOf({ before, after }: SectionOverrides): string {
  if (before.ratio.status !== 'ok' || after.ratio.status !== 'ok')
    return t('fairnessOverrides.figure.findingNone');
  const values = { before: formatNumber(before.ratio.value), after: formatNumber(after.ratio.value) };
  const isOfHighest = before.direction === 'reference_minus_audited';
  return t(
    isOfHighest ? 'fairnessOverrides.figure.finding' : 'fairnessOverrides.figure.findingAgainst',
    values,
  );
}

const methodOf = ({ groups }: SectionOverrides): string =>
  groups.flatMap(({ favourableAfter: rate }) =>
    rate.status === 'ok' && rate.interval ? [rate.interval.method] : [],
  )[0] ?? t('ui.none');

/** Both lines of a group rest on the same rows, so that the first says how many. */
const nameOnce = (row: ForestRow): string => (row.group === people ? people : rowName(row));

interface OverrideFigureProps {
  overrides: SectionOverrides;
  /** Rows below which a group is not compared. */
  minimum: number;
  fileName: string;
}

/** The favourable rate of every group before and after people decided. */
export function OverrideFigure({ overrides, minimum, fileName }: OverrideFigureProps): ReactElement {
  const { groups, decided } = overrides;
  const rows = useMemo(() => beforeAfterRows(groups), [groups]);
  const drawing = useMemo(
    () => drawForest(rows, t('fairnessOverrides.figure.axis'), { nameOf: nameOnce }),
    [rows],
  );
  const finding = findingOf(overrides);
  return (
    <ChartFigure
      level={3}
      finding={finding}
      sentence={t('fairnessOverrides.figure.sentence', { groups: groups.length, finding })}
      sizes={[{ label: t('fairnessOverrides.figure.sizes'), n: decided }]}
      caption={t('fairnessOverrides.figure.caption', {
        method: methodOf(overrides),
        minimum: formatCount(minimum),
      })}
      fileName={fileName}
      drawing={drawing}
      height={forestHeight(rows)}
      table={{
        columns: [
          t('fairness.groups.group'),
          t('fairnessOverrides.figure.when'),
          t('fairness.groups.n'),
          t('fairnessOverrides.figure.axis'),
          t('monitoring.performance.lower'),
          t('monitoring.performance.upper'),
          t('fairnessOverrides.groups.compared'),
        ],
        rows: rows.map(({ n, value, lower, upper, eligible }, at) => [
          nameOf(groups[at >> 1]?.group ?? []),
          at % 2 === 0 ? t('fairnessOverrides.figure.model') : people,
          ...[n, value, lower, upper, judgedText(eligible)],
        ]),
      }}
    />
  );
}
