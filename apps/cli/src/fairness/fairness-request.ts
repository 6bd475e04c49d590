import { defaultCriteria, defaultLimits, defaultMinimumGroupSize } from '@countersign/domain/fairness';
import {
  type Correction,
  type DenominatorPolicy,
  type DisparityLimit,
  type DisparityName,
  disparityNames,
  type FavourableOutcome,
} from '@countersign/statistics/fairness';
import { type LawPackId, lawPacks } from '@countersign/statistics/law-packs';
import { type OptionValues } from '../command';
import { listOption, oneOf, optionalNumber, optionalText, requiredText } from '../input/option';
import { UsageError } from '../usage-error';

/** An audit as the words of the command line ask for it. */
export interface FairnessRequest {
  data: string;
  label: string | undefined;
  prediction: string;
  sensitive: readonly string[];
  score: string | undefined;
  strata: string | undefined;
  /** What people decided. */
  decision: string | undefined;
  weight: string | undefined;
  positive: string | undefined;
  favourable: FavourableOutcome;
  hasIntersections: boolean;
  /** The reference value of an attribute. */
  references: ReadonlyMap<string, string>;
  denominator: DenominatorPolicy | undefined;
  minimumGroupSize: number;
  minimumForPass: number;
  minimumShare: number;
  minimums: { positives?: number; negatives?: number; predictedPositives?: number };
  alpha: number;
  correction: Correction;
  limits: Partial<Record<DisparityName, DisparityLimit>>;
  /** The disparities that make the verdict of the audit. */
  criteria: readonly DisparityName[];
  law: LawPackId | undefined;
  replicates: number;
  seed: number;
  failOn: 'fail' | 'insufficient' | undefined;
}

const policies = ['max_all', 'max_eligible', 'fixed', 'majority', 'min', 'overall'] as const;

/** @throws UsageError naming the option */
export function fairnessRequest(values: OptionValues): FairnessRequest {
  const sensitive = listOption(values, '--sensitive');
  if (sensitive === undefined) throw new UsageError('--sensitive is missing: which columns name the groups?');
  const minimum = optionalNumber(values, '--min-group', { minimum: 0, isWhole: true });
  const denominator = oneOf<DenominatorPolicy>(values, '--denominator', policies);
  const references = referencesOf(values, sensitive);
  requireReferences(denominator, sensitive, references);
  const request = {
    data: requiredText(values, '--data'),
    label: optionalText(values, '--label'),
    prediction: requiredText(values, '--prediction'),
    sensitive,
    score: optionalText(values, '--score'),
    strata: optionalText(values, '--strata'),
    decision: optionalText(values, '--decision'),
    weight: optionalText(values, '--weight'),
    positive: optionalText(values, '--positive'),
    favourable: oneOf(values, '--favourable', ['positive', 'negative'] as const) ?? 'positive',
    hasIntersections: values['intersections'] === true,
    ...{ references, denominator },
    minimumGroupSize: Math.max(1, minimum ?? 1),
    minimumForPass: Math.max(1, minimum ?? defaultMinimumGroupSize),
    ...minimumsOf(values),
    alpha: levelOf(values),
    correction: oneOf(values, '--correction', ['holm', 'bh', 'none'] as const) ?? 'holm',
    ...judgedBy(values),
    law: oneOf(values, '--law', Object.keys(lawPacks) as LawPackId[]),
    replicates:
      optionalNumber(values, '--bootstrap', { minimum: 0, maximum: 100_000, isWhole: true }) ?? 1000,
    seed: optionalNumber(values, '--seed', { minimum: 0, maximum: 2 ** 32 - 1, isWhole: true }) ?? 1,
    failOn: oneOf(values, '--fail-on', ['fail', 'insufficient'] as const),
  };
  requireDifferentColumns(request);
  return request;
}

function minimumsOf(values: OptionValues): Pick<FairnessRequest, 'minimums' | 'minimumShare'> {
  const least = (option: string) => optionalNumber(values, option, { minimum: 0, isWhole: true });
  const [positives, negatives, predictedPositives] = [
    least('--min-positives'),
    least('--min-negatives'),
    least('--min-predicted-positives'),
  ];
  return {
    minimumShare: optionalNumber(values, '--min-share', { minimum: 0, maximum: 1 }) ?? 0,
    minimums: {
      ...(positives !== undefined && { positives }),
      ...(negatives !== undefined && { negatives }),
      ...(predictedPositives !== undefined && { predictedPositives }),
    },
  };
}

function levelOf(values: OptionValues): number {
  const alpha = optionalNumber(values, '--alpha') ?? 0.05;
  // So small a level is none: its confidence, 1 less the level, is 1 already.
  if (!(alpha > 0 && 1 - alpha < 1) || alpha >= 1)
    throw new UsageError(`--alpha lies between 0 and 1, not at ${alpha}.`);
  return alpha;
}

