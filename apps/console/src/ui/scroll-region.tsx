import type { ReactElement, ReactNode } from 'react';

/** A region that scrolls must be reachable without a pointer, though it is no control. */
const reachable = { tabIndex: 0 } as const;

/** Holds what is too wide for the page: scrolls by itself, by keyboard too. */
export function ScrollRegion({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <div className="cs-scroll" role="region" aria-label={label} {...reachable}>
      {children}
    </div>
  );
}
