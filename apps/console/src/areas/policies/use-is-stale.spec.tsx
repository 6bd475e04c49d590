import { policyTemplates, type Policy } from '@countersign/domain/approvals';
import { screen, waitFor } from '@testing-library/react';
import type { ReactElement } from 'react';
import { renderPart } from '../../testing/render';
import type { PolicyChange } from './change-decision';
import { useIsStale } from './use-is-stale';

const document = policyTemplates[0] as Policy;
const person = { __typename: 'Actor' as const, id: 'u1', name: 'Pat Alvarez' };
const shown: PolicyChange = {
  ...{ __typename: 'PolicyChange', id: 'c1', kind: 'PUBLISH', name: document.name, version: 3 },
  ...{ state: 'OPEN', reason: 'Why.', proposedAt: '2026-01-02T00:00:00.000Z', decidedAt: null },
  ...{ digest: 'd', document, proposedBy: person, findings: [], differences: [], votes: [] },
  viewerDecision: { __typename: 'PolicyViewerDecision', allowed: true, code: null, message: null },
};

function Part(): ReactElement {
  return <p>{useIsStale(shown) ? 'stale' : 'fresh'}</p>;
}

const stamp = (part: Partial<PolicyChange>) => ({
  PolicyChangeStamp: () => ({ policyChange: { ...shown, ...part } }),
});
const vote = { __typename: 'PolicyVote' as const, decision: 'REJECT' as const, comment: '', person };

describe('useIsStale', () => {
  it('P-155 sees that nothing has changed', async () => {
    const { PolicyChangeStamp } = stamp({ reason: 'The same but for what no decision hangs on.' });
    const asked = jest.fn(PolicyChangeStamp);
    renderPart(<Part />, { PolicyChangeStamp: asked });
    await waitFor(() => expect(asked).toHaveBeenCalled());
    expect(await screen.findByText('fresh')).toBeTruthy();
  });

  it.each<[string, Partial<PolicyChange>]>([
    [
      'that somebody decided',
      { state: 'REJECTED', votes: [{ ...vote, castAt: '2026-01-03T00:00:00.000Z' }] },
    ],
    [
      'that something came in between',
      {
        viewerDecision: {
          ...{ __typename: 'PolicyViewerDecision', allowed: false },
          ...{ code: 'POLICY_CHANGE_CLOSED', message: 'Another version was published meanwhile.' },
        },
      },
    ],
  ])('P-155 sees %s', async (_what, part) => {
    renderPart(<Part />, stamp(part));
    expect(await screen.findByText('stale')).toBeTruthy();
  });
});
