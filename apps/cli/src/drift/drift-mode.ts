import { type Table } from '@countersign/engines/tables';
import { binnedPresets } from '@countersign/statistics/column-drift';
import { driftMethods, type DriftMethod } from '@countersign/statistics/drift';
import { UsageError } from '../usage-error';
import { type DriftRequest } from './drift-request';

/** `exact` sorts the values of a column; `profile` counts them into fine bins and bounds the error. */
export type DriftMode = 'exact' | 'profile';

/** Rows of the larger file up to which columns are sorted unless told otherwise: about 0.7 GB of memory. */
const largestSorted = 10_000_000;

/** The mode that was asked for, or the one that suits the files. @throws UsageError where profiles cannot serve */
export function driftMode({ mode, preset }: DriftRequest, { reference, current }: Tables): DriftMode {
  const isFit = binnedPresets.some((name) => name === preset);
  if (mode === 'profile' && !isFit)
    throw new UsageError(
      `--mode profile knows the rules of ${binnedPresets.join(', ')}; ${preset} needs the values themselves.`,
    );
  if (mode !== undefined) return mode;
  return isFit && Math.max(reference.rowCount, current.rowCount) > largestSorted ? 'profile' : 'exact';
}

interface Tables {
  readonly reference: Table;
  readonly current: Table;
}

/** Whether a method can measure a column of this kind in this mode. */
export function isMeasurable(method: DriftMethod, kind: 'numeric' | 'categorical', mode: DriftMode): boolean {
  const entry = driftMethods[method];
  if (!entry.fits.includes(kind)) return false;
  return (
    mode === 'exact' || kind === 'categorical' || entry.reads === 'counts' || entry.measureBins !== undefined
  );
}
