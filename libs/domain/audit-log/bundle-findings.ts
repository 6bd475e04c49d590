/** What is checked about a bundle, in the order of the result. */
export const bundleChecks = [
  'format',
  'entries',
  'payloads',
  'tree',
  'signatures',
  'key',
  'checkpoint',
  'witness',
] as const;

export type BundleCheck = (typeof bundleChecks)[number];

/** What came of one check. Unknown means that nothing was found out, not that all is well. */
export interface CheckResult {
  check: BundleCheck;
  status: 'passed' | 'failed' | 'unknown';
  /** For people, in a sentence. */
  detail: string;
}

/** Collects faults. Of each check the first one is told; of all of them the earliest place. */
export class BundleFindings {
  private readonly faults = new Map<BundleCheck, string>();
  private place: number | null = null;

  /** @param place the first sequence that the fault takes the ground from; null where none can be named */
  fail(check: BundleCheck, detail: string, place: number | null): void {
    if (!this.faults.has(check)) this.faults.set(check, detail);
    if (place !== null) this.place = Math.min(place, this.place ?? place);
  }

  hasFailed(check: BundleCheck): boolean {
    return this.faults.has(check);
  }

  get firstBad(): number | null {
    return this.place;
  }

  get valid(): boolean {
    return this.faults.size === 0;
  }

  /** All checks. @param others what is said of those that did not fail */
  results(others: Record<BundleCheck, Omit<CheckResult, 'check'>>): CheckResult[] {
    return bundleChecks.map((check) => {
      const fault = this.faults.get(check);
      return fault === undefined ? { check, ...others[check] } : { check, status: 'failed', detail: fault };
    });
  }
}
