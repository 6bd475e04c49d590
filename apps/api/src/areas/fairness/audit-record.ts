import {
  type AuditCounts,
  type AuditSubject,
  defaultPolicy,
  type FairnessPolicy,
} from '@countersign/domain/fairness';
import {
  type FairnessCriterion,
  type FavourableOutcome,
  type PopulationCounts,
} from '@countersign/statistics/fairness';

/** What is stored of an audit: everything else follows. Integers and words alone. */
export interface AuditRecord {
  subject: AuditSubject;
  policy: FairnessPolicy;
  counts: AuditCounts;
}

/** An audit of before audits had a policy; its evidence has the schema `countersign.fairness-audit/1`. */
export interface FirstAuditRecord {
  plan: {
    labelColumn: string;
    predictionColumn: string;
    positiveValue: string;
    sensitive: readonly string[];
    favourable: FavourableOutcome;
    criteria: readonly FairnessCriterion[];
    minimumGroupSize: number;
  };
  rows: number;
  populations: readonly PopulationCounts[];
}

const nobody = { tp: 0, fp: 0, fn: 0, tn: 0, unlabelledPositive: 0, unlabelledNegative: 0 };

/** An old audit as a new one would say it. How people of unknown group were predicted was not counted then. */
export function auditRecord(stored: AuditRecord | FirstAuditRecord): AuditRecord {
  if ('policy' in stored) return stored;
  const { plan, rows, populations } = stored;
  const { minimumGroupSize: least, criteria, sensitive, favourable } = plan;
  const policy = defaultPolicy(sensitive, { prediction: favourable, meaning: '' });
  return {
    subject: {
      ...{ artifactDigest: null, populationDigest: '', source: 'dataset', window: null, medianScore: null },
      columns: {
        ...{ prediction: plan.predictionColumn, label: plan.labelColumn },
        ...{ score: null, stratum: null, positive: plan.positiveValue },
      },
    },
    policy: {
      ...policy,
      limits: Object.fromEntries(criteria.map(({ name, ...limit }) => [name, limit])),
      criteria: criteria.map(({ name }) => name),
      minimums: {
        ...{ groupSize: least, share: 0, positives: least, negatives: least },
        ...{ predictedPositives: least, forPass: least },
      },
    },
    counts: {
      ...{ rows, scores: 'none' },
      sections: populations.map((population) => ({ ...population, unknownPeople: nobody })),
    },
  };
}
