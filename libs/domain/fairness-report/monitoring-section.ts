import { type ReportSection } from '../report';
import { stated, text } from './parts';
import { type ReportSubject } from './report-subject';

/** How long the audit holds, and what watches over the model meanwhile. */
export function monitoringSection({ about }: ReportSubject): ReportSection {
  const { until, ended } = about.validity;
  return {
    title: 'Validity and monitoring after release',
    basis: 'NYC rules, 6 RCNY 5-301(a); EU AI Act, Article 72 and Annex IV 9',
    parts: [
      text(
        ended === null
          ? `The audit holds until ${until} at the latest. It ends earlier with the next audit of the same version, with another artefact in its place, or with an alert of a monitor of the version.`
          : `THE AUDIT NO LONGER HOLDS: ${ended}`,
      ),
      ...stated(
        about.postMarket,
        'What is watched after release, how often, who is told and what happens then is not stated.',
      ),
    ],
  };
}
