import { type BundleOptions } from '@countersign/domain/audit-log';
import { type PassportVerification, verifyPassport } from '@countersign/domain/passport';
import { contentsOf, type PassportContents } from './contents';

/** A file that was checked, with what it holds. */
export interface CheckedPassport {
  fileName: string;
  result: PassportVerification;
  contents: PassportContents | null;
}

interface NamedBytes {
  fileName: string;
  bytes: Uint8Array;
}

/** Checks a passport where it lies: no byte of it leaves this machine. */
export async function checkPassport(
  { fileName, bytes }: NamedBytes,
  known: BundleOptions,
): Promise<CheckedPassport> {
  // The page says that it is at work before the work holds it up.
  await new Promise((resume) => setTimeout(resume));
  return { fileName, result: verifyPassport(bytes, known), contents: contentsOf(bytes) };
}

/** Whether a key that somebody knows vouches for what the file says. */
export function isVouchedFor({ valid, checks }: PassportVerification): boolean {
  return valid && checks.some(({ check, status }) => check === 'key' && status === 'passed');
}
