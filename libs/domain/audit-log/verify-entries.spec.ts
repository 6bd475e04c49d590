import fc from 'fast-check';
import {
  canonicalJson,
  emptyHead,
  genesisHash,
  leafHash,
  sealEntry,
  verifyEntries,
  type AuditDraft,
  type LogHead,
  type StoredEntry,
} from './index';

const draft = (payload: unknown, action = 'castVote'): AuditDraft => ({
  id: 'e1',
  at: '2026-01-02T03:04:05.678Z',
  actor: { id: 'u1', kind: 'person', session: 'oidc' },
  workspaceId: 'w1',
  action,
  outcome: 'done',
  subject: { type: 'promotion', id: 'p1' },
  payload,
});

/** A log with one entry a payload. */
function sealLog(payloads: readonly unknown[]): StoredEntry[] {
  const log: StoredEntry[] = [];
  payloads.forEach((payload, index) => {
    const salt = (index + 1).toString(16).padStart(32, '0');
    const previousHash = log.at(-1)?.hash ?? genesisHash;
    const { canonical, hash } = sealEntry(draft(payload), { sequence: index + 1, previousHash, salt });
    log.push({
      sequence: index + 1,
      previousHash,
      canonical,
      hash,
      payload,
      salt,
      columns: { action: 'castVote' },
    });
  });
  return log;
}

const headOf = (log: readonly StoredEntry[]): LogHead => ({
  size: log.length,
  hash: log.at(-1)?.hash ?? genesisHash,
});
const replaced = (log: readonly StoredEntry[], index: number, change: Partial<StoredEntry>) =>
  log.map((entry, at) => (at === index ? { ...entry, ...change } : entry));
const log = sealLog(['a', 'b', 'c', 'd']);
const at = (index: number) => log[index] as StoredEntry;

describe('sealEntry', () => {
  it('L-3, L-16 writes the fields of version 2 and leaves the payload out', () => {
    const sealed = sealEntry(
      { ...draft('secret'), after: 'ab' },
      { sequence: 1, previousHash: genesisHash, salt: '00' },
    );
    expect(sealed.canonical).toBe(
      '{"action":"castVote","actor":{"id":"u1","kind":"person","session":"oidc"},"after":"ab",' +
        '"at":"2026-01-02T03:04:05.678Z","id":"e1","outcome":"done",' +
        `"payloadCommitment":"${sealed.payloadCommitment}","previousHash":"${genesisHash}","sequence":1,` +
        '"subject":{"id":"p1","type":"promotion"},"v":2,"workspaceId":"w1"}',
    );
    expect(sealed.hash).toBe(leafHash(sealed.canonical));
  });

  it('L-16 says for whom a service acted, and leaves both fields out where they are not known', () => {
    const place = { sequence: 1, previousHash: genesisHash, salt: '00' };
    const service = { id: 's1', kind: 'service', onBehalfOf: 'u1', session: 'token' } as const;
    expect(sealEntry({ ...draft(1), actor: service }, place).canonical).toContain(
      '"actor":{"id":"s1","kind":"service","onBehalfOf":"u1","session":"token"}',
    );
    expect(sealEntry({ ...draft(1), actor: { id: 'u1', kind: 'person' } }, place).canonical).toContain(
      '"actor":{"id":"u1","kind":"person"},',
    );
  });

  it('L-3 puts the place where canonical JSON has it, whatever the other members say', () => {
    const place = '"previousHash":"","sequence":0';
    const odd = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant(place), fc.constant(`\\${place}"`));
    const sealed = fc.property(odd, odd, fc.nat(), (id, action, sequence) => {
      const entry = { ...draft(1), action, subject: { type: 'promotion', id } };
      const { canonical, payloadCommitment } = sealEntry(entry, { sequence, previousHash: 'ab', salt: '00' });
      const members = { ...entry, payload: undefined };
      expect(canonical).toBe(
        canonicalJson({ v: 2, ...members, payloadCommitment, previousHash: 'ab', sequence }),
      );
    });
    fc.assert(sealed, { seed: 1, numRuns: 200 });
  });

  it('L-6 starts from 64 zeros', () => {
    expect(genesisHash).toMatch(/^0{64}$/);
    expect(verifyEntries(log.slice(0, 1))).toMatchObject({ valid: true, entries: 1 });
    expect(verifyEntries(replaced(log, 0, { previousHash: 'f'.repeat(64) })).firstBad).toBe(1);
  });
});

