import { type AuditEvidence } from '../fairness';
import { type ReportDocument } from '../report';
import { fairnessSummary } from './fairness-summary';
import { type ReportAbout } from './report-about';

/**
 * The summary as it becomes public: it says since when, that it stays as it is, and what its address would say later.
 * @param day of the publication, as in 2026-11-21
 */
export function publishedSummary(evidence: AuditEvidence, about: ReportAbout, day: string): ReportDocument {
  return fairnessSummary(
    evidence,
    about,
    `Published on ${day}. This page stays as it was that day: whatever happened later is not in it, nor whether the audit still holds. Should the publication be withdrawn, this address says so in its place.`,
  );
}

/** What stands at the address of a summary that was taken back. */
export const withdrawnSummary: ReportDocument = {
  title: 'This summary of a fairness audit was withdrawn',
  lead: [
    'It was published here, and whoever published it has taken it back. What it said is no longer shown, and should no longer be relied on.',
  ],
  sections: [],
};

/** What stands where no summary was ever published. */
export const noSummary: ReportDocument = {
  title: 'There is no published summary here',
  lead: ['No summary of a fairness audit was published at this address. Look whether it is complete.'],
  sections: [],
};
