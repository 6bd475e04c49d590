import { defaultCriteria, defaultLimits, defaultMinimumGroupSize } from '@countersign/domain/fairness';
import type {
  AttributeOrigin,
  Correction,
  DenominatorPolicy,
  FairnessCriterionName,
  FavourableOutcome,
  LawPack,
} from '../../../gql/graphql';
import { proposeMapping } from '../../../ui/form/mapping';

export const origins = ['SELF_REPORTED', 'OBSERVED', 'ADMINISTRATIVE', 'INFERRED', 'UNKNOWN'] as const;
export const worseErrors = ['FALSE_POSITIVE', 'FALSE_NEGATIVE', 'BOTH', 'UNDECIDED'] as const;
export type WorseError = (typeof worseErrors)[number];

/** Whom an audit can look at: the rows of a registered file, or what was predicted in production. */
export const sources = ['FILE', 'PRODUCTION'] as const;
type Source = (typeof sources)[number];

/** A number field: empty where nothing is typed. */
export type NumberAnswer = number | '';

export interface AttributeAnswer {
  origin: AttributeOrigin;
  legalBasis: string;
  reference: string;
}

export interface LimitAnswer {
  isWanted: boolean;
  maximumDifference: NumberAnswer;
  minimumRatio: NumberAnswer;
}

export type MinimumName = 'share' | 'positives' | 'negatives' | 'predictedPositives';

/** Everything the wizard asks; an empty text means that nothing was said. */
export interface Answers {
  source: Source;
  datasetVersionId: string;
  /** UTC days, yyyy-mm-dd, both inclusive. */
  firstDay: string;
  lastDay: string;
  /** Days that labels take to arrive. */
  maturedDays: NumberAnswer;
  /** Scores of at least this are decisions, where none were logged. */
  threshold: NumberAnswer;
  labelColumn: string;
  predictionColumn: string;
  positiveValue: string;
  scoreColumn: string;
  /** What people decided; of a file alone. */
  decisionColumn: string;
  stratumColumn: string;
  favourable: FavourableOutcome | '';
  favourableMeaning: string;
  rationale: string;
  sensitive: readonly string[];
  intersections: boolean;
  attributes: Readonly<Record<string, AttributeAnswer>>;
  /** A collection of the vault; empty where the population holds all attributes. */
  vaultId: string;
  /** What names the people of a file in the vault. */
  keyColumn: string;
  /** What the collection holds, on what grounds. */
  held: Readonly<Record<string, Omit<AttributeAnswer, 'reference'>>>;
  denominator: DenominatorPolicy;
  referenceReason: string;
  worseError: WorseError | '';
  harms: string;
  limits: Readonly<Record<FairnessCriterionName, LimitAnswer>>;
  minimumGroupSize: NumberAnswer;
  minimums: Readonly<Record<MinimumName, NumberAnswer>>;
  alpha: NumberAnswer;
  correction: Correction;
  lawPacks: readonly LawPack[];
  leaveOutSmall: boolean;
  limitsReason: string;
}

/** Every criterion, those judged by default first. */
export const criterionNames = [
  'IMPACT_RATIO',
  'DEMOGRAPHIC_PARITY',
  'EQUAL_OPPORTUNITY',
  'EQUALIZED_ODDS',
  'FPR_PARITY',
  'FNR_PARITY',
  'AVERAGE_ODDS',
  'PREDICTIVE_PARITY',
  'FOR_PARITY',
  'ACCURACY_PARITY',
  'TREATMENT_EQUALITY',
  'SCORING_RATE',
  'CONDITIONAL_DEMOGRAPHIC_DISPARITY',
  'THEIL',
  'GENERALIZED_ENTROPY',
] as const satisfies readonly FairnessCriterionName[];

const onTheWire = (name: string) => name.toUpperCase();

export const defaultCriterionNames: readonly string[] = defaultCriteria.map(({ name }) => onTheWire(name));

const knownLimits = new Map(
  Object.entries(defaultLimits).map(([name, limit]) => [onTheWire(name), limit] as const),
);

function limitOf(name: FairnessCriterionName): LimitAnswer {
  const { maximumDifference = '', minimumRatio = '' } = knownLimits.get(name) ?? {};
  return { isWanted: defaultCriterionNames.includes(name), maximumDifference, minimumRatio };
}

