import {
  auditSections,
  countAudit,
  defaultPolicy,
  fairnessEvidence,
  type AuditEvidence,
  type FairnessPolicy,
} from '@countersign/domain/fairness';

const attributes = ['sex', 'age'];

interface Example {
  rows?: number;
  /** Scores from here on are predicted positive. */
  threshold?: number;
  /** Added to every score of men. */
  shift?: number;
  hasScores?: boolean;
  policy?: Partial<FairnessPolicy>;
}

/** People by sex and age, of whom old women are few, with scores and labels; the same for the same arguments. */
function exampleRows({ rows = 2000, threshold = 0.5, shift = 0.1, hasScores = true }: Example) {
  let state = 20_261;
  const next = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  return Array.from({ length: rows }, () => {
    const sex = next() < 0.5 ? 'f' : 'm';
    const age = next() < (sex === 'f' ? 0.015 : 0.4) ? 'old' : 'young';
    const actual = next() < 0.45;
    const score = Math.min(1, Math.max(0, 0.5 * next() + (actual ? 0.35 : 0.15) + (sex === 'm' ? shift : 0)));
    const predicted = score >= threshold;
    return { groups: [sex, age], predicted, actual, score: hasScores ? score : null };
  });
}

/** The evidence of an audit by sex, age and both. */
export function exampleEvidence(example: Example = {}): AuditEvidence {
  const { hasScores = true, policy = {} } = example;
  const counts = countAudit(exampleRows(example), {
    attributes,
    sections: auditSections(2, true),
    ...(hasScores && { scores: { median: 0.5 } }),
  });
  return fairnessEvidence({
    subject: {
      ...{ artifactDigest: 'a'.repeat(64), populationDigest: 'b'.repeat(64), source: 'file', window: null },
      columns: {
        ...{ prediction: 'p', label: 'y', score: hasScores ? 's' : null, stratum: null, positive: '1' },
      },
      medianScore: hasScores ? 0.5 : null,
    },
    policy: {
      ...defaultPolicy(attributes, { prediction: 'positive', meaning: 'the loan is granted' }),
      ...policy,
    },
    counts,
  });
}
