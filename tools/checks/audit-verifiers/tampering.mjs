// The fourteen kinds of tampering of goal G25, each by somebody without the signing key and by somebody with it.
import { bundleOf, canonical, makeLog, noteKey, rechain } from './log-writer.mjs';

const below = (random, count) => Math.floor(random() * count);
const isEntry = (line) => 'entry' in line;
const placeOf = (lines, sequence) => lines.filter(isEntry)[sequence - 1];

/** Changes one member of an entry's text and leaves the rest of the text as it is. */
function editText(lines, sequence, change) {
  const { entry } = placeOf(lines, sequence);
  entry.canonical = canonical({ ...JSON.parse(entry.canonical), ...change });
}

const otherAction = { action: 'nothing.of.note' };
const otherTime = { at: '2020-01-01T00:00:00.000Z' };

/** The log as if an entry had always been another one: every hash after it is made again. */
function rewritten(log, change) {
  const entries = log.entries.map((entry) => ({ ...entry, entry: { ...entry.entry } }));
  return { ...log, entries: rechain(change(entries)) };
}

/** Its checkpoints end where the log ends. */
function withSizes(log) {
  const size = log.entries.length;
  const sizes = [...log.sizes.filter((at) => at < size), size];
  return { ...log, sizes };
}

const edited = (log, at, change) =>
  rewritten(log, (entries) => {
    Object.assign(entries[at - 1].entry, change);
    return entries;
  });

/** The lines of one log with the checkpoints of another: what is left to somebody who cannot sign. */
function withSignaturesOf(lines, genuine) {
  const notes = genuine.filter((line) => !isEntry(line) && line.checkpoint).map((line) => line.checkpoint);
  const lineOf = (note, checkpoint) => {
    const signatures = note.slice(note.indexOf('\n\n') + 1);
    return { checkpoint: checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1) + signatures };
  };
  let next = 0;
  return lines.map((line) =>
    line.checkpoint ? lineOf(notes[Math.min(next++, notes.length - 1)], line.checkpoint) : line,
  );
}

/** The log at its last checkpoint before the end, or empty-handed at one entry less. */
function shortened(log) {
  const size = log.sizes.at(-2) ?? log.entries.length - 1;
  return { ...log, entries: log.entries.slice(0, size), sizes: log.sizes.filter((at) => at <= size) };
}

/** Another history from a place on. */
function forked(random, log, at) {
  const other = makeLog(random, { size: log.entries.length, workspaceId: log.workspaceId });
  return rewritten(log, (entries) => [...entries.slice(0, at - 1), ...other.entries.slice(at - 1)]);
}

const foreigner = (random, log) => makeLog(random, { size: log.entries.length, workspaceId: 'w-2' });

/**
 * What somebody without the key can do to a bundle. Each returns the lines of the bundle; `at` is an entry of it.
 * Kinds that leave a true, shorter log are found only by who knows a later head.
 */
export const withoutKey = {
  'bit flip': (random, log, at) => {
    const lines = bundleOf(log);
    const { entry } = placeOf(lines, at);
    const place = below(random, entry.canonical.length);
    const flipped = String.fromCharCode(entry.canonical.charCodeAt(place) ^ (1 << below(random, 5)));
    entry.canonical = entry.canonical.slice(0, place) + flipped + entry.canonical.slice(place + 1);
    return lines;
  },
  edit: (random, log, at) => {
    const lines = bundleOf(log);
    editText(lines, at, otherAction);
    return lines;
  },
  delete: (random, log, at) => {
    const lines = bundleOf(log);
    return lines.filter((line) => line !== placeOf(lines, at));
  },
  insert: (random, log, at) => {
    const lines = bundleOf(log);
    const copy = structuredClone(placeOf(lines, at));
    copy.entry.canonical = canonical({ ...JSON.parse(copy.entry.canonical), ...otherAction });
    lines.splice(lines.indexOf(placeOf(lines, at)), 0, copy);
    return lines;
  },
  swap: (random, log, at) => {
    const lines = bundleOf(log);
    const [first, second] = [Math.min(at, log.entries.length - 1), Math.min(at, log.entries.length - 1) + 1];
    const [a, b] = [first, second].map((sequence) => lines.indexOf(placeOf(lines, sequence)));
    [lines[a], lines[b]] = [lines[b], lines[a]];
    return lines;
  },
  'tail cut': (random, log) => bundleOf(shortened(log)),
  'time shift': (random, log, at) => {
    const lines = bundleOf(log);
    editText(lines, at, otherTime);
    return lines;
  },
  're-chain': (random, log, at) => withSignaturesOf(bundleOf(edited(log, at, otherAction)), bundleOf(log)),
  'old backup': (random, log) => bundleOf(shortened(log)),
  fork: (random, log, at) => withSignaturesOf(bundleOf(forked(random, log, at)), bundleOf(log)),
  'key swap': (random, log, at) =>
    bundleOf({ ...edited(log, at, otherAction), keys: [noteKey(log.origin, `thief ${random()}`)] }),
  'signature strip': (random, log) => {
    const lines = bundleOf(log);
    const notes = lines.filter((line) => line.checkpoint);
    const stripped = notes[below(random, notes.length)];
    stripped.checkpoint = stripped.checkpoint.slice(0, stripped.checkpoint.indexOf('\n\n') + 2);
    return lines;
  },
  transplant: (random, log, at) => {
    const lines = bundleOf(log);
    placeOf(lines, at).entry = placeOf(bundleOf(foreigner(random, log)), at).entry;
    return lines;
  },
  duplicate: (random, log, at) => {
    const lines = bundleOf(log);
    const line = placeOf(lines, at);
    lines.splice(lines.indexOf(line), 0, structuredClone(line));
    return lines;
  },
};

