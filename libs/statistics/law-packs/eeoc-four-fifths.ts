import { type LawPack } from './law-pack';

/** The four-fifths rule of thumb of the US Uniform Guidelines on Employee Selection Procedures. */
export const eeocFourFifths: LawPack = {
  id: 'eeoc-four-fifths',
  version: 1,
  title: 'Uniform Guidelines on Employee Selection Procedures, four-fifths rule',
  jurisdiction: 'United States, selection for jobs',
  sources: [
    { title: '29 CFR 1607.4', url: 'https://www.ecfr.gov/current/title-29/section-1607.4' },
    {
      title: 'Questions and Answers on the Uniform Guidelines',
      url: 'https://www.eeoc.gov/laws/guidance/questions-and-answers-clarify-and-provide-common-interpretation-uniform-guidelines',
    },
  ],
  effectiveFrom: '1978-09-25',
  effectiveTo: null,
  verified: false,
  description:
    'A selection rate below four fifths of that of the group with the highest rate is generally taken as evidence of adverse impact. Smaller differences may count where they are significant in statistical and practical terms; larger ones may not where they rest on small numbers.',
  measures: [
    'selection rate of each group and its ratio to the highest rate, four fifths itself not being below',
    'the difference in standard deviations with the pooled error; more than two are in practice taken as significant',
    'whether the numbers are small: an expected cell below 5, or one person more or less would change the answer',
  ],
  doesNotClaim: [
    'Four fifths is a rule of thumb of the agencies, not a definition of discrimination and no safe harbour.',
    'A ratio of four fifths or more does not show that a procedure is lawful, a lower one does not show that it is not.',
  ],
  rules: {
    smallShare: null,
    minimumRatio: 0.8,
    standardDeviations: 2,
    intersections: false,
    allowsInferred: true,
    validDays: null,
  },
};
