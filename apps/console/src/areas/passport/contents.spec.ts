import { examplePassport } from '@countersign/domain/passport-example';
import { contentsOf } from './contents';

const contents = (...change: Parameters<typeof examplePassport>) => contentsOf(examplePassport(...change));

describe('contentsOf', () => {
  it('tells what the statement is about, who voted, and where it stands in the log', () => {
    const bytes = examplePassport();
    expect(contentsOf(bytes)).toMatchObject({
      ...{ bytes: bytes.length, files: 10, round: 1 },
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

  it('P-137 tells for whom somebody voted, and the name that was printed', () => {
    const { votes, printed } = contents(({ recorded, printed: names }) => {
      recorded.votes = [{ ...recorded.votes[0]!, onBehalfOf: 'iris' }];
      names.push({ sequence: 3, printedName: 'Riley Chen', salt: 'c'.repeat(32) });
      names.push({ sequence: 9, printedName: 'Of no entry', salt: 'c'.repeat(32) });
    })!;
    expect(votes).toMatchObject([{ personId: 'riley', onBehalfOf: 'iris' }]);
    expect([...printed]).toEqual([['riley', 'Riley Chen']]);
    expect(contents()!.votes).toMatchObject([{ onBehalfOf: null }]);
  });

  it('P-125 tells of an emergency that let it serve before, and of none that nobody confirmed', () => {
    const emergency = {
      ...{ id: 'e', round: 1, subjectDigest: 'd'.repeat(64), incident: 'INC-7', proposerId: 'mel' },
      ...{ proposedAt: 0, confirmerId: 'riley', confirmedAt: 1_000, until: 3_601_000 },
    };
    const began = contents(({ recorded }) => Object.assign(recorded.request, { emergency }))!;
    expect(began.emergency).toEqual({
      ...{ incident: 'INC-7', proposerId: 'mel', confirmerId: 'riley' },
      ...{ from: '1970-01-01T00:00:01.000Z', until: '1970-01-01T01:00:01.000Z' },
    });
    const open = { ...emergency, confirmerId: null, confirmedAt: null, until: null };
    const proposed = contents(({ recorded }) => Object.assign(recorded.request, { emergency: open }))!;
    expect(proposed.emergency).toBeNull();
    expect(contents()!.emergency).toBeNull();
  });

  it('GE-23 tells what was waived, by whom, on what, and why as long as the log still has it', () => {
    const waiver = {
      ...{ gateId: 'performance', personId: 'riley', castAs: ['risk_officer' as const], round: 1 },
      ...{ verdict: 'fail' as const, found: 'It is 0.69.', waivedAt: 1_000 },
    };
    const told = (payload: object) =>
      contents(({ recorded, drafts }) => {
        recorded.waivers = [waiver];
        const [, , vote] = drafts;
        drafts.splice(2, 0, {
          ...vote!,
          id: 'w',
          action: 'waiveGate',
          at: '1970-01-01T00:00:01.000Z',
          payload,
        });
      })!.waivers;
    const held = { title: 'Performance holds', personId: 'riley', roles: ['risk_officer'], round: 1 };
    expect(told({ reason: 'For the pilot.' })).toEqual([
      { ...held, found: 'It is 0.69.', reason: 'For the pilot.' },
    ]);
    expect(told({})).toMatchObject([{ reason: null }]);
    expect(contents()!.waivers).toEqual([]);
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
