import { historyOf, nextVersionOf, outOfForce, type Change } from './policy-history';

const published = (name: string, version: number) => ({ name, version, digest: `${name}${version}` });
const change = (part: Partial<Change>): Change => ({
  ...{ __typename: 'PolicyChange', id: 'c1', kind: 'PUBLISH', name: 'floor', version: 3, digest: 'floor3' },
  ...{ state: 'APPROVED', reason: 'Why.', proposedAt: '2026-01-02T00:00:00.000Z', decidedAt: null },
  proposedBy: { __typename: 'Actor', id: 'u1', name: 'Pat Alvarez' },
  ...part,
});

describe('the history of a policy', () => {
  const versions = [published('floor', 3), published('floor', 2), published('strict', 1)];

  it('is of one name, the newest first, and ends with what came with the software', () => {
    const changes = [
      change({}),
      change({
        id: 'c2',
        version: 4,
        digest: 'floor4',
        state: 'OPEN',
        proposedAt: '2026-01-03T00:00:00.000Z',
      }),
      change({ id: 'c3', name: 'strict', version: 1, digest: 'strict1' }),
    ];
    const entries = historyOf('floor', versions, changes);
    expect(entries.map(({ version, change: by }) => [version, by?.id ?? null])).toEqual([
      [4, 'c2'],
      [3, 'c1'],
      [2, null],
    ]);
  });

  it('takes no rejected proposal, and none of another document, for what published a version', () => {
    const byItself = (part: Partial<Change>) =>
      historyOf('floor', [published('floor', 3)], [change(part)]).some((entry) => entry.change === null);
    expect(byItself({ state: 'REJECTED' })).toBe(true);
    expect(byItself({ digest: 'other' })).toBe(true);
    expect(byItself({ kind: 'RETIRE' })).toBe(true);
    expect(byItself({})).toBe(false);
  });

  it('names what is out of force by its newest version', () => {
    expect(outOfForce(versions, [{ name: 'strict' }])).toEqual([published('floor', 3)]);
    expect(outOfForce(versions, [{ name: 'strict' }, { name: 'floor' }])).toEqual([]);
  });

  it('goes on from the newest version, retired or not', () => {
    expect(nextVersionOf('floor', versions)).toBe(4);
    expect(nextVersionOf('new', versions)).toBe(1);
  });
});
