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

/**
 * One log tampered with in every way. `places` are the entries that may be named as the first bad one: the one that was
 * tampered with, the one after it (whose hash of the one before is wrong then), or the one after the last head that
 * still holds.
 */
export function tamperedBundles(random, index) {
  const log = drawLog(random);
  const size = log.entries.length;
  const bundle = (kind, tamper, placesOf) => {
    const at = anyEntry(random, log);
    const known = { keys: [log.keys[0].vkey], checkpoints: [headOf(log)] };
    const bytes = bundleText(tamper(random, log, at));
    return { what: `${kind} ${index} at ${at}`, kind, bytes, places: placesOf(at), ...known };
  };
  const lastGood = (at) => Math.max(0, ...log.sizes.filter((end) => end < at));
  const without = {
    swap: (at) => [Math.min(at, size - 1)],
    'tail cut': () => [size, (log.sizes.at(-2) ?? size - 1) + 1],
    'old backup': () => [size, (log.sizes.at(-2) ?? size - 1) + 1],
    're-chain': (at) => [lastGood(at) + 1],
    fork: (at) => [lastGood(at) + 1],
    'key swap': () => [1],
    'signature strip': () => [1, ...log.sizes.map((end) => end + 1)],
  };
  // With every hash and signature right, all that is known is: not the log that has the known head.
  const shorter = { 'tail cut': () => [size], 'old backup': (at) => [Math.max(1, at - 1) + 1] };
  return [
    ...Object.entries(withoutKey).map(([kind, tamper]) =>
      bundle(`${kind} without the key`, tamper, without[kind] ?? ((at) => upTo(at + 1, at))),
    ),
    ...Object.entries(withKey).map(([kind, tamper]) =>
      bundle(`${kind} with the key`, tamper, shorter[kind] ?? (() => [1, size])),
    ),
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