function textsOf(values: OptionValues, option: string): string[] {
  const value = values[option.slice(2)];
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

function referencesOf(values: OptionValues, sensitive: readonly string[]): Map<string, string> {
  const references = new Map<string, string>();
  for (const text of textsOf(values, '--reference')) {
    // An attribute's name may hold "=", so the longest attribute that fits is meant.
    const fitting = sensitive.filter((attribute) => text.startsWith(`${attribute}=`));
    const attribute = fitting.toSorted((a, b) => b.length - a.length)[0];
    if (attribute === undefined || text.length === attribute.length + 1)
      throw new UsageError(`--reference is ATTRIBUTE=VALUE of a --sensitive column, not "${text}".`);
    if (references.has(attribute)) throw new UsageError(`--reference names "${attribute}" twice.`);
    references.set(attribute, text.slice(attribute.length + 1));
  }
  return references;
}

function requireReferences(
  denominator: DenominatorPolicy | undefined,
  sensitive: readonly string[],
  references: ReadonlyMap<string, string>,
): void {
  if (denominator !== 'fixed') return;
  const missing = sensitive.find((attribute) => !references.has(attribute));
  if (missing !== undefined)
    throw new UsageError(`--denominator fixed needs --reference ${missing}=VALUE: which group is it?`);
}

/** What is judged: nothing that needs a column which was not named. --limit adds criteria, changes them, or takes them out. */
function judgedBy(values: OptionValues): Pick<FairnessRequest, 'limits' | 'criteria'> {
  const named = limitsOf(values);
  const isPossible = (metric: DisparityName): boolean => {
    if (metric === 'scoring_rate') return values['score'] !== undefined;
    if (metric === 'conditional_demographic_disparity') return values['strata'] !== undefined;
    return values['label'] !== undefined || metric === 'demographic_parity' || metric === 'impact_ratio';
  };
  const limits: FairnessRequest['limits'] = {};
  for (const metric of disparityNames) {
    const limit = named.has(metric) ? named.get(metric) : defaultLimits[metric];
    if (limit && (isPossible(metric) || named.has(metric))) limits[metric] = limit;
  }
  const isCriterion = (metric: DisparityName) =>
    defaultCriteria.some(({ name }) => name === metric) || named.has(metric);
  return { limits, criteria: disparityNames.filter((metric) => limits[metric] && isCriterion(metric)) };
}

/** `METRIC=0.1` bounds a difference, `METRIC=ratio:0.8` a ratio, `METRIC=none` neither. */
function limitsOf(values: OptionValues): Map<DisparityName, DisparityLimit | null> {
  const limits = new Map<DisparityName, DisparityLimit | null>();
  for (const text of textsOf(values, '--limit')) {
    const [, name, kind, digits] = /^([a-z_]+)=(ratio:|difference:)?(none|[\d.]+)$/.exec(text) ?? [];
    const metric = disparityNames.find((each) => each === name);
    const value = Number(digits);
    if (metric === undefined || (digits !== 'none' && !Number.isFinite(value)))
      throw new UsageError(`--limit is METRIC=0.1, METRIC=ratio:0.8 or METRIC=none, not "${text}".`);
    if (kind === 'ratio:' && !(value > 0 && value <= 1))
      throw new UsageError(`--limit ${text}: a ratio lies above 0 and is at most 1.`);
    if (kind !== 'ratio:' && value > 1)
      throw new UsageError(`--limit ${text}: a difference is at most 1, so this limit would allow anything.`);
    const bound = kind === 'ratio:' ? 'minimumRatio' : 'maximumDifference';
    const before = limits.get(metric);
    if (before === null || before?.[bound] !== undefined || (before && digits === 'none'))
      throw new UsageError(`--limit names ${metric} twice.`);
    limits.set(metric, digits === 'none' ? null : { ...before, [bound]: value });
  }
  return limits;
}

function requireDifferentColumns(request: FairnessRequest): void {
  const { label, prediction, decision, sensitive, strata, weight } = request;
  if (label === prediction) throw new UsageError('--label and --prediction have to be two columns.');
  if (decision !== undefined && [label, prediction, weight].includes(decision))
    throw new UsageError('--decision has to be a column of its own.');
  const outcome = [label, prediction, decision, weight].find(
    (column) => column !== undefined && sensitive.includes(column),
  );
  if (outcome !== undefined)
    throw new UsageError(`--sensitive: the column "${outcome}" is an outcome or a weight, not a group.`);
  if (strata !== undefined && [label, prediction, decision, ...sensitive].includes(strata))
    throw new UsageError(`--strata: the column "${strata}" is an outcome or a group already.`);
}
