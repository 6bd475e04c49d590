import type { GroupNeed, NeededRows, RateNeed } from '@countersign/domain/fairness-remedies';
import { formatCount } from '../../../format/numbers';
import { listOf, word } from '../../../format/words';
import { t } from '../../../texts';
import { criterionWord, nameOf } from '../figures/audit-evidence';

/** One group and one rate of one criterion, for the table. */
export interface NeedRow {
  key: string;
  need: RateNeed;
  group: GroupNeed;
}

export const needRows = ({ needs }: NeededRows): NeedRow[] =>
  needs.flatMap((need) =>
    need.groups.map((group) => ({
      key: [need.criterion, need.rate, ...group.group].join(' '),
      ...{ need, group },
    })),
  );

/** The rate with the criterion that compares it. */
export const needName = ({ criterion, rate }: RateNeed): string =>
  t('remedies.rows.of', {
    criterion: word('criterion', criterionWord(criterion)),
    rate: t(`remedies.rates.${rate}`),
  });

/** What to collect of one group, in one sentence; null where it has enough of everything. */
function sentenceOf(rows: readonly NeedRow[]): string | null {
  const name = nameOf(rows[0]?.group.group ?? []);
  const most = Math.max(0, ...rows.map(({ group }) => group.morePeople ?? 0));
  const hopeless = rows.filter(({ group }) => isHopeless(group));
  const empty = rows.filter(({ group }) => group.morePeople === null);
  const parts = [
    ...(most > 0
      ? [
          t('remedies.rows.collect', {
            n: formatCount(most),
            people: formatCount(rows[0]?.group.people ?? 0),
          }),
        ]
      : []),
    ...(empty.length > 0 ? [t('remedies.rows.nobody', { rates: listOf(namesOf(empty)) })] : []),
    ...(hopeless.length > 0 ? [t('remedies.rows.hopeless', { rates: listOf(namesOf(hopeless)) })] : []),
  ];
  return parts.length === 0 ? null : t('remedies.rows.group', { group: name, parts: parts.join(' ') });
}

const namesOf = (rows: readonly NeedRow[]): string[] => [...new Set(rows.map(({ need }) => needName(need)))];

/** Whether a group has not enough rows for a verdict or to find the gap. */
export const isLacking = ({ group }: NeedRow): boolean => group.morePeople !== 0 || isHopeless(group);

/** Whether no number of rows of this group alone lets the gap be found. */
export const isHopeless = ({ isReference, power, forGap }: GroupNeed): boolean =>
  !isReference && power !== null && forGap === null;

/** What to collect, a sentence for each group that lacks something. */
export function neededSentences(needed: NeededRows): string[] {
  const byGroup = new Map<string, NeedRow[]>();
  for (const row of needRows(needed)) {
    const name = nameOf(row.group.group);
    byGroup.set(name, [...(byGroup.get(name) ?? []), row]);
  }
  return [...byGroup.values()].flatMap((rows) => sentenceOf(rows) ?? []);
}
