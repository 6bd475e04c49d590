import { reconcilePublishedAudit, type Discrepancy } from '@countersign/statistics/fairness-evidence';
import { Button, Group, Textarea } from '@mantine/core';
import { useState, type FormEvent, type ReactElement } from 'react';
import { formatCount, formatNumber } from '../../format/numbers';
import { t } from '../../texts';
import { DataTable, type DataColumn } from '../../ui/data-table';
import { Icon } from '../../ui/icons';
import { Facts, Section } from '../../ui/page';
import { FairnessParts } from './fairness-parts';
import { parsePublishedTables, type PastedTables } from './published-tables';
import { publishedExample } from './published-example';

const columns: readonly DataColumn<Discrepancy>[] = [
  {
    id: 'where',
    header: t('fairness.published.found.where'),
    value: ({ attributes, group }) =>
      [attributes.join(' × '), ...(group ? [group.join(' × ')] : [])].join(': '),
  },
  {
    id: 'what',
    header: t('fairness.published.found.what'),
    value: ({ kind, statement }) => `${t(`fairness.published.kind.${kind}`)}: ${statement}`,
  },
  {
    id: 'stated',
    header: t('fairness.published.found.stated'),
    numeric: true,
    value: ({ stated }) => stated,
    cell: ({ stated }) => formatNumber(stated),
  },
  {
    id: 'recomputed',
    header: t('fairness.published.found.recomputed'),
    numeric: true,
    value: ({ recomputed }) => recomputed,
    cell: ({ recomputed }) => formatNumber(recomputed),
  },
];

function WhatWasRead({ tables }: Pick<PastedTables, 'tables'>): ReactElement {
  return (
    <Section title={t('fairness.published.read')}>
      <Facts
        facts={tables.map(({ attributes, rows }) => {
          const counts = rows.map(({ n }) => n);
          const people = counts.reduce(
            (sum: number | null, n) => (sum === null || n === null ? null : sum + n),
            0,
          );
          return [
            t('fairness.published.readTable', { attributes: attributes.join(' × ') }),
            t('fairness.published.readSentence', {
              count: rows.length,
              people: people === null ? t('fairness.published.notStated') : formatCount(people),
            }),
          ] as const;
        })}
      />
    </Section>
  );
}

function Faults({ faults }: Pick<PastedTables, 'faults'>): ReactElement {
  return (
    <div className="cs-tone-alert">
      <p>{t('fairness.published.faults')}</p>
      <ul>
        {faults.map(({ line, message }) => (
          <li key={`${line} ${message}`}>{t('fairness.published.faultLine', { line, message })}</li>
        ))}
      </ul>
    </div>
  );
}

function Outcome({ pasted }: { pasted: PastedTables }): ReactElement {
  const { tables, faults } = pasted;
  if (faults.length > 0) return <Faults faults={faults} />;
  if (tables.length === 0) return <p>{t('fairness.published.nothing')}</p>;
  const found = reconcilePublishedAudit(tables);
  const tone = found.length > 0 ? 'alert' : 'ok';
  return (
    <div className="cs-page">
      <p className={`cs-verdict cs-verdict-wrap cs-verdict-large cs-tone-${tone}`}>
        <Icon name={tone} size={20} />{' '}
        <span>
          {found.length > 0
            ? t('fairness.published.differs', { count: found.length })
            : t('fairness.published.agrees')}
        </span>
      </p>
      {found.length > 0 ? (
        <DataTable
          caption={t('fairness.published.found.caption')}
          columns={columns}
          rows={found}
          rowKey={({ kind, statement }) => `${kind} ${statement}`}
          empty={{ title: '', why: '' }}
        />
      ) : null}
      <WhatWasRead tables={tables} />
    </div>
  );
}

/** Holds the figures of an audit that somebody published against one another, in the browser. */
export function PublishedAuditPage(): ReactElement {
  const [text, setText] = useState('');
  const [pasted, setPasted] = useState<PastedTables | null>(null);
  const change = (changed: string) => {
    setText(changed);
    setPasted(null);
  };
  const check = (event: FormEvent) => {
    event.preventDefault();
    setPasted(parsePublishedTables(text));
  };
  return (
    <FairnessParts title={t('fairness.published.title')} lead={t('fairness.published.lead')}>
      <form onSubmit={check} className="cs-form cs-wide-form">
        <Textarea
          label={t('fairness.published.text')}
          description={t('fairness.published.hint')}
          autosize
          minRows={10}
          maxRows={30}
          spellCheck={false}
          classNames={{ input: 'cs-copy-text' }}
          value={text}
          onChange={(event) => change(event.currentTarget.value)}
        />
        <Group gap="xs">
          <Button type="submit">{t('fairness.published.submit')}</Button>
          <Button variant="default" onClick={() => change(publishedExample)}>
            {t('fairness.published.example')}
          </Button>
        </Group>
      </form>
      <div role="status">{pasted ? <Outcome pasted={pasted} /> : null}</div>
    </FairnessParts>
  );
}
