import { useQuery } from '@apollo/client/react';
import { NativeSelect } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { PromotionNamesQuery, RehearsedPartsFragment } from '../../gql/graphql';
import { t } from '../../texts';
import { DataTable, type DataColumn } from '../../ui/data-table';
import { Section } from '../../ui/page';
import { promotionNamesDocument } from './operations';

type Rehearsed = RehearsedPartsFragment;

/** How far back a dry run can go: a quarter, half a year, a year. */
const spans = [30, 90, 180, 366] as const;
export const usualDays = 90;
/** So many promotions a dry run looks at. */
const most = 200;

/** How many would have come to what. */
export function summaryOf(rehearsed: readonly Pick<Rehearsed, 'outcome'>[]): string {
  const count = (which: Rehearsed['outcome']) => rehearsed.filter(({ outcome }) => outcome === which).length;
  if (rehearsed.length === 0) return t('policies.dryRun.nothing');
  return t('policies.dryRun.count', {
    count: rehearsed.length,
    same: count('SAME'),
    blocked: count('WOULD_HAVE_BLOCKED'),
    through: count('WOULD_HAVE_LET_THROUGH'),
  });
}

function nameOf(names: PromotionNamesQuery | undefined, id: string): string {
  const version = names?.promotions.nodes.find((node) => node.id === id)?.modelVersion;
  if (!version) return t('policies.dryRun.unnamed', { id });
  return t('policies.dryRun.named', { model: version.model.name, number: version.number });
}

const columnsOf = (names: PromotionNamesQuery | undefined): readonly DataColumn<Rehearsed>[] => [
  {
    id: 'promotion',
    header: t('policies.dryRun.promotion'),
    value: ({ promotionId }) => nameOf(names, promotionId),
    cell: ({ promotionId }) => (
      <Link to="/promotions/$promotionId" params={{ promotionId }}>
        {nameOf(names, promotionId)}
      </Link>
    ),
  },
  {
    id: 'outcome',
    header: t('policies.dryRun.outcome'),
    value: ({ outcome }) => t(`policies.dryRun.${outcome}`),
  },
  {
    id: 'missing',
    header: t('policies.dryRun.missing'),
    value: ({ missing }) => missing.length,
    cell: ({ missing }) =>
      missing.length === 0 ? (
        <span className="cs-muted">{t('policies.dryRun.nothingMissing')}</span>
      ) : (
        <ul className="cs-plain-list">
          {missing.map(({ code, message }) => (
            <li key={message} data-code={code}>
              {message}
            </li>
          ))}
        </ul>
      ),
    sortable: false,
  },
];

/** The promotions of the past that would have been decided otherwise, and how many there were at all. */
export function RehearsedList({ rehearsed }: { rehearsed: readonly Rehearsed[] }): ReactElement {
  const otherwise = rehearsed.filter(({ outcome }) => outcome !== 'SAME');
  const { data: names } = useQuery(promotionNamesDocument, {
    skip: otherwise.length === 0,
    // Not cached: the list of promotions pages through the same field.
    fetchPolicy: 'no-cache',
  });
  return (
    <>
      <p>{summaryOf(rehearsed)}</p>
      {rehearsed.length >= most ? (
        <p className="cs-muted">{t('policies.dryRun.most', { count: most })}</p>
      ) : null}
      {rehearsed.length > 0 && otherwise.length === 0 ? <p>{t('policies.dryRun.same')}</p> : null}
      {otherwise.length > 0 ? (
        <DataTable
          caption={t('policies.dryRun.caption')}
          columns={columnsOf(names)}
          rows={otherwise}
          rowKey={({ promotionId }) => promotionId}
          empty={{ title: '', why: '' }}
        />
      ) : null}
    </>
  );
}

/** The frame of a dry run: how far it goes back, and what it does. */
export function DryRun(props: {
  days: number;
  onDays: (days: number) => void;
  children: ReactElement;
}): ReactElement {
  const { days, onDays, children } = props;
  return (
    <Section title={t('policies.dryRun.title')}>
      <p className="cs-note">{t('policies.dryRun.lead')}</p>
      <div className="cs-controls">
        <NativeSelect
          label={t('policies.dryRun.days')}
          value={String(days)}
          onChange={(event) => onDays(Number(event.currentTarget.value))}
          data={spans.map((count) => ({ value: String(count), label: t('policies.dryRun.span', { count }) }))}
        />
      </div>
      {children}
    </Section>
  );
}