describe('verifyEntries', () => {
  it('accepts an untouched and an empty log', () => {
    expect(verifyEntries(log)).toEqual({
      valid: true,
      entries: 4,
      firstBad: null,
      reason: null,
      head: headOf(log),
    });
    expect(verifyEntries([])).toEqual({
      valid: true,
      entries: 0,
      firstBad: null,
      reason: null,
      head: emptyHead,
    });
  });

  it('L-16 goes on verifying entries of version 1, alone and before entries of version 2', () => {
    const canonical =
      '{"action":"castVote","actor":{"id":"u1","kind":"person"},"at":"2026-01-02T03:04:05.678Z","id":"e1",' +
      '"outcome":"done","payloadCommitment":"4d7a4bbd3cf49f1b4c9ed5ef9f5d3ee4d1cd1c2a6f3d3d0d3a6c7d2bd5bd9ad1",' +
      `"previousHash":"${genesisHash}","sequence":1,"subject":{"id":"p1","type":"promotion"},"v":1,"workspaceId":"w1"}`;
    const first = { sequence: 1, previousHash: genesisHash, canonical, hash: leafHash(canonical) };
    const second = sealEntry(draft('b'), { sequence: 2, previousHash: first.hash, salt: '00' });
    expect(verifyEntries([first])).toMatchObject({ valid: true, entries: 1 });
    expect(verifyEntries([first, second])).toMatchObject({ valid: true, entries: 2 });
  });

  it('L-7 finds a gap and a wrong start', () => {
    expect(verifyEntries([at(0), at(2)])).toMatchObject({
      valid: false,
      entries: 1,
      firstBad: 2,
      reason: 'sequence 3 stands where 2 belongs',
    });
    expect(verifyEntries(log.slice(1)).firstBad).toBe(1);
  });

  it('L-8 finds an entry that was rewritten and hashed anew by the link after it', () => {
    const canonical = at(1).canonical.replace('"done"', '"refused"');
    const rewritten = replaced(log, 1, { canonical, hash: leafHash(canonical) });
    expect(verifyEntries(rewritten)).toMatchObject({
      firstBad: 3,
      reason: 'it does not link to the entry before it',
    });
  });

  it.each([
    [{ columns: { action: 'activatePromotion' } }, 'action differs between text and row'],
    [{ columns: { 'actor.id': 'u2' } }, 'actor.id differs between text and row'],
    [{ columns: { 'subject.digest': 'ab' } }, 'subject.digest differs between text and row'],
  ])('L-9 compares the columns beside the text: %#', (change, reason) => {
    expect(verifyEntries(replaced(log, 2, change))).toMatchObject({ firstBad: 3, reason });
  });

  it('L-9 takes null for an absent field', () => {
    expect(
      verifyEntries(replaced(log, 2, { columns: { 'subject.digest': null, 'actor.id': 'u1' } })).valid,
    ).toBe(true);
  });

  it('L-9 finds a text that tells of another place than its row', () => {
    const canonical = at(3).canonical.replace('"sequence":4', '"sequence":9');
    expect(verifyEntries(replaced(log, 3, { canonical, hash: leafHash(canonical) })).reason).toBe(
      'sequence differs between text and row',
    );
    const unlinked = at(3).canonical.replace(at(2).hash, genesisHash);
    expect(verifyEntries(replaced(log, 3, { canonical: unlinked, hash: leafHash(unlinked) })).reason).toBe(
      'previousHash differs between text and row',
    );
  });

  it('L-10 accepts an erased payload and finds an altered one', () => {
    expect(verifyEntries(replaced(log, 1, { payload: undefined, salt: null })).valid).toBe(true);
    expect(verifyEntries(replaced(log, 1, { payload: 'B' })).firstBad).toBe(2);
    expect(verifyEntries(replaced(log, 1, { salt: '00' })).firstBad).toBe(2);
  });

  it('L-10 accepts no payload without its salt, and no salt alone: nothing could be held against it', () => {
    const reason = 'of payload and salt one is missing: they are erased together';
    for (const half of [{ payload: 'B', salt: null }, { salt: null }, { payload: undefined }])
      expect(verifyEntries(replaced(log, 1, half))).toMatchObject({ valid: false, firstBad: 2, reason });
  });

  it('L-10 does not accept a payload or salt that cannot be read', () => {
    const reason = 'the payload or its salt cannot be read';
    // In capitals it would say the same bytes, and bundles refuse it.
    for (const salt of ['not hex', '', '0', 'AB'.repeat(16)])
      expect(verifyEntries(replaced(log, 1, { salt }))).toMatchObject({ firstBad: 2, reason });
    expect(verifyEntries(replaced(log, 1, { payload: NaN }))).toMatchObject({ firstBad: 2, reason });
  });

  it.each(['', 'null', '[]', '{"v":3}', '{"v":"1"}', '{ "v": 1 }', '{"v":1,"x":"\\ud800"}', 'no json'])(
    'L-11 finds text that is no entry and does not throw: %j',
    (canonical) => {
      const broken = replaced(log, 1, { canonical, hash: leafHash(canonical) });
      expect(verifyEntries(broken)).toMatchObject({
        valid: false,
        firstBad: 2,
        reason: 'the text is not canonical JSON of an entry, version 1 or 2',
      });
    },
  );

  it('L-12 notices a cut end only against a known head', () => {
    const cut = log.slice(0, 3);
    expect(verifyEntries(cut).valid).toBe(true);
    expect(verifyEntries(cut, { until: headOf(log) })).toMatchObject({ valid: false, firstBad: 4 });
    expect(verifyEntries(log, { until: { size: 4, hash: genesisHash } })).toMatchObject({ valid: false });
  });

  it('L-13 goes on from the head of the page before', () => {
    const first = verifyEntries(log.slice(0, 2));
    expect(verifyEntries(log.slice(2), { from: first.head, until: headOf(log) })).toMatchObject({
      valid: true,
      entries: 2,
    });
    expect(verifyEntries(log.slice(3), { from: first.head }).firstBad).toBe(3);
  });
});

