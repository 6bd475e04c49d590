import fc from 'fast-check';
import {
  appendSignatures,
  checkpointBody,
  cosign,
  ed25519Signer,
  emptyRoot,
  formatAddCheckpoint,
  formatVerifierKey,
  leafHash,
  logOrigin,
  parseAddCheckpoint,
  parseCheckpoint,
  parseNote,
  parseSignatureLines,
  parseVerifierKey,
  signNote,
  verifierKey,
  verifyNote,
  type VerifierKey,
} from './index';

const seedOf = (byte: number) => new Uint8Array(32).fill(byte);
const origin = logOrigin('w1');
const log = ed25519Signer(origin, seedOf(1));
const other = ed25519Signer(origin, seedOf(2));
const witness = ed25519Signer('witness.example/w1', seedOf(3), 4);
const root = leafHash('a root');
const body = checkpointBody({ origin, size: 12, root });
const note = signNote(body, [log]);

/** Names of the keys that signed; null for no note, or a known line that does not verify. */
function signersOf(text: string, keys: readonly VerifierKey[]): string[] | null {
  const parsed = parseNote(text);
  return parsed && (verifyNote(parsed, keys)?.map(({ key }) => formatVerifierKey(key)) ?? null);
}

describe('keys', () => {
  // The examples of the documentation of Go's golang.org/x/mod/sumdb/note.
  const peter = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
  const enoch = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';
  const published = [
    'If you think cryptography is the answer to your problem,',
    "then you don't know what your problem is.",
    '',
    '\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=',
    '\u2014 EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=',
    '',
  ].join('\n');

  it('L-21, L-22 verifies the published note of another implementation', () => {
    const keys = [peter, enoch].map((text) => parseVerifierKey(text)!);
    expect(keys.map(formatVerifierKey)).toEqual([peter, enoch]);
    expect(signersOf(published, keys)).toEqual([peter, enoch]);
    expect(signersOf(published.replace('your problem,', 'our problem,'), keys)).toBeNull();
  });

  it('L-21 writes and reads keys of both types', () => {
    for (const { key } of [log, witness]) expect(parseVerifierKey(formatVerifierKey(key))).toEqual(key);
    expect(formatVerifierKey(log.key)).toMatch(/^countersign\.audit\/w1\+[0-9a-f]{8}\+A/);
    expect(log.key.keyId).not.toBe(verifierKey(origin, log.key.publicKey, 4).keyId);
  });

  it('L-21 refuses what is no key', () => {
    const [name, id, material] = peter.split('+') as [string, string, string];
    const withMaterial = (bytes: number[]) => Buffer.from(bytes).toString('base64');
    const smallOrder = Buffer.concat([Buffer.of(1, 1), Buffer.alloc(31)]);
    const notCanonical = Buffer.concat([Buffer.of(1, 0xee), Buffer.alloc(30, 0xff), Buffer.of(0x7f)]);
    for (const text of [
      '',
      'PeterNeumann',
      `${name}+${id}`,
      `${name}+${id}+`,
      `+${id}+${material}`,
      `Peter Neumann+${id}+${material}`,
      `Peter\u00a0Neumann+${id}+${material}`,
      `${name}+c74f20a4+${material}`,
      `${name}+C74F20A3+${material}`,
      `${name}+${id}+${material}\n`,
      `${name}+${id}+${material.slice(0, -4)}`,
      `${name}+${id}+${material.replace(/.$/, 'X')}`,
      `${name}+${id}+${material}====`,
      `${name}+${id}+${withMaterial([2, ...Buffer.alloc(32, 7)])}`,
      ...[smallOrder, notCanonical].map((bytes) => `${name}+${id}+${bytes.toString('base64')}`),
    ])
      expect(parseVerifierKey(text)).toBeNull();
    const unusable = [
      ...[smallOrder.subarray(1), notCanonical.subarray(1)],
      ...[Buffer.alloc(31), Buffer.alloc(0)],
    ];
    // Keys that are usable are remembered; these never.
    for (const publicKey of [...unusable, ...unusable])
      expect(() => verifierKey('name', publicKey)).toThrow(RangeError);
    for (const bad of ['', 'a b', 'a+b', 'a\tb', 'a\u2028b', '\ud800'])
      expect(() => verifierKey(bad, log.key.publicKey)).toThrow(RangeError);
  });
});

