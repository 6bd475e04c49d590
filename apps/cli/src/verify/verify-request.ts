import { existsSync } from 'node:fs';
import {
  parseCheckpoint,
  parseVerifierKey,
  type BundleOptions,
  type Checkpoint,
  type VerifierKey,
} from '@countersign/domain/audit-log';
import { type OptionValues } from '../command';
import { readTextFile } from '../input/text-file';
import { UsageError } from '../usage-error';

/** What the user knows from elsewhere. @throws UsageError for what is no key and no checkpoint */
export function verifyRequest(values: OptionValues): Required<Omit<BundleOptions, 'hashing' | 'entry'>> {
  return {
    keys: texts(values, '--key').flatMap((text) => keysOf(text, { option: '--key', type: 1 })),
    witnesses: texts(values, '--witness').flatMap((text) => keysOf(text, { option: '--witness', type: 4 })),
    checkpoints: texts(values, '--checkpoint').map(checkpointOf),
  };
}

function texts(values: OptionValues, option: string): string[] {
  const given = [values[option.slice(2)] ?? []].flat().map(String);
  if (given.includes('')) throw new UsageError(`${option} needs a value.`);
  return given;
}

/** A key as text, or a file with one a line. */
function keysOf(
  text: string,
  { option, type }: { option: string; type: VerifierKey['type'] },
): VerifierKey[] {
  const isKey = parseVerifierKey(text) !== null;
  if (!isKey && !existsSync(text))
    throw new UsageError(`${option} is a key <name>+<id>+<base64> or a file of keys, not "${text}".`);
  const lines = isKey ? [text] : readTextFile(text).split('\n');
  const keys = lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => typedKey(line, { option, type }));
  if (keys.length === 0) throw new UsageError(`${text} holds no key.`);
  return keys;
}

function typedKey(
  text: string,
  { option, type }: { option: string; type: VerifierKey['type'] },
): VerifierKey {
  const key = parseVerifierKey(text);
  if (key === null) throw new UsageError(`${option}: "${text}" is no key.`);
  if (key.type !== type)
    throw new UsageError(
      `${option}: ${key.name} is the key of a ${key.type === 4 ? 'witness, for --witness' : 'log, for --key'}.`,
    );
  return key;
}

function checkpointOf(path: string): Checkpoint {
  const checkpoint = parseCheckpoint(readTextFile(path));
  if (checkpoint === null) throw new UsageError(`${path} is no checkpoint of an audit log.`);
  return checkpoint;
}
