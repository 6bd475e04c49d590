import { readFileSync } from 'node:fs';
import { type BundleOptions } from '@countersign/domain/audit-log';
import {
  type Finding,
  passportCheckNames,
  type PassportVerification,
  verifyPassport,
} from '@countersign/domain/passport';
import { nativeHashing } from '@countersign/engines/hashing';
import { type CommandResult } from '../command';
import { type Report } from '../output/report';
import { UsageError } from '../usage-error';
import { compareLog } from './compare-log';
import { sizeOf } from './file-kind';
import { cellOf } from './verify-report';

/** What a passport may have at most; it is read whole. */
const largest = 256 * 1024 * 1024;

/**
 * Takes the decision in a passport again.
 * @param log an export of its log, to compare it with
 * @throws UsageError for a file that is larger than any passport
 */
export async function verifyPassportFile(
  file: string,
  known: BundleOptions,
  log?: string,
): Promise<CommandResult> {
  if (sizeOf(file) > largest) throw new UsageError(`${file} is larger than 256 MiB: it is no passport.`);
  const bytes = readFileSync(file);
  const verification = verifyPassport(bytes, { ...known, hashing: nativeHashing });
  const isPassport = verification.checks[0]?.status === 'passed';
  const compared = log === undefined || !isPassport ? null : await compareLog(bytes, log, known);
  const valid = verification.valid && compared?.status !== 'failed';
  return {
    json: { ...verification, valid, ...(compared && { log: compared }) },
    report: passportReport(file, { ...verification, valid }, compared),
    ...(!valid && { failed: `${file} is not valid.` }),
  };
}

function passportReport(
  file: string,
  { valid, promotion, checks }: PassportVerification,
  compared: Finding | null,
): Report {
  const open = checks.filter(({ status }) => status === 'unknown');
  const failed = checks.filter(({ status }) => status === 'failed');
  const told = promotion && [
    `${file}: model version ${promotion.modelVersionId}, artefact ${promotion.artifactDigest}`,
    `${valid ? 'Let in' : 'Said to be let in'} as ${promotion.alias} in ${promotion.environment}, decided ${promotion.decidedAt}, promotion ${promotion.promotionId}`,
  ];
  const unknown = open.length > 0 ? `, with ${open.length} of ${checks.length} checks unknown` : '';
  return {
    title: 'Promotion passport',
    lead: [
      valid ? `Valid${unknown}.` : 'Not valid.',
      ...failed.map(
        ({ check, detail, meaning }) => `${passportCheckNames[check]}: no, ${detail}. ${meaning ?? ''}`,
      ),
      ...(compared === null ? [] : [`The export of the log: ${compared.status}, ${compared.detail}.`]),
      ...(told ?? []),
    ],
    tables: [
      {
        caption: 'Checks',
        columns: [{ name: 'check' }, { name: 'result' }],
        rows: checks.map(({ check, status }) => [passportCheckNames[check], cellOf(status)]),
      },
    ],
    notes: [
      ...open.map(({ check, detail }) => `${passportCheckNames[check]}: ${detail}.`),
      'Unknown means that nothing was found out: it does not make the file invalid, nor does it vouch for it.',
      `It does not show that what people entered was true${compared === null ? ', nor that nothing else was logged: --log does' : ''}.`,
    ],
  };
}
