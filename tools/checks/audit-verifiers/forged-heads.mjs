// Bundles that contradict what their reader knows from elsewhere.
import {
  atThree,
  bodyAt,
  cosigned,
  genuineLine,
  key,
  leaves,
  lines,
  log,
  rawNote,
  thief,
  trust,
  witness,
} from './forgery-kit.mjs';
import { bundleOf, checkpointAt, checkpointBody, note, noteKey, rootOf, zeros } from './log-writer.mjs';

/** @type {import('./forgery-kit.mjs').Forgery[]} */
export const forgedHeads = [
  // Heads known from elsewhere.
  ['a known head that agrees', lines(), [], { ...trust, checkpoints: [checkpointAt(log, 3)] }],
  [
    'a known head of nothing',
    lines(),
    [],
    {
      ...trust,
      checkpoints: [note(checkpointBody({ origin: log.origin, size: 0, root: rootOf([]) }), [key])],
    },
  ],
  ['a known head between checkpoints', lines(), [], { ...trust, checkpoints: [note(bodyAt(4), [key])] }],
  [
    'a known head of another root',
    lines(),
    ['checkpoint'],
    {
      ...trust,
      checkpoints: [note(checkpointBody({ origin: log.origin, size: 4, root: rootOf(leaves) }), [key])],
    },
  ],
  [
    'a known head that is larger',
    lines(),
    ['checkpoint'],
    {
      ...trust,
      checkpoints: [note(checkpointBody({ origin: log.origin, size: 7, root: rootOf(leaves) }), [key])],
    },
  ],
  [
    'a known head of another log',
    lines(),
    ['checkpoint'],
    {
      ...trust,
      checkpoints: [
        note(checkpointBody({ origin: 'countersign.audit/w-2', size: 6, root: rootOf(leaves) }), [key]),
      ],
    },
  ],
  [
    'a known head with a broken signature',
    lines(),
    ['checkpoint'],
    { ...trust, checkpoints: [rawNote(bodyAt(6), genuineLine)] },
  ],
  [
    'a known head that nobody known signed',
    lines(),
    [],
    { ...trust, checkpoints: [note(bodyAt(6), [thief])] },
  ],
  [
    'two known heads that differ',
    lines(),
    ['checkpoint'],
    {
      ...trust,
      checkpoints: [
        checkpointAt(log, 3),
        note(checkpointBody({ origin: log.origin, size: 3, root: rootOf(leaves) }), [key]),
      ],
    },
  ],
  [
    'a known head before the range',
    bundleOf(log, { from: 5 }),
    [],
    { ...trust, checkpoints: [checkpointAt(log, 3)] },
  ],
  [
    'a known head just before the range',
    bundleOf(log, { from: 4 }),
    [],
    { ...trust, checkpoints: [checkpointAt(log, 3)] },
  ],
  [
    'a frontier of the wrong length',
    [{ ...bundleOf(log, { from: 4 })[0], frontier: [zeros] }, ...bundleOf(log, { from: 4 }).slice(1)],
    ['format'],
  ],
  [
    'a frontier of other hashes',
    [{ ...bundleOf(log, { from: 4 })[0], frontier: [zeros, zeros] }, ...bundleOf(log, { from: 4 }).slice(1)],
    ['tree'],
  ],
  [
    'a frontier in another order',
    [
      { ...bundleOf(log, { from: 4 })[0], frontier: bundleOf(log, { from: 4 })[0].frontier.reverse() },
      ...bundleOf(log, { from: 4 }).slice(1),
    ],
    ['tree'],
  ],
  [
    'a known head twice',
    lines(),
    [],
    { ...trust, checkpoints: [checkpointAt(log, 3), checkpointAt(log, 3)] },
  ],
  [
    'two known heads that differ, the other way round',
    lines(),
    ['checkpoint'],
    {
      ...trust,
      checkpoints: [
        note(checkpointBody({ origin: log.origin, size: 3, root: rootOf(leaves) }), [key]),
        checkpointAt(log, 3),
      ],
    },
  ],
  [
    'a known head before the range with a broken signature',
    bundleOf(log, { from: 6 }),
    ['checkpoint'],
    { ...trust, checkpoints: [rawNote(bodyAt(4), genuineLine)] },
  ],
  [
    'a known head with a broken cosignature',
    lines(),
    ['checkpoint', 'witness'],
    { ...trust, checkpoints: [cosigned(3, 1n, (bytes) => bytes.fill(0, 20, 30))], witnesses: [witness.vkey] },
  ],
  // Witnesses.
  [
    'a cosignature',
    lines({ 8: { checkpoint: cosigned(6, 1_700_000_000n) } }),
    [],
    { ...trust, witnesses: [witness.vkey] },
  ],
  [
    'a cosignature of an earlier checkpoint',
    atThree(cosigned(3, 0n)),
    [],
    { ...trust, witnesses: [witness.vkey] },
  ],
  [
    'a cosignature under a known head',
    lines(),
    [],
    { ...trust, checkpoints: [cosigned(4, 1n)], witnesses: [witness.vkey] },
  ],
  [
    'a cosignature under a known head of another root',
    lines(),
    ['checkpoint', 'witness'],
    {
      ...trust,
      checkpoints: [
        note(checkpointBody({ origin: log.origin, size: 4, root: rootOf(leaves) }), [key], [witness]),
      ],
      witnesses: [witness.vkey],
    },
  ],
  [
    'a witness given twice',
    atThree(cosigned(3, 1n)),
    [],
    { ...trust, witnesses: [witness.vkey, witness.vkey] },
  ],
  [
    'a cosignature of another tree',
    atThree(note(checkpointBody({ origin: log.origin, size: 3, root: rootOf(leaves) }), [key], [witness])),
    ['tree', 'witness'],
    { ...trust, witnesses: [witness.vkey] },
  ],
  ['no cosignature', lines(), ['witness'], { ...trust, witnesses: [witness.vkey] }],
  [
    'a cosignature of a witness that is not known',
    atThree(cosigned(3, 1n)),
    ['witness'],
    { ...trust, witnesses: [noteKey('witness.example/w2', 'x', 4).vkey] },
  ],
  [
    'a cosignature of one of two witnesses',
    atThree(cosigned(3, 1n)),
    ['witness'],
    { ...trust, witnesses: [witness.vkey, noteKey('witness.example/w2', 'x', 4).vkey] },
  ],
  [
    'a cosignature of another key under the name',
    atThree(cosigned(3, 1n)),
    ['witness'],
    { ...trust, witnesses: [noteKey(witness.name, 'x', 4).vkey] },
  ],
  [
    'a cosignature that is broken',
    atThree(cosigned(3, 1n, (bytes) => bytes.fill(0, 20, 30))),
    ['witness'],
    { ...trust, witnesses: [witness.vkey] },
  ],
  [
    'a cosignature of another time',
    atThree(cosigned(3, 1n, (bytes) => bytes.fill(7, 11, 12))),
    ['witness'],
    { ...trust, witnesses: [witness.vkey] },
  ],
  [
    'a cosignature at the last second that a number names',
    atThree(cosigned(3, 2n ** 53n - 1n)),
    [],
    { ...trust, witnesses: [witness.vkey] },
  ],
  [
    'a cosignature a second later',
    atThree(cosigned(3, 2n ** 53n)),
    ['witness'],
    { ...trust, witnesses: [witness.vkey] },
  ],
  [
    'a cosignature beyond all time',
    atThree(cosigned(3, 2n ** 63n)),
    ['witness'],
    { ...trust, witnesses: [witness.vkey] },
  ],
  [
    'a cosignature that is short',
    atThree(cosigned(3, 1n, (bytes) => bytes.subarray(0, 75))),
    ['witness'],
    { ...trust, witnesses: [witness.vkey] },
  ],
  ['a broken cosignature of nobody known', atThree(cosigned(3, 1n, (bytes) => bytes.fill(0, 20, 30))), []],
  [
    'a broken cosignature on a known head that agrees, and a file that breaks off behind it',
    lines().slice(0, -1),
    ['format', 'checkpoint', 'witness'],
    { ...trust, checkpoints: [cosigned(3, 1n, (bytes) => bytes.fill(0, 20, 30))], witnesses: [witness.vkey] },
  ],
];
