import { neededRows } from '@countersign/domain/fairness-remedies';
import { Button } from '@mantine/core';
import { useMemo, useState, type ReactElement } from 'react';
import { formatCount, formatNumber, formatPercent } from '../../../format/numbers';
import { listOf, word } from '../../../format/words';
import { t } from '../../../texts';
import { DataTable, type DataColumn } from '../../../ui/data-table';
import { Section } from '../../../ui/page';
import { criterionWord, nameOf, type FigureSubject } from '../figures/audit-evidence';
import { isHopeless, isLacking, needName, neededSentences, needRows, type NeedRow } from './needed-rows-text';

const rowsText = (n: number): string => (n === 0 ? t('remedies.rows.enough') : formatCount(n));

/** A chance that rounds to certainty is none. */
const powerText = (power: number): string =>
  power > 0.999 ? t('remedies.rows.surely') : formatPercent(power);

const gapText = ({ need, group }: NeedRow): string => {
  if (group.isReference) return t('remedies.rows.reference');
  if (need.gap === null || group.power === null) return t('remedies.rows.noGap');
  return group.forGap === null ? t('remedies.rows.never') : rowsText(group.forGap);
};

const columns: readonly DataColumn<NeedRow>[] = [
  { id: 'group', header: t('fairness.groups.group'), value: ({ group }) => nameOf(group.group) },
  { id: 'rate', header: t('remedies.rows.rate'), value: ({ need }) => needName(need) },
  {
    id: 'n',
    header: t('remedies.rows.has'),
    value: ({ group }) => group.n,
    cell: ({ need, group }) =>
      t('remedies.rows.hasText', {
        n: formatCount(group.n),
        denominator: t(`remedies.denominators.${need.denominator}`),
        people: formatCount(group.people),
      }),
  },
  {
    id: 'verdict',
    header: t('remedies.rows.forVerdict'),
    numeric: true,
    value: ({ group }) => group.forVerdict,
    cell: ({ group }) => rowsText(group.forVerdict),
  },
  {
    id: 'gap',
    header: t('remedies.rows.forGap'),
    value: ({ group }) => group.forGap,
    cell: (row) => (
      <>
        {gapText(row)}
        {row.group.power === null || row.need.gap === null ? null : (
          <span className="cs-under">
            {t('remedies.rows.power', {
              gap: formatNumber(Math.round(1000 * row.need.gap) / 10),
              power: powerText(row.group.power),
            })}
          </span>
        )}
      </>
    ),
  },
  {
    id: 'people',
    header: t('remedies.rows.people'),
    numeric: true,
    value: ({ group }) => group.morePeople,
    cell: ({ group }) =>
      group.morePeople === null || isHopeless(group) ? t('ui.none') : rowsText(group.morePeople),
  },
];

const empty = { title: t('remedies.rows.empty.title'), why: t('remedies.rows.empty.why') };

/** Rows to collect: in sentences by group, and in a table by criterion and what its rates divide by. */
export function NeededRowsPart({ subject }: { subject: FigureSubject }): ReactElement {
  const { results, evidence } = subject;
  const needed = useMemo(() => neededRows(results, evidence.policy), [results, evidence]);
  const rows = useMemo(() => needRows(needed), [needed]);
  const sentences = neededSentences(needed);
  const [isAll, setAll] = useState(false);
  const lacking = useMemo(() => rows.filter(isLacking), [rows]);
  const shown = isAll ? rows : lacking;
  return (
    <Section title={t('remedies.rows.title')}>
      <p className="cs-note">
        {t('remedies.rows.lead', {
          power: formatPercent(needed.power),
          alpha: formatPercent(needed.alpha),
        })}
      </p>
      {sentences.length === 0 ? (
        <p>{t('remedies.rows.nothing')}</p>
      ) : (
        <ul>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {needed.without.length > 0 ? (
        <p className="cs-note">
          {t('remedies.rows.without', {
            criteria: listOf(needed.without.map((name) => word('criterion', criterionWord(name)))),
          })}
        </p>
      ) : null}
      {shown.length > 0 || rows.length === 0 ? (
        <DataTable
          caption={t('remedies.rows.title')}
          columns={columns}
          rows={shown}
          rowKey={({ key }) => key}
          empty={empty}
        />
      ) : null}
      {lacking.length < rows.length ? (
        <div>
          <Button variant="default" size="compact-sm" onClick={() => setAll(!isAll)}>
            {isAll
              ? t('remedies.rows.showLacking')
              : t('remedies.rows.showAll', {
                  count: rows.length - lacking.length,
                  of: formatCount(rows.length),
                })}
          </Button>
        </div>
      ) : null}
    </Section>
  );
}
