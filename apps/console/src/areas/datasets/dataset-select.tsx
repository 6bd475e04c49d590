import { useQuery } from '@apollo/client/react';
import { NativeSelect } from '@mantine/core';
import type { ReactElement } from 'react';
import { problemOf } from '../../app/errors';
import type { DatasetChoicesQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { datasetChoicesDocument } from './form-operations';

type Dataset = DatasetChoicesQuery['datasets']['nodes'][number];
export type DatasetChoice = NonNullable<Dataset['latestVersion']>;

export interface DatasetSelectProps {
  label: string;
  hint?: string;
  value: string;
  error?: string;
  required?: boolean;
  onChoice: (choice: DatasetChoice | undefined, name?: string) => void;
}

/** The latest version of each dataset, to choose one from. */
export function DatasetSelect(props: DatasetSelectProps): ReactElement {
  const { label, hint, value, error, required, onChoice } = props;
  const { data, error: failure } = useQuery(datasetChoicesDocument);
  const choices = (data?.datasets.nodes ?? []).flatMap(({ name, latestVersion }) =>
    latestVersion ? [{ name, version: latestVersion }] : [],
  );
  return (
    <NativeSelect
      label={label}
      description={hint}
      required={required}
      value={value}
      error={error ?? (failure ? problemOf(failure).cause : undefined)}
      onChange={(event) => {
        const chosen = choices.find(({ version }) => version.id === event.currentTarget.value);
        onChoice(chosen?.version, chosen?.name);
      }}
      data={[
        { value: '', label: t(required ? 'forms.choose' : 'forms.version.none') },
        ...choices.map(({ name, version }) => ({ value: version.id, label: `${name} ${version.number}` })),
      ]}
    />
  );
}
