// Bundles whose lines or whose header are not what they have to be.
import { deep, header, key, keyOf, lines, log, logOfPayload, payloadAt, spelled } from './forgery-kit.mjs';
import { bundleOf, bundleText, makeLog, noteKey, zeros } from './log-writer.mjs';
import { seededRandom } from '../../demo/random.mjs';

const logOfWorkspace = (workspaceId) => makeLog(seededRandom(8).uniform, { size: 3, workspaceId });
const otherKeys = (count) =>
  Array.from({ length: count }, (_, at) => noteKey(log.origin, `other ${at}`).vkey);

/** @type {import('./forgery-kit.mjs').Forgery[]} */
export const forgedFiles = [
  ['nothing changed', lines(), []],
  // The file.
  ['an empty file', '', ['format']],
  ['an empty line only', '\n', ['format']],
  ['a header only', lines().slice(0, 1), ['format']],
  ['no header', lines().slice(1), ['format']],
  ['two headers', lines().toSpliced(1, 0, lines()[0]), ['format']],
  ['an empty line in the middle', spelled(4, (text) => `\n${text}`), ['format']],
  ['no last line feed', bundleText(lines()).trimEnd(), []],
  ['a second last line feed', `${bundleText(lines())}\n`, ['format']],
  ['no last checkpoint', lines().slice(0, -1), ['format']],
  ['an entry after the last checkpoint', [...lines(), lines()[7]], ['format']],
  ['a checkpoint after the last checkpoint', [...lines(), lines()[8]], ['format']],
  ['two checkpoints of one size', lines().toSpliced(4, 0, lines()[4]), ['format']],
  ['a checkpoint before the first entry', lines().toSpliced(1, 0, lines()[4]), ['format']],
  ['a byte order mark', `\ufeff${bundleText(lines())}`, ['format']],
  ['a line that is an array', spelled(4, () => '[]'), ['format']],
  ['a line that is null', spelled(4, () => 'null'), ['format']],
  ['a line that is no JSON', spelled(4, () => '{"checkpoint":'), ['format']],
  ['NaN on a line', spelled(4, () => '{"checkpoint":NaN}'), ['format']],
  ['a line of nothing but brackets', spelled(4, () => deep(200_000)), ['format']],
  ['bytes that are no UTF-8', Buffer.concat([Buffer.from(bundleText(lines())), Buffer.of(0xff)]), ['format']],
  ['an unknown member beside an entry', lines({ 5: { ...lines()[5], more: 1 } }), ['format']],
  ['an unknown member in an entry', payloadAt({ more: 1 }), ['format']],
  ['a member named __proto__', spelled(5, (text) => text.replace('{', '{"__proto__":1,')), ['format']],
  ['an entry and a checkpoint on one line', lines({ 4: { ...lines()[4], ...lines()[3] } }), ['format']],
  // One reader takes the first of two equal members, another the last: such a line has no one meaning.
  ['an entry twice on a line', spelled(5, (text) => text.replace('{', '{"entry":{},')), ['format']],
  ['a salt twice', spelled(5, (text) => text.replace('"salt"', '"salt":"00","salt"')), ['format']],
  ['a range twice', spelled(0, (text) => text.replace('"to":6', '"to":7,"to":6')), ['format']],
  ['a payload member twice', logOfPayload('{"a":1,"a":2}', { a: 2 }), ['format']],
  // The header.
  ['a range from 0', header({ from: 0 }), ['format']],
  ['a range from minus one', header({ from: -1 }), ['format']],
  ['a range from a text', header({ from: '1' }), ['format']],
  ['a range from true', header({ from: true }), ['format']],
  ['a range that ends before it begins', header({ to: 0 }), ['format']],
  ['a range beyond 2^53', header({ to: 2 ** 53 }), ['format']],
  ['a range of halves', header({ to: 6.5 }), ['format']],
  ['a range that ends later', header({ to: 7 }), ['format']],
  ['a range that ends before', header({ to: 5 }), ['format']],
  ['another schema', header({ schema: 'countersign.audit-bundle/2' }), ['format']],
  ['an unknown member of the header', header({ more: 1 }), ['format']],
  ['an empty list of keys', header({ keys: [] }), ['format']],
  ['a key twice', header({ keys: [key.vkey, key.vkey] }), ['format']],
  ['a key that is no text', header({ keys: [1] }), ['format']],
  ['a key of another log', header({ keys: [key.vkey, noteKey('other', 'x').vkey] }), ['format']],
  ['a key of a witness', header({ keys: [key.vkey, noteKey(log.origin, 'x', 4).vkey] }), ['format']],
  ['a key with a wrong id', header({ keys: [key.vkey.replace(/\+......../, '+00000000')] }), ['format']],
  [
    'a key with its id in capitals',
    header({ keys: [key.vkey.replace(/\+........\+/, (id) => id.toUpperCase())] }),
    /[a-f]/.test(key.id.toString('hex')) ? ['format'] : [],
  ],
  ['a key of small order', header({ keys: [key.vkey, keyOf()] }), ['format']],
  ['a key that is one', header({ keys: [key.vkey, keyOf(1)] }), ['format']],
  [
    'a key with a second spelling of its point',
    header({ keys: [key.vkey, keyOf(...Buffer.alloc(32, 0xff))] }),
    ['format'],
  ],
  ['a key that is no point', header({ keys: [key.vkey, keyOf(2)] }), ['format']],
  ['a frontier before the first entry', header({ frontier: [zeros] }), ['format']],
  ['a hash before the first entry', header({ previousHash: 'a'.repeat(64) }), ['format']],
  ['a hash in capitals', header({ previousHash: 'A'.repeat(64) }), ['format']],
  ['another workspace', header({ workspaceId: 'w-2' }), ['format']],
  [
    'another workspace with its origin',
    header({ workspaceId: 'w-2', origin: 'countersign.audit/w-2' }),
    ['format'],
  ],
  ['an empty workspace', header({ workspaceId: '', origin: 'countersign.audit/' }), ['format']],
  // Wholly signed, so that nothing but the name speaks against them.
  ['a workspace without a name', bundleOf(logOfWorkspace('')), ['format'], {}],
  ['a workspace with a control character', bundleOf(logOfWorkspace('a\u0001b')), ['format'], {}],
  ['a workspace with a space', bundleOf(logOfWorkspace('a\u3000b')), ['format'], {}],
  ['a workspace with an accent of its own', bundleOf(logOfWorkspace('e\u0301')), [], {}],
  ['a thousand keys', header({ keys: [key.vkey, ...otherKeys(999)] }), []],
  ['more than a thousand keys', header({ keys: [key.vkey, ...otherKeys(1000)] }), ['format']],
  [
    'a spelled-out payload of seven million escapes',
    logOfPayload(`${JSON.stringify('\\'.repeat(7_000_000))} `, '\\'.repeat(7_000_000)),
    [],
  ],
];
