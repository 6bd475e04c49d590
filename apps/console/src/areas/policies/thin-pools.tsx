import { Alert } from '@mantine/core';
import type { ReactElement } from 'react';
import { listOf, word } from '../../format/words';
import type { PoliciesQuery } from '../../gql/graphql';
import { t } from '../../texts';

type Pool = PoliciesQuery['policiesInForce'][number]['thinPools'][number];

function textOf({ roles, people, asked }: Pool): string {
  const values = { roles: listOf(roles.map((role) => word('role', role))), people, asked };
  return people === 0 ? t('living.thin.none', values) : t('living.thin.pool', { count: people, ...values });
}

/** The roles of which a policy has nobody to spare. */
export function ThinPools({ pools }: { pools: readonly Pool[] }): ReactElement | null {
  if (pools.length === 0) return null;
  return (
    <Alert color="yellow" title={t('living.thin.title')} className="cs-alert">
      <ul className="cs-plain-list">
        {pools.map((pool) => (
          <li key={pool.roles.join(' ')}>{textOf(pool)}</li>
        ))}
      </ul>
      <p>{t('living.thin.why')}</p>
    </Alert>
  );
}
