import { type ReportSection } from '../report';
import { stated, text } from './parts';
import { type ReportSubject } from './report-subject';

/** What may be shown to whom, and for how long it has to be kept. */
export function publicationSection({ evidence, about }: ReportSubject): ReportSection {
  const published = about.published ?? null;
  return {
    title: 'Publication',
    basis: 'NYC rules, 6 RCNY 5-303; EU AI Act, Articles 18, 19 and 26(6)',
    parts: [
      ...(published === null ? [] : [text(published)]),
      ...stated(
        about.publication,
        published === null
          ? 'Whether and where a summary is published, and since when the model is in use, is not stated.'
          : 'Since when the model is in use is not stated.',
      ),
      text(`The audit ran ${about.ranAt}.`),
      text(
        `Groups of fewer than ${evidence.policy.smallCell} people can point to persons. A summary for the public has to leave them out, and no other group may let them be computed.`,
      ),
      {
        kind: 'list',
        items: [
          'New York City asks for a summary to stay posted for at least six months after the tool was last used.',
          'The EU AI Act asks for technical documentation to be kept for ten years, and for logs for at least six months.',
          'These two sentences are notes, not checked by a person with legal training.',
        ],
      },
    ],
  };
}
