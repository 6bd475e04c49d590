import fc from 'fast-check';
import {
  appendSignatures,
  bundleCheckpointLine,
  bundleEntryLine,
  bundleHeaderLine,
  BundleVerifier,
  canonicalJson,
  checkpointBody,
  cosign,
  ed25519Signer,
  emptyRoot,
  formatVerifierKey,
  Frontier,
  genesisHash,
  logOrigin,
  parseCheckpoint,
  parseNote,
  sealEntry,
  signNote,
  verifyBundle,
  type BundleEntry,
  type BundleOptions,
  type CheckpointBody,
  type Signer,
} from './index';

const workspaceId = 'w1';
const origin = logOrigin(workspaceId);
const signerOf = (byte: number) => ed25519Signer(origin, new Uint8Array(32).fill(byte));
const [first, second, third] = [signerOf(1), signerOf(2), signerOf(3)];
const witness = ed25519Signer('witness.example/w1', new Uint8Array(32).fill(4), 4);
const size = 7;

/** Seven entries; the payload of the third was erased. */
const entries: BundleEntry[] = [];
const hashes = [genesisHash];
const frontier = new Frontier();
const roots = [frontier.root()];
const frontiers: string[][] = [[]];
for (let sequence = 1; sequence <= size; sequence += 1) {
  const payload = { note: `é ${sequence}`, share: 1 / sequence };
  const salt = sequence.toString(16).padStart(32, '0');
  const draft = {
    ...{ id: `e${sequence}`, at: '2026-01-02T03:04:05.678Z', workspaceId, action: 'castVote', payload },
    ...{ actor: { id: 'u1', kind: 'person' as const }, outcome: 'done' as const },
    subject: { type: 'promotion', id: 'p1' },
  };
  const { canonical, hash } = sealEntry(draft, { sequence, previousHash: hashes[sequence - 1]!, salt });
  entries.push(sequence === 3 ? { canonical } : { canonical, payload, salt });
  hashes.push(hash);
  frontier.append(hash);
  roots.push(frontier.root());
  frontiers.push(frontier.hashes());
}

const noteOf = (at: number, signers: readonly Signer[], change: Partial<CheckpointBody> = {}) =>
  signNote(checkpointBody({ origin, size: at, root: roots[at]!, ...change }), signers);
/** The old key until entry 3, then the new one; at 3 both, and the text names the new key. */
const usualNotes: Record<number, string> = {
  2: noteOf(2, [first]),
  3: noteOf(3, [first, second], { nextKey: second.key }),
  7: noteOf(7, [second]),
};
const headerFrom = (from: number) => ({
  ...{ workspaceId, origin, from, to: size, previousHash: hashes[from - 1]!, frontier: frontiers[from - 1]! },
  keys: [first, second].map(({ key }) => formatVerifierKey(key)),
});

/** Lines of the bundle, without their line feeds. */
function bundle(notes: Record<number, string> = usualNotes, from = 1): string[] {
  const lines = [bundleHeaderLine(headerFrom(from))];
  entries.forEach((entry, index) => {
    if (index + 1 < from) return;
    lines.push(bundleEntryLine(entry));
    if (notes[index + 1]) lines.push(bundleCheckpointLine(notes[index + 1]!));
  });
  return lines.map((line) => line.slice(0, -1));
}

function verified(lines: readonly string[], options: BundleOptions = {}) {
  const verifier = new BundleVerifier(options);
  for (const line of lines) if (!verifier.line(line)) break;
  const { checks, ...result } = verifier.end();
  const status = Object.fromEntries(checks.map(({ check, status: each }) => [check, each]));
  const detail = Object.fromEntries(checks.map(({ check, detail: each }) => [check, each]));
  return { ...result, status, detail };
}
const headed = (change: Record<string, unknown>) =>
  bundle().with(0, JSON.stringify({ ...(JSON.parse(bundle()[0]!) as object), ...change }));
const keysOf = (...signers: Signer[]) => signers.map(({ key }) => formatVerifierKey(key));
const head = (note: string) => parseCheckpoint(note)!;

