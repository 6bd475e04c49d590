import type { Certificate } from './certificate';
import { isSame } from './read-der';

/**
 * What stands against a path, and whether it is known to be wrong or only cannot be known. `which` counts from 1, whoever
 * signed first, to the root last.
 */
export interface PathFault {
  which: number;
  verdict: 'fail' | 'unknown';
  /** Ends a sentence that begins with the certificate. */
  reason: string;
}

const codeSigning = '1.3.6.1.5.5.7.3.3';
const anyPurpose = '2.5.29.37.0';

/**
 * The first thing that stands against a path whose names and signatures are right (RFC 5280, section 6.1), at an instant by
 * which the signature was there; null where nothing does. The root is held to the same as the others.
 * @param at milliseconds since 1970-01-01T00:00Z
 */
export function pathFault(path: readonly Certificate[], at: number): PathFault | null {
  for (const [index, certificate] of path.entries()) {
    const found =
      timeFault(certificate, at) ??
      limitFault(certificate) ??
      (index === 0 ? signerFault(certificate) : authorityFault(certificate, path.slice(1, index)));
    if (found !== null) return { which: index + 1, ...found };
  }
  return null;
}

type Found = Omit<PathFault, 'which'>;
const fail = (reason: string): Found => ({ verdict: 'fail', reason });
const unknown = (reason: string): Found => ({ verdict: 'unknown', reason });

/** What was signed before a certificate was good was not signed under it; what came after its end may have been before. */
function timeFault({ notBefore, notAfter }: Certificate, at: number): Found | null {
  if (!(at >= notBefore)) return fail('was not valid yet when the signature was recorded');
  return at <= notAfter ? null : unknown('was no longer valid when the signature was recorded');
}

function limitFault({ notUnderstood: [first] }: Certificate): Found | null {
  return first === undefined ? null : unknown(`is limited in a way that is not understood here (${first})`);
}

/** An authority certifies, and does not sign; whoever signs is certified for that. */
function signerFault({ isAuthority, usage, purposes }: Certificate): Found | null {
  if (isAuthority) return fail('is of an authority, which certifies others and signs no models');
  if (usage?.maySign === false) return fail('is not for signatures');
  return purposes?.includes(codeSigning) === true ? null : fail('is not for signing code');
}

function authorityFault(certificate: Certificate, below: readonly Certificate[]): Found | null {
  const { isAuthority, usage, purposes, pathLength } = certificate;
  if (!isAuthority || usage?.mayCertify === false) return fail('may not certify others');
  if (purposes !== null && !purposes.includes(codeSigning) && !purposes.includes(anyPurpose))
    return fail('may not certify anybody for signing code');
  // One that certified itself, to change its key, does not count (RFC 5280, 6.1.4 (l)).
  const length = below.filter(({ subject, issuer }) => !isSame(subject, issuer)).length;
  return pathLength === null || length <= pathLength ? null : fail('may not certify through so many others');
}
