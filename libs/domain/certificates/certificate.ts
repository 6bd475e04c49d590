import { Certificate as Asn1Certificate, type Time } from '@peculiar/asn1-x509';
import { readExtensions, type Extensions } from './extensions';
import type { SignatureHash } from './is-signed-by';
import { MalformedCertificate } from './malformed-certificate';
import { commonNameOf } from './common-name';
import { keyOfDer, type PublicKey } from './public-key';
import { isSame, readDer, writeDer } from './read-der';

/** What a chain is judged by, of an X.509 certificate (RFC 5280). Nothing of it is believed before the chain is. */
export interface Certificate extends Extensions {
  der: Uint8Array;
  /** Names as DER: they are compared byte by byte. */
  subject: Uint8Array;
  issuer: Uint8Array;
  /** The subject's one common name, or null. */
  commonName: string | null;
  /** Milliseconds since 1970-01-01T00:00Z, both inclusive. */
  notBefore: number;
  notAfter: number;
  /** Null where it is of a type that is not verified by here. */
  key: PublicKey | null;
  /** Null where it is made in a way that is not verified here. */
  algorithm: SignatureHash | 'ed25519' | null;
  signed: Uint8Array;
  signature: Uint8Array;
}

const algorithms: Readonly<Record<string, Certificate['algorithm']>> = {
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.3.101.112': 'ed25519',
};

const longest = 16_000;
const version3 = 2;

/** @throws MalformedCertificate for what is no X.509 certificate of version 3 in DER, with each extension once */
export function readCertificate(der: Uint8Array): Certificate {
  if (der.length > longest) throw new MalformedCertificate(`is longer than ${longest} bytes`);
  const {
    tbsCertificate: said,
    tbsCertificateRaw,
    signatureAlgorithm,
    signatureValue,
  } = readDer(der, Asn1Certificate);
  const signed = new Uint8Array(tbsCertificateRaw ?? []);
  if (!isSame(writeDer(said), signed)) throw new MalformedCertificate('has another encoding than DER');
  if (said.version !== version3) throw new MalformedCertificate('is not of version 3');
  if (!isSame(writeDer(said.signature), writeDer(signatureAlgorithm)))
    throw new MalformedCertificate('names two ways of signing');
  // Parameters of an algorithm could change what it means; these have none (RFC 5758 and RFC 8410).
  const isPlain = signatureAlgorithm.parameters === undefined;
  return {
    der,
    subject: writeDer(said.subject),
    issuer: writeDer(said.issuer),
    commonName: commonNameOf(said.subject),
    notBefore: timeOf(said.validity.notBefore),
    notAfter: timeOf(said.validity.notAfter),
    key: keyOfDer(writeDer(said.subjectPublicKeyInfo)),
    algorithm: isPlain ? (algorithms[signatureAlgorithm.algorithm] ?? null) : null,
    signed,
    signature: new Uint8Array(signatureValue),
    ...readExtensions(said.extensions ?? []),
  };
}

function timeOf(time: Time): number {
  const at = time.getTime().getTime();
  if (!Number.isFinite(at)) throw new MalformedCertificate('has a time that is none');
  return at;
}
