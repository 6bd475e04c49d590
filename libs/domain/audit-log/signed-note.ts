import { utf8ToBytes } from '@noble/hashes/utils.js';
import { readCosignature } from './cosignature';
import { portableHashing, type Hashing } from './hashing';
import { formatSignature, parseSignatureLines, type NoteSignature, type Signer } from './signature-line';
import { type VerifierKey } from './verifier-key';

/** A text with signature lines under it (C2SP signed-note), taken apart. Nothing is verified yet. */
export interface Note {
  /** What is signed, with its last line feed. */
  text: string;
  signatures: NoteSignature[];
}

/** A signature that verified. */
export interface Signed {
  key: VerifierKey;
  /** When a witness cosigned, in seconds since 1970; null for a plain signature. */
  time: number | null;
}

/** Longer notes are refused: what is read from elsewhere has a bound. */
const mostCharacters = 262_144;

/** The parts of a note, or null for a text that is none: controls, no blank line, no or broken signature lines, too long. */
export function parseNote(note: string): Note | null {
  if (note.length > mostCharacters || !note.isWellFormed()) return null;

  if (/[\u0000-\u0009\u000b-\u001f]/.test(note)) return null;
  const blank = note.lastIndexOf('\n\n');
  if (blank < 0) return null;
  const signatures = parseSignatureLines(note.slice(blank + 2));
  return signatures && { text: note.slice(0, blank + 1), signatures };
}

/**
 * The note of a text, signed by each.
 * @param text ends in a line feed
 * @throws RangeError for a text that no note can hold, or no signers
 */
export function signNote(text: string, signers: readonly Signer[]): string {
  const lines = signers.map((signer) => formatSignature(signer.key, signer.sign(utf8ToBytes(text))));
  const note = `${text}\n${lines.join('')}`;
  if (parseNote(note)?.text !== text) throw new RangeError('this text and these signers make no note');
  return note;
}

/** A note with more signature lines under it, such as those of a witness. @throws RangeError when that makes no note */
export function appendSignatures(note: string, lines: string): string {
  const longer = `${note}${lines}`;
  const before = parseNote(note);
  const isNote = before !== null && parseNote(longer)?.text === before.text;
  if (!isNote || parseSignatureLines(lines) === null) throw new RangeError('these lines make no note');
  return longer;
}

/**
 * Which of the keys signed a note. Null when a line of one of them does not verify: such a note is refused as a whole.
 * Lines of other keys are passed over. An empty list says that none of these keys signed, so that nothing is proved.
 */
export function verifyNote(
  { text, signatures }: Note,
  keys: readonly VerifierKey[],
  hashing: Hashing = portableHashing,
): Signed[] | null {
  const signed: Signed[] = [];
  for (const line of signatures) {
    for (const key of keys) {
      if (key.name !== line.name || key.keyId !== line.keyId) continue;
      const part = key.type === 4 ? readCosignature(text, line.signature) : { ...line, text, time: null };
      if (!part || !hashing.verifyEd25519(part.signature, utf8ToBytes(part.text), key.publicKey)) return null;
      signed.push({ key, time: part.time });
    }
  }
  return signed;
}
