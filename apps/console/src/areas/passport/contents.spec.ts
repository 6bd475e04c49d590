import { examplePassport } from '@countersign/domain/passport-example';
import { contentsOf } from './contents';

const contents = (...change: Parameters<typeof examplePassport>) => contentsOf(examplePassport(...change));

describe('contentsOf', () => {
  it('tells what the statement is about, who voted, and where it stands in the log', () => {
    const bytes = examplePassport();
    expect(contentsOf(bytes)).toMatchObject({
      ...{ bytes: bytes.length, files: 9, round: 1 },
      about: { artifactDigest: 'a'.repeat(64), environment: 'production', alias: 'champion' },
      decided: { action: 'activatePromotion' },
      policy: { name: 'example', version: '1' },
      votes: [{ personId: 'riley', decision: 'approve', roles: ['risk_officer'], round: 1 }],
      entries: { count: 4, from: 1, to: 4, erased: 0 },
      checkpoint: { size: 4 },
    });
  });

  it('tells the term of the approval from its instants', () => {
    const { approvedAt, expiresAt } = contents()!;
    expect(Date.parse(expiresAt!) - Date.parse(approvedAt!)).toBe(14 * 86_400_000);
  });

  it('shows a gate with its document, and one whose document is left out', () => {
    expect(contents()!.evidence).toMatchObject([{ gateId: 'performance', isThere: true }]);
    const elsewhere = 'e'.repeat(64);
    const two = contents(({ policy, recorded }) => {
      const [gate] = recorded.gates;
      policy.gates = [...policy.gates, { ...policy.gates[0]!, id: 'second', title: 'Groups fare alike' }];
      recorded.gates = [gate!, { ...gate!, gateId: 'second', evidenceDigest: elsewhere }];
    })!;
    expect(two.evidence[1]).toEqual({
      ...{ gateId: 'second', title: 'Groups fare alike', digest: elsewhere, isThere: false },
    });
  });

  it('shows a gate that had nothing to look at', () => {
    const without = contents(({ policy }) => {
      policy.gates = [...policy.gates, { ...policy.gates[0]!, id: 'second' }];
    })!;
    expect(without.evidence[1]).toMatchObject({ digest: null, isThere: false });
  });

  it('tells nothing of a file that is no passport', () => {
    expect(contentsOf(new Uint8Array([1, 2, 3]))).toBeNull();
    expect(contentsOf(examplePassport().slice(0, -1))).toBeNull();
  });

  it('keeps a name that is no text from breaking the page', () => {
    const odd = contents(({ policy }) => Object.assign(policy, { name: { a: 1 } }))!;
    expect(odd.policy.name).toBe('[object Object]');
  });
});
