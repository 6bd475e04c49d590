import { hash } from 'node:crypto';
import {
  type AuditResults,
  deriveAudit,
  hidesAnything,
  suppressed,
  type SuppressedResults,
  withKnownLawPacks,
} from '@countersign/domain/fairness';
import { type FairnessVerdict } from '@countersign/statistics/fairness';
import { type AuditRecord } from './audit-record';

export type StoredFairnessVerdict = Lowercase<FairnessVerdict>;

/**
 * What follows from an audit's counts and policy. An audit outlives the software that ran it: of a law pack at a version that
 * this software does not hold there is no report, and all else is read as ever.
 */
class Derived {
  readonly results: AuditResults;
  private shown: SuppressedResults | undefined;
  private hides: boolean | undefined;

  constructor(private readonly record: AuditRecord) {
    this.results = deriveAudit(withKnownLawPacks(record.policy), record.counts);
  }

  /** What everybody may see of the results. */
  get suppressed(): SuppressedResults {
    return (this.shown ??= suppressed(this.results, this.record.policy.smallCell));
  }

  /** Whether somebody who may not see small numbers is shown less than there is. */
  get hidesAnything(): boolean {
    return (this.hides ??= hidesAnything({ ...this.record, results: this.results }));
  }
}

/** An audit never changes, and many ask for the same one: those asked for last are kept, by what they follow from. */
const mostKept = 16;
const kept = new Map<string, Derived>();
const known = new WeakMap<AuditRecord, Derived>();

/** Rates, disparities and verdicts, derived from the stored counts. */
export function resultsOf(record: AuditRecord): AuditResults {
  return derivedOf(record).results;
}

/** All that follows from a record, what may be shown to everybody included. */
export function derivedOf(record: AuditRecord): Derived {
  const derived = known.get(record) ?? keep(record);
  known.set(record, derived);
  return derived;
}

function keep(record: AuditRecord): Derived {
  const key = hash('sha256', JSON.stringify([record.policy, record.counts]));
  const derived = kept.get(key) ?? new Derived(record);
  // The last is the one asked for last.
  kept.delete(key);
  kept.set(key, derived);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  return derived;
}

export function lowerCase(verdict: FairnessVerdict): StoredFairnessVerdict {
  return verdict.toLowerCase() as StoredFairnessVerdict;
}
