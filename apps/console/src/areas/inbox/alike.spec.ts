import { builtInPolicy, type Policy } from '@countersign/domain/approvals';
import { voteOf } from '../../testing/promotion';
import { alikeGroups, apartBecause } from './alike';

interface Parts {
  kind?: string;
  verdicts?: readonly ('PASS' | 'FAIL')[];
  votes?: ReturnType<typeof voteOf>[];
  /** Why the reader's vote would be refused; null where it would not be. */
  code?: 'STEP_UP_REQUIRED' | 'ROLE_NOT_REQUIRED' | null;
  document?: Partial<Policy>;
}

const item = (digest: string, parts: Parts = {}) => {
  const { kind = 'REVIEW', verdicts = ['PASS', 'PASS'], votes = [voteOf({})], code = null } = parts;
  const gates = verdicts.map((verdict) => ({ verdict }));
  const viewerActions = [{ action: 'VOTE' as const, allowed: code === null, code }];
  const policy = { digest, document: { ...builtInPolicy, ...parts.document } };
  return { kind, promotion: { policy, gates, votes, viewerActions } };
};

describe('alikeGroups', () => {
  it('P-139 finds what is under one policy with every gate passed, from two on', () => {
    const [one, two, alone] = [item('a'), item('a'), item('b')];
    const failing = item('a', { verdicts: ['PASS', 'FAIL'] });
    const other = item('a', { kind: 'ACTIVATE' });
    const onlyForOthers = item('a', { code: 'ROLE_NOT_REQUIRED' });
    const held = item('a', { votes: [voteOf({ decision: 'REQUEST_CHANGES' })] });
    expect(alikeGroups([one, alone, failing, other, two, onlyForOthers, held])).toEqual([[one, two]]);
    expect(alikeGroups([alone])).toEqual([]);
  });

  it('P-139 finds twenty at once, no more', () => {
    const many = Array.from({ length: 21 }, () => item('a'));
    expect(alikeGroups(many).map(({ length }) => length)).toEqual([20]);
  });
});

describe('apartBecause', () => {
  const [signed, old] = [
    { document: { requirePasskey: true as const } },
    { code: 'STEP_UP_REQUIRED' as const },
  ];
  it.each<[string, ReturnType<typeof apartBecause>, Parts]>([
    ['P-171 keeps apart what a passkey has to sign', 'signed', signed],
    ['P-171 keeps it apart however fresh a proof would be', 'signed', { ...signed, ...old }],
    ['P-77 waits for a fresher proof where the policy asks for one', 'proof', old],
    ['P-77 waits for none where the proof is fresh', null, { document: { stepUpMinutes: 15 } }],
    ['P-139 keeps nothing apart otherwise', null, {}],
  ])('%s', (_, expected, parts) => {
    const [group = []] = alikeGroups([item('a', parts), item('a', parts)]);
    expect(group).toHaveLength(2);
    expect(apartBecause(group)).toBe(expected);
  });
});
