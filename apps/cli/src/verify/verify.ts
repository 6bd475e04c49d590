import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { bundleSchema, verifyBundle } from '@countersign/domain/audit-log';
import { formatNumber } from '@countersign/domain/report';
import { type Command, type CommandInput, type CommandResult } from '../command';
import { UsageError } from '../usage-error';
import { nativeHashing } from './native-hashing';
import { verifyReport } from './verify-report';
import { verifyRequest } from './verify-request';

const usage = [
  'countersign verify FILE [options]',
  '',
  '  Checks an audit bundle offline: its entries, their tree, the signed checkpoints. Without a key, a checkpoint or a',
  '  witness known from elsewhere the file can only be checked against itself.',
  '',
  '  --key KEY|FILE         a key of the log that you trust, <name>+<id>+<base64>, or a file of them (repeatable)',
  '  --checkpoint FILE      a checkpoint that you kept, or had from a witness (repeatable)',
  '  --witness KEY|FILE     a witness that has to have cosigned (repeatable)',
  '  --json, --html FILE    one JSON document; a page',
  '',
  '  Exit codes: 0 valid, 1 not valid, 2 bad usage, or no file of a known kind.',
].join('\n');

/** A header is shorter; what has no line end by then is not asked for its kind. */
const longestHeader = 1024 * 1024;
const pieceSize = 1024 * 1024;

/** `countersign verify`: does the audit log in this file hold, from end to end? */
export const verify: Command = {
  usage,
  positionals: ['FILE'],
  options: {
    key: { type: 'string', multiple: true },
    checkpoint: { type: 'string', multiple: true },
    witness: { type: 'string', multiple: true },
  },
  run,
};

async function run({ values, positionals, progress }: CommandInput): Promise<CommandResult> {
  const file = positionals[0]!;
  const known = verifyRequest(values);
  const size = sizeOf(file);
  checkKind(file);
  const verification = await verifyBundle(createReadStream(file, { highWaterMark: pieceSize }), {
    ...known,
    hashing: nativeHashing,
    progress: (bytes) => progress(`${formatNumber(Math.floor((100 * bytes) / size))} % of ${file}`),
  });
  return {
    json: { ...verification },
    report: verifyReport(file, verification),
    ...(!verification.valid && { failed: `${file} is not valid.` }),
  };
}

function sizeOf(file: string): number {
  try {
    const kind = statSync(file);
    if (!kind.isFile()) throw new UsageError(`${file}: This is no regular file.`);
    return kind.size;
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** A file of another kind is not a broken bundle. What says nothing of its kind is taken for one. @throws UsageError */
function checkKind(file: string): void {
  const text = beginningOf(file);
  // One value over several lines is no bundle, whatever it says of itself.
  const [line = ''] = text.split('\n', 1);
  const whole = parsed(text);
  const kind = schemaOf(parsed(line)) ?? schemaOf(whole);
  if (kind !== null && kind !== bundleSchema)
    throw new UsageError(`${file} is of the kind "${kind}"; this version verifies ${bundleSchema}.`);
  if (kind === null && whole !== undefined && text.trimEnd().includes('\n'))
    throw new UsageError(`${file} does not say its kind; this version verifies ${bundleSchema}.`);
}

function schemaOf(value: unknown): string | null {
  const { schema } = Object(value) as { schema?: unknown };
  return typeof schema === 'string' ? schema : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function beginningOf(file: string): string {
  const bytes = Buffer.alloc(longestHeader);
  try {
    const opened = openSync(file, 'r');
    const length = readSync(opened, bytes);
    closeSync(opened);
    return bytes.toString('utf8', 0, length);
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): UsageError {
  if (error instanceof UsageError) return error;
  return new UsageError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
}