describe('a bundle', () => {
  it('L-28, L-29, L-38 is valid as written, with the root over all entries', () => {
    expect(verified(bundle())).toMatchObject({
      ...{ schema: 'countersign.verify/1', kind: 'audit-bundle', valid: true, workspaceId, firstBad: null },
      ...{ entries: size, from: 1, to: size, root: roots[size] },
      status: {
        ...{ format: 'passed', entries: 'passed', payloads: 'passed', tree: 'passed', signatures: 'passed' },
        ...{ key: 'unknown', checkpoint: 'unknown', witness: 'unknown' },
      },
    });
    expect(verified(bundle()).detail).toMatchObject({ payloads: '6 as committed to, 1 erased' });
  });

  it('L-28 may begin at any entry', () => {
    for (let from = 2; from <= size; from += 1) {
      const known = { keys: [from <= 3 ? first.key : second.key], checkpoints: [head(usualNotes[7]!)] };
      expect(verified(bundle(usualNotes, from), known)).toMatchObject({
        ...{ valid: true, from, to: size, entries: size - from + 1, root: roots[size] },
        status: { key: 'passed', checkpoint: 'passed' },
      });
    }
  });

  it.each([
    ['another schema', { schema: 'countersign.audit-bundle/2' }],
    ['no schema', { schema: undefined }],
    ['an unknown member', { more: 1 }],
    ['a missing member', { previousHash: undefined }],
    ['the origin of another workspace', { origin: logOrigin('w2') }],
    ['another workspace', { workspaceId: 'w2' }],
    ['a range from 0', { from: 0 }],
    ['a range that ends before it begins', { from: 8 }],
    ['a fraction', { to: 7.5 }],
    ['a text for a number', { to: '7' }],
    ['2^53', { to: 2 ** 53 }],
    ['no keys', { keys: [] }],
    ['a key twice', { keys: keysOf(first, first) }],
    ['a key of another log', { keys: keysOf(ed25519Signer('other', new Uint8Array(32).fill(9))) }],
    ['the key of a witness', { keys: keysOf(witness) }],
    ['no key', { keys: ['abc'] }],
    ['no text for a key', { keys: [1] }],
    ['an entry before the first', { previousHash: hashes[1] }],
    ['a hash in capitals', { previousHash: hashes[1]!.toUpperCase() }],
    ['a frontier of nothing', { frontier: [hashes[1]] }],
    ['no frontier', { frontier: null }],
  ])('L-28 has no header with %s', (_, change) => {
    expect(verified(headed(change))).toMatchObject({
      ...{ valid: false, entries: 0, root: null, firstBad: null },
      status: { format: 'failed', entries: 'unknown', witness: 'unknown' },
    });
  });

  it('L-28 has a header that fits the entries before it', () => {
    const lines = bundle(usualNotes, 4);
    const change = (part: object) => lines.with(0, bundleHeaderLine({ ...headerFrom(4), ...part }).trimEnd());
    expect(verified(change({ frontier: frontiers[4] }))).toMatchObject({
      valid: false,
      status: { format: 'failed' },
    });
    expect(verified(change({ frontier: [emptyRoot, emptyRoot] }))).toMatchObject({
      ...{ valid: false, firstBad: 4 },
      status: { entries: 'passed', tree: 'failed' },
    });
    expect(verified(change({ previousHash: hashes[2] }))).toMatchObject({
      ...{ valid: false, firstBad: 4 },
      status: { entries: 'failed' },
    });
  });

  const lines = bundle();
  const entryLine = lines[5]!;
  // Lines: header, 1, 2, checkpoint of 2, 3, checkpoint of 3, 4, …
  it.each<[string, string[], number | null]>([
    ['nothing', [], null],
    ['no header', lines.slice(1), null],
    ['a header twice', lines.toSpliced(1, 0, lines[0]!), 1],
    ['an empty line', lines.toSpliced(2, 0, ''), 2],
    ['an empty line at the end', [...lines, ''], 8],
    ['anything after the last checkpoint', [...lines, lines.at(-1)!], 8],
    ['an entry after the last one', lines.toSpliced(-1, 0, lines.at(-2)!), 8],
    ['a line that is no JSON', lines.with(6, lines[6]!.slice(1)), 4],
    ['a value that is no object', lines.with(6, '[1]'), 4],
    ['an unknown line', lines.with(6, '{"more":1}'), 4],
    ['an unknown member beside an entry', lines.with(6, lines[6]!.replace(/\}$/, ',"more":1}')), 4],
    ['an unknown member in an entry', lines.with(6, lines[6]!.replace(/\}\}$/, ',"more":1}}')), 4],
    ['a payload without its salt', lines.with(6, lines[6]!.replace(/,"salt":"[0-9a-f]*"/, '')), 4],
    ['a salt without its payload', lines.with(6, lines[6]!.replace(/"payload":.*?\},/, '')), 4],
    ['an entry that is a text', lines.with(6, '{"entry":"a"}'), 4],
    ['no canonical text', lines.with(6, '{"entry":{}}'), 4],
    ['entry and checkpoint in one line', lines.with(6, '{"entry":{"canonical":"a"},"checkpoint":"b"}'), 4],
    ['a checkpoint that is no text', lines.with(3, '{"checkpoint":1}'), 3],
    ['a checkpoint that is no note', lines.with(3, '{"checkpoint":"a"}'), 1],
    ['a checkpoint before its entry', lines.toSpliced(1, 0, lines[3]!), 1],
    [
      'a checkpoint before any entry',
      lines.toSpliced(1, 0, bundleCheckpointLine(noteOf(0, [first])).trimEnd()),
      1,
    ],
    ['a checkpoint after a later entry', lines.toSpliced(5, 0, lines[3]!), 4],
    ['a checkpoint twice', lines.toSpliced(3, 0, lines[3]!), 3],
    ['no last checkpoint', lines.slice(0, -1), 4],
    ['no end', lines.slice(0, 4), 3],
  ])('L-29, L-37 is none with %s', (_, changed, firstBad) => {
    expect(entryLine).toBeDefined();
    expect(verified(changed)).toMatchObject({
      valid: false,
      firstBad,
      root: null,
      status: { format: 'failed' },
    });
  });

  it('L-29 is read in any pieces of bytes, with or without a last line feed', async () => {
    const text = bundle().join('\n');
    const pieces = async function* (bytes: Uint8Array, length: number) {
      for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
    };
    for (const [content, length] of [
      [text, 1],
      [`${text}\n`, 7],
      [`${text}\n`, 1e6],
    ] as const) {
      const seen: number[] = [];
      const result = await verifyBundle(pieces(Buffer.from(content), length), {
        progress: (bytes) => seen.push(bytes),
      });
      expect(result).toMatchObject({ valid: true, root: roots[size] });
      expect(seen.at(-1)).toBe(Buffer.byteLength(content));
    }
    const cr = await verifyBundle(pieces(Buffer.from(`${text}\n\n`), 100));
    expect(cr).toMatchObject({ valid: false, firstBad: 8 });
  });

  it('L-29, L-38 gives a finding for bytes that are no text, a byte order mark and a line without end', async () => {
    const stream = async function* (...pieces: Uint8Array[]) {
      yield* pieces;
    };
    const [header, ...rest] = bundle();
    const broken = Buffer.from(`${header}\n\u0001${rest[0]}\n`);
    broken[broken.indexOf(1)] = 0xff;
    expect(await verifyBundle(stream(broken))).toMatchObject({ valid: false, firstBad: 1 });
    expect(await verifyBundle(stream(Buffer.from(`\ufeff${bundle().join('\n')}`)))).toMatchObject({
      valid: false,
    });
    expect(await verifyBundle(stream())).toMatchObject({ valid: false, entries: 0 });
    let given = 0;
    const endless = async function* () {
      for (;;) {
        given += 1;
        yield new Uint8Array(1024 * 1024).fill(0x20);
      }
    };
    const { checks } = await verifyBundle(endless());
    expect(checks[0]).toMatchObject({
      check: 'format',
      status: 'failed',
      detail: 'line 1 is longer than 16 MiB',
    });
    expect(given).toBe(17);
  });
});