const resigned = (log) => bundleOf(withSizes(log));

/** What somebody with the key can do: every hash and signature is right, and only a head from elsewhere speaks up. */
export const withKey = {
  'bit flip': (random, log, at) => resigned(edited(log, at, { id: `${log.entries[at - 1].entry.id}1` })),
  edit: (random, log, at) => resigned(edited(log, at, otherAction)),
  delete: (random, log, at) => resigned(rewritten(log, (entries) => entries.toSpliced(at - 1, 1))),
  insert: (random, log, at) =>
    resigned(
      rewritten(log, (entries) => {
        const { entry, payload, salt } = entries[at - 1];
        return entries.toSpliced(at - 1, 0, { entry: { ...entry, ...otherAction }, payload, salt });
      }),
    ),
  swap: (random, log, at) =>
    resigned(
      rewritten(log, (entries) => {
        const first = Math.min(at, entries.length - 1);
        return entries.toSpliced(first - 1, 2, entries[first], entries[first - 1]);
      }),
    ),
  'tail cut': (random, log) => resigned({ ...log, entries: log.entries.slice(0, -1) }),
  'time shift': (random, log, at) => resigned(edited(log, at, otherTime)),
  're-chain': (random, log, at) => resigned(edited(log, at, { outcome: 'never' })),
  'old backup': (random, log, at) => resigned({ ...log, entries: log.entries.slice(0, Math.max(1, at - 1)) }),
  fork: (random, log, at) => resigned(forked(random, log, at)),
  'key swap': (random, log, at) =>
    resigned({
      ...edited(log, at, otherAction),
      keys: [log.keys[0], noteKey(log.origin, `thief ${random()}`)],
    }),
  'signature strip': (random, log, at) => resigned(edited(log, at, otherTime)),
  transplant: (random, log, at) => {
    const foreign = foreigner(random, log).entries[at - 1];
    return resigned(
      rewritten(log, (entries) =>
        entries.toSpliced(at - 1, 1, {
          ...foreign,
          entry: { ...foreign.entry, workspaceId: log.workspaceId },
        }),
      ),
    );
  },
  // Not the last one: that would be one more entry, which the holder of the key may always append.
  duplicate: (random, log, at) =>
    resigned(
      rewritten(log, (entries) => {
        const place = Math.min(at, entries.length - 1);
        return entries.toSpliced(place, 0, entries[place - 1]);
      }),
    ),
};

/** A bundle's bytes with one small change, as a bad disk or a bad hand makes them. */
export function mutatedBytes(random, text) {
  const bytes = Buffer.from(text);
  const at = below(random, bytes.length);
  const lines = text.split('\n');
  const line = below(random, lines.length);
  const kinds = [
    () => bytes.fill(bytes[at] ^ (1 << below(random, 8)), at, at + 1),
    () => bytes.fill(below(random, 256), at, at + 1),
    () => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]),
    () => Buffer.concat([bytes.subarray(0, at), Buffer.of(below(random, 256)), bytes.subarray(at)]),
    () => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + 7), bytes.subarray(at)]),
    () => bytes.subarray(0, at),
    () => Buffer.from(lines.toSpliced(line, 1).join('\n')),
    () => Buffer.from(lines.toSpliced(line, 0, lines[line]).join('\n')),
    () => Buffer.from(text.replaceAll('\n', '\r\n')),
    () => Buffer.from(`\ufeff${text}`),
    () => Buffer.from(text.trimEnd()),
    () => Buffer.from(`${text}\n`),
  ];
  return kinds[below(random, kinds.length)]();
}
