import { formatDay, formatDays } from '../../../format/times';
import type { ProductionProfileQuery } from '../../../gql/graphql';
import { t } from '../../../texts';
import type { Answers } from './answers';
import { windowOf } from './audit-input';
import type { Population } from './population';

type Profile = ProductionProfileQuery['modelVersion']['productionProfile'];

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** Whether both days are there, in order. */
export const hasWindow = ({ source, firstDay, lastDay }: Answers): boolean =>
  source === 'PRODUCTION' && isDay(firstDay) && isDay(lastDay) && firstDay <= lastDay;

/** What was predicted in production in the window of the answers, with what is known of it so far. */
export function productionPopulation(
  answers: Answers,
  { profile, isCounting }: { profile: Profile | undefined; isCounting: boolean },
): Population {
  const columns = profile?.columns ?? [];
  const named = new Map(
    columns.filter(({ part }) => part !== 'SCORE').map((column) => [column.name, column]),
  );
  const ofPart = (wanted: string) => columns.filter(({ part }) => part === wanted).map(({ name }) => name);
  return {
    name: hasWindow(answers) ? t('fairness.production', { days: formatDays(windowOf(answers)) }) : '',
    rows: profile?.predictions ?? 0,
    columns: ofPart('GROUP').map((name) => ({ name, kind: 'CATEGORICAL' })),
    strata: ofPart('SEGMENT'),
    production: {
      scored: columns.find(({ part }) => part === 'SCORE')?.n ?? 0,
      lastLabelledDay: profile?.lastLabelledAt ? formatDay(profile.lastLabelledAt) : null,
      labelDays: profile?.labelDays ?? null,
    },
    isCounting,
    countsOf: (name) => {
      const column = named.get(name);
      if (!column) return null;
      return { rows: column.n, missing: column.missing, values: column.top, other: column.otherCount };
    },
    distinctOf: (name) => named.get(name)?.distinct ?? null,
  };
}
