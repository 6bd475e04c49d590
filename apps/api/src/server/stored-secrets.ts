import { join } from 'node:path';
import { prepareDataDir, readOrCreateSecret } from '../database/embedded';
import { auditKeyProblem, makeAuditKey } from './audit-key';
import { type Config } from './config';
import { ConfigError } from './config-error';

export interface StoredSecrets {
  /** Keys what must be the same for every replica and known to none but them. */
  sessionSecret: string;
  /** Holds the key that signs the audit log; readAuditKey reads it. */
  auditKeyFile: string;
}

/** What the configuration names, and what it leaves out made once and kept in the data directory, mode 0600. */
export function storedSecrets(config: Config, dataDir: string): StoredSecrets {
  const { secrets } = prepareDataDir(dataDir);
  const sessionSecret = config.sessionSecret ?? readOrCreateSecret(join(secrets, 'session'));
  return { sessionSecret, auditKeyFile: config.auditKeyFile ?? keptAuditKey(join(secrets, 'audit-key.pem')) };
}

function keptAuditKey(file: string): string {
  makeAuditKey(file);
  const problem = auditKeyProblem(file);
  if (problem) throw new ConfigError([`${file}: ${problem}`]);
  return file;
}
