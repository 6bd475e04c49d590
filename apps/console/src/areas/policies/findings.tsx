import type { ReactElement } from 'react';
import type { PolicyDifferencePartsFragment, PolicyFindingPartsFragment } from '../../gql/graphql';
import { t } from '../../texts';
import { DataTable, type DataColumn } from '../../ui/data-table';
import { Icon, type IconName } from '../../ui/icons';
import { Section } from '../../ui/page';

type Difference = PolicyDifferencePartsFragment;
type Tendency = Difference['tendency'];

const severityTones = { ERROR: 'alert', WARNING: 'warning' } as const;

/** What can be read and hardly be meant: said, not refused. */
export function Findings({ findings }: { findings: readonly PolicyFindingPartsFragment[] }): ReactElement {
  return (
    <Section title={t('policies.findings.title')}>
      {findings.length === 0 ? <p className="cs-muted">{t('policies.findings.none')}</p> : null}
      <ul className="cs-plain-list">
        {findings.map(({ severity, pointer, sentence }) => (
          <li key={`${pointer} ${sentence}`}>
            <span className={`cs-verdict cs-tone-${severityTones[severity]}`}>
              <Icon name={severityTones[severity]} />
              <span>{t(`policies.findings.${severity}`)}</span>
            </span>{' '}
            <code>{pointer}</code> {sentence}
          </li>
        ))}
      </ul>
    </Section>
  );
}

const tendencyIcons: Record<Tendency, IconName> = { STRICTER: 'filled', LAXER: 'warning', OTHER: 'empty' };

/** A value of a document in one line. */
const shown = (value: unknown): string =>
  value === null || value === undefined ? t('policies.differences.absent') : JSON.stringify(value);

const columns: readonly DataColumn<Difference>[] = [
  {
    id: 'path',
    header: t('policies.differences.path'),
    value: ({ path }) => path,
    cell: ({ path }) => <code>{path}</code>,
    sortable: false,
  },
  {
    id: 'before',
    header: t('policies.differences.before'),
    value: ({ before }) => shown(before),
    cell: ({ before }) => <code>{shown(before)}</code>,
    sortable: false,
  },
  {
    id: 'after',
    header: t('policies.differences.after'),
    value: ({ after }) => shown(after),
    cell: ({ after }) => <code>{shown(after)}</code>,
    sortable: false,
  },
  {
    id: 'tendency',
    header: t('policies.differences.tendency'),
    value: ({ tendency }) => t(`policies.differences.${tendency}`),
    cell: ({ tendency }) => (
      <span className={tendency === 'LAXER' ? 'cs-verdict cs-tone-warning' : 'cs-verdict'}>
        <Icon name={tendencyIcons[tendency]} />
        <span>{t(`policies.differences.${tendency}`)}</span>
      </span>
    ),
    sortable: false,
  },
];

/** What differs from the version before, and which way each goes; the first of a name differs from nothing. */
export function Differences({ differences }: { differences: readonly Difference[] }): ReactElement {
  const count = (which: Tendency) => differences.filter(({ tendency }) => tendency === which).length;
  return (
    <Section title={t('policies.differences.title')}>
      {differences.length === 0 ? (
        <p className="cs-muted">{t('policies.differences.first')}</p>
      ) : (
        <>
          <p>
            {t('policies.differences.count', {
              stricter: count('STRICTER'),
              laxer: count('LAXER'),
              other: count('OTHER'),
            })}
          </p>
          <DataTable
            caption={t('policies.differences.title')}
            columns={columns}
            rows={differences}
            rowKey={({ path }) => path}
            empty={{ title: '', why: '' }}
          />
        </>
      )}
    </Section>
  );
}
