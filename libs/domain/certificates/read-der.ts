import { AsnConvert } from '@peculiar/asn1-schema';
import { MalformedCertificate } from './malformed-certificate';

/** A type that the reader of ASN.1 knows. */
type Asn1Type<T> = new () => T;

/** Nothing in a certificate that is good for anything goes deeper or has more parts. */
const bounds = { maxDepth: 30, maxNodes: 3_000 };

/**
 * A value of DER. The reader takes BER, which has many spellings of one value, skips what it cannot place, and reads no
 * further than the value's end; so what is not written back byte for byte is refused.
 * @throws MalformedCertificate
 */
export function readDer<T>(der: Uint8Array, type: Asn1Type<T>): T {
  let value: T;
  let again: Uint8Array;
  try {
    value = AsnConvert.parse(der, type, { berOptions: bounds });
    again = writeDer(value);
  } catch {
    // What the reader throws tells its own insides, and nothing about the certificate.
    throw new MalformedCertificate('is no DER of what it has to be');
  }
  if (!isSame(again, der)) throw new MalformedCertificate('has another encoding than DER');
  return value;
}

/** A value as DER. */
export function writeDer(value: unknown): Uint8Array {
  return new Uint8Array(AsnConvert.serialize(value));
}

/** Whether the bytes are the same. Not for secrets. */
export function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