describe('entries of a bundle', () => {
  const changedEntry = (at: number, change: (members: Record<string, unknown>) => string, rest = {}) => {
    const canonical = change(JSON.parse(entries[at - 1]!.canonical) as Record<string, unknown>);
    const original = bundleEntryLine(entries[at - 1]!).trimEnd();
    const line = bundleEntryLine({ ...entries[at - 1]!, canonical, ...rest }).trimEnd();
    return bundle().map((each) => (each === original ? line : each));
  };

  it.each<[string, (members: Record<string, unknown>) => string]>([
    ['no JSON', () => 'a'],
    ['no object', () => '[]'],
    ['nothing', () => ''],
    ['another version', (members) => canonicalJson({ ...members, v: 3 })],
    ['no version', (members) => canonicalJson({ ...members, v: undefined })],
    ['spaces', (members) => canonicalJson(members).replace(',', ', ')],
    ['members in another order', ({ v, ...members }) => JSON.stringify({ v, ...members })],
    ['a member twice', (members) => canonicalJson(members).replace('{', '{"action":"a",')],
    ['another place', (members) => canonicalJson({ ...members, sequence: 5 })],
    ['its place as a text', (members) => canonicalJson({ ...members, sequence: '4' })],
    ['another hash before', (members) => canonicalJson({ ...members, previousHash: genesisHash })],
    ['no hash before', (members) => canonicalJson({ ...members, previousHash: undefined })],
    ['another workspace', (members) => canonicalJson({ ...members, workspaceId: 'w2' })],
  ])('L-30, L-31 are none with %s, and reading ends there', (_, change) => {
    expect(verified(changedEntry(4, change))).toMatchObject({
      ...{ valid: false, entries: 3, firstBad: 4, root: null },
      status: { format: 'unknown', entries: 'failed', payloads: 'unknown', tree: 'unknown', key: 'unknown' },
    });
  });

  it('L-30, L-31 have the payloads that were committed to; reading goes on where they do not', () => {
    const same = canonicalJson;
    for (const part of [
      { payload: 1 },
      { salt: '00' },
      { salt: '' },
      { salt: 'AB' },
      { salt: 'abc' },
      { payload: null },
    ])
      expect(verified(changedEntry(4, same, part))).toMatchObject({
        ...{ valid: false, entries: size, firstBad: 4, root: roots[size] },
        status: {
          format: 'passed',
          entries: 'passed',
          payloads: 'failed',
          tree: 'passed',
          signatures: 'passed',
        },
      });
    const without = (member: string) => (members: Record<string, unknown>) =>
      canonicalJson({ ...members, [member]: undefined });
    expect(verified(changedEntry(4, without('payloadCommitment')))).toMatchObject({
      valid: false,
      firstBad: 4,
    });
  });

  it('L-30, L-38 do not stumble over payloads that no canonical text can hold', () => {
    const line = bundleEntryLine(entries[3]!).trimEnd();
    const payload = JSON.stringify(entries[3]!.payload);
    for (const strange of [
      '1e999',
      '"\\ud800"',
      `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
      '{"__proto__":1}',
    ])
      expect(
        verified(bundle().map((each) => (each === line ? line.replace(payload, strange) : each))),
      ).toMatchObject({
        valid: false,
        firstBad: 4,
      });
  });
});

describe('checkpoints of a bundle', () => {
  it('L-32, L-31 have the root of the tree; reading goes on where they do not', () => {
    const other = noteOf(2, [first], { root: roots[3]! });
    expect(verified(bundle({ ...usualNotes, 2: other }))).toMatchObject({
      ...{ valid: false, entries: size, firstBad: 1, root: roots[size] },
      status: { entries: 'passed', tree: 'failed', signatures: 'passed' },
    });
    const last = noteOf(7, [second], { root: roots[6]! });
    expect(verified(bundle({ ...usualNotes, 7: last }))).toMatchObject({
      firstBad: 4,
      status: { tree: 'failed' },
    });
    const foreign = ed25519Signer(logOrigin('w2'), new Uint8Array(32).fill(1));
    const elsewhere = signNote(checkpointBody({ origin: logOrigin('w2'), size: 2, root: roots[2]! }), [
      foreign,
    ]);
    expect(verified(bundle({ ...usualNotes, 2: elsewhere }))).toMatchObject({
      status: { tree: 'failed', signatures: 'failed' },
    });
  });

  it.each<[string, Record<number, string>, number]>([
    ['the old key after the change', { 7: noteOf(7, [first]) }, 4],
    ['the new key before the change', { 2: noteOf(2, [second]), 3: noteOf(3, [first]) }, 3],
    ['a stranger', { 7: noteOf(7, [third]) }, 4],
    ['nobody that is listed, at first', { 2: noteOf(2, [third]) }, 1],
    ['the new key alone at the change', { 3: noteOf(3, [second], { nextKey: second.key }) }, 3],
    ['the old key alone at the change', { 3: noteOf(3, [first], { nextKey: second.key }) }, 3],
    ['both keys, with no next key in the text', { 3: noteOf(3, [first, second]) }, 4],
    [
      'both keys, with a next key that is not listed',
      { 3: noteOf(3, [first, third], { nextKey: third.key }) },
      3,
    ],
  ])('L-27, L-33 are not signed rightly by %s', (_, notes, firstBad) => {
    expect(verified(bundle({ ...usualNotes, ...notes }))).toMatchObject({
      ...{ valid: false, entries: size, firstBad },
      status: { entries: 'passed', tree: 'passed', signatures: 'failed' },
    });
  });

  it('L-33 have no line of a listed or a pinned key that does not verify', () => {
    const moved = usualNotes[7]!.slice(parseNote(usualNotes[7]!)!.text.length + 1);
    const broken = appendSignatures(usualNotes[2]!, moved);
    expect(verified(bundle({ ...usualNotes, 2: broken }))).toMatchObject({
      firstBad: 1,
      status: { signatures: 'failed' },
    });
    const pinned = noteOf(7, [second]) + signNote('a\n', [third]).slice(3);
    expect(verified(bundle({ ...usualNotes, 7: pinned })).valid).toBe(true);
    expect(verified(bundle({ ...usualNotes, 7: pinned }), { keys: [third.key] })).toMatchObject({
      status: { signatures: 'failed', key: 'failed' },
    });
  });

  it('L-27 anybody can add a line of their own: that hands over nothing (an attack on two signatures)', () => {
    const added = appendSignatures(
      usualNotes[3]!,
      noteOf(3, [third], { nextKey: second.key }).split('\n\n')[1]!,
    );
    const forged = bundle({ ...usualNotes, 3: added, 7: noteOf(7, [third]) }).with(
      0,
      bundleHeaderLine({ ...headerFrom(1), keys: keysOf(first, second, third) }).trimEnd(),
    );
    expect(verified(forged, { keys: [first.key] })).toMatchObject({
      ...{ valid: false, firstBad: 4 },
      status: { signatures: 'failed', key: 'failed' },
    });
  });
});

describe('what is known from elsewhere', () => {
  it('L-34 trusts a pinned key, and the one it handed over to', () => {
    for (const keys of [[first.key], [second.key], [first.key, second.key]])
      expect(verified(bundle(), { keys })).toMatchObject({ valid: true, status: { key: 'passed' } });
  });

  it('L-34 fails for a key that is not used, and a last checkpoint of another key', () => {
    for (const keys of [
      [third.key],
      [first.key, third.key],
      [ed25519Signer('other', new Uint8Array(32).fill(1)).key],
    ])
      expect(verified(bundle(), { keys })).toMatchObject({
        ...{ valid: false, firstBad: null },
        status: { signatures: 'passed', key: 'failed' },
      });
    const lines = bundle(usualNotes, 4);
    expect(verified(lines, { keys: [first.key] })).toMatchObject({ status: { key: 'failed' } });
    expect(() => new BundleVerifier({ keys: [witness.key] })).toThrow(RangeError);
  });

  it('L-35 compares a known head wherever it falls, the one before the first entry included', () => {
    for (let at = 0; at <= size; at += 1) {
      const lines = bundle(usualNotes, Math.max(1, Math.min(at + 1, size)));
      expect(verified(lines, { checkpoints: [head(noteOf(at, [third]))] })).toMatchObject({
        valid: true,
        status: { checkpoint: 'passed' },
      });
      const other = head(noteOf(at, [third], { root: 'ab'.repeat(32) }));
      expect(verified(lines, { checkpoints: [other] })).toMatchObject({
        ...{ valid: false, entries: JSON.parse(lines[0]!).to - JSON.parse(lines[0]!).from + 1 },
        ...{ firstBad: JSON.parse(lines[0]!).from, root: roots[size] },
        status: { signatures: 'passed', checkpoint: 'failed' },
      });
    }
  });

  it('L-35, L-37 names the entry after the last known head that matched', () => {
    const checkpoints = [5, 2, 4].map((at) => head(noteOf(at, [first], at === 5 ? { root: roots[1]! } : {})));
    expect(verified(bundle(), { checkpoints })).toMatchObject({ valid: false, firstBad: 5 });
  });

  it('L-35 finds a log that was cut, a head of another log, and a broken signature', () => {
    const larger = head(signNote(checkpointBody({ origin, size: 9, root: emptyRoot }), [first]));
    expect(verified(bundle(), { checkpoints: [larger] })).toMatchObject({
      ...{ valid: false, firstBad: 8 },
      status: { checkpoint: 'failed' },
    });
    const foreign = head(
      signNote(checkpointBody({ origin: logOrigin('w2'), size: 2, root: roots[2]! }), [third]),
    );
    expect(verified(bundle(), { checkpoints: [foreign] })).toMatchObject({
      ...{ valid: false, firstBad: null },
      status: { checkpoint: 'failed' },
    });
    const broken = noteOf(2, [first]).split('\n\n')[0]! + '\n\n' + noteOf(7, [first]).split('\n\n')[1]!;
    expect(verified(bundle(), { checkpoints: [head(broken)] })).toMatchObject({
      status: { checkpoint: 'failed' },
    });
  });

  it('L-35 says nothing by a head older than the range', () => {
    const checkpoints = [head(usualNotes[2]!)];
    expect(verified(bundle(usualNotes, 4), { checkpoints })).toMatchObject({
      valid: true,
      status: { checkpoint: 'unknown' },
    });
  });

  it('L-36 wants every witness, in the bundle or under a known head that matches', () => {
    const witnesses = [witness.key];
    const cosigned = (at: number) =>
      appendSignatures(usualNotes[at]!, cosign(parseNote(usualNotes[at]!)!.text, witness, 60 + at));
    const lines = bundle({ ...usualNotes, 2: cosigned(2), 3: cosigned(3) });
    expect(verified(lines, { witnesses })).toMatchObject({ valid: true, status: { witness: 'passed' } });
    expect(verified(lines, { witnesses }).detail['witness']).toBe(
      'witness.example/w1 saw 3 entries at second 63',
    );
    expect(verified(bundle(), { witnesses })).toMatchObject({
      valid: false,
      firstBad: null,
      status: { witness: 'failed' },
    });
    expect(verified(bundle(), { witnesses, checkpoints: [head(cosigned(7))] })).toMatchObject({
      valid: true,
      status: { checkpoint: 'passed', witness: 'passed' },
    });
    const moved = usualNotes[2]! + cosigned(3).split('\n').slice(-2).join('\n');
    expect(verified(bundle({ ...usualNotes, 2: moved, 3: cosigned(3) }), { witnesses })).toMatchObject({
      valid: false,
      status: { signatures: 'passed', witness: 'failed' },
    });
    expect(() => new BundleVerifier({ witnesses: [first.key] })).toThrow(RangeError);
  });

  it('L-31, L-37 leaves unknown what was not read to the end', () => {
    const cut = bundle().slice(0, 5);
    const known = { keys: [first.key], witnesses: [witness.key], checkpoints: [head(usualNotes[7]!)] };
    expect(verified(cut, known)).toMatchObject({
      ...{ valid: false, firstBad: 4 },
      status: {
        format: 'failed',
        entries: 'unknown',
        key: 'unknown',
        checkpoint: 'unknown',
        witness: 'unknown',
      },
    });
  });
});

describe('any bytes', () => {
  it('L-38 give a finding, never an exception (seed 38)', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.constantFrom(...bundle()),
      fc.constantFrom(...bundle()).chain((line) => fc.nat({ max: line.length }).map((at) => line.slice(at))),
      fc
        .record({ entry: fc.jsonValue(), checkpoint: fc.jsonValue() }, { requiredKeys: [] })
        .map((value) => JSON.stringify(value)),
    );
    const property = fc.property(fc.array(piece, { maxLength: 12 }), (lines) => {
      const result = verified([bundle()[0]!, ...lines]);
      expect(result.valid).toBe(result.root === roots[size] && result.entries === size);
    });
    fc.assert(property, { seed: 38, numRuns: 300 });
  });
});