describe('any single change to a log', () => {
  const changed = fc.array(fc.jsonValue(), { minLength: 2, maxLength: 6 }).chain((payloads) =>
    fc.record({
      sealed: fc.constant(sealLog(payloads)),
      i: fc.nat({ max: payloads.length - 1 }),
      j: fc.nat({ max: payloads.length - 1 }),
    }),
  );

  it('L-15 raises no alarm without a change (seed 15)', () => {
    fc.assert(
      fc.property(changed, ({ sealed }) => {
        expect(verifyEntries(sealed, { until: headOf(sealed) })).toMatchObject({
          valid: true,
          entries: sealed.length,
        });
      }),
      { seed: 15 },
    );
  });

  const edits: Record<string, (entry: StoredEntry) => Partial<StoredEntry>> = {
    text: (entry) => ({ canonical: entry.canonical.replace('"w1"', '"w2"') }),
    hash: (entry) => ({ hash: leafHash(entry.hash) }),
    sequence: (entry) => ({ sequence: entry.sequence + 1 }),
    link: (entry) => ({ previousHash: leafHash(entry.previousHash) }),
    payload: (entry) => ({ payload: [canonicalJson(entry.payload)] }),
    salt: () => ({ salt: 'ff' }),
    column: () => ({ columns: { action: 'other' } }),
  };
  it.each(Object.keys(edits))('L-15 finds an edit of the %s where it was made (seed 16)', (kind) => {
    fc.assert(
      fc.property(changed, ({ sealed, i }) => {
        const edited = replaced(sealed, i, edits[kind]?.(sealed[i] as StoredEntry) ?? {});
        expect(verifyEntries(edited, { until: headOf(sealed) })).toMatchObject({
          valid: false,
          firstBad: i + 1,
        });
      }),
      { seed: 16 },
    );
  });

  it('L-15 finds a deletion where it was made, the last entry included (seed 17)', () => {
    fc.assert(
      fc.property(changed, ({ sealed, i }) => {
        const rest = sealed.filter((_, at) => at !== i);
        expect(verifyEntries(rest, { until: headOf(sealed) })).toMatchObject({
          valid: false,
          firstBad: i + 1,
        });
      }),
      { seed: 17 },
    );
  });

  it('L-15 finds a copied entry where it was inserted (seed 18)', () => {
    fc.assert(
      fc.property(changed, ({ sealed, i, j }) => {
        const source = sealed[j] as StoredEntry;
        const grown = [...sealed.slice(0, i), source, ...sealed.slice(i)];
        // A copy put beside its original is told from it by the second one only.
        const expected = i === j ? i + 2 : i + 1;
        expect(verifyEntries(grown, { until: headOf(sealed) })).toMatchObject({
          valid: false,
          firstBad: expected,
        });
      }),
      { seed: 18 },
    );
  });

  it('L-15 finds a forged entry that fits its place by the one after it (seed 19)', () => {
    fc.assert(
      fc.property(changed, ({ sealed, i }) => {
        const previousHash = sealed[i - 1]?.hash ?? genesisHash;
        const { canonical, hash } = sealEntry(draft('forged'), { sequence: i + 1, previousHash, salt: '00' });
        const forged = [
          ...sealed.slice(0, i),
          { sequence: i + 1, previousHash, canonical, hash },
          ...sealed.slice(i),
        ];
        expect(verifyEntries(forged, { until: headOf(sealed) })).toMatchObject({
          valid: false,
          firstBad: i + 2,
        });
      }),
      { seed: 19 },
    );
  });

  it('L-15 finds a swap at its earlier place (seed 20)', () => {
    fc.assert(
      fc.property(changed, ({ sealed, i, j }) => {
        fc.pre(i !== j);
        const swapped = replaced(replaced(sealed, i, sealed[j] as StoredEntry), j, sealed[i] as StoredEntry);
        expect(verifyEntries(swapped)).toMatchObject({ valid: false, firstBad: Math.min(i, j) + 1 });
      }),
      { seed: 20 },
    );
  });
});
