import { readFileSync } from 'node:fs';
import { z } from 'zod';

const flag = z
  .enum(['on', 'off', 'true', 'false', '1', '0'])
  .transform((text) => ['on', 'true', '1'].includes(text));

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: z.string().min(1).optional(),
  DEMO: flag.default(false),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('warn'),
});

export interface Config {
  port: number;
  host: string;
  /** Absent: the embedded PostgreSQL in the data directory. */
  databaseUrl: string | undefined;
  dataDir: string | undefined;
  /** Whether the demo workspace and its personas exist. */
  demo: boolean;
  publicUrl: string | undefined;
  logLevel: string;
}

/** A configuration the server refuses to start with; the message names every variable at fault. */
export class ConfigError extends Error {}

const secretNames = ['DATABASE_URL'] as const;

/** Reads `NAME_FILE` into `NAME` for each secret, so that secrets need not stand in the environment. */
function withSecretFiles(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const merged = { ...env };
  for (const name of secretNames) {
    const file = env[`${name}_FILE`];
    if (file) merged[name] = readFileSync(file, 'utf8').trim();
  }
  return merged;
}

/** The environment as design names it (PORT, HOST, DATABASE_URL, DATA_DIR, DEMO, PUBLIC_URL), parsed; throws ConfigError. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(withSecretFiles(env)).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`The configuration is not usable. ${problems.join('; ')}`);
  }
  const { PORT, HOST, DATABASE_URL, DATA_DIR, DEMO, PUBLIC_URL, LOG_LEVEL } = parsed.data;
  return {
    port: PORT,
    host: HOST,
    databaseUrl: DATABASE_URL,
    dataDir: DATA_DIR,
    demo: DEMO,
    publicUrl: PUBLIC_URL,
    logLevel: LOG_LEVEL,
  };
}
