import { parseVerifierKey } from '@countersign/domain/audit-log';
import { auditKeyProblem } from './audit-key';
import { type Environment } from './environment';
import { isLoopback } from './loopback';
import { passwordWeakness, weakness } from './weak-secret';

/** What variables must be when they are taken together; each rule answers its problems, by the variable's name. */
type Rule = (env: Environment, production: boolean) => (string | false | null | undefined)[];

const sessionSecret: Rule = ({ SESSION_SECRET: secret }, production) => {
  if (secret === undefined)
    return [production && 'SESSION_SECRET: is required in production, for example from openssl rand -hex 32'];
  const weak = weakness(secret);
  return [weak && `SESSION_SECRET: ${weak}`];
};

const auditKey: Rule = ({ AUDIT_KEY_FILE: file, DATABASE_URL: url }, production) => {
  if (file === undefined)
    return [
      production &&
        url !== undefined &&
        'AUDIT_KEY_FILE: is required in production with DATABASE_URL, for example from openssl genpkey -algorithm ed25519',
    ];
  const problem = auditKeyProblem(file);
  return [problem && `AUDIT_KEY_FILE: ${problem}`];
};

const database: Rule = ({ DATABASE_URL: text }, production) => {
  if (text === undefined) return [];
  const url = new URL(text);
  // The driver lets parameters override what stands before them; a check of one place has to see one place.
  const overrides = ['host', 'user', 'password', 'port', 'dbname'].filter((name) =>
    url.searchParams.has(name),
  );
  const isRemote = !isLoopback(url.hostname);
  const weak = passwordWeakness(decodeURIComponent(url.password), decodeURIComponent(url.username));
  return [
    overrides.length > 0 && `DATABASE_URL: ${overrides.join(' and ')} may not be given as a parameter`,
    weak && (isRemote || production) && `DATABASE_URL: ${weak}`,
  ];
};

const demo: Rule = ({ DEMO: on, HOST: host, PUBLIC_URL: publicUrl }, production) =>
  on
    ? [
        !isLoopback(host) && 'DEMO: anyone may sign in as anyone, so HOST must be loopback',
        isElsewhere(publicUrl) && 'DEMO: anyone may sign in as anyone, so PUBLIC_URL must be loopback',
        production && 'DEMO: must be off in production',
      ]
    : [];

const publicAddress: Rule = ({ PUBLIC_URL: text }, production) => [
  production &&
    isPlainElsewhere(text) &&
    'PUBLIC_URL: must be https in production, or cookies travel in the clear',
];

const openIdConnect: Rule = (env, production) => {
  const names = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;
  const missing = names.filter((name) => env[name] === undefined);
  if (missing.length === names.length) return [];
  return [
    missing.length > 0 && `${missing.join(', ')}: missing, while other OIDC_ variables are given`,
    isPlainElsewhere(env.OIDC_ISSUER) && 'OIDC_ISSUER: must be https',
    production &&
      env.PUBLIC_URL === undefined &&
      'PUBLIC_URL: is required with OIDC_ISSUER: people come back to it',
  ];
};

const witness: Rule = ({ AUDIT_WITNESS_URL: url, AUDIT_WITNESS_KEY: key }, production) => [
  url !== undefined && key === undefined && 'AUDIT_WITNESS_KEY: is required with AUDIT_WITNESS_URL',
  url === undefined && key !== undefined && 'AUDIT_WITNESS_URL: is required with AUDIT_WITNESS_KEY',
  key !== undefined &&
    parseVerifierKey(key)?.type !== 4 &&
    'AUDIT_WITNESS_KEY: is no verifier key of cosignatures (name+id+base64)',
  production && isPlainElsewhere(url) && 'AUDIT_WITNESS_URL: must be https in production',
];

const rules: readonly Rule[] = [
  sessionSecret,
  auditKey,
  database,
  demo,
  publicAddress,
  openIdConnect,
  witness,
];

/** Every problem of a set-up, each with the name of its variable and without its value. */
export function configProblems(env: Environment): string[] {
  const production = env.NODE_ENV === 'production';
  return rules.flatMap((rule) => rule(env, production)).filter((problem) => typeof problem === 'string');
}

function isElsewhere(url: string | undefined): boolean {
  return url !== undefined && !isLoopback(new URL(url).hostname);
}

function isPlainElsewhere(url: string | undefined): boolean {
  return url !== undefined && isElsewhere(url) && new URL(url).protocol === 'http:';
}
