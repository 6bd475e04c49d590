import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import type { MonitorStateFragment } from '../../gql/graphql';

/** The version whose monitor it is, by id of its model and by number. */
export interface MonitorPlace {
  modelId: string;
  version: number;
}

/** Leads to the drift or performance page of one monitor. */
export function MonitorLink(props: {
  place: MonitorPlace;
  monitor: Pick<MonitorStateFragment, 'id' | 'kind'>;
  children: ReactNode;
}): ReactElement {
  const { place, monitor, children } = props;
  return (
    <Link
      to={monitor.kind === 'DRIFT' ? '/models/$modelId/drift' : '/models/$modelId/performance'}
      params={{ modelId: place.modelId }}
      search={{ version: place.version, monitor: monitor.id }}
    >
      {children}
    </Link>
  );
}
