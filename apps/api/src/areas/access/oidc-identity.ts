import { roles, type Role } from '@countersign/domain/access';
import { isEmail } from 'class-validator';
import { type OidcConfig } from '../../server/config';
import { isName } from '../../wire/plain-text';
import { normalEmail } from './email';

/** What a provider says of somebody, once its signature was checked. */
export type Claims = Readonly<Record<string, unknown>>;

/** Somebody whom the provider vouches for. */
export interface OidcIdentity {
  issuer: string;
  /** Stands for the person at this issuer, for ever; addresses and names may change hands. */
  subject: string;
  /** An address that the provider verified; null without one. */
  email: string | null;
  name: string;
  /** The roles that the person's groups give. */
  roles: Role[];
  /** When the provider last saw them prove who they are, where it says so. */
  authenticatedAt?: Date;
}

type Mapping = Pick<OidcConfig, 'groupsClaim' | 'groupRoles' | 'verifiedClaim'>;

export function identityFrom(claims: Claims & { iss: string; sub: string }, mapping: Mapping): OidcIdentity {
  const email = verifiedEmail(claims, mapping.verifiedClaim);
  const names = [claims['name'], claims['preferred_username'], email];
  const name = names.find((each): each is string => typeof each === 'string' && isName(each, 200));
  return {
    ...{ issuer: claims.iss, subject: claims.sub, email },
    name: name ?? 'Unnamed',
    roles: rolesOfGroups(claims[mapping.groupsClaim], mapping.groupRoles),
    ...instantOf(claims['auth_time']),
  };
}

/** Seconds since 1970, as an ID token has them. */
function instantOf(claim: unknown): Pick<OidcIdentity, 'authenticatedAt'> {
  const isTime = typeof claim === 'number' && claim >= 0 && claim < 1e11;
  return isTime ? { authenticatedAt: new Date(claim * 1000) } : {};
}

const yes: readonly unknown[] = [true, 'true', 1, '1'];

/**
 * The address, where the provider says that it belongs to the person. One that only becomes somebody's by
 * normalisation (a full-width letter, the Kelvin sign) is another mailbox, and nobody's here.
 */
function verifiedEmail(claims: Claims, verifiedClaim: string): string | null {
  const { email } = claims;
  if (typeof email !== 'string' || !yes.includes(claims[verifiedClaim])) return null;
  const normal = normalEmail(email);
  const isPlain = /^[\x21-\x7e]+$/.test(email) || email === normal;
  return isPlain && isEmail(normal) ? normal : null;
}

/** In the order of the table of roles, each once. A single group may come as a text. */
function rolesOfGroups(groups: unknown, groupRoles: OidcConfig['groupRoles']): Role[] {
  const names: unknown[] = typeof groups === 'string' ? [groups] : Array.isArray(groups) ? groups : [];
  const given = new Set(
    names.flatMap((name) => (typeof name === 'string' ? (groupRoles.get(name) ?? []) : [])),
  );
  return roles.filter((role) => given.has(role));
}
