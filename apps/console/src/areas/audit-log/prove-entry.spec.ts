import { nodeHash } from '@countersign/domain/audit-log';
import { auditBundleOf } from '../../testing/audit-bundle';
import { proveEntry, type InclusionProof } from './prove-entry';

const { entries, hashes, root, note, vkey } = auditBundleOf(3);
const [first, second, third] = hashes as [string, string, string];
const entry = { sequence: 3, canonical: entries[2]!.canonical, hash: third };
const proof: InclusionProof = {
  __typename: 'AuditInclusionProof',
  sequence: 3,
  size: 3,
  hash: third,
  root,
  proof: [nodeHash(first, second)],
  checkpoint: { __typename: 'AuditCheckpoint', size: 3, root, at: '2026-01-02T03:05:00.000Z', note, vkey },
};
const statuses = (change: Partial<InclusionProof>, of = entry) =>
  Object.fromEntries(proveEntry(of, { ...proof, ...change }).map(({ step, status }) => [step, status]));
const allPassed = {
  ...{ text: 'passed', leaf: 'passed', path: 'passed', note: 'passed', signature: 'passed' },
  key: 'unknown',
};

describe('proveEntry', () => {
  it('goes from the text to the signature, and leaves the key to the reader', () => {
    expect(statuses({})).toEqual(allPassed);
  });

  it('finds an altered text, also where the server tells the hash of the old one', () => {
    const altered = { ...entry, canonical: entry.canonical.replace('castVote', 'castVoto') };
    expect(statuses({}, altered)).toEqual({ ...allPassed, text: 'failed', path: 'failed' });
  });

  it('finds a proof of another entry and one that leads elsewhere', () => {
    expect(statuses({ sequence: 2 })).toEqual({ ...allPassed, leaf: 'failed' });
    expect(statuses({ proof: [first] })).toEqual({ ...allPassed, path: 'failed' });
    expect(statuses({ root: first })).toMatchObject({ path: 'failed', note: 'failed' });
  });

  it('finds a checkpoint that says or signs something else', () => {
    const checkpoint = (change: object) => ({ checkpoint: { ...proof.checkpoint!, ...change } });
    expect(statuses(checkpoint({ note: auditBundleOf(2).note }))).toEqual({ ...allPassed, note: 'failed' });
    expect(statuses(checkpoint({ note: 'no note' }))).toMatchObject({ note: 'failed', signature: 'failed' });
    expect(statuses(checkpoint({ note: note.replace('\n3\n', '\n4\n') }))).toMatchObject({
      note: 'failed',
      signature: 'failed',
    });
    expect(statuses(checkpoint({ vkey: vkey.slice(0, -4) }))).toMatchObject({ signature: 'failed' });
  });

  it('claims nothing about a signature before there is one', () => {
    expect(statuses({ checkpoint: null })).toEqual({
      ...{ text: 'passed', leaf: 'passed', path: 'passed' },
      ...{ note: 'unknown', signature: 'unknown' },
    });
  });
});
