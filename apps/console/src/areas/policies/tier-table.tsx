import type { Policy } from '@countersign/domain/approvals';
import type { ReactElement } from 'react';
import { listOf, word, type Word } from '../../format/words';
import { t } from '../../texts';
import { DataTable, type DataColumn } from '../../ui/data-table';
import { tierRows, type TierRow } from './policy-tiers';
import { placeName, seatsInWords } from './policy-words';

const tierName = ({ tier }: TierRow): string => word('riskTier', tier.toUpperCase() as Word<'riskTier'>);

/** What the joined policy says, or nothing where no policy applies. */
const column = (id: string, header: string, said: (policy: Policy) => string): DataColumn<TierRow> => ({
  ...{ id, header, sortable: false },
  value: ({ policy }) => (policy === null ? '' : said(policy)),
});
const days = (count: number | undefined): string =>
  count === undefined ? t('policies.tiers.never') : t('policies.tiers.days', { count });

const columns: readonly DataColumn<TierRow>[] = [
  { id: 'tier', header: t('policies.tiers.tier'), value: tierName, sortable: false },
  {
    ...{ id: 'policies', header: t('policies.tiers.policies'), sortable: false },
    value: ({ names }) => (names.length === 0 ? t('policies.tiers.none') : listOf(names)),
  },
  column('seats', t('policies.words.seats'), (policy) => listOf(seatsInWords(policy))),
  column('gates', t('policies.tiers.gates'), ({ gates }) => String(gates.length)),
  column('evidence', t('policies.tiers.evidence'), ({ evidenceMaxAgeDays }) => days(evidenceMaxAgeDays)),
  column('approval', t('policies.tiers.approval'), ({ approvalTtlDays }) => days(approvalTtlDays)),
  column('again', t('policies.tiers.again'), ({ recertifyDays }) => days(recertifyDays)),
];

interface TierTableProps {
  /** One of the policies of the place. */
  at: Policy;
  inForce: readonly Policy[];
}

/** What all policies of a place come to together, tier by tier. */
export function TierTable({ at, inForce }: TierTableProps): ReactElement | null {
  const rows = tierRows(inForce, at);
  if (rows.length === 0) return null;
  return (
    <DataTable
      caption={t('policies.tiers.caption', { place: placeName(at) })}
      columns={columns}
      rows={rows}
      rowKey={({ tier }) => tier}
      empty={{ title: '', why: '' }}
    />
  );
}