describe('notes', () => {
  it('L-22 signs and verifies, whoever signs', () => {
    expect(signersOf(note, [log.key])).toEqual([formatVerifierKey(log.key)]);
    expect(signersOf(signNote('a\n\nb \u00e9\n', [log, other]), [other.key, log.key])).toHaveLength(2);
    expect(parseNote(signNote('a\n\nb\n', [log]))?.text).toBe('a\n\nb\n');
  });

  it('L-22 refuses text that no note can hold', () => {
    for (const text of ['', 'no line feed', 'a\rb\n', 'a\u0000\n', '\ud800\n', 'a\tb\n'])
      expect(() => signNote(text, [log])).toThrow(RangeError);
    expect(() => signNote('a\n', [])).toThrow(RangeError);
    expect(() =>
      signNote(
        'a\n',
        Array.from({ length: 65 }, () => log),
      ),
    ).toThrow(RangeError);
    expect(() => signNote(`${'a'.repeat(262_144)}\n`, [log])).toThrow(RangeError);
  });

  const line = note.slice(body.length + 1);
  const [, , base64] = line.trimEnd().split(' ') as [string, string, string];
  it.each([
    ['nothing', ''],
    ['no signature', `${body}\n`],
    ['no empty line', body + line],
    ['no last line feed', note.slice(0, -1)],
    ['a line feed more', `${note}\n`],
    ['carriage returns', note.replaceAll('\n', '\r\n')],
    ['a hyphen', note.replace('\u2014', '-')],
    ['an en dash', note.replace('\u2014', '\u2013')],
    ['two spaces', note.replace('\u2014 ', '\u2014  ')],
    ['a space at the end', `${note.slice(0, -1)} \n`],
    ['a name with a plus', note.replace(`\u2014 ${origin}`, '\u2014 a+b')],
    ['no name', note.replace(`\u2014 ${origin}`, '\u2014 ')],
    ['a tab', note.replace(`${origin} `, `${origin}\t`)],
    ['base64 without padding', note.replace(base64, base64.replace(/=+$/, ''))],
    ['base64 of URLs', note.replace(base64, `${base64.slice(0, -5)}-_${base64.slice(-3)}`)],
    ['spare bits', note.replace(base64, `${base64.slice(0, -3)}${base64.at(-3) === 'A' ? 'B' : 'A'}${'B='}`)],
    ['a key id alone', note.replace(base64, 'AAAAAA==')],
    ['a control character', note.replace('12', '1\u00012')],
    ['half a character', note.replace('12', '\ud800')],
    ['text below', `${note}more\n`],
  ])('L-22 reads no note with %s', (_, text) => {
    expect(text).not.toBe(note);
    const parsed = parseNote(text);
    expect(parsed === null || parsed.text !== body || verifyNote(parsed, [log.key])?.length !== 1).toBe(true);
  });

  it('L-22, L-23 finds any change of one character (seed 22)', () => {
    const characters = [...note];
    const property = fc.property(
      fc.nat({ max: characters.length - 1 }),
      fc.string({ minLength: 0, maxLength: 2, unit: 'binary' }),
      (at, text) => {
        const edited = characters.with(at, text).join('');
        fc.pre(edited !== note);
        expect(signersOf(edited, [log.key]) ?? []).toEqual([]);
      },
    );
    fc.assert(property, { seed: 22, numRuns: 300 });
  });

  it('L-23 passes over lines of unknown keys, and refuses a broken line of a known one', () => {
    const both = signNote(body, [log, other]);
    expect(signersOf(both, [other.key])).toEqual([formatVerifierKey(other.key)]);
    expect(signersOf(note, [other.key])).toEqual([]);
    const namesake = { ...other.key, keyId: log.key.keyId };
    expect(signersOf(note, [namesake])).toBeNull();
    expect(signersOf(note, [{ ...log.key, name: 'another' }])).toEqual([]);
    const moved = signNote(checkpointBody({ origin, size: 13, root }), [log]).replace('\n13\n', '\n12\n');
    expect(signersOf(moved, [log.key])).toBeNull();
  });

  it('L-22 puts the lines of a witness under a note', () => {
    const lines = cosign(body, witness, 1);
    expect(signersOf(appendSignatures(note, lines), [log.key, witness.key])).toHaveLength(2);
    for (const bad of ['', '\n', 'text\n', lines.slice(0, -1), `\n${lines}`, `${lines}\n`])
      expect(() => appendSignatures(note, bad)).toThrow(RangeError);
    expect(() => appendSignatures('no note', lines)).toThrow(RangeError);
    expect(parseSignatureLines(lines)).toHaveLength(1);
    expect(parseSignatureLines('')).toBeNull();
  });
});

