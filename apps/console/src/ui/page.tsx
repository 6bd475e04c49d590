import { useEffect, type ReactElement, type ReactNode } from 'react';
import { t } from '../texts';

export interface PageProps {
  title: string;
  /** Links from the top of the hierarchy down to the parent of this page. */
  crumbs?: readonly ReactNode[];
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** The title while the answer is on its way, and when it does not come. */
export const titleOf = (query: { error?: unknown }, title: string | undefined): string =>
  title ?? (query.error ? t('ui.error.title') : t('ui.loading'));

/** The frame of every page: its heading takes the focus after a change of page, and names the document. */
export function Page({ title, crumbs = [], lead, actions, children }: PageProps): ReactElement {
  useEffect(() => {
    document.title = `${title} · ${t('ui.product')}`;
  }, [title]);
  return (
    <div className="cs-page">
      {crumbs.length > 0 ? (
        <nav aria-label={t('ui.breadcrumb')} className="cs-crumbs">
          <ol>
            {crumbs.filter(Boolean).map((crumb, index) => (
              <li key={index}>{crumb}</li>
            ))}
          </ol>
        </nav>
      ) : null}
      <div className="cs-page-head">
        <h1 id="page-title" tabIndex={-1}>
          {title}
        </h1>
        {actions ? <div className="cs-page-actions">{actions}</div> : null}
      </div>
      {lead ? <div className="cs-lead">{lead}</div> : null}
      {children}
    </div>
  );
}

/** A titled part of a page. */
export function Section(props: { title: string; actions?: ReactNode; children: ReactNode }): ReactElement {
  return (
    <section className="cs-section">
      <div className="cs-section-head">
        <h2>{props.title}</h2>
        {props.actions}
      </div>
      {props.children}
    </section>
  );
}

interface FactsProps {
  facts: readonly (readonly [string, ReactNode])[];
  /** One below the other, for long values. */
  wide?: boolean;
}

/** Names and values, laid out in columns that fold on a narrow screen. */
export function Facts({ facts, wide = false }: FactsProps): ReactElement {
  return (
    <dl className={wide ? 'cs-facts cs-facts-wide' : 'cs-facts'}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
