import { promotionDocument } from '../areas/promotions/operations';
import { promotionOf } from '../testing/promotion';
import { makeClient } from './client';

describe('makeClient', () => {
  it('keeps the gates of two promotions apart, though one policy gives them the same ids', () => {
    const { cache } = makeClient();
    const gate = {
      ...{ __typename: 'Gate' as const, id: 'drift-quiet', kind: 'DRIFT' as const, title: 'Drift is quiet' },
      isBlocking: true,
      severity: 'HARD' as const,
      isWaivable: false,
      ...{ observed: null, requirement: '', reason: '', evidenceDigest: null, evidenceId: null },
      ...{ evidenceProducedAt: null, evidenceExpiresAt: null, evaluatedAt: '2026-01-05T10:00:00.000Z' },
    };
    for (const [id, verdict] of [
      ['p1', 'PASS'],
      ['p2', 'FAIL'],
    ] as const)
      cache.writeQuery({
        query: promotionDocument,
        variables: { id },
        data: { __typename: 'Query', promotion: promotionOf({ id, gates: [{ ...gate, verdict }] }) },
      });
    const verdictOf = (id: string) =>
      cache.readQuery({ query: promotionDocument, variables: { id } })?.promotion.gates[0]?.verdict;
    expect([verdictOf('p1'), verdictOf('p2')]).toEqual(['PASS', 'FAIL']);
  });
});
