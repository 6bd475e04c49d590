import { type MappedSection } from '@countersign/statistics/law-packs';

/** The sections of a report, in their order: those that section maps point at. */
export const sectionKeys = [
  'identity',
  'purpose',
  'data',
  'attributes',
  'groups',
  'errors',
  'verdicts',
  'scores',
  'limits',
  'mitigation',
  'oversight',
  'monitoring',
  'signOff',
  'publication',
  'reproducibility',
  'map',
] as const satisfies readonly (MappedSection | 'map')[];

export type SectionKey = (typeof sectionKeys)[number];
