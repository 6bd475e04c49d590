import { mapEntry, type SectionMap } from './section-map';

/** What the rules of New York City ask a bias audit and its summary to say. */
export const nycLl144Sections: SectionMap = {
  id: 'nyc-ll144-sections',
  version: 2,
  title: 'New York City, Local Law 144 of 2021',
  source: {
    title: 'Rules of the City of New York, title 6, sections 5-300 to 5-304',
    url: 'https://codelibrary.amlegal.com/codes/newyorkcity/latest/NYCrules/0-0-0-138530',
  },
  date: '2026-11-21',
  effectiveFrom: '2023-07-05',
  effectiveTo: null,
  verified: false,
  note: 'The rules set no mark that an impact ratio must reach. They apply to automated employment decision tools only, and notices to candidates are not part of this report.',
  entries: [
    mapEntry('5-300', 'an independent auditor', 'signOff'),
    mapEntry('5-301(a)', 'an audit not older than a year', 'monitoring'),
    mapEntry('5-301(b), (c)', 'selection or scoring rates and impact ratios, crossings included', 'groups'),
    mapEntry('5-301(d)', 'small categories, unknown categories', 'attributes', 'groups'),
    mapEntry('5-302', 'historical data or test data', 'data'),
    mapEntry(
      '5-303',
      'published summary with dates, source and explanation of the data',
      'identity',
      'data',
      'publication',
    ),
  ],
};
