// Bundles whose entries or payloads are not what was committed to.
import { deep, lines, log, logOfPayload, payloadAt, textAt } from './forgery-kit.mjs';
import { bundleOf, canonical, rechain } from './log-writer.mjs';

/** The log with its last entry committed to something else, signed again with the key. */
function committedTo(payloadCommitment) {
  const entries = rechain(log.entries);
  const entry = { ...entries.at(-1).entry, payloadCommitment };
  entries[entries.length - 1] = { entry, canonical: canonical(entry), payload: { forged: true }, salt: 'zz' };
  return { ...log, entries };
}

/** @type {import('./forgery-kit.mjs').Forgery[]} */
export const forgedEntries = [
  // The entries.
  ['white space in the text of an entry', textAt((text) => text.replace(',', ', ')), ['entries']],
  [
    'members out of order',
    textAt((text) => text.replace(/("action":[^,]*),("actor":\{[^}]*\})/, '$2,$1')),
    ['entries'],
  ],
  ['a member twice in the text', textAt((text) => text.replace('{', '{"action":"x",')), ['entries']],
  ['an escape that is not needed', textAt((text) => text.replace('"v"', '"\\u0076"')), ['entries']],
  [
    'a sequence with a fraction',
    textAt((text) => text.replace('"sequence":5', '"sequence":5.0')),
    ['entries'],
  ],
  [
    'a sequence with an exponent',
    textAt((text) => text.replace('"sequence":5', '"sequence":5e0')),
    ['entries'],
  ],
  [
    'a sequence that is a text',
    textAt((text) => text.replace('"sequence":5', '"sequence":"5"')),
    ['entries'],
  ],
  ['a version that is none', textAt((text) => text.replace('"v":2', '"v":3')), ['entries']],
  ['a version that is true', textAt((text) => text.replace('"v":2', '"v":true')), ['entries']],
  ['an entry that is an array', textAt((text) => `[${text}]`), ['entries']],
  ['an entry that is null', textAt(() => 'null'), ['entries']],
  ['an entry that is empty', textAt(() => ''), ['entries']],
  ['an entry that is no text', payloadAt({ canonical: 5 }), ['format']],
  ['half of a character in an entry', textAt((text) => text.replace('done', '\ud800')), ['entries']],
  [
    'half of a character, escaped, in an entry',
    textAt((text) => text.replace('done', '\\ud800')),
    ['entries'],
  ],
  ['brackets without end as an entry', textAt(() => deep(100_000)), ['entries']],
  // The payloads.
  ['another payload', payloadAt({ payload: { a: 1 } }), ['payloads']],
  ['no payload and no salt', lines({ 6: { entry: { canonical: log.entries[4].canonical } } }), []],
  [
    'a payload without its salt',
    lines({ 6: { entry: { canonical: log.entries[4].canonical, payload: 1 } } }),
    ['format'],
  ],
  [
    'a salt without its payload',
    lines({ 6: { entry: { canonical: log.entries[4].canonical, salt: '00' } } }),
    ['format'],
  ],
  ['a salt in capitals', payloadAt({ salt: log.entries[4].salt.toUpperCase() }), ['payloads']],
  ['a salt that is no text', payloadAt({ salt: 5 }), ['format']],
  ['a salt that is null', payloadAt({ salt: null }), ['format']],
  ['a commitment to nothing, with a salt that cannot be read', bundleOf(committedTo(null)), ['payloads']],
  ['a salt that is empty', payloadAt({ salt: '' }), ['payloads']],
  ['a salt with half a byte', payloadAt({ salt: `${log.entries[4].salt}0` }), ['payloads']],
  [
    'a payload spelled in another way',
    logOfPayload(' { "b" : 1.0 , "a" : "\\u0041" } ', { a: 'A', b: 1 }),
    [],
  ],
  [
    'a payload of large numbers',
    logOfPayload('[12345678901234567890,1E30,-0,1e-7,0.1e1]', [12345678901234567890, 1e30, 0, 1e-7, 1]),
    [],
  ],
  ['a payload beyond all doubles', logOfPayload('[1e400]', [null]), ['payloads']],
  ['a payload with half of a character', logOfPayload('["\\udfff"]', ['\ufffd']), ['payloads']],
  [
    'a payload with a member named __proto__',
    logOfPayload('{"__proto__":{"a":1}}', JSON.parse('{"__proto__":{"a":1}}')),
    [],
  ],
  ['a payload that is null', logOfPayload('null', null), []],
  ['a payload of a thousand brackets', logOfPayload(deep(1000), JSON.parse(deep(1000))), []],
  [
    'a payload of a thousand and one brackets',
    logOfPayload(deep(1001), JSON.parse(deep(1001))),
    ['payloads'],
  ],
  ['a payload of very many brackets', logOfPayload(deep(100_000), 0), ['payloads']],
  ['members in the order of UTF-16', logOfPayload('{"😀":1,"דּ":2}', { '😀': 1, דּ: 2 }), []],
];
