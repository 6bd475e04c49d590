import { readFileSync, statSync } from 'node:fs';
import { ConfigError } from './config-error';

/** Variables that hold secrets: each may stand in a file instead, named by `NAME_FILE`. */
const secretNames = ['DATABASE_URL', 'SESSION_SECRET', 'OIDC_CLIENT_SECRET'] as const;

/** The environment with each secret taken from its file, where one is named. Throws ConfigError with every problem. */
export function withSecretFiles(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const merged = { ...env };
  const problems: string[] = [];
  for (const name of secretNames) {
    const variable = `${name}_FILE`;
    const file = env[variable];
    if (!file) continue;
    if (env[name]) {
      problems.push(`${name}: both ${name} and ${variable} are given; keep one`);
      continue;
    }
    const problem = fileProblem(file);
    if (problem) problems.push(`${variable}: ${problem}`);
    else merged[name] = readFileSync(file, 'utf8').trim();
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return merged;
}

/** Why a file of secrets cannot be used; null when it can: it is there, holds something and is its owner's alone. */
export function fileProblem(file: string): string | null {
  try {
    const stat = statSync(file);
    if (!stat.isFile()) return 'the name is no file';
    if ((stat.mode & 0o077) !== 0) return 'the file can be read by others; chmod 600 it';
    return readFileSync(file, 'utf8').trim() === '' ? 'the file is empty' : null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? 'the file does not exist'
      : 'the file cannot be read';
  }
}
