import { anchorStanding, knownOutside } from './anchor-standing';

const log = { size: 120, signed: 100 };
const anchor = (part: { size?: number | null; fault?: string | null }) => ({
  ...{ __typename: 'AuditAnchor' as const, kind: 'WITNESS' as const, name: 'w.example/log', at: null },
  ...{ size: 100, fault: null, ...part },
});
const standing = (part: { size?: number | null; fault?: string | null }) => anchorStanding(anchor(part), log);

describe('anchorStanding', () => {
  it('counts what is signed and not known there', () => {
    expect(standing({})).toEqual({ standing: 'current', behind: 0 });
    expect(standing({ size: 101 })).toEqual({ standing: 'current', behind: 0 });
    expect(standing({ size: 60 })).toEqual({ standing: 'behind', behind: 40 });
    expect(standing({ size: null })).toEqual({ standing: 'unseen', behind: 100 });
  });

  it('says first that entries are missing here, then that it failed', () => {
    expect(standing({ size: 121, fault: 'It has more.' }).standing).toBe('ahead');
    expect(standing({ size: 100, fault: 'It does not answer.' }).standing).toBe('fault');
    expect(standing({ size: null, fault: 'It does not answer.' })).toEqual({
      standing: 'fault',
      behind: 100,
    });
  });
});

describe('knownOutside', () => {
  it('is the largest size that the log bears out', () => {
    expect(knownOutside([], log)).toBe(0);
    expect(knownOutside([anchor({ size: null })], log)).toBe(0);
    expect(knownOutside([anchor({ size: 60 }), anchor({ size: 90, fault: 'Late.' })], log)).toBe(90);
    expect(knownOutside([anchor({ size: 121 }), anchor({ size: 60 })], log)).toBe(60);
  });
});
