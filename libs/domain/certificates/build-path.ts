import type { Certificate } from './certificate';
import { isSignedBy } from './is-signed-by';
import { isSame } from './read-der';

/** From who signed to whom the policy trusts, or why there is no such path. */
export type BuiltPath =
  | { path: readonly Certificate[] }
  /** Nobody certified the last one that was reached. */
  | { path: null; isUnverifiable: boolean };

/**
 * The path from the first certificate over others of the chain to one of the roots, each certified by the next: names are the
 * same byte for byte, and the signature verifies. The others may be in any order, and what is not needed is not looked at.
 * Each is taken once, so that a loop ends; nothing is tried twice, so that the work is bounded by the square of the number.
 * Throws nothing.
 */
export function buildPath(chain: readonly Certificate[], roots: readonly Certificate[]): BuiltPath {
  const [first, ...others] = chain;
  if (first === undefined) return { path: null, isUnverifiable: false };
  const path = [first];
  const left = new Set(others.filter(({ der }) => !roots.some((root) => isSame(root.der, der))));
  for (let last = first; ;) {
    const [candidates, anchors] = [[...left], roots].map((list) =>
      list.filter((each) => isNamed(last, each)),
    );
    const anchor = anchors!.find((each) => isCertifiedBy(last, each));
    if (anchor !== undefined) return { path: [...path, anchor] };
    const next = candidates!.find((each) => isCertifiedBy(last, each));
    if (next === undefined) {
      const issuers = [...anchors!, ...candidates!];
      return { path: null, isUnverifiable: issuers.some((each) => !isVerifiable(last, each)) };
    }
    left.delete(next);
    path.push(next);
    last = next;
  }
}

/** Whether a certificate names the other as the one that certified it. */
function isNamed(certificate: Certificate, issuer: Certificate): boolean {
  return isSame(certificate.issuer, issuer.subject);
}

/** Whether the signature is of a kind that can be verified here. */
function isVerifiable({ algorithm }: Certificate, { key }: Certificate): boolean {
  return algorithm !== null && key !== null && (algorithm === 'ed25519') === (key.type === 'ed25519');
}

function isCertifiedBy(certificate: Certificate, issuer: Certificate): boolean {
  const { algorithm, signature, signed } = certificate;
  if (!isVerifiable(certificate, issuer)) return false;
  const hash = algorithm === null || algorithm === 'ed25519' ? {} : { hash: algorithm };
  return isSignedBy(signature, signed, { ...issuer.key!, ...hash });
}
