import { fourFactors, reweighingFactors, type ReweighingFactor } from '@countersign/domain/fairness-remedies';
import { Button, Group, NativeSelect } from '@mantine/core';
import { useMemo, useState, type ReactElement } from 'react';
import { formatCount, formatMeasure } from '../../../format/numbers';
import { t } from '../../../texts';
import { DataTable, type DataColumn } from '../../../ui/data-table';
import { downloadText } from '../../../ui/download';
import { Section } from '../../../ui/page';
import { nameOf, type FigureSubject } from '../figures/audit-evidence';
import { weightsCsv, weightsJson } from './weights-file';

const groupText = ({ group }: ReweighingFactor): string =>
  group.length === 0 ? t('remedies.weights.others') : nameOf(group);

const columns: readonly DataColumn<ReweighingFactor>[] = [
  { id: 'group', header: t('fairness.groups.group'), value: groupText },
  { id: 'label', header: t('remedies.weights.label'), value: ({ label }) => t(`remedies.labels.${label}`) },
  {
    id: 'rows',
    header: t('remedies.weights.rows'),
    numeric: true,
    value: ({ rows }) => rows,
    cell: ({ rows }) => formatCount(rows),
  },
  {
    id: 'weight',
    header: t('remedies.weights.weight'),
    numeric: true,
    value: ({ weight }) => weight,
    cell: ({ weight }) => (weight === null ? t('ui.none') : formatMeasure(weight)),
  },
];

const keyOf = ({ group, label }: ReweighingFactor): string => [...group, label].join(' ');
const empty = { title: t('remedies.weights.empty.title'), why: t('remedies.weights.empty.why') };

/** Of two groups the weights above are the four already. */
function FourFactors({ subject: { results } }: { subject: FigureSubject }): ReactElement | null {
  const [name, setName] = useState(() => nameOf(results.reference ?? results.groups[0]?.group ?? []));
  const group = results.groups.find((each) => nameOf(each.group) === name)?.group;
  const factors = group && fourFactors(results, group);
  if (!factors || results.groups.length < 3) return null;
  return (
    <>
      <h3>{t('remedies.weights.four')}</h3>
      <div className="cs-controls">
        <NativeSelect
          label={t('remedies.weights.fourGroup')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data={results.groups.map((each) => nameOf(each.group))}
        />
      </div>
      <DataTable
        caption={t('remedies.weights.four')}
        columns={columns}
        rows={[...factors.of, ...factors.others]}
        rowKey={keyOf}
        empty={empty}
      />
    </>
  );
}

/** Weights for the training of a next version, to be taken away. */
export function WeightsPart(props: { subject: FigureSubject; evidenceDigest: string }): ReactElement {
  const { subject, evidenceDigest } = props;
  const { results, evidence } = subject;
  const factors = useMemo(() => reweighingFactors(results), [results]);
  const { attributes } = results;
  const origin = { attributes, evidenceDigest, positive: evidence.subject.columns.positive };
  const file = `reweighing-${attributes.join('-')}`;
  return (
    <Section title={t('remedies.weights.title')}>
      <p className="cs-note">{t('remedies.weights.lead')}</p>
      <p className="cs-note">{t('remedies.weights.formula')}</p>
      <DataTable
        caption={t('remedies.weights.title')}
        columns={columns}
        rows={factors}
        rowKey={keyOf}
        empty={empty}
        dense
      />
      {factors.length === 0 ? null : (
        <>
          <Group gap="xs">
            <Button
              variant="default"
              onClick={() =>
                downloadText(`${file}.csv`, 'text/csv;charset=utf-8', weightsCsv(factors, origin))
              }
            >
              {t('remedies.weights.csv')}
            </Button>
            <Button
              variant="default"
              onClick={() => downloadText(`${file}.json`, 'application/json', weightsJson(factors, origin))}
            >
              {t('remedies.weights.json')}
            </Button>
          </Group>
          <FourFactors subject={subject} />
        </>
      )}
    </Section>
  );
}
