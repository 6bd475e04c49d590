import { roles, type Role } from '@countersign/domain/access';
import { z } from 'zod';

const flag = z
  .enum(['on', 'off', 'true', 'false', '1', '0'])
  .transform((text) => ['on', 'true', '1'].includes(text));

const hostName = /^(?!-)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$|^\[[0-9a-f:]+\]$/;

const hostNames = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim().toLowerCase()))
  .refine((names) => names.every((name) => hostName.test(name)), {
    message: 'must be host names without scheme and port, separated by commas',
  });

const webAddress = z.url({ protocol: /^https?$/ });

const scopes = z
  .string()
  .refine((text) => text.split(' ').includes('openid'), { message: 'must hold openid, with spaces between' });

/** `group=role` with commas between; a group may stand there again with another role. Names of groups may hold `=`. */
const groupRoles = z.string().transform((text, context): ReadonlyMap<string, Role[]> => {
  const pairs = text.split(',').map((pair) => {
    const at = pair.lastIndexOf('=');
    return { group: pair.slice(0, at).trim(), role: pair.slice(at + 1).trim() as Role };
  });
  if (!pairs.every(({ group, role }) => group !== '' && roles.includes(role)))
    context.addIssue({
      code: 'custom',
      message: `must be group=role with commas between; roles are ${roles.join(', ')}`,
    });
  const groups = [...new Set(pairs.map(({ group }) => group))];
  return new Map(
    groups.map((each) => [each, pairs.filter(({ group }) => group === each).map(({ role }) => role)]),
  );
});

/** Every variable the server reads, each by itself. */
export const environment = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: z.string().min(1).optional(),
  DEMO: flag.default(false),
  PUBLIC_URL: webAddress.optional(),
  ALLOWED_HOSTS: hostNames.default([]),
  OUTGOING_PRIVATE_HOSTS: hostNames.default([]),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  SESSION_SECRET: z.string().optional(),
  AUDIT_KEY_FILE: z.string().optional(),
  AUDIT_WITNESS_DIR: z.string().optional(),
  AUDIT_WITNESS_URL: webAddress.optional(),
  AUDIT_WITNESS_KEY: z.string().optional(),
  OIDC_ISSUER: webAddress.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_SCOPES: scopes.default('openid email profile'),
  OIDC_GROUPS_CLAIM: z.string().default('groups'),
  OIDC_VERIFIED_CLAIM: z.string().default('email_verified'),
  OIDC_SESSION_HOURS: z.coerce.number().int().min(1).max(12).default(8),
  OIDC_GROUP_ROLES: groupRoles.default(new Map()),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('warn'),
});

/** The variables, each of its own type, not yet held against one another. */
export type Environment = z.infer<typeof environment>;
