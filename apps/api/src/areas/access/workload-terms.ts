import { Problem } from '../../server/problem';
import { issuerAddress } from './workload-document';
import { type WorkloadTrust } from './workload-trust.entity';

export interface TermsRequest {
  issuer: string;
  subjects: readonly string[];
  claims: readonly { name: string; values: readonly string[] }[];
}

/** Claims that every token is held against already, or that differ with every token. */
const ownClaims = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti'];

/** By which tokens a service is known. @throws Problem BAD_INPUT that names the field */
export function trustTerms(
  { issuer, subjects, claims }: TermsRequest,
  privateHosts: ReadonlySet<string>,
): Pick<WorkloadTrust, 'issuer' | 'subjects' | 'claims'> {
  assertIssuer(issuer, privateHosts);
  const names = claims.map(({ name }) => name);
  claims.forEach(({ name }, index) => {
    const field = `claims[${index}].name`;
    if (ownClaims.includes(name))
      throw new Problem('BAD_INPUT', `${name} is looked at by itself.`, { field });
    if (names.indexOf(name) !== index)
      throw new Problem('BAD_INPUT', `${name} stands twice: give all its values at once.`, { field });
  });
  return {
    issuer,
    subjects: [...subjects],
    claims: Object.fromEntries(claims.map(({ name, values }) => [name, [...values]])),
  };
}

function assertIssuer(issuer: string, privateHosts: ReadonlySet<string>): void {
  const field = 'issuer';
  const { username, password, search, hash } = addressOf(issuer, privateHosts);
  if ([username, password, search, hash].some((part) => part !== '') || !/^[!-~]+$/.test(issuer))
    throw new Problem('BAD_INPUT', 'issuer must be an address as tokens write it: without names, ? and #.', {
      field,
    });
}

function addressOf(issuer: string, privateHosts: ReadonlySet<string>): URL {
  try {
    return issuerAddress(issuer, privateHosts);
  } catch {
    throw new Problem(
      'BAD_INPUT',
      'issuer must be https at a public address, or at a host of OUTGOING_PRIVATE_HOSTS.',
      { field: 'issuer' },
    );
  }
}
