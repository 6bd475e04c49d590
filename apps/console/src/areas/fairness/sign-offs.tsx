import type { ReactElement } from 'react';
import { formatInstant } from '../../format/times';
import { word } from '../../format/words';
import { t } from '../../texts';
import { DataTable, type DataColumn } from '../../ui/data-table';
import { Section } from '../../ui/page';
import type { Audit } from './forest';
import { SignForm } from './sign-form';
import { Waivers } from './waivers/waivers';

type SignOff = Audit['signOffs'][number];

const signOffColumns: readonly DataColumn<SignOff>[] = [
  {
    id: 'person',
    header: t('fairness.sign.person'),
    value: ({ person }) => person.name,
    cell: ({ person, roles }) => `${person.name} (${roles.map((role) => word('role', role)).join(', ')})`,
  },
  {
    id: 'decision',
    header: t('fairness.sign.said'),
    value: ({ decision }) => t(`fairness.sign.decisions.${decision}`),
  },
  {
    id: 'independence',
    header: t('fairness.sign.declared'),
    value: ({ independence }) => independence ?? t('fairness.sign.nothingDeclared'),
    sortable: false,
  },
  { id: 'note', header: t('fairness.sign.note'), value: ({ note }) => note ?? t('ui.none'), sortable: false },
  {
    id: 'signed',
    header: t('fairness.sign.at'),
    value: ({ signedAt }) => signedAt,
    cell: ({ signedAt }) => formatInstant(signedAt),
  },
];

/** Whether the audit still holds: until when at the latest, or what ended it. */
export function Validity({ audit }: { audit: Audit }): ReactElement {
  const { ended, until } = audit.validity;
  if (ended.length === 0) return <>{t('fairness.validity.until', { instant: formatInstant(until) })}</>;
  return (
    <ul className="cs-plain-list cs-tone-warning">
      {ended.map(({ reason, message }) => (
        <li key={reason}>{message}</li>
      ))}
    </ul>
  );
}

/** Who signed the audit, with the way to do it, and what was waived. */
export function SignOffs({ audit }: { audit: Audit }): ReactElement {
  return (
    <>
      <Section title={t('fairness.sign.title')} actions={<SignForm audit={audit} />}>
        <DataTable
          caption={t('fairness.sign.title')}
          columns={signOffColumns}
          rows={audit.signOffs}
          rowKey={({ id }) => id}
          empty={{ title: t('fairness.sign.empty.title'), why: t('fairness.sign.empty.why') }}
        />
      </Section>
      <Waivers audit={audit} />
    </>
  );
}
