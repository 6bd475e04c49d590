import type { ReactElement, ReactNode } from 'react';

/** What would appear here, why there is nothing yet, and the next step. */
export interface EmptyStateProps {
  title: string;
  why: string;
  next?: ReactNode;
}

export function EmptyState({ title, why, next }: EmptyStateProps): ReactElement {
  return (
    <div className="cs-empty">
      <p className="cs-empty-title">{title}</p>
      <p>{why}</p>
      {next ? <div className="cs-empty-next">{next}</div> : null}
    </div>
  );
}
