// What bundles are forged from: a small log, its keys, and ways to put other things in the place of its lines.
import {
  bundleOf,
  bundleText,
  checkpointAt,
  checkpointBody,
  cosignatureLine,
  keyText,
  leavesOf,
  makeLog,
  note,
  noteKey,
  rootOf,
  seal,
  zeros,
} from './log-writer.mjs';
import { seededRandom } from '../../demo/random.mjs';

const made = makeLog(seededRandom(7).uniform, { size: 6 });
/** Six entries, checkpoints after the third and the last, nothing erased. */
export const log = {
  ...made,
  entries: made.entries.map((entry) => ({ ...entry, erased: false })),
  sizes: [3, 6],
};
export const [key] = log.keys;
export const thief = noteKey(log.origin, 'thief');
export const second = noteKey(log.origin, 'second');
export const witness = noteKey('witness.example/w1', 'witness', 4);
export const leaves = leavesOf(log);
export const bodyAt = (size, next) =>
  checkpointBody({ origin: log.origin, size, root: rootOf(leaves.slice(0, size)), next });
export const trust = { keys: [key.vkey] };

/** The bundle with some lines replaced: 0 is the header, 1 to 3 entries, 4 a checkpoint, 5 to 7 entries, 8 the last. */
export function lines(changes = {}) {
  const all = bundleOf(log);
  for (const [place, line] of Object.entries(changes)) all[place] = line;
  return all;
}
export const header = (change) => lines({ 0: { ...bundleOf(log)[0], ...change } });
export const atThree = (text) => lines({ 4: { checkpoint: text } });
const entryLine = ({ canonical: text, payload, salt }) => ({
  entry: { canonical: text, payload, salt },
});
export const payloadAt = (change) =>
  lines({ 6: { entry: { ...entryLine(log.entries[4]).entry, ...change } } });
export const textAt = (change) => payloadAt({ canonical: change(log.entries[4].canonical) });
/** A line's text spelled in another way. */
export const spelled = (place, change) =>
  lines()
    .map((line, index) => (index === place ? change(JSON.stringify(line)) : JSON.stringify(line)))
    .map((line) => `${line}\n`)
    .join('');

/** A log of one entry whose payload is spelled as given, and committed to in the canonical form given. */
export function logOfPayload(text, payload) {
  const base = { ...log.entries[0].entry, sequence: 1 };
  const sealed = seal({ entry: base, payload, salt: '00ff' }, zeros);
  const single = { ...log, entries: [{ ...sealed, payload: 'PAYLOAD' }], sizes: [1] };
  return bundleText(bundleOf(single)).replace('"PAYLOAD"', () => text);
}

/** The whole log under signers that the caller chooses for both checkpoints. */
export function signedBy(keys, [bodyOfThree, signersOfThree], [bodyOfSix, signersOfSix]) {
  const all = lines({
    4: { checkpoint: note(bodyOfThree, signersOfThree) },
    8: { checkpoint: note(bodyOfSix, signersOfSix) },
  });
  all[0].keys = keys.map(({ vkey }) => vkey);
  return all;
}

export const rawNote = (body, ...signatureLines) => `${body}\n${signatureLines.join('')}`;
export const lineOf = (text, index = 0) => `${text.slice(text.indexOf('\n\n') + 2).split('\n')[index]}\n`;
export const genuineLine = lineOf(checkpointAt(log, 3));
export const unknownLine = (name) => `— ${name} ${Buffer.alloc(68, 1).toString('base64')}\n`;

/** A signature line of a key with its bytes changed. */
export function withBytes(line, change) {
  const place = line.lastIndexOf(' ') + 1;
  return line.slice(0, place) + `${change(Buffer.from(line.slice(place), 'base64')).toString('base64')}\n`;
}

const order = 2n ** 252n + 27742317777372353535851937790883648493n;
/** The same signature with the order of the group added to S: RFC 8032 wants it refused. */
export function addOrder(bytes) {
  const s = BigInt(`0x${Buffer.from(bytes.subarray(36)).reverse().toString('hex')}`) + order;
  const reversed = Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse();
  return Buffer.concat([bytes.subarray(0, 36), reversed]);
}

/** A key of the log made of any 32 bytes. */
export const keyOf = (...raw) => keyText(log.origin, 1, Buffer.concat([Buffer.from(raw)], 32)).vkey;

/** A checkpoint with a cosignature whose bytes the caller may change. */
export function cosigned(size, time, change = (bytes) => bytes) {
  const line = withBytes(cosignatureLine(witness, bodyAt(size), time), change);
  return rawNote(bodyAt(size), lineOf(checkpointAt(log, size)), line);
}

export const deep = (depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/**
 * What it is, its lines or its text, the checks that have to fail (all others must not), and what the reader knows from
 * elsewhere: without saying, the key.
 *
 * @typedef {[what: string, bundle: object[] | string | Buffer, failed: string[], known?: object]} Forgery
 */

/** A forgery as a bundle for both verifiers. */
export const asBundle = ([what, bundle, failed, known = trust]) => ({
  what,
  bytes: Array.isArray(bundle) ? bundleText(bundle) : bundle,
  failed,
  ...known,
});
