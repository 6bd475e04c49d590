import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import type { MonitorStateFragment } from '../../gql/graphql';

/** The version whose monitor it is, by id of its model and by number. */
export interface MonitorPlace {
  modelId: string;
  version: number;
}

const pages = {
  DRIFT: '/models/$modelId/drift',
  PERFORMANCE: '/models/$modelId/performance',
  FAIRNESS: '/models/$modelId/fairness',
} as const;

/** Leads to the page of one monitor. */
export function MonitorLink(props: {
  place: MonitorPlace;
  monitor: Pick<MonitorStateFragment, 'id' | 'kind'>;
  /** Its newest run where none is named. */
  run?: string;
  children: ReactNode;
}): ReactElement {
  const { place, monitor, run, children } = props;
  return (
    <Link
      to={pages[monitor.kind]}
      params={{ modelId: place.modelId }}
      search={{ version: place.version, monitor: monitor.id, run }}
    >
      {children}
    </Link>
  );
}