const unknownAttribute: AttributeAnswer = { origin: 'UNKNOWN', legalBasis: '', reference: '' };

/** The answers before anybody has said anything: what is good for the person has no default. */
export const noAnswers: Answers = {
  source: 'FILE',
  datasetVersionId: '',
  firstDay: '',
  lastDay: '',
  maturedDays: '',
  threshold: '',
  labelColumn: '',
  predictionColumn: '',
  positiveValue: '1',
  scoreColumn: '',
  decisionColumn: '',
  stratumColumn: '',
  favourable: '',
  favourableMeaning: '',
  rationale: '',
  sensitive: [],
  intersections: true,
  attributes: {},
  ...{ vaultId: '', keyColumn: '', held: {} },
  denominator: 'MAX_ELIGIBLE',
  referenceReason: '',
  worseError: '',
  harms: '',
  limits: Object.fromEntries(criterionNames.map((name) => [name, limitOf(name)])) as Answers['limits'],
  minimumGroupSize: defaultMinimumGroupSize,
  minimums: { share: '', positives: '', negatives: '', predictedPositives: '' },
  alpha: 0.05,
  correction: 'HOLM',
  lawPacks: [],
  leaveOutSmall: false,
  limitsReason: '',
};

/** What the names of a dataset's columns suggest; what is good for whom is never proposed. */
export function proposeColumns(columns: readonly string[]): Partial<Answers> {
  const { label, prediction, score, groups } = proposeMapping(columns);
  return {
    labelColumn: label,
    predictionColumn: prediction || score,
    scoreColumn: prediction ? score : '',
    decisionColumn: '',
    stratumColumn: '',
    ...{ vaultId: '', keyColumn: '', held: {} },
    sensitive: groups,
    attributes: {},
  };
}

const noColumns = {
  ...{ labelColumn: '', predictionColumn: '', scoreColumn: '', stratumColumn: '', datasetVersionId: '' },
  ...{ decisionColumn: '', sensitive: [], attributes: {}, threshold: '' },
  ...{ vaultId: '', keyColumn: '', held: {} },
} as const satisfies Partial<Answers>;

/** The answers that another source begins with: predictions have their parts, which need no naming. */
export function ofSource(
  source: Source,
  { firstDay, lastDay }: Pick<Answers, 'firstDay' | 'lastDay'>,
): Partial<Answers> {
  if (source === 'FILE') return { ...noColumns, source };
  return { ...noColumns, source, firstDay, lastDay, labelColumn: 'label', predictionColumn: 'prediction' };
}

/** What is said of a sensitive column; of what a vault holds, what it was stored with. */
export const attributeAnswer = ({ attributes, held }: Answers, name: string): AttributeAnswer => ({
  ...(attributes[name] ?? unknownAttribute),
  ...held[name],
});

/** Whether a criterion can be computed with the columns named. */
export function isPossible(
  name: FairnessCriterionName,
  { scoreColumn, stratumColumn }: Pick<Answers, 'scoreColumn' | 'stratumColumn'>,
): boolean {
  if (name === 'SCORING_RATE') return scoreColumn !== '';
  return name !== 'CONDITIONAL_DEMOGRAPHIC_DISPARITY' || stratumColumn !== '';
}

/** The criteria that the audit is judged by. */
export const wantedCriteria = (answers: Answers): FairnessCriterionName[] =>
  criterionNames.filter((name) => answers.limits[name].isWanted && isPossible(name, answers));

/** The answers after a change: a column that plays a part among the outcomes, or names people, names no group, and no stratum. */
export function changed(before: Answers, part: Partial<Answers>): Answers {
  const after = { ...before, ...part };
  const { labelColumn, predictionColumn, scoreColumn, decisionColumn, keyColumn } = after;
  const outcomes = [labelColumn, predictionColumn, scoreColumn, decisionColumn, keyColumn];
  const isGone = (name: string) => name in before.held && !(name in after.held);
  const sensitive = after.sensitive.filter((name) => !outcomes.includes(name) && !isGone(name));
  const isTaken = outcomes.includes(after.stratumColumn) || sensitive.includes(after.stratumColumn);
  return { ...after, sensitive, stratumColumn: isTaken ? '' : after.stratumColumn };
}
