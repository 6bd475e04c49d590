import { ed25519 } from '@noble/curves/ed25519.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  DirectoryString,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
} from '@peculiar/asn1-x509';
import { base64Encode } from '../audit-log';
import { isoDate } from '../monitoring';

/** Certificates of every kind, for specs: made anew, always the same. */
export interface ExampleKey {
  type: 'p256' | 'p384' | 'p521' | 'ed25519';
  spki: Uint8Array;
  secret: Uint8Array;
  /** As certificates and DSSE are signed. */
  sign: (bytes: Uint8Array) => Uint8Array;
}

const heads = {
  p256: '3059301306072a8648ce3d020106082a8648ce3d030107034200',
  p384: '3076301006072a8648ce3d020106052b81040022036200',
  p521: '30819b301006072a8648ce3d020106052b8104002303818600',
  ed25519: '302a300506032b6570032100',
};
const curves = {
  p256: { curve: p256, hash: sha256 },
  p384: { curve: p384, hash: sha384 },
  p521: { curve: p521, hash: sha512 },
};
const algorithms = {
  p256: '1.2.840.10045.4.3.2',
  p384: '1.2.840.10045.4.3.3',
  p521: '1.2.840.10045.4.3.4',
  ed25519: '1.3.101.112',
};

const joined = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

/** A key pair; `seed` makes another. */
export function exampleKey(type: ExampleKey['type'] = 'p256', seed = 1): ExampleKey {
  const length = { p256: 32, p384: 48, p521: 66, ed25519: 32 }[type];
  const secret = new Uint8Array(length).fill(seed);
  if (type === 'p521') secret[0] = 0;
  const publicKey =
    type === 'ed25519' ? ed25519.getPublicKey(secret) : curves[type].curve.getPublicKey(secret, false);
  return {
    type,
    secret,
    spki: joined(hexToBytes(heads[type]), publicKey),
    sign: (bytes) =>
      type === 'ed25519'
        ? ed25519.sign(bytes, secret)
        : curves[type].curve.sign(curves[type].hash(bytes), secret, {
            ...{ format: 'der', lowS: false, prehash: false },
          }),
  };
}

export const codeSigning = '1.3.6.1.5.5.7.3.3';
const day = 86_400_000;
/** The middle of the time for which examples are valid. */
export const exampleTime = 1_780_315_200_000;

export interface ExampleCertificate {
  subject: string;
  issuer: string;
  key: ExampleKey;
  issuerKey: ExampleKey;
  isAuthority?: boolean;
  pathLength?: number;
  /** Flags of KeyUsage; null for none. */
  usage?: number | null;
  purposes?: string[] | null;
  names?: GeneralName[];
  notBefore?: number;
  notAfter?: number;
  more?: Extension[];
  /** Object identifier, in place of the one of the issuer's key. */
  algorithm?: string;
}

export const extension = (oid: string, value: Uint8Array, critical = false): Extension =>
  new Extension({ extnID: oid, critical, extnValue: new OctetString(value) });

const der = (value: unknown): Uint8Array => new Uint8Array(AsnConvert.serialize(value));
const nameOf = (commonName: string): Name =>
  new Name([
    new RelativeDistinguishedName([
      new AttributeTypeAndValue({ type: '2.5.4.3', value: new AttributeValue({ utf8String: commonName }) }),
    ]),
  ]);

/** A UTF8String, as the newer extensions of Fulcio hold. */
export const utf8String = (text: string): Uint8Array => der(new DirectoryString({ utf8String: text }));

