import { policyDigest, policyTemplates, type Policy } from '@countersign/domain/approvals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { renderPart, type Answers } from '../../testing/render';
import { ChangeDecision, type PolicyChange } from './change-decision';

const document = policyTemplates[0] as Policy;
const digest = policyDigest(document);
const changeOf = (part: Partial<PolicyChange>): PolicyChange => ({
  ...{
    __typename: 'PolicyChange',
    id: 'c1',
    kind: 'PUBLISH',
    name: document.name,
    version: 3,
    state: 'OPEN',
  },
  ...{ reason: 'Why.', proposedAt: '2026-01-02T00:00:00.000Z', decidedAt: null, digest, document },
  proposedBy: { __typename: 'Actor', id: 'u1', name: 'Pat Alvarez' },
  ...{ findings: [], differences: [], votes: [] },
  viewerDecision: { __typename: 'PolicyViewerDecision', allowed: true, code: null, message: null },
  ...part,
});

const show = (change: PolicyChange, answers: Answers = {}, isStale = false) => {
  const onReview = jest.fn();
  renderPart(<ChangeDecision change={change} isStale={isStale} onReview={onReview} />, answers);
  return onReview;
};
const button = (name: string) => screen.getByRole('button', { name });
const entry = { __typename: 'AuditEntry', id: 'e9', sequence: 42 };

describe('ChangeDecision', () => {
  it('votes on the digest of what stands on the page, and names the audit entry', async () => {
    const sent = jest.fn();
    const change = changeOf({});
    show(change, {
      VotePolicyChange: (variables) => {
        sent(variables);
        const done = { __typename: 'PolicyChangeRecorded', policyChange: change, auditEntry: entry };
        return { votePolicyChange: done };
      },
    });
    expect(screen.queryByText(/Recorded as audit entry/)).toBeNull();
    fireEvent.click(button('Approve'));
    await waitFor(() =>
      expect(screen.getByRole('link', { name: 'Recorded as audit entry number 42' })).toBeTruthy(),
    );
    const input = { policyChangeId: 'c1', policyDigest: digest, decision: 'APPROVE', comment: '' };
    expect(sent.mock.calls).toEqual([[{ input }]]);
  });

  it('asks for a comment before it sends a rejection', () => {
    show(changeOf({}));
    fireEvent.click(button('Reject'));
    expect(screen.getByText('Say why: a comment is needed to reject.')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('shows a refusal with its code, and nothing as done', async () => {
    const refusal = {
      __typename: 'Refusal',
      code: 'POLICY_CHANGE_CLOSED',
      message: 'It was approved before.',
    };
    show(changeOf({}), { VotePolicyChange: () => ({ votePolicyChange: refusal }) });
    fireEvent.click(button('Approve'));
    expect((await screen.findByRole('alert')).textContent).toContain('POLICY_CHANGE_CLOSED');
    expect(screen.queryByText(/Recorded as audit entry/)).toBeNull();
  });

  it('says why it is not open to the viewer, and sends nothing', () => {
    const message = 'You proposed this change; somebody else has to decide on it.';
    const viewerDecision = { __typename: 'PolicyViewerDecision' as const, allowed: false, message };
    show(changeOf({ viewerDecision: { ...viewerDecision, code: 'SELF_APPROVAL' } }));
    const approve = button('Approve');
    expect(approve.getAttribute('aria-disabled')).toBe('true');
    const reason = globalThis.document.getElementById(approve.getAttribute('aria-describedby') ?? '');
    expect(reason?.textContent).toBe(`You cannot decide on it: ${message}`);
    fireEvent.click(approve);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('lets nobody decide on a document whose digest is not the one that was proposed', () => {
    show(changeOf({ document: { ...document, approvalTtlDays: 15 } }));
    expect(button('Approve').getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByText(/its digest is another/)).toBeTruthy();
  });

  it('P-155 holds the decision back while the server holds something that the page does not show', () => {
    const onReview = show(changeOf({}), {}, true);
    expect(screen.getByRole('alert').textContent).toContain('has changed since you opened it');
    for (const name of ['Approve', 'Reject']) {
      expect(button(name).getAttribute('aria-disabled')).toBe('true');
      fireEvent.click(button(name));
    }
    expect(screen.queryByText(/a comment is needed/)).toBeNull();
    fireEvent.click(button('Review the change'));
    expect(onReview).toHaveBeenCalledTimes(1);
  });

  it('offers no decision on what is decided', () => {
    show(changeOf({ state: 'APPROVED' }));
    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
    expect(screen.getByText(/This change is decided/)).toBeTruthy();
  });
});
