import { type ReportSection } from '../report';
import { stated, text } from './parts';
import { type ReportSubject } from './report-subject';

/** Who can step in, and what this audit does not know of it. */
export function oversightSection({ about }: ReportSubject): ReportSection {
  return {
    title: 'Human oversight',
    basis: 'EU AI Act, Article 14 and Article 15(4)',
    parts: [
      ...stated(about.oversight, 'How people oversee the model, and who may overrule it, is not stated.'),
      text(
        'This audit counts what the model predicted. What people then decided, how often they overruled it for which group, and whether they relied on it too much is not part of it. Where predictions change what is later recorded as the truth, the model learns from itself; the audit cannot see that.',
      ),
    ],
  };
}
