import { screen } from '@testing-library/react';
import type { SuspensionPartsFragment } from '../../../gql/graphql';
import { promotionOf } from '../../../testing/promotion';
import { renderPart } from '../../../testing/render';
import { SuspensionNotice } from './suspension-notice';

const since = '2026-01-05T10:00:00.000Z';
type Finding = SuspensionPartsFragment['findings'][number];
const suspended = (part: Partial<SuspensionPartsFragment> = {}) =>
  promotionOf({
    state: 'SUSPENDED',
    suspension: {
      ...{ __typename: 'Suspension' as const, cause: 'ALERT' as const, since, fallback: null, findings: [] },
      ...{ reason: 'The monitor “loud” alarmed.', ...part },
    },
  });
const finding = (part: Partial<Finding>): Finding => ({
  ...{
    __typename: 'SuspensionFinding',
    subject: 'age',
    measure: 'psi',
    found: '0.41',
    expected: 'below 0.25',
  },
  ...{ auditId: null, monitorRun: null, datasetVersion: null, ...part },
});
const hrefOf = (name: string) => screen.getByRole('link', { name }).getAttribute('href');

describe('SuspensionNotice', () => {
  it('says why, and to which version one could go back', () => {
    const fallback = { __typename: 'ModelVersion' as const, id: 'v3', number: 3 };
    renderPart(<SuspensionNotice promotion={suspended({ fallback })} />);
    expect(screen.getByText(/The monitor “loud” alarmed\. Since .* Version 4 serves on\./)).toBeTruthy();
    expect(hrefOf('Rolling back would bring version 3 back.')).toBe('/models/m1?version=3');
  });

  it('says that there is none to go back to, and nothing where nothing is suspended', () => {
    renderPart(<SuspensionNotice promotion={suspended()} />);
    expect(screen.getByText('There is no earlier version to roll back to.')).toBeTruthy();
    renderPart(<SuspensionNotice promotion={promotionOf({})} />);
    expect(screen.getAllByText('This approval is suspended')).toHaveLength(1);
  });

  it('P-165 names what was found beside what would have been well, and leads to where it was found', () => {
    const monitor = { __typename: 'Monitor' as const, id: 'mon', name: 'loud', kind: 'DRIFT' as const };
    const dataset = { __typename: 'Dataset' as const, id: 'ds', name: 'rows' };
    const findings = [
      finding({ monitorRun: { __typename: 'MonitorRun', id: 'run', monitor } }),
      finding({ subject: 'score', monitorRun: { __typename: 'MonitorRun', id: 'run', monitor } }),
      finding({ subject: '', measure: 'roc_auc', found: '0.6', expected: 'above 0.7' }),
      finding({ subject: 'Fair', measure: 'evidence', found: 'produced on 2026-01-01', auditId: 'audit' }),
      finding({
        ...{ subject: 'job', measure: 'schema', found: 'missing', expected: 'numeric' },
        datasetVersion: { __typename: 'DatasetVersion', id: 'dv', number: 3, dataset },
      }),
      finding({ subject: 'approvalTtlDays', measure: 'policy', found: '7', expected: '14' }),
    ];
    renderPart(<SuspensionNotice promotion={suspended({ findings })} />);
    const items = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(items).toEqual([
      'age: psi 0.41; expected: below 0.25',
      'score: psi 0.41; expected: below 0.25',
      'The whole version: roc_auc 0.6; expected: above 0.7',
      'Fair: produced on 2026-01-01; expected: below 0.25',
      'job: missing; expected: numeric',
      'approvalTtlDays: 7 now; 14 when somebody last looked',
    ]);
    expect(hrefOf('Run of “loud”')).toBe('/models/m1/drift?version=4&monitor=mon&run=run');
    expect(hrefOf('The audit')).toBe('/fairness/audit');
    expect(hrefOf('rows, version 3')).toBe('/datasets/ds');
  });
});
