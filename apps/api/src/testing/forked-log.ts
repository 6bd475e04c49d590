import {
  canonicalJson,
  checkpointBody,
  Frontier,
  inclusionRanges,
  leafHash,
  type LeafRange,
  payloadCommitment,
  type Signer,
  signNote,
} from '@countersign/domain/audit-log';
import { entryLine, type PassportEntry } from '@countersign/domain/passport';
import { nativeHashing } from '@countersign/engines/hashing';

/** An entry as a forger writes it. */
export interface ForkedEntry {
  says: Record<string, unknown>;
  payload?: Record<string, unknown>;
  salt?: string;
}

/** The entries of a passport, to be changed and put into another log. */
export function entriesIn(lines: string): ForkedEntry[] {
  return lines
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { canonical, payload, salt } = JSON.parse(line) as PassportEntry;
      const says = JSON.parse(canonical) as ForkedEntry['says'];
      return { says, ...(payload && { payload: { ...payload } }), ...(salt !== undefined && { salt }) };
    });
}

/** A log of these entries alone, numbered from 1, as somebody signs it who holds its key: a fork of the true one. */
export function forkedLog(
  entries: readonly ForkedEntry[],
  signer: Signer,
): { lines: string; checkpoint: string } {
  const texts = entries.map(({ says, payload, salt }, at) => {
    const commitment = salt === undefined ? says['payloadCommitment'] : payloadCommitment(payload, salt);
    return canonicalJson({ ...says, sequence: at + 1, payloadCommitment: commitment });
  });
  const leaves = texts.map((text) => leafHash(text, nativeHashing));
  const size = leaves.length;
  const rootOf = ({ from, to }: LeafRange) => {
    const tree = new Frontier();
    for (const leaf of leaves.slice(from, to)) tree.append(leaf);
    return tree.root();
  };
  const lines = entries.map(({ payload, salt }, at) =>
    entryLine({
      canonical: texts[at]!,
      proof: inclusionRanges(at, size).map(rootOf),
      ...(payload && { payload }),
      ...(salt !== undefined && { salt }),
    }),
  );
  const body = checkpointBody({ origin: signer.key.name, size, root: rootOf({ from: 0, to: size }) });
  return { lines: lines.join(''), checkpoint: signNote(body, [signer]) };
}
