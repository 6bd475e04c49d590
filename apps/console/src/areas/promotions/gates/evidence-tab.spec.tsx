import { promotionOf } from '../../../testing/promotion';
import { renderPart } from '../../../testing/render';
import { EvidenceTab } from './evidence-tab';
import type { Gate } from '../promotion';

const now = new Date('2026-11-29T14:00:00.000Z');
const gate = (part: Partial<Gate>): Gate => ({
  ...{ __typename: 'Gate', id: 'drift', kind: 'DRIFT', title: 'Drift is quiet', verdict: 'PASS' },
  ...{ observed: null, requirement: '', reason: '', evidenceId: null, evidenceDigest: 'c'.repeat(64) },
  ...{ evidenceProducedAt: '2026-11-01T00:00:00.000Z', evaluatedAt: '2026-11-01T00:00:00.000Z' },
  ...{ evidenceExpiresAt: null, isBlocking: true, ...part },
  severity: 'HARD',
  isWaivable: false,
});
const show = (part: Partial<Gate>) =>
  renderPart(<EvidenceTab promotion={promotionOf({ gates: [gate(part)] })} />);
const text = () => document.body.textContent ?? '';

describe('EvidenceTab', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('counts down in words, with the instant', () => {
    show({ evidenceExpiresAt: '2026-12-02T14:00:00.000Z' });
    expect(text()).toContain('expires in 3 days, 2026-12-02 14:00 UTC');
  });

  it('says that it has expired, and nothing else, once it has', () => {
    show({ evidenceExpiresAt: '2026-11-29T13:57:00.000Z' });
    expect(text()).toContain('expired 3 minutes ago, 2026-11-29 13:57 UTC');
    expect(text()).not.toContain('expires in');
  });

  it('tells evidence that does not expire from none', () => {
    const { unmount } = show({});
    expect(text()).toContain('does not expire');
    unmount();
    show({ evidenceDigest: null });
    expect(text()).toContain('no evidence, nothing to expire');
  });

  it('leads to the run or audit, and nowhere for other evidence', () => {
    const named = /Open what/;
    const { unmount } = show({ evidenceId: 'r1' });
    expect(text()).toMatch(named);
    unmount();
    show({ evidenceId: 'x', kind: 'TESTS' });
    expect(text()).not.toMatch(named);
  });
});
