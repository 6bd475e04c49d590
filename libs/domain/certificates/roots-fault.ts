import { MalformedCertificate } from './malformed-certificate';
import { readPem } from './read-pem';

/** Why certificates in PEM cannot be what a policy trusts, ending a sentence that begins with one of them; null where they can. */
export function rootsFault(pem: string): string | null {
  try {
    const roots = readPem(pem);
    if (roots.some(({ isAuthority, usage }) => !isAuthority || usage?.mayCertify === false))
      return 'is not of an authority, which may certify others';
    if (roots.some(({ key }) => key === null))
      return 'has a key of another type than P-256, P-384 or Ed25519';
    return roots.some(({ notUnderstood }) => notUnderstood.length > 0)
      ? 'is limited in a way that is not understood here'
      : null;
  } catch (error) {
    if (!(error instanceof MalformedCertificate)) throw error;
    return error.fault;
  }
}
