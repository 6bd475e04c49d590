import type { ReactElement } from 'react';
import { formatCount, formatPValue } from '../../format/numbers';
import { methodName } from '../../format/words';
import { t } from '../../texts';
import type { DataColumn } from '../../ui/data-table';
import { EstimateText } from '../../ui/estimate-text';
import { VerdictBadge } from '../../ui/verdict-badge';
import { limitText, type Result } from './result';

/** Both limits in words; the alert limit comes first because it decides. */
const limitsText = ({ alert, warning, direction }: Result): string =>
  [
    `${t('monitoring.check.alert')}: ${limitText(alert, direction)}`,
    warning == null ? '' : `${t('monitoring.check.warning')}: ${limitText(warning, direction)}`,
  ]
    .filter(Boolean)
    .join(', ');

/** JSON parameters as `bins: 10, epsilon: 0.0001`; a list is told by its length, its content stands in the details. */
function parametersText(parameters: unknown): string {
  if (typeof parameters !== 'object' || parameters === null) return String(parameters ?? '');
  const shown = (value: unknown): string =>
    Array.isArray(value) ? t('monitoring.results.values', { count: value.length }) : String(value);
  return Object.entries(parameters)
    .map(([name, value]) => `${name}: ${shown(value)}`)
    .join(', ');
}

function Parameters({ result }: { result: Result }): ReactElement {
  return (
    <details>
      <summary>{parametersText(result.parameters) || t('ui.none')}</summary>
      <pre className="cs-code">{JSON.stringify(result.parameters, null, 1)}</pre>
    </details>
  );
}

export const resultColumns: readonly DataColumn<Result>[] = [
  { id: 'method', header: t('monitoring.results.method'), value: (result) => methodName(result.method) },
  {
    id: 'value',
    header: t('monitoring.results.value'),
    value: (result) => result.estimate.value,
    cell: (result) => <EstimateText estimate={result.estimate} />,
  },
  {
    id: 'p',
    header: t('monitoring.results.p'),
    numeric: true,
    value: (result) => result.pValue,
    cell: (result) => (result.pValue == null ? t('ui.none') : formatPValue(result.pValue)),
  },
  { id: 'limit', header: t('monitoring.results.limit'), value: limitsText, sortable: false },
  {
    id: 'verdict',
    header: t('monitoring.results.verdict'),
    value: (result) => result.verdict,
    cell: (result) => <VerdictBadge verdict={result.verdict} />,
  },
  {
    id: 'role',
    header: t('monitoring.results.role'),
    value: (result) => (result.deciding ? t('monitoring.deciding') : t('monitoring.shownOnly')),
  },
  {
    id: 'n',
    header: t('monitoring.results.n'),
    value: (result) => result.estimate.n,
    cell: (result) => `${formatCount(result.estimate.n)} / ${formatCount(result.baselineN)}`,
  },
  {
    id: 'parameters',
    header: t('monitoring.results.parameters'),
    value: (result) => parametersText(result.parameters),
    sortable: false,
    cell: (result) => <Parameters result={result} />,
  },
];
