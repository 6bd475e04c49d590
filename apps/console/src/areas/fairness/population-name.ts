import { formatDays } from '../../format/times';
import type { AuditPopulationFragment } from '../../gql/graphql';
import { t } from '../../texts';

/** The people of an audit in a few words: the version of a dataset, or production with its days. */
export function populationName({ population, production }: AuditPopulationFragment): string {
  if (population) return `${population.dataset.name} ${population.number}`;
  return production ? t('fairness.production', { days: formatDays(production.window) }) : '';
}
