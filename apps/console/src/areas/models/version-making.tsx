import type { ReactElement } from 'react';
import type { ModelQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { Facts } from '../../ui/page';

type Version = ModelQuery['model']['versions']['nodes'][number];

function Packages({ packages }: { packages: readonly { name: string; version: string }[] }): ReactElement {
  return (
    <details>
      <summary>{t('models.making.packages', { count: packages.length })}</summary>
      <ul>
        {packages.map(({ name, version }) => (
          <li key={name}>
            {name} {version}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The code and the environment that a version was trained with, as whoever registered it said. */
export function VersionMaking({ version }: { version: Version }): ReactElement {
  const { code, environment } = version;
  const packages = environment?.packages ?? [];
  return (
    <>
      <h3>{t('models.making.title')}</h3>
      {code === null && environment === null ? (
        <p className="cs-muted">{t('models.making.none')}</p>
      ) : (
        <>
          <Facts
            facts={[
              ...(code
                ? ([
                    [t('models.making.repository'), code.repository],
                    [
                      t('models.making.commit'),
                      `${code.commit}${code.isDirty ? ` (${t('models.making.dirty')})` : ''}`,
                    ],
                  ] as const)
                : []),
              ...(environment ? ([[t('models.making.environment'), environment.digest]] as const) : []),
            ]}
            wide
          />
          {packages.length > 0 ? <Packages packages={packages} /> : null}
          <p className="cs-muted">{t('models.making.claim')}</p>
        </>
      )}
    </>
  );
}
