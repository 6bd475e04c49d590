// Generated logs as bundles for both verifiers: clean ones, tampered ones, damaged ones.
import { bundleOf, bundleText, checkpointAt, makeLog, noteKey } from './log-writer.mjs';
import { mutatedBytes, withKey, withoutKey } from './tampering.mjs';

const witness = noteKey('witness.example/w1', 'witness', 4);
const below = (random, count) => Math.floor(random() * count);
const upTo = (last, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** A log of some entries, of either version, under one to three keys. */
export function drawLog(random) {
  return makeLog(random, {
    size: 2 + below(random, 24),
    keys: 1 + below(random, 3),
    versionOne: random() < 0.15,
  });
}

const anyEntry = (random, log) => 1 + below(random, log.entries.length);
const headOf = (log) => checkpointAt(log, log.entries.length);

/** A log as it is: whole with all that can be known, a range with other heads, a range with nothing known. */
export function cleanBundles(random, index) {
  const log = drawLog(random);
  const range = () => ({ from: anyEntry(random, log), witnesses: [witness] });
  return [
    {
      what: `clean ${index}`,
      bytes: bundleText(bundleOf(log, { witnesses: [witness] })),
      keys: [log.keys[0].vkey],
      checkpoints: log.sizes.map((size) => checkpointAt(log, size)),
      witnesses: [witness.vkey],
    },
    {
      what: `clean range ${index}`,
      bytes: bundleText(bundleOf(log, range())),
      keys: [log.keys.at(-1).vkey],
      checkpoints: [checkpointAt(log, anyEntry(random, log))],
      witnesses: [witness.vkey],
    },
    { what: `clean range ${index}, nothing known`, bytes: bundleText(bundleOf(log, range())) },
  ];
}

/** Without a later head, a log that was cut off is a true log, only shorter. */
const needHead = ['tail cut', 'old backup'];

/**
 * One log tampered with in every way. Who has no key meets a reader who knows the key; who has it, one who kept the last
 * head, too. `places` are the entries that may be named as the first bad one: the one that was tampered with, the one
 * after it (whose hash of the one before is wrong then), or the one after the last checkpoint or head that still holds.
 */
export function tamperedBundles(random, index) {
  const log = drawLog(random);
  const size = log.entries.length;
  const keys = [log.keys[0].vkey];
  const bundle = (kind, tamper, checkpoints) => {
    const at = anyEntry(random, log);
    const bytes = bundleText(tamper(random, log, at));
    return { what: `${kind} ${index} at ${at}`, kind, at, bytes, keys, checkpoints };
  };
  const afterGood = (at) => 1 + Math.max(0, ...log.sizes.filter((end) => end < at));
  const cut = (log.sizes.at(-2) ?? size - 1) + 1;
  const without = {
    swap: () => [size - 1],
    'tail cut': () => [cut, afterGood(cut - 1)],
    'old backup': () => [cut, afterGood(cut - 1)],
    // No place is at fault: it is another log from its first entry on.
    'key swap': () => [null],
    'signature strip': () => [1, ...log.sizes.map((end) => end + 1)],
  };
  // Where all hashes and signatures are right, only the head says that something is wrong: at any entry before it, or
  // that there were more.
  const withTheKey = {
    delete: () => [size],
    'tail cut': () => [size],
    'old backup': (at) => [Math.max(1, at - 1) + 1],
  };
  return [
    ...Object.entries(withoutKey).map(([kind, tamper]) => {
      const made = bundle(`${kind} without the key`, tamper, needHead.includes(kind) ? [headOf(log)] : []);
      const { at } = made;
      return { ...made, places: [at, at + 1, afterGood(at), ...(without[kind]?.() ?? [])] };
    }),
    ...Object.entries(withKey).map(([kind, tamper]) => {
      const made = bundle(`${kind} with the key`, tamper, [headOf(log)]);
      return { ...made, places: withTheKey[kind]?.(made.at) ?? [1] };
    }),
  ];
}

/** One log's bundle with small changes of its bytes. */
export function damagedBundles(random, index) {
  const log = drawLog(random);
  const text = bundleText(bundleOf(log, { witnesses: [witness] }));
  const known = { keys: [log.keys[0].vkey], checkpoints: [headOf(log)], witnesses: [witness.vkey] };
  return upTo(15).map((turn) => ({
    what: `damaged ${index}.${turn}`,
    bytes: mutatedBytes(random, text),
    ...known,
  }));
}
