import { type AuditEvidence, suppressed, type SuppressedResults } from '../fairness';
import { type PublicationTable, publicationTables } from './publication-tables';
import { type ReportAbout } from './report-about';

/** What everybody may read of an audit, for machines. Numbers that are null are hidden, or could not be computed. */
export interface FairnessSummary {
  readonly schema: 'countersign.fairness-summary/1';
  readonly model: { readonly name: string; readonly version: string; readonly purpose: string | null } | null;
  readonly audit: {
    readonly ranAt: string;
    readonly until: string;
    readonly ended: string | null;
    readonly method: number;
    readonly evidenceDigest: string;
  };
  readonly data: {
    readonly name: string;
    readonly explanation: string | null;
    readonly historical: string | null;
    readonly source: string;
    readonly window: { readonly from: string; readonly to: string } | null;
    readonly rows: number;
  };
  readonly favourable: { readonly prediction: string; readonly meaning: string };
  readonly publication: string | null;
  readonly signatures: { readonly all: number; readonly dissenting: number; readonly independence: number };
  readonly lawTables: readonly PublicationTable[];
  readonly results: SuppressedResults;
}

/** The same as `fairnessSummary` says, as JSON. */
export function fairnessSummaryJson(evidence: AuditEvidence, about: ReportAbout): FairnessSummary {
  const { policy, counts, subject, results } = evidence;
  const { model, population, signOffs, validity } = about;
  return {
    schema: 'countersign.fairness-summary/1',
    model: model && { name: model.name, version: model.version, purpose: model.purpose },
    audit: {
      ...{ ranAt: about.ranAt, until: validity.until, ended: validity.ended },
      ...{ method: policy.method, evidenceDigest: about.evidenceDigest },
    },
    data: {
      ...{ name: population.name, explanation: population.description, historical: population.historical },
      ...{ source: subject.source, window: subject.window, rows: counts.rows },
    },
    favourable: policy.favourable,
    publication: about.publication,
    signatures: {
      all: signOffs.length,
      dissenting: signOffs.filter(({ decision }) => decision === 'dissents').length,
      independence: signOffs.filter(({ independence }) => independence !== null).length,
    },
    lawTables: publicationTables(evidence),
    results: suppressed(results, policy.smallCell),
  };
}
