import { formatPercent } from '../../format/numbers';
import { listOf, word } from '../../format/words';
import type { FairnessAuditQuery } from '../../gql/graphql';
import { t } from '../../texts';

export type Audit = FairnessAuditQuery['fairnessAudit'];
export type AttributeAudit = Audit['attributes'][number];
export type Group = AttributeAudit['groups'][number];
export type Disparity = AttributeAudit['disparities'][number];

export const rates = [
  'favourableRate',
  'selectionRate',
  'baseRate',
  'truePositiveRate',
  'falsePositiveRate',
  'positivePredictiveValue',
  'accuracy',
] as const satisfies readonly (keyof Group)[];
export type Rate = (typeof rates)[number];

interface Attributes {
  readonly attributes: readonly string[];
}

/** The attributes of an audit part as they stand in the address: `race+sex`. */
export const attributeKey = (part: Attributes): string => part.attributes.join('+');

/** The attributes in words: `race × sex`. */
export const attributeName = (part: Attributes): string => part.attributes.join(' × ');

/** The values that make a group: `African-American · Female`. */
export const groupName = ({ values }: { values: readonly string[] }): string => values.join(' · ');

/** One line of the forest plot; value and interval in [0, 1], null when not computable or hidden from the viewer. */
export interface ForestRow {
  group: string;
  /** Whether the rate is hidden. */
  isHidden: boolean;
  n: number | null;
  eligible: boolean | null;
  value: number | null;
  lower: number | null;
  upper: number | null;
}

/** Groups by rate, highest first; groups without a value last, hidden ones after all others. */
export function forestRows(groups: readonly Group[], rate: Rate): ForestRow[] {
  const rows = groups.map((group) => ({
    ...{ group: groupName(group), isHidden: group[rate] === null, n: group.n, eligible: group.eligible },
    value: group[rate]?.value ?? null,
    lower: group[rate]?.lower ?? null,
    upper: group[rate]?.upper ?? null,
  }));
  const rank = ({ isHidden, value }: ForestRow) => (isHidden ? -2 : (value ?? -1));
  return rows.sort((a, b) => rank(b) - rank(a));
}

/** The spread over the groups that are large enough and shown, as a finding. */
export function forestFinding(rows: readonly ForestRow[], rate: Rate): string {
  const judged = rows.filter((row) => row.eligible && row.value !== null);
  const high = judged[0];
  const low = judged.at(-1);
  const name = t(`fairness.rates.${rate}`);
  if (!high || !low) return t('fairness.figure.findingNone', { rate: name });
  const isWhole = rows.every((row) => !row.isHidden);
  return t(isWhole ? 'fairness.figure.finding' : 'fairness.figure.findingShown', {
    rate: name,
    low: formatPercent(low.value ?? 0),
    lowGroup: low.group,
    high: formatPercent(high.value ?? 0),
    highGroup: high.group,
  });
}

/** More failed checks than this are counted by attribute and not named one by one. */
const mostNamed = 6;

/** The verdict of a whole audit in one sentence, naming the checks that fail. */
export function auditSentence({ verdict, attributes }: Pick<Audit, 'verdict' | 'attributes'>): string {
  if (verdict !== 'FAIL') return t(`fairness.verdict.${verdict}`);
  const failedOf = ({ disparities }: AttributeAudit) => disparities.filter((each) => each.verdict === 'FAIL');
  const count = attributes.reduce((sum, part) => sum + failedOf(part).length, 0);
  const of = attributes.reduce((sum, { disparities }) => sum + disparities.length, 0);
  const failed = attributes.flatMap((part) => {
    const [checks, attribute] = [failedOf(part), attributeName(part)];
    if (count > mostNamed && checks.length > 0)
      return [t('fairness.failedChecks', { count: checks.length, of: part.disparities.length, attribute })];
    return checks.map(({ criterion }) =>
      t('fairness.failedCheck', { criterion: word('criterion', criterion), attribute }),
    );
  });
  return t('fairness.verdict.FAIL', { count, of, failed: listOf(failed) });
}