function extensionsOf(given: ExampleCertificate): Extension[] {
  const { isAuthority = false, pathLength, names = [], more = [] } = given;
  const { usage = isAuthority ? KeyUsageFlags.keyCertSign : KeyUsageFlags.digitalSignature } = given;
  const { purposes = isAuthority ? null : [codeSigning] } = given;
  return [
    extension(
      '2.5.29.19',
      der(
        new BasicConstraints({
          cA: isAuthority,
          ...(pathLength !== undefined && { pathLenConstraint: pathLength }),
        }),
      ),
      true,
    ),
    ...(usage === null ? [] : [extension('2.5.29.15', der(new KeyUsage(usage)), true)]),
    ...(purposes === null ? [] : [extension('2.5.29.37', der(new ExtendedKeyUsage(purposes)))]),
    ...(names.length === 0 ? [] : [extension('2.5.29.17', der(new SubjectAlternativeName(names)))]),
    ...more,
  ];
}

/** A UTCTime, to the second. */
function utcTime(at: number): Uint8Array {
  const seconds = Math.floor(at / 1000) % 86_400;
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const date = isoDate(at).slice(2).replaceAll('-', '');
  const time = parts.map((part) => String(part).padStart(2, '0')).join('');
  return joined(Uint8Array.of(0x17, 13), utf8ToBytes(`${date}${time}Z`));
}

/** A certificate in DER. */
export function exampleCertificate(given: ExampleCertificate): Uint8Array {
  const { subject, issuer, key, issuerKey } = given;
  const { notBefore = exampleTime - 30 * day, notAfter = exampleTime + 30 * day } = given;
  const signatureAlgorithm = new AlgorithmIdentifier({
    algorithm: given.algorithm ?? algorithms[issuerKey.type],
  });
  const tbsCertificate = new TBSCertificate({
    version: 2,
    serialNumber: Uint8Array.of(1).buffer,
    signature: signatureAlgorithm,
    issuer: nameOf(issuer),
    subject: nameOf(subject),
    validity: AsnConvert.parse(
      joined(Uint8Array.of(0x30, 30), utcTime(notBefore), utcTime(notAfter)),
      Validity,
    ),
    subjectPublicKeyInfo: AsnConvert.parse(key.spki, SubjectPublicKeyInfo),
    extensions: new Extensions(extensionsOf(given)),
  });
  const signatureValue = Uint8Array.from(issuerKey.sign(der(tbsCertificate))).buffer;
  return der(new Certificate({ tbsCertificate, signatureAlgorithm, signatureValue }));
}

/** Certificates in PEM, one after another. */
export const pemOf = (...certificates: Uint8Array[]): string =>
  certificates
    .map((each) => `-----BEGIN CERTIFICATE-----\n${base64Encode(each)}\n-----END CERTIFICATE-----\n`)
    .join('');

const uri = (text: string): GeneralName => new GeneralName({ uniformResourceIdentifier: text });
export const email = (text: string): GeneralName => new GeneralName({ rfc822Name: text });
/** Bytes of a text, as the older extensions of Fulcio hold. */
export const rawText = (text: string): Uint8Array => utf8ToBytes(text);

/** Root, intermediate and signer, of which each can be changed; the chain is what a bundle holds. */
export function exampleChain(
  changes: { root?: object; middle?: object; signer?: object } = {},
  type: ExampleKey['type'] = 'p256',
) {
  const [rootKey, middleKey, key] = [1, 2, 3].map((seed) => exampleKey(type, seed)) as [
    ExampleKey,
    ExampleKey,
    ExampleKey,
  ];
  const root = exampleCertificate({
    ...{ subject: 'Root', issuer: 'Root', key: rootKey, issuerKey: rootKey, isAuthority: true },
    ...changes.root,
  });
  const middle = exampleCertificate({
    ...{ subject: 'Middle', issuer: 'Root', key: middleKey, issuerKey: rootKey, isAuthority: true },
    ...{ pathLength: 0, ...changes.middle },
  });
  const signer = exampleCertificate({
    ...{ subject: 'release@example.org', issuer: 'Middle', key, issuerKey: middleKey },
    ...{ names: [email('release@example.org'), uri('spiffe://example.org/release')], ...changes.signer },
  });
  return { key, rootKey, middleKey, root, middle, signer, chain: [signer, middle], roots: pemOf(root) };
}
