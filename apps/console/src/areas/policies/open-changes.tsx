import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatInstant } from '../../format/times';
import { t } from '../../texts';
import { Section } from '../../ui/page';
import { policyChangeBarDocument } from './operations';
import type { Change } from './policy-history';

/** The name of a change: what it would bring into force, or end. */
export const changeName = ({ kind, name, version }: Pick<Change, 'kind' | 'name' | 'version'>): string =>
  t(kind === 'PUBLISH' ? 'policies.change.publish' : 'policies.change.retire', { name, version });

function OpenChange({ change }: { change: Change }): ReactElement {
  const { data } = useQuery(policyChangeBarDocument, { variables: { id: change.id } });
  const bar = data?.policyChange.viewerDecision;
  const { name } = change.proposedBy;
  return (
    <li className="cs-card">
      <h3>
        <Link to="/policies/changes/$changeId" params={{ changeId: change.id }}>
          {changeName(change)}
        </Link>
      </h3>
      <p>
        {t('policies.open.by', { name, instant: formatInstant(change.proposedAt), reason: change.reason })}
      </p>
      <p>{bar?.allowed ? <strong>{t('policies.open.yours')}</strong> : t('policies.open.waits', { name })}</p>
      {bar?.allowed === false ? (
        <p className="cs-muted" data-code={bar.code}>
          {t('policies.open.not', { message: bar.message ?? '' })}
        </p>
      ) : null}
    </li>
  );
}

/** What somebody has to decide, the newest first, each with who that is. */
export function OpenChanges({ changes }: { changes: readonly Change[] }): ReactElement | null {
  const open = changes.filter(({ state }) => state === 'OPEN');
  if (open.length === 0) return null;
  return (
    <Section title={t('policies.open.title')}>
      <ul className="cs-plain-list">
        {open.map((change) => (
          <OpenChange key={change.id} change={change} />
        ))}
      </ul>
    </Section>
  );
}
