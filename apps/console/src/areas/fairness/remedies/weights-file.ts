import { type ReweighingFactor } from '@countersign/domain/fairness-remedies';
import { toCsv } from '../../../ui/csv';

/** What the weights are of. */
export interface WeightsOrigin {
  attributes: readonly string[];
  evidenceDigest: string;
  /** The label that counts as positive. */
  positive: string;
}

const formula = 'weight(group, label) = rows(group) * rows(label) / (rows(all) * rows(group and label))';
const source = 'Kamiran and Calders, Knowledge and Information Systems 33 (2012)';

/** The weights as CSV: one column for each attribute, then label, rows and weight. */
export const weightsCsv = (factors: readonly ReweighingFactor[], { attributes }: WeightsOrigin): string =>
  toCsv({
    columns: [...attributes, 'label', 'rows', 'weight'],
    rows: factors.map(({ group, label, rows, weight }) => [...group, label, rows, weight]),
  });

/** The weights as JSON, with their formula, source and the digest of the evidence. */
export function weightsJson(factors: readonly ReweighingFactor[], origin: WeightsOrigin): string {
  const { attributes, evidenceDigest, positive } = origin;
  const document = {
    ...{ schema: 'countersign.reweighing/1', evidenceDigest, attributes, positive, formula, source },
    weights: factors.map(({ group, label, rows, weight }) => ({ group, label, rows, weight })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
