import { voteOf } from '../../testing/promotion';
import { alikeGroups } from './alike';

const item = (
  digest: string,
  { kind = 'REVIEW', isOwn = true, verdicts = ['PASS', 'PASS'], votes = [voteOf({})] } = {},
) => ({
  ...{ kind, isOwn },
  promotion: { policy: { digest }, gates: verdicts.map((verdict) => ({ verdict })), votes },
});

describe('alikeGroups', () => {
  it('P-139 offers together what is under one policy with every gate passed, from two on', () => {
    const [one, two, alone] = [item('a'), item('a'), item('b')];
    const failing = item('a', { verdicts: ['PASS', 'FAIL'] });
    const other = item('a', { kind: 'ACTIVATE' });
    const onlyForOthers = item('a', { isOwn: false });
    const held = item('a', { votes: [voteOf({ decision: 'REQUEST_CHANGES' })] });
    expect(alikeGroups([one, alone, failing, other, two, onlyForOthers, held])).toEqual([[one, two]]);
    expect(alikeGroups([alone])).toEqual([]);
  });

  it('P-139 offers twenty at once, no more', () => {
    const many = Array.from({ length: 21 }, () => item('a'));
    expect(alikeGroups(many).map(({ length }) => length)).toEqual([20]);
  });
});