describe('checkpoints', () => {
  it('L-24 writes origin, size and root', () => {
    expect(body).toBe(`countersign.audit/w1\n12\n${Buffer.from(root, 'hex').toString('base64')}\n`);
    expect(parseCheckpoint(note)).toMatchObject({ origin, size: 12, root });
    expect(parseCheckpoint(signNote(checkpointBody({ origin, size: 0, root: emptyRoot }), [log]))?.size).toBe(
      0,
    );
  });

  it('L-24, L-27 names the next key, of this log only', () => {
    const handover = checkpointBody({ origin, size: 12, root, nextKey: other.key });
    expect(handover).toBe(`${body}next-key ${formatVerifierKey(other.key)}\n`);
    expect(parseCheckpoint(signNote(handover, [log, other]))?.nextKey).toEqual(other.key);
    const elsewhere = ed25519Signer(logOrigin('w2'), seedOf(2)).key;
    for (const nextKey of [elsewhere, witness.key])
      expect(() => checkpointBody({ origin, size: 12, root, nextKey })).toThrow(RangeError);
  });

  it.each([
    ['a leading zero', body.replace('12', '012')],
    ['a sign', body.replace('12', '+12')],
    ['a fraction', body.replace('12', '12.0')],
    ['an exponent', body.replace('12', '1e2')],
    ['hex', body.replace('12', '0xc')],
    ['a space', body.replace('12', ' 12')],
    ['2^53', body.replace('12', String(2 ** 53))],
    ['too many digits', body.replace('12', '9'.repeat(400))],
    ['no size', body.replace('12\n', '')],
    ['no origin', body.replace(origin, '')],
    ['spaces in the origin', body.replace(origin, 'a b')],
    ['no root', `${origin}\n12\n`],
    ['a short root', `${origin}\n12\n${Buffer.alloc(31).toString('base64')}\n`],
    ['a long root', `${origin}\n12\n${Buffer.alloc(33).toString('base64')}\n`],
    ['a root in hex', `${origin}\n12\n${root}\n`],
    ['an empty line', `${origin}\n12\n\n`],
    ['an unknown line below', `${body}more\n`],
    ['a next key that is none', `${body}next-key abc\n`],
    ['two next keys', `${body}${`next-key ${formatVerifierKey(other.key)}\n`.repeat(2)}`],
  ])('L-24 reads no checkpoint with %s', (_, text) => {
    expect(parseCheckpoint(signNote(text, [log]))).toBeNull();
  });

  it.each([
    { size: -1 },
    { size: 1.5 },
    { size: 2 ** 53 },
    { size: 1e21 },
    { size: NaN },
    { origin: '' },
    { origin: 'a\nb' },
    { root: root.slice(2) },
  ])('L-24 writes no checkpoint of %j', (part) => {
    expect(() => checkpointBody({ origin, size: 12, root, ...part })).toThrow(RangeError);
  });
});

