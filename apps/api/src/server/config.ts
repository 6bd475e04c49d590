import { type Role } from '@countersign/domain/access';
import { ConfigError } from './config-error';
import { configProblems } from './config-rules';
import { environment, type Environment } from './environment';
import { withSecretFiles } from './secret-files';

export { ConfigError };

export interface OidcConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Where people come back to this server; absent: where they came from. */
  publicUrl: string | undefined;
  /** What the provider is asked for, with spaces between. */
  scopes: string;
  /** The claim that holds a person's groups. */
  groupsClaim: string;
  /** The claim by which the provider vouches for the e-mail address. */
  verifiedClaim: string;
  /** How long a session lasts: so much later at most is known here what changed at the provider. */
  sessionHours: number;
  /** Which roles a group gives. */
  groupRoles: ReadonlyMap<string, readonly Role[]>;
}

/** Where signed heads of the audit log go, outside this server: a directory, an HTTP witness, both or neither. */
export interface WitnessConfig {
  dir: string | undefined;
  /** A witness that speaks C2SP tlog-witness, with the verifier key of its cosignatures. */
  http: { url: string; key: string } | undefined;
}

export interface Config {
  /** NODE_ENV=production: nothing weak, no demo, no introspection, trusted documents for browsers. */
  production: boolean;
  port: number;
  host: string;
  /** Absent: the embedded PostgreSQL in the data directory. */
  databaseUrl: string | undefined;
  dataDir: string | undefined;
  /** Whether the demo workspace and its personas exist. */
  demo: boolean;
  publicUrl: string | undefined;
  /** Host names the server answers to besides loopback's and PUBLIC_URL's. */
  allowedHosts: readonly string[];
  /** Hosts of the operator's own network that may be called for what members configure: issuers, receivers. */
  outgoingPrivateHosts: ReadonlySet<string>;
  /** How many reverse proxies stand in front: so many entries of X-Forwarded-For are believed. */
  trustedProxies: number;
  /** Absent outside production alone: made and kept in the data directory then. */
  sessionSecret: string | undefined;
  /** Absent: made and kept in the data directory. */
  auditKeyFile: string | undefined;
  witness: WitnessConfig;
  /** Absent: nobody signs in by OpenID Connect. */
  oidc: OidcConfig | undefined;
  logLevel: string;
}

/** The environment, parsed and held against the rules of docs/spec/doors.md. Throws ConfigError naming every variable at fault. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(withSecretFiles(env)).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  // The library's messages name what was expected, never what was there.
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path[0] as string}: ${issue.message}`));
  const problems = configProblems(parsed.data);
  if (problems.length > 0) throw new ConfigError(problems);
  return configOf(parsed.data);
}

function configOf(env: Environment): Config {
  const { AUDIT_WITNESS_DIR: dir, AUDIT_WITNESS_URL: url, AUDIT_WITNESS_KEY: key } = env;
  return {
    production: env.NODE_ENV === 'production',
    port: env.PORT,
    host: env.HOST,
    databaseUrl: env.DATABASE_URL,
    dataDir: env.DATA_DIR,
    demo: env.DEMO,
    publicUrl: env.PUBLIC_URL,
    allowedHosts: env.ALLOWED_HOSTS,
    outgoingPrivateHosts: new Set(env.OUTGOING_PRIVATE_HOSTS),
    trustedProxies: env.TRUSTED_PROXIES,
    sessionSecret: env.SESSION_SECRET,
    auditKeyFile: env.AUDIT_KEY_FILE,
    witness: { dir, http: url && key ? { url, key } : undefined },
    oidc: oidcOf(env),
    logLevel: env.LOG_LEVEL,
  };
}

function oidcOf(env: Environment): OidcConfig | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  if (!issuer || !clientId || !clientSecret) return undefined;
  return {
    ...{ issuer, clientId, clientSecret, publicUrl: env.PUBLIC_URL },
    scopes: env.OIDC_SCOPES,
    groupsClaim: env.OIDC_GROUPS_CLAIM,
    verifiedClaim: env.OIDC_VERIFIED_CLAIM,
    sessionHours: env.OIDC_SESSION_HOURS,
    groupRoles: env.OIDC_GROUP_ROLES,
  };
}
