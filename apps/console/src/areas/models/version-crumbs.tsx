import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { VersionNameFragment } from '../../gql/graphql';
import { t } from '../../texts';

type Version = Pick<VersionNameFragment, 'number' | 'model'>;

/** The way from the models to one of a version, which is opened there; without the version while it is read. */
export const versionCrumbs = (version: Version | undefined): (ReactElement | null)[] => [
  <Link key="models" to="/models">
    {t('models.title')}
  </Link>,
  version ? (
    <Link
      key="model"
      to="/models/$modelId"
      params={{ modelId: version.model.id }}
      search={{ version: version.number }}
    >
      {version.model.name}
    </Link>
  ) : null,
];
