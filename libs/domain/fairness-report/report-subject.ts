import { type AuditEvidence } from '../fairness';
import { type ReportAbout } from './report-about';

/** All that a section is made from. */
export interface ReportSubject {
  readonly evidence: AuditEvidence;
  readonly about: ReportAbout;
}
