import { createReadStream } from 'node:fs';
import { bundleSchema, verifyBundle } from '@countersign/domain/audit-log';
import { formatNumber } from '@countersign/domain/report';
import { nativeHashing } from '@countersign/engines/hashing';
import { type Command, type CommandInput, type CommandResult, type OptionValues } from '../command';
import { UsageError } from '../usage-error';
import { kindOfFile, sizeOf } from './file-kind';
import { verifyReport } from './verify-report';
import { verifyRequest } from './verify-request';

const usage = [
  'countersign verify FILE [options]',
  '',
  '  Checks an audit bundle offline: its entries, their tree, the signed checkpoints. Without a key, a checkpoint or a',
  '  witness known from elsewhere the file can only be checked against itself.',
  '  Or the passport of a promotion (.zip): takes the decision again, from digests and signatures to seats and gates.',
  '  Or the evidence of a fairness audit: computes every number again from the counts and the policy in it.',
  '',
  '  Of an audit bundle and a passport:',
  '  --key KEY|FILE         a key of the log that you trust, <name>+<id>+<base64>, or a file of them (repeatable)',
  '  --checkpoint FILE      a checkpoint that you kept, or had from a witness (repeatable)',
  '  --witness KEY|FILE     a witness that has to have cosigned (repeatable)',
  '  --log FILE             of a passport: an export of its log, to find what was left out of it or came later',
  '  --json, --html FILE    one JSON document; a page',
  '',
  '  Exit codes: 0 valid, 1 not valid, 2 bad usage, or no file of a known kind.',
].join('\n');

const pieceSize = 1024 * 1024;

/** `countersign verify`: does the audit log, the fairness audit or the decision in this file hold? */
export const verify: Command = {
  usage,
  positionals: ['FILE'],
  options: {
    key: { type: 'string', multiple: true },
    checkpoint: { type: 'string', multiple: true },
    witness: { type: 'string', multiple: true },
    log: { type: 'string' },
  },
  run,
};

async function run({ values, positionals, progress }: CommandInput): Promise<CommandResult> {
  const file = positionals[0]!;
  const known = verifyRequest(values);
  const size = sizeOf(file);
  const kind = kindOfFile(file);
  if (kind === 'passport') {
    const { verifyPassportFile } = await import('./verify-passport-file.ts');
    const log = values['log'];
    return verifyPassportFile(file, known, log === undefined ? undefined : String(log));
  }
  if (values['log'] !== undefined) throw new UsageError('--log is for the passport of a promotion.');
  if (kind !== bundleSchema) {
    refuseKeys(values);
    const { verifyEvidenceFile } = await import('./verify-evidence-file.ts');
    return verifyEvidenceFile(file);
  }
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

/** Evidence is signed in the log, not in itself. */
function refuseKeys(values: OptionValues): void {
  const given = ['key', 'checkpoint', 'witness'].find((option) => values[option] !== undefined);
  if (given !== undefined)
    throw new UsageError(`--${given} is for an audit bundle; this is the evidence of a fairness audit.`);
}
