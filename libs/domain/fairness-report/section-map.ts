/** The sections of a report, in their order. */
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
] as const;

export type SectionKey = (typeof sectionKeys)[number];

/** Where in a report a rule's question is looked at: data with its source, never a claim that the rule is met. */
export interface SectionMap {
  readonly id: string;
  /** Rises with every change of this data. */
  readonly version: number;
  readonly title: string;
  readonly source: { readonly title: string; readonly url: string };
  /** The day of this data, yyyy-mm-dd. */
  readonly date: string;
  /** Whether somebody with legal training has checked this data against the source. */
  readonly verified: boolean;
  /** What a reader has to know of the state of the rule. */
  readonly note: string;
  readonly entries: readonly SectionMapEntry[];
}

interface SectionMapEntry {
  readonly reference: string;
  readonly asks: string;
  readonly sections: readonly SectionKey[];
}

const entry = (reference: string, asks: string, ...sections: SectionKey[]): SectionMapEntry => ({
  ...{ reference, asks, sections },
});

const euAiAct: SectionMap = {
  id: 'eu-ai-act-annex-iv',
  version: 1,
  title: 'EU AI Act, technical documentation and related articles',
  source: { title: 'Regulation (EU) 2024/1689', url: 'https://eur-lex.europa.eu/eli/reg/2024/1689/oj' },
  date: '2026-11-21',
  verified: false,
  note: 'A political agreement of 7 May 2026 moves the duties for systems of Annex III to 2 December 2027; its publication has to be checked. The articles speak of more than fairness: this report covers that part only.',
  entries: [
    entry('Annex IV 1', 'intended purpose, provider, version', 'identity', 'purpose'),
    entry(
      'Annex IV 2(g)',
      'data and metrics of testing, discriminatory impacts, dated and signed test reports',
      'groups',
      'errors',
      'signOff',
      'reproducibility',
    ),
    entry(
      'Annex IV 3',
      'accuracy for specific persons or groups, foreseeable risks',
      'groups',
      'errors',
      'scores',
      'limits',
    ),
    entry('Annex IV 4', 'why the metrics are appropriate', 'purpose', 'errors', 'verdicts'),
    entry('Annex IV 5', 'risk management', 'mitigation'),
    entry('Annex IV 9', 'plan for monitoring after release', 'monitoring'),
    entry(
      'Article 10(2) to 10(4)',
      'origin of the data, possible biases, gaps, representativeness',
      'data',
      'limits',
    ),
    entry('Article 10(5)', 'special categories of personal data', 'attributes'),
    entry('Article 12', 'automatic logs', 'reproducibility'),
    entry('Article 13(3)(b)', 'performance for specific persons or groups', 'groups', 'errors'),
    entry('Article 14', 'human oversight', 'oversight'),
    entry('Article 15', 'accuracy, feedback loops', 'errors', 'scores', 'oversight'),
    entry('Article 72', 'monitoring after release', 'monitoring'),
  ],
};

const nycLl144: SectionMap = {
  id: 'nyc-ll144-sections',
  version: 1,
  title: 'New York City, Local Law 144 of 2021',
  source: {
    title: 'Rules of the City of New York, title 6, sections 5-300 to 5-304',
    url: 'https://codelibrary.amlegal.com/codes/newyorkcity/latest/NYCrules/0-0-0-138530',
  },
  date: '2026-11-21',
  verified: false,
  note: 'The rules set no mark that an impact ratio must reach. They apply to automated employment decision tools only, and notices to candidates are not part of this report.',
  entries: [
    entry('5-300', 'an independent auditor', 'signOff'),
    entry('5-301(a)', 'an audit not older than a year', 'monitoring'),
    entry('5-301(b), (c)', 'selection or scoring rates and impact ratios, crossings included', 'groups'),
    entry('5-301(d)', 'small categories, unknown categories', 'attributes', 'groups'),
    entry('5-302', 'historical data or test data', 'data'),
    entry(
      '5-303',
      'published summary with dates, source and explanation of the data',
      'identity',
      'data',
      'publication',
    ),
  ],
};

const nistAiRmf: SectionMap = {
  id: 'nist-ai-rmf',
  version: 1,
  title: 'NIST AI Risk Management Framework 1.0',
  source: { title: 'NIST AI 100-1', url: 'https://doi.org/10.6028/NIST.AI.100-1' },
  date: '2026-11-21',
  verified: false,
  note: 'The framework is voluntary.',
  entries: [
    entry('GOVERN 1.5, 2.1', 'reviews, roles and responsibilities', 'signOff', 'monitoring'),
    entry('MAP 2, 3, 5', 'context, benefits, impacts', 'purpose', 'errors', 'limits'),
    entry('MEASURE 1.3', 'assessors who are independent', 'signOff'),
    entry('MEASURE 2.4', 'behaviour in production', 'monitoring'),
    entry(
      'MEASURE 2.11',
      'fairness and bias, evaluated and documented',
      'groups',
      'errors',
      'verdicts',
      'scores',
    ),
    entry('MANAGE 1.1', 'whether to go on', 'verdicts', 'mitigation'),
    entry('MANAGE 4.1', 'plans for after release', 'monitoring'),
  ],
};

/** Every map that a report prints. */
export const sectionMaps: readonly SectionMap[] = [euAiAct, nycLl144, nistAiRmf];
