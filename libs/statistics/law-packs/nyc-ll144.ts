import { type LawPack } from './law-pack';

/** New York City's Local Law 144 of 2021 on automated employment decision tools, by the Department's rule. */
export const nycLl144: LawPack = {
  id: 'nyc-ll144',
  version: 1,
  title: 'Local Law 144 of 2021, automated employment decision tools',
  jurisdiction: 'New York City',
  sources: [
    {
      title: 'Rules of the City of New York, title 6, sections 5-300 to 5-304',
      url: 'https://codelibrary.amlegal.com/codes/newyorkcity/latest/NYCrules/0-0-0-138530',
    },
    {
      title: 'Department of Consumer and Worker Protection, automated employment decision tools',
      url: 'https://www.nyc.gov/site/dca/about/automated-employment-decision-tools.page',
    },
  ],
  effectiveFrom: '2023-07-05',
  effectiveTo: null,
  verified: false,
  description:
    'A bias audit states, for sex, for race or ethnicity and for the two crossed, the selection rate of each category, or the share that scores above the median of the full sample, and its ratio to the highest such rate.',
  measures: [
    'selection rate, or scoring rate: the share with a score strictly above the median of the full sample',
    'impact ratio: the rate of a category over that of the most selected or highest scoring category',
    'the number of people of unknown category, who stay outside the rates',
  ],
  doesNotClaim: [
    'The rule sets no mark that an impact ratio must reach, and no test of significance.',
    'The figures do not show that a tool may be used, or that nobody is treated unfairly.',
    'Whether the auditor is independent, the data are historical and notices are given is not in the data; where the groups come from is taken from whoever ran the audit.',
  ],
  rules: {
    smallShare: 0.02,
    minimumRatio: null,
    standardDeviations: null,
    intersections: true,
    allowsInferred: false,
    validDays: 365,
  },
};
