import { type AuditMinimums } from './audit-policy';
import { type GroupResult } from './audit-results';

type Sized = Pick<GroupResult, 'eligible'>;

/** Whether a group's area under the curve is compared: the group is large enough, and so are both its scored classes. */
export function isAreaCompared(
  { eligible }: Sized,
  scored: { readonly positives: number; readonly negatives: number },
  minimums: AuditMinimums,
): boolean {
  return eligible && scored.positives >= minimums.positives && scored.negatives >= minimums.negatives;
}

/** Whether a group's part selected at a threshold is compared: the group is large enough, and so are its rows with a score. */
export function isSweepCompared({ eligible }: Sized, scored: number, minimums: AuditMinimums): boolean {
  return eligible && scored >= minimums.groupSize;
}
