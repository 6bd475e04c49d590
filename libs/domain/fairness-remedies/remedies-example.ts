import { type AuditEvidence, deriveAudit, defaultPolicy, type FairnessPolicy } from '../fairness';
import { exampleCounts } from '../fairness/example-audit';

/** The parts of an audit of so many people of the example that remedies follow from; predictions are scores of 0.5 or more. */
export function exampleEvidence(
  rows: number,
  rest: Partial<FairnessPolicy> = {},
): Pick<AuditEvidence, 'counts' | 'policy' | 'results'> {
  const favourable = { prediction: 'positive', meaning: 'the loan is granted' } as const;
  const policy = { ...defaultPolicy(['sex', 'region', 'age'], favourable), ...rest };
  const counts = exampleCounts(rows);
  return { policy, counts, results: deriveAudit(policy, counts) };
}
