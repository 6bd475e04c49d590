import { useMemo, type ReactElement } from 'react';
import { formatNumber } from '../../format/numbers';
import { listOf, word } from '../../format/words';
import { t } from '../../texts';
import { ChartFigure } from '../../ui/chart-figure';
import type { TableTwin } from '../../ui/csv';
import { drawEvidence, drawn, drawnGroups } from './evidence-line';
import { evidenceText } from './evidence-text';
import { lastDay, type PairResult } from './pair-result';

const columns = [
  ...(['day', 'group', 'evidence', 'largest', 'line', 'p', 'n', 'referenceN'] as const),
  ...(['rate', 'referenceRate', 'gap', 'gapLower', 'gapUpper', 'verdict'] as const),
] as const;

/** An e-value as programs read it; hundreds of digits would fill the table. */
const evidenceCell = (value: number): string | number =>
  value > drawn.most ? value.toExponential(2) : value;

/** Every group on every day as one row. */
const twin = (history: readonly PairResult[]): TableTwin => ({
  columns: columns.map((column) => t(`watch.column.${column}`)),
  rows: history.map(({ day, group, numbers, alert, pValue, verdict }) => [
    ...[day, group, evidenceCell(numbers.eValue), evidenceCell(numbers.largestEValue), alert, pValue ?? null],
    ...[numbers.compared.n, numbers.reference.n, numbers.compared.rate, numbers.reference.rate],
    ...[numbers.gap?.value ?? null, numbers.gap?.lower ?? null, numbers.gap?.upper ?? null],
    word('verdict', verdict),
  ]),
});

function finding(last: readonly PairResult[]): string {
  const alarmed = last.filter(({ verdict }) => verdict === 'ALERT').map(({ group }) => group);
  if (last.every(({ verdict }) => verdict === 'UNKNOWN')) return t('watch.figure.unknown');
  if (alarmed.length === 0) return t('watch.figure.quiet');
  return t('watch.figure.alarm', { count: alarmed.length, groups: listOf(alarmed) });
}

/** The evidence of every group by day. */
export function EvidenceFigure(props: {
  history: readonly PairResult[];
  monitorId: string;
}): ReactElement | null {
  const { history, monitorId } = props;
  const drawing = useMemo(() => drawEvidence(history), [history]);
  const last = lastDay(history);
  const [first] = last;
  if (!first) return null;
  const { groups, others } = drawnGroups(history);
  const lastValues = last
    .filter(({ group }) => groups.includes(group))
    .map(({ group, day, numbers, alert }) =>
      t('watch.figure.last', { group, day, value: evidenceText(numbers.eValue), line: formatNumber(alert) }),
    );
  const { reference } = first.numbers;
  return (
    <ChartFigure
      finding={finding(last)}
      sentence={t('watch.figure.sentence', { finding: finding(last), last: listOf(lastValues) })}
      sizes={[
        { label: reference.group, n: reference.n },
        ...last
          .filter(({ group }) => groups.includes(group))
          .map(({ group, numbers }) => ({ label: group, n: numbers.compared.n })),
      ]}
      caption={t('watch.figure.caption', {
        least: formatNumber(drawn.least),
        most: formatNumber(drawn.most),
        others: others > 0 ? t('watch.figure.others', { count: others }) : '',
      })}
      fileName={`fairness-${monitorId}`}
      drawing={drawing}
      height={340}
      table={twin(history)}
    />
  );
}
