import { createReadStream } from 'node:fs';
import { type BundleOptions, verifyBundle } from '@countersign/domain/audit-log';
import { type Finding, LogComparison, openPassport } from '@countersign/domain/passport';
import { nativeHashing } from '@countersign/engines/hashing';
import { sizeOf } from './file-kind';

/**
 * Whether a passport has every entry about it that an export of the log has, which is verified itself.
 * @param bytes of a file that is a passport
 * @throws UsageError for an export that cannot be read
 */
export async function compareLog(bytes: Uint8Array, log: string, known: BundleOptions): Promise<Finding> {
  sizeOf(log);
  const passport = openPassport(bytes, nativeHashing);
  const comparison = new LogComparison(passport);
  const checkpoints = [...(known.checkpoints ?? []), passport.checkpoint];
  const entry: BundleOptions['entry'] = (each) => comparison.take(each);
  const bundle = await verifyBundle(createReadStream(log), {
    ...{ ...known, checkpoints, entry },
    hashing: nativeHashing,
  });
  return comparison.finding(bundle);
}
