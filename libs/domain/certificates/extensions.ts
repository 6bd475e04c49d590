import {
  BasicConstraints,
  DirectoryString,
  ExtendedKeyUsage,
  KeyUsage,
  KeyUsageFlags,
  SubjectAlternativeName,
  type Extension,
} from '@peculiar/asn1-x509';
import { MalformedCertificate } from './malformed-certificate';
import { readDer } from './read-der';

/** What the extensions of a certificate say. */
export interface Extensions {
  /** Whether it may certify others, and through how many further ones; null for any number. */
  isAuthority: boolean;
  pathLength: number | null;
  /** Null where it does not say. */
  usage: { mayCertify: boolean; maySign: boolean } | null;
  /** Purposes by their object identifiers; null where it does not say. */
  purposes: readonly string[] | null;
  /** Addresses (e-mail), URIs and DNS names that it is for. */
  alternativeNames: readonly string[];
  /** Whether it has names of any kind besides its subject. */
  hasAlternativeNames: boolean;
  /** The OpenID provider that knew whom it is for, as Fulcio writes it. */
  identityProvider: string | null;
  /** Object identifiers of what limits the certificate and is not understood here. */
  notUnderstood: readonly string[];
}

const oids = {
  keyUsage: '2.5.29.15',
  alternativeNames: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  policyConstraints: '2.5.29.36',
  purposes: '2.5.29.37',
  provider: '1.3.6.1.4.1.57264.1.8',
  /** The older form of the same: the text as it is, without an encoding around it. */
  oldProvider: '1.3.6.1.4.1.57264.1.1',
} as const;

const understood: readonly string[] = [
  ...[oids.keyUsage, oids.alternativeNames, oids.basicConstraints, oids.purposes],
  ...[oids.provider, oids.oldProvider],
];

/** They limit the certificate whether or not they are marked as critical, as they have to be. */
const limiting: readonly string[] = [oids.nameConstraints, oids.policyConstraints];

/** @throws MalformedCertificate for an extension that is there twice, or that is not what its kind is */
export function readExtensions(extensions: readonly Extension[]): Extensions {
  const values = new Map<string, Uint8Array>();
  for (const { extnID, extnValue } of extensions) {
    if (values.has(extnID)) throw new MalformedCertificate(`has the extension ${extnID} twice`);
    values.set(extnID, new Uint8Array(extnValue.buffer));
  }
  const read = <T>(oid: string, type: new () => T): T | null => {
    const value = values.get(oid);
    return value === undefined ? null : readDer(value, type);
  };
  const basic = read(oids.basicConstraints, BasicConstraints);
  const usage = read(oids.keyUsage, KeyUsage)?.toNumber();
  const names = read(oids.alternativeNames, SubjectAlternativeName);
  const purposes = read(oids.purposes, ExtendedKeyUsage);
  return {
    isAuthority: basic?.cA === true,
    pathLength: pathLengthOf(basic),
    usage:
      usage === undefined
        ? null
        : {
            mayCertify: (usage & KeyUsageFlags.keyCertSign) !== 0,
            maySign: (usage & KeyUsageFlags.digitalSignature) !== 0,
          },
    purposes: purposes === null ? null : Array.from(purposes),
    alternativeNames: Array.from(names ?? []).flatMap(
      ({ rfc822Name, uniformResourceIdentifier, dNSName }) =>
        rfc822Name ?? uniformResourceIdentifier ?? dNSName ?? [],
    ),
    hasAlternativeNames: names !== null,
    identityProvider: providerOf(values),
    notUnderstood: extensions
      .filter(
        ({ extnID, critical }) => limiting.includes(extnID) || (critical && !understood.includes(extnID)),
      )
      .map(({ extnID }) => extnID),
  };
}

function pathLengthOf(basic: BasicConstraints | null): number | null {
  const length = basic?.pathLenConstraint;
  if (length === undefined) return null;
  if (!Number.isSafeInteger(length) || length < 0)
    throw new MalformedCertificate('has a path length that is none');
  return length;
}

/** @throws MalformedCertificate where the two forms name different providers */
function providerOf(values: ReadonlyMap<string, Uint8Array>): string | null {
  const [value, old] = [values.get(oids.provider), values.get(oids.oldProvider)];
  const provider = value === undefined ? null : (readDer(value, DirectoryString).utf8String ?? null);
  const older = old === undefined ? null : Array.from(old, (byte) => String.fromCharCode(byte)).join('');
  if (provider !== null && older !== null && provider !== older)
    throw new MalformedCertificate('names two providers of identity');
  return provider ?? older;
}
