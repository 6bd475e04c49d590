import { type AuditComparison, type AuditEvidence } from '@countersign/domain/fairness';
import { Alert } from '@mantine/core';
import { useMemo, type ReactElement } from 'react';
import { listOf } from '../../../format/words';
import { t } from '../../../texts';
import { DataTable, type DataColumn } from '../../../ui/data-table';
import { Section } from '../../../ui/page';
import { differencesOf, policyFacts, type Difference } from './policy-facts';
import { populationFacts } from './population-facts';

const columns: readonly DataColumn<Difference>[] = [
  { id: 'name', header: t('fairnessCompare.what'), value: ({ name }) => name },
  {
    id: 'before',
    header: t('fairnessCompare.before'),
    value: ({ before }) => before ?? t('fairnessCompare.notThere'),
    sortable: false,
  },
  {
    id: 'after',
    header: t('fairnessCompare.after'),
    value: ({ after }) => after ?? t('fairnessCompare.notThere'),
    sortable: false,
  },
];

interface DifferencesProps {
  before: AuditEvidence;
  after: AuditEvidence;
  comparison: AuditComparison;
}

/** What the two audits ask differently, before any number of theirs is compared. */
function Questions({ comparison: { questions, unmatched } }: Pick<DifferencesProps, 'comparison'>) {
  if (questions.length + unmatched.length === 0) return null;
  return (
    <Alert color="yellow" className="cs-alert" title={t('fairnessCompare.questions.title')}>
      <ul className="cs-plain-list">
        {questions.map(({ part, before, after }) => (
          <li key={part}>{t(`fairnessCompare.questions.${part}`, { before, after })}</li>
        ))}
        {unmatched.length > 0 ? (
          <li>
            {t('fairnessCompare.unmatched', {
              count: unmatched.length,
              names: listOf(unmatched.map((attributes) => attributes.join(' × '))),
            })}
          </li>
        ) : null}
      </ul>
    </Alert>
  );
}

function DifferenceTable(props: { title: string; same: string; differences: readonly Difference[] }) {
  const { title, same, differences } = props;
  return (
    <>
      <h3>{title}</h3>
      {differences.length === 0 ? (
        <p>{same}</p>
      ) : (
        <DataTable
          caption={title}
          columns={columns}
          rows={differences}
          rowKey={({ name }) => name}
          empty={{ title: '', why: '' }}
        />
      )}
    </>
  );
}

/** What differs between two audits in question, policy and population. */
export function Differences({ before, after, comparison }: DifferencesProps): ReactElement {
  const policy = useMemo(
    () => differencesOf(policyFacts(before.policy), policyFacts(after.policy)),
    [before, after],
  );
  const population = useMemo(
    () => differencesOf(populationFacts(before), populationFacts(after)),
    [before, after],
  );
  return (
    <Section title={t('fairnessCompare.differs')}>
      <Questions comparison={comparison} />
      <DifferenceTable
        title={t('fairnessCompare.policy.title')}
        same={t('fairnessCompare.policy.same')}
        differences={policy}
      />
      <DifferenceTable
        title={t('fairnessCompare.population.title')}
        same={t('fairnessCompare.population.same')}
        differences={population}
      />
    </Section>
  );
}