describe('cosignatures', () => {
  const cosigned = appendSignatures(note, cosign(body, witness, 1_700_000_000));

  it('L-25 signs time and checkpoint, and tells the time', () => {
    expect(verifyNote(parseNote(cosigned)!, [witness.key])).toEqual([
      { key: witness.key, time: 1_700_000_000 },
    ]);
    const [line] = parseSignatureLines(cosign(body, witness, 1_700_000_000))!;
    expect(line!.signature).toHaveLength(72);
    const message = `cosignature/v1\ntime 1700000000\n${body}`;
    expect(Buffer.from(line!.signature.subarray(8))).toEqual(Buffer.from(witness.sign(Buffer.from(message))));
  });

  it('L-25 binds the time, the body and the type of key', () => {
    const shifted = Buffer.from(cosigned.split(' ').at(-1)!, 'base64');
    shifted[11]! ^= 1;
    const retimed = cosigned.replace(cosigned.split(' ').at(-1)!, `${shifted.toString('base64')}\n`);
    expect(signersOf(retimed, [witness.key])).toBeNull();
    expect(signersOf(cosigned.replace('\n12\n', '\n13\n'), [witness.key])).toBeNull();
    const plain = ed25519Signer('witness.example/w1', seedOf(3));
    expect(signersOf(cosigned, [plain.key])).toEqual([]);
    const short = { ...witness, sign: (text: Uint8Array) => witness.sign(text).subarray(1) };
    expect(signersOf(appendSignatures(note, cosign(body, short, 1)), [witness.key])).toBeNull();
    expect(() => cosign(body, log, 1)).toThrow(RangeError);
    for (const time of [-1, 1.5, NaN, 2 ** 53]) expect(() => cosign(body, witness, time)).toThrow(RangeError);
  });

  it('L-25 refuses a time that is none', () => {
    const line = cosign(body, witness, 5);
    const bytes = Buffer.from(line.trimEnd().split(' ').at(-1)!, 'base64');
    bytes[4] = 0xff;
    const text = `${note}\u2014 witness.example/w1 ${bytes.toString('base64')}\n`;
    expect(signersOf(text, [witness.key])).toBeNull();
  });
});

describe('requests to a witness', () => {
  const proof = [leafHash('a'), leafHash('b')];
  const request = formatAddCheckpoint({ oldSize: 5, proof, checkpoint: note });

  it('L-26 writes and reads old size, proof and checkpoint', () => {
    const lines = proof.map((hash) => Buffer.from(hash, 'hex').toString('base64'));
    expect(request).toBe(`old 5\n${lines.join('\n')}\n\n${note}`);
    expect(parseAddCheckpoint(request)).toMatchObject({ oldSize: 5, proof, checkpoint: { size: 12, root } });
    expect(formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint: note })).toBe(`old 0\n\n${note}`);
  });

  const wrong: [string, string][] = [
    ['nothing', ''],
    ['no old size', request.replace('old 5\n', '')],
    ['a leading zero', request.replace('old 5', 'old 05')],
    ['another word', request.replace('old', 'Old')],
    ['two spaces', request.replace('old ', 'old  ')],
    ['an old size larger than the new', request.replace('old 5', 'old 13')],
    ['a proof from nothing', request.replace('old 5', 'old 0')],
    ['a broken hash', request.replace('=\n', '\n')],
    ['a short hash', request.replace('old 5\n', 'old 5\nAAAA\n')],
    ['no empty line', request.replace('\n\n', '\n')],
    ['carriage returns', request.replaceAll('\n', '\r\n')],
    ['no checkpoint', request.slice(0, request.indexOf('\n\n') + 2)],
    ['64 hashes', `old 5\n${`${Buffer.alloc(32).toString('base64')}\n`.repeat(64)}\n${note}`],
  ];
  it.each(wrong)('L-26 reads no request with %s', (_, text) => {
    expect(parseAddCheckpoint(text)).toBeNull();
  });

  it('L-26 writes no request of parts that do not fit', () => {
    for (const oldSize of [-1, 13, 1.5, NaN])
      expect(() => formatAddCheckpoint({ oldSize, proof: [], checkpoint: note })).toThrow(RangeError);
    expect(() => formatAddCheckpoint({ oldSize: 0, proof, checkpoint: note })).toThrow(RangeError);
    expect(() => formatAddCheckpoint({ oldSize: 5, proof: ['ab'], checkpoint: note })).toThrow(RangeError);
  });
});
