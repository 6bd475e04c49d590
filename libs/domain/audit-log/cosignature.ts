import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { formatSignature, type Signer } from './signature-line';

/**
 * The signature line of a witness under a checkpoint, with its line feed (C2SP tlog-cosignature, Ed25519): "at that time
 * this was the largest tree of the log that I had seen, and it followed from all before".
 * @param body the checkpoint's text, without signatures
 * @param witness a signer whose key is of type 4
 * @param time seconds since 1970
 * @throws RangeError for a key of another type or a time that is none
 */
export function cosign(body: string, witness: Signer, time: number): string {
  if (witness.key.type !== 4) throw new RangeError('a witness signs with a key of type 4');
  if (!Number.isSafeInteger(time) || time < 0) throw new RangeError('a time is in whole seconds since 1970');
  const stamp = new Uint8Array(8);
  new DataView(stamp.buffer).setBigUint64(0, BigInt(time));
  const signature = witness.sign(utf8ToBytes(cosignedText(body, time)));
  return formatSignature(witness.key, concatBytes(stamp, signature));
}

/** A cosignature taken apart: when, and what the Ed25519 signature is to be on. Null when it has another length or no time. */
export function readCosignature(
  body: string,
  signature: Uint8Array,
): { time: number; text: string; signature: Uint8Array } | null {
  if (signature.length !== 72) return null;
  const time = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0));
  if (!Number.isSafeInteger(time)) return null;
  return { time, text: cosignedText(body, time), signature: signature.subarray(8) };
}

const cosignedText = (body: string, time: number): string => `cosignature/v1\ntime ${time}\n${body}`;
