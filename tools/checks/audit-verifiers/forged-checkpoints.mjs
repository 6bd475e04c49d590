// Bundles whose checkpoints are not what the keys of the log signed.
import {
  addOrder,
  atThree,
  bodyAt,
  genuineLine,
  header,
  key,
  leaves,
  lineOf,
  lines,
  log,
  rawNote,
  second,
  signedBy,
  thief,
  unknownLine,
  withBytes,
} from './forgery-kit.mjs';
import { checkpointAt, checkpointBody, note, noteKey, rootOf } from './log-writer.mjs';

/** @type {import('./forgery-kit.mjs').Forgery[]} */
export const forgedCheckpoints = [
  // The checkpoints.
  ['a checkpoint that is no text', atThree(5), ['format']],
  ['a checkpoint of a later size', atThree(checkpointAt(log, 6)), ['format']],
  [
    'a last checkpoint beyond the range',
    lines({
      8: { checkpoint: note(checkpointBody({ origin: log.origin, size: 7, root: rootOf(leaves) }), [key]) },
    }),
    ['format'],
  ],
  ['a size with a leading zero', atThree(note(bodyAt(3).replace('\n3\n', '\n03\n'), [key])), ['format']],
  ['a size with a sign', atThree(note(bodyAt(3).replace('\n3\n', '\n+3\n'), [key])), ['format']],
  ['a size in other digits', atThree(note(bodyAt(3).replace('\n3\n', '\n٣\n'), [key])), ['format']],
  [
    'a root of another tree',
    atThree(note(checkpointBody({ origin: log.origin, size: 3, root: rootOf(leaves) }), [key])),
    ['tree'],
  ],
  [
    'a root of 31 bytes',
    atThree(note(checkpointBody({ origin: log.origin, size: 3, root: rootOf(leaves).subarray(1) }), [key])),
    ['format'],
  ],
  [
    'an origin of another workspace',
    atThree(
      note(checkpointBody({ origin: 'countersign.audit/w-2', size: 3, root: rootOf(leaves.slice(0, 3)) }), [
        key,
      ]),
    ),
    ['tree'],
  ],
  ['an origin with a space behind it', atThree(note(bodyAt(3).replace('\n', ' \n'), [key])), ['format']],
  ['an origin with a plus sign', atThree(note(`+${bodyAt(3)}`, [key])), ['format']],
  [
    'a signature of another workspace',
    atThree(note(bodyAt(3), [noteKey('countersign.audit/w-2', 'x')])),
    ['signatures'],
  ],
  ['no signature', atThree(`${bodyAt(3)}\n`), ['format']],
  ['a signature of nobody known', atThree(note(bodyAt(3), [thief])), ['signatures']],
  ['a signature more of nobody known', atThree(note(bodyAt(3), [thief, key])), []],
  [
    'a signature of another checkpoint',
    atThree(rawNote(bodyAt(3), lineOf(checkpointAt(log, 6)))),
    ['signatures'],
  ],
  [
    'a signature that holds and one that does not',
    atThree(rawNote(bodyAt(3), genuineLine, lineOf(checkpointAt(log, 6)))),
    ['signatures'],
  ],
  ['the same signature twice', atThree(rawNote(bodyAt(3), genuineLine, genuineLine)), []],
  [
    'a signature with S beyond the order',
    atThree(rawNote(bodyAt(3), withBytes(genuineLine, addOrder))),
    ['signatures'],
  ],
  [
    'a signature with a byte more',
    atThree(
      rawNote(
        bodyAt(3),
        withBytes(genuineLine, (bytes) => Buffer.concat([bytes, Buffer.of(0)])),
      ),
    ),
    ['signatures'],
  ],
  [
    'a signature of nothing',
    atThree(
      rawNote(
        bodyAt(3),
        withBytes(genuineLine, (bytes) => bytes.subarray(0, 4)),
      ),
    ),
    ['format'],
  ],
  [
    'base64 with idle bits',
    atThree(rawNote(bodyAt(3), unknownLine('x').replace(/.=\n$/, 'F=\n'))),
    ['format'],
  ],
  [
    'base64 without padding',
    atThree(rawNote(bodyAt(3), genuineLine, unknownLine('x').replace('=', ''))),
    ['format'],
  ],
  [
    'base64 of addresses',
    atThree(rawNote(bodyAt(3), genuineLine, unknownLine('x').replace('AQ', '_-'))),
    ['format'],
  ],
  [
    'a minus sign for a dash',
    atThree(rawNote(bodyAt(3), genuineLine, unknownLine('x').replace('—', '-'))),
    ['format'],
  ],
  ['two spaces', atThree(rawNote(bodyAt(3), genuineLine, unknownLine('x').replace('— ', '—  '))), ['format']],
  ['a name with a plus sign', atThree(rawNote(bodyAt(3), genuineLine, unknownLine('a+b'))), ['format']],
  ...['\u00a0', '\u0085', '\u2003', '\u3000', '\u2028'].map((space) => [
    `a name with the space ${space.charCodeAt(0).toString(16)}`,
    atThree(rawNote(bodyAt(3), genuineLine, unknownLine(`a${space}b`))),
    ['format'],
  ]),
  [
    'a name with a mark that is no space',
    atThree(rawNote(bodyAt(3), genuineLine, unknownLine('a\ufeffb\u180ec'))),
    [],
  ],
  ['a tab in a note', atThree(rawNote(bodyAt(3), genuineLine, unknownLine('a\tb'))), ['format']],
  ['carriage returns in a note', atThree(checkpointAt(log, 3).replaceAll('\n', '\r\n')), ['format']],
  ['a note without its last line feed', atThree(checkpointAt(log, 3).trimEnd()), ['format']],
  [
    'an empty line between signatures',
    atThree(rawNote(bodyAt(3), genuineLine, '\n', unknownLine('x'))),
    ['format'],
  ],
  ['64 signatures', atThree(rawNote(bodyAt(3), genuineLine, ...Array(63).fill(unknownLine('x')))), []],
  [
    '65 signatures',
    atThree(rawNote(bodyAt(3), genuineLine, ...Array(64).fill(unknownLine('x')))),
    ['format'],
  ],
  ['a line after the root', atThree(note(`${bodyAt(3)}more\n`, [key])), ['format']],
  ['two lines after the root', atThree(note(`${bodyAt(3, second)}more\n`, [key])), ['format']],
  [
    'a broken signature of a given key that is not listed',
    atThree(
      rawNote(
        bodyAt(3),
        genuineLine,
        withBytes(lineOf(note(bodyAt(3), [second])), (bytes) => bytes.fill(0, 20, 30)),
      ),
    ),
    ['signatures', 'key'],
    { keys: [key.vkey, second.vkey] },
  ],
  // A change of keys.
  ['a handover', signedBy([key, second], [bodyAt(3, second), [key, second]], [bodyAt(6), [second]]), []],
  [
    'a handover in the last checkpoint',
    signedBy([key, second], [bodyAt(3), [key]], [bodyAt(6, second), [key, second]]),
    [],
  ],
  [
    'a handover that only the old key signs',
    signedBy([key, second], [bodyAt(3, second), [key]], [bodyAt(6), [second]]),
    ['signatures', 'key'],
  ],
  [
    'a handover that only the new key signs',
    signedBy([key, second], [bodyAt(3, second), [second]], [bodyAt(6), [second]]),
    ['key'],
  ],
  [
    'a handover to a key that is not listed',
    signedBy([key], [bodyAt(3, second), [key, second]], [bodyAt(6), [key]]),
    ['signatures'],
  ],
  [
    'a handover to a key of another log',
    atThree(note(`${bodyAt(3)}next-key ${noteKey('other', 'x').vkey}\n`, [key])),
    ['format'],
  ],
  [
    'a line of a thief beside the true one',
    signedBy([key, thief], [bodyAt(3), [key, thief]], [bodyAt(6), [thief]]),
    ['signatures', 'key'],
  ],
  [
    'a line of a thief before the true one',
    signedBy([thief, key], [bodyAt(3), [thief, key]], [bodyAt(6), [thief]]),
    ['key'],
  ],
  [
    'the old key after a handover',
    signedBy([key, second], [bodyAt(3, second), [key, second]], [bodyAt(6), [key]]),
    ['signatures', 'key'],
  ],
  [
    'the handover reversed',
    signedBy([key, second], [bodyAt(3, key), [second, key]], [bodyAt(6), [second]]),
    ['signatures', 'key'],
    { keys: [second.vkey] },
  ],
  [
    'keys listed in reverse',
    signedBy([second, key], [bodyAt(3, second), [key, second]], [bodyAt(6), [second]]),
    ['key'],
  ],
  ['a given key twice', lines(), [], { keys: [key.vkey, key.vkey] }],
  ['a handover to the same key', signedBy([key], [bodyAt(3, key), [key]], [bodyAt(6), [key]]), []],
  [
    'a handover and back',
    signedBy([key, second], [bodyAt(3, second), [key, second]], [bodyAt(6, key), [second, key]]),
    [],
  ],
  ['two given keys of which one is never in force', lines(), ['key'], { keys: [key.vkey, second.vkey] }],
  ['a given key of another log', lines(), ['key'], { keys: [noteKey('countersign.audit/w-2', 'x').vkey] }],
  [
    'a given key that is only listed',
    header({ keys: [key.vkey, second.vkey] }),
    ['key'],
    { keys: [second.vkey] },
  ],
];
