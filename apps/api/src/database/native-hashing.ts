import { hash } from 'node:crypto';
import { portableHashing, type Hashing } from '@countersign/domain/audit-log';

/** The runtime's own SHA-256, several times as fast as one in JavaScript. */
export const nativeHashing: Hashing = { ...portableHashing, sha256: (bytes) => hash('sha256', bytes) };
