import { buildPath } from './build-path';
import { type Certificate, readCertificate } from './certificate';
import { MalformedCertificate } from './malformed-certificate';
import { pathFault } from './path-fault';
import type { PublicKey } from './public-key';
import { readPem } from './read-pem';

/** Whom a policy trusts to say who signed. */
export interface TrustedSigners {
  /** PEM of certificates, of which each may certify who signs; at most 10. */
  roots: string;
  /** An address (e-mail), URI or DNS name that the certificate has to be for; without alternative names, its common name. */
  identity?: string;
  /** The OpenID provider that has to have known them, as Fulcio writes it into certificates. */
  provider?: string;
  /** PEM of the public key of a transparency log (Rekor, version 1) that has to have taken the signature in, at its time. */
  log?: string;
}

/** By what key somebody signed and whose it is, or why that is not known or is nobody whom the policy trusts. */
export type FoundSigner =
  | { key: PublicKey; names: readonly string[] }
  /** The reason is a sentence. */
  | { verdict: 'fail' | 'unknown'; reason: string };

const unknown = (reason: string): FoundSigner => ({ verdict: 'unknown', reason });
const fail = (reason: string): FoundSigner => ({ verdict: 'fail', reason });

/**
 * Whose certificate is the first of a chain, by path validation as RFC 5280 has it, but without revocation: that would be
 * looked up outside. Names in a certificate are told only once the path is right.
 * @param chain DER, the signer's first
 * @param at by when the signature was there; milliseconds since 1970-01-01T00:00Z
 */
export function findSigner(chain: readonly Uint8Array[], trusted: TrustedSigners, at: number): FoundSigner {
  const roots = attempt(() => readPem(trusted.roots));
  if ('fault' in roots) return unknown(`A root certificate of the policy ${roots.fault}.`);
  const read: Certificate[] = [];
  for (const [index, der] of chain.entries()) {
    const certificate = attempt(() => readCertificate(der));
    if ('fault' in certificate)
      return unknown(`Certificate ${index + 1} of the bundle ${certificate.fault}.`);
    read.push(certificate.value);
  }
  const built = buildPath(read, roots.value);
  if (built.path === null)
    return built.isUnverifiable
      ? unknown('A certificate is signed in a way that is not verified here: P-256, P-384 and Ed25519 are.')
      : fail('No certificate that the policy trusts vouches for who signed.');
  const fault = pathFault(built.path, at);
  if (fault !== null) {
    const which =
      fault.which === built.path.length ? 'The root certificate' : `Certificate ${fault.which} of the path`;
    return { verdict: fault.verdict, reason: `${which} ${fault.reason}.` };
  }
  return identified(built.path[0]!, trusted);
}

function identified(signer: Certificate, { identity, provider }: TrustedSigners): FoundSigner {
  const { key, identityProvider } = signer;
  const names = namesOf(signer);
  if (key === null)
    return unknown(
      'The key of who signed is of a type that is not verified here: P-256, P-384 and Ed25519 are.',
    );
  if (identity !== undefined && !names.includes(identity))
    return fail(`The certificate is not for ${identity}, whom the policy names.`);
  if (provider !== undefined && identityProvider !== provider)
    return fail(`The certificate does not say that ${provider} knew whom it is for.`);
  return { key, names };
}

/** Whom a certificate is for: the subject counts only where there is nothing more exact (as RFC 6125 has it). */
function namesOf({ alternativeNames, hasAlternativeNames, commonName }: Certificate): readonly string[] {
  if (hasAlternativeNames) return alternativeNames;
  return commonName === null ? [] : [commonName];
}

function attempt<T>(read: () => T): { value: T } | { fault: string } {
  try {
    return { value: read() };
  } catch (error) {
    if (!(error instanceof MalformedCertificate)) throw error;
    return { fault: error.fault };
  }
}
