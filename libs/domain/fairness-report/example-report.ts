import {
  type AuditEvidence,
  type AuditRow,
  auditSections,
  countAudit,
  defaultPolicy,
  fairnessEvidence,
  type FairnessPolicy,
} from '../fairness';
import { type ReportAbout } from './report-about';

/** A report about which nobody has said anything. */
export const silentAbout: ReportAbout = {
  model: null,
  population: { name: 'population.csv', description: null, historical: null },
  ...{
    ranBy: 'Ada',
    ranAt: '2026-11-21 16:00 UTC',
    evidenceDigest: 'e'.repeat(64),
    software: 'Countersign 0.1.0',
  },
  ...{ signOffs: [], waivers: [], validity: { until: '2027-11-21', ended: null } },
  ...{ mitigations: null, oversight: null, postMarket: null, publication: null, previous: null },
};

interface ExampleAudit {
  readonly attributes: readonly string[];
  readonly rows: readonly AuditRow[];
  readonly policy?: Partial<FairnessPolicy>;
  readonly scores?: { readonly median: number | null };
}

/** The evidence of some rows, attributes crossed. */
export function exampleEvidence({ attributes, rows, policy, scores }: ExampleAudit): AuditEvidence {
  const hasDecisions = rows.some(({ decided }) => decided !== undefined);
  return fairnessEvidence({
    subject: {
      ...{ artifactDigest: null, populationDigest: 'a'.repeat(64), source: 'file', window: null },
      columns: {
        prediction: 'score',
        label: 'label',
        score: scores ? 'p' : null,
        stratum: null,
        positive: '1',
        ...(hasDecisions && { decision: 'final' }),
      },
      medianScore: scores?.median ?? null,
    },
    policy: {
      ...defaultPolicy(attributes, { prediction: 'positive', meaning: 'the loan is granted' }),
      ...policy,
    },
    counts: countAudit(rows, {
      ...{ attributes, sections: auditSections(attributes.length, true) },
      ...(scores && { scores }),
      hasDecisions,
    }),
  });
}
