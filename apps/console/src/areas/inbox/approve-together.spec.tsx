import { builtInPolicy, type Policy } from '@countersign/domain/approvals';
import { screen } from '@testing-library/react';
import { promotionOf } from '../../testing/promotion';
import { renderPart } from '../../testing/render';
import { ApproveTogether } from './approve-together';
import type { PromotionItem } from './inbox';

/** Two alike that wait, under a policy that asks for more, with the reader's vote allowed or refused by a code. */
function show(more: Partial<Policy>, code: 'STEP_UP_REQUIRED' | null = null): void {
  const policy = {
    ...{ __typename: 'Policy' as const, id: 'pol', name: 'staging', version: 1, digest: 'b'.repeat(64) },
    document: { ...builtInPolicy, ...more },
  };
  const viewerActions = [
    {
      __typename: 'ViewerAction' as const,
      action: 'VOTE' as const,
      allowed: code === null,
      code,
      message: null,
    },
  ];
  const items = ['p1', 'p2'].map((id): PromotionItem => ({
    ...{ __typename: 'InboxItem', kind: 'REVIEW', since: '2026-01-05T10:00:00.000Z', due: null },
    ...{ onBehalfOf: [], policyChange: null, comments: [] },
    promotion: { ...promotionOf({ id, viewerActions }), policy },
  }));
  renderPart(<ApproveTogether items={items} />);
}

describe('ApproveTogether', () => {
  it('P-139 offers to approve several that are alike', () => {
    show({});
    expect(screen.getByRole('button', { name: 'Approve together (2): staging, version 1' })).toBeTruthy();
  });

  it('P-171 offers nothing where a passkey signs each, and says why', () => {
    show({ requirePasskey: true });
    expect(screen.getByText(/signed on its own page: staging, version 1, asks for a passkey/)).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('P-77 asks for a proof first where the one there is would be refused', () => {
    show({ stepUpMinutes: 15 }, 'STEP_UP_REQUIRED');
    expect(screen.getByText(/prove who you are first: staging, version 1, asks for/)).toBeTruthy();
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      'Prove that it is you',
    ]);
  });
});
