import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatDays } from '../../format/times';
import type { AuditPopulationFragment } from '../../gql/graphql';
import { t } from '../../texts';
import { populationName } from './population-name';

/** Whom an audit counted: the way to the file, or the days of production. */
export function AuditPopulation({ audit }: { audit: AuditPopulationFragment }): ReactElement | null {
  const { population, production } = audit;
  if (population)
    return (
      <Link
        to="/datasets/$datasetId"
        params={{ datasetId: population.dataset.id }}
        search={{ version: population.number }}
      >
        {populationName(audit)}
      </Link>
    );
  if (!production) return null;
  const { window, maturedDays: count } = production;
  return <>{t('fairness.productionText', { days: formatDays(window), count })}</>;
}
