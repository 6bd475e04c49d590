import { type FairnessPolicy } from '@countersign/domain/fairness';
import { type DisparityName } from '@countersign/statistics/fairness';
import { formatCount, formatNumber, formatPercent } from '../../../format/numbers';
import { listOf, word, type Word } from '../../../format/words';
import { t } from '../../../texts';
import { criterionWord } from '../figures/audit-evidence';

/** Something that an audit states, by its name. */
export type Facts = ReadonlyMap<string, string>;

/** Something that two audits state differently; a side that does not state it is null. */
export interface Difference {
  name: string;
  before: string | null;
  after: string | null;
}

/** What two audits state differently, in the order of the earlier one, then what only the later one states. */
export function differencesOf(before: Facts, after: Facts): Difference[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((name) => {
    const [was, is] = [before.get(name) ?? null, after.get(name) ?? null];
    return was === is ? [] : [{ name, before: was, after: is }];
  });
}

const criterionName = (name: DisparityName): string => word('criterion', criterionWord(name));

const upper = (text: string): string => text.toUpperCase();

/** A text of the policy; an empty one was not given. */
const stated = (text: string): string => text || t('fairnessCompare.notStated');

function limitFacts({ limits }: FairnessPolicy): [string, string][] {
  return Object.entries(limits).map(([name, limit]) => [
    t('fairnessCompare.policy.limit', { criterion: criterionName(name as DisparityName) }),
    [
      ...(limit.maximumDifference === undefined
        ? []
        : [t('fairness.criteria.atMost', { value: formatNumber(limit.maximumDifference) })]),
      ...(limit.minimumRatio === undefined
        ? []
        : [t('fairness.criteria.atLeast', { value: formatNumber(limit.minimumRatio) })]),
    ].join(', '),
  ]);
}

function attributeFacts({ attributes }: FairnessPolicy): [string, string][] {
  return attributes.map(({ name, origin, reference }) => [
    t('fairnessCompare.policy.attribute', { name }),
    t('fairnessCompare.policy.attributeText', {
      origin: t(`fairnessSetUp.good.originName.${upper(origin) as Uppercase<typeof origin>}`),
      reference: reference ?? t('fairnessCompare.policy.noReference'),
    }),
  ]);
}

const minimums = [
  'groupSize',
  'positives',
  'negatives',
  'predictedPositives',
  'forPass',
] as const satisfies readonly (keyof FairnessPolicy['minimums'])[];

const reasons = ['favourable', 'reference', 'harms', 'limits'] as const;

/** Everything that was decided about an audit, in words. */
export function policyFacts(policy: FairnessPolicy): Facts {
  const { favourable, criteria, denominator, alpha, correction, lawPacks, smallCell } = policy;
  return new Map<string, string>([
    [t('fairnessCompare.policy.meaning'), stated(favourable.meaning)],
    ...attributeFacts(policy),
    [t('fairnessCompare.policy.criteria'), listOf(criteria.map(criterionName))],
    ...limitFacts(policy),
    ...minimums.map((name): [string, string] => [
      t(`fairnessCompare.policy.minimums.${name}`),
      formatCount(policy.minimums[name]),
    ]),
    [t('fairnessCompare.policy.share'), formatPercent(policy.minimums.share)],
    [
      t('fairnessCompare.policy.denominator'),
      denominator === null
        ? t('fairnessCompare.policy.usualDenominator')
        : word('denominator', upper(denominator) as Word<'denominator'>),
    ],
    [t('fairnessCompare.policy.level'), formatPercent(1 - alpha)],
    [t('fairnessCompare.policy.correction'), t(`fairnessCompare.policy.corrections.${correction}`)],
    [
      t('fairnessCompare.policy.lawPacks'),
      lawPacks.length === 0
        ? t('fairnessCompare.policy.noLawPack')
        : listOf(
            lawPacks.map(({ id, version, leaveOutSmall }) =>
              t(`fairnessCompare.policy.${leaveOutSmall ? 'lawPackWithout' : 'lawPack'}`, { id, version }),
            ),
          ),
    ],
    [t('fairnessCompare.policy.smallCell'), formatCount(smallCell)],
    ...reasons.map((name): [string, string] => [
      t(`fairnessCompare.policy.reasons.${name}`),
      stated(policy.reasons[name]),
    ]),
  ]);
}
