import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatInstant } from '../../format/times';
import { word } from '../../format/words';
import { t } from '../../texts';
import { DigestText } from '../../ui/digest-text';
import { Loaded } from '../../ui/loaded';
import { Facts } from '../../ui/page';
import { AuditPage } from './audit-page';
import { EntryDetail } from './entry-detail';
import { auditEntryDocument } from './operations';
import type { Entry } from './verify-loaded';

const route = getRouteApi('/in/audit/entries/$sequence');

/** The entries beside it, as far as there are any. */
function Neighbours({ sequence, size }: { sequence: number; size: number }): ReactElement {
  const to = (place: number, label: string) =>
    place >= 1 && place <= size ? (
      <Link to="/audit/entries/$sequence" params={{ sequence: String(place) }}>
        {label}
      </Link>
    ) : null;
  return (
    <nav aria-label={t('auditLog.entry.neighbours')} className="cs-controls">
      {to(sequence - 1, t('auditLog.entry.before', { sequence: sequence - 1 }))}
      {to(sequence + 1, t('auditLog.entry.after', { sequence: sequence + 1 }))}
    </nav>
  );
}

function EntryFacts({ entry }: { entry: Entry }): ReactElement {
  const { at, actor, action, outcome, subjectType, subjectId } = entry;
  return (
    <Facts
      facts={[
        [t('auditLog.at'), formatInstant(at)],
        [t('auditLog.who'), `${actor.name} (${word('actorKind', actor.kind)})`],
        [t('auditLog.action'), action],
        [t('auditLog.outcome'), word('outcome', outcome)],
        [
          t('auditLog.subject'),
          <span key="subject">
            {subjectType} <DigestText digest={subjectId} />
          </span>,
        ],
      ]}
    />
  );
}

function NoSuchEntry(): ReactElement {
  return (
    <AuditPage title={t('ui.notFound.title')} lead={t('ui.notFound.body')}>
      <Link to="/audit">{t('auditLog.entry.all')}</Link>
    </AuditPage>
  );
}

/** One entry under an address of its own, for whoever is sent to it. */
export function EntryPage(): ReactElement {
  const { sequence } = route.useParams();
  return /^[1-9]\d{0,8}$/.test(sequence) ? <EntryAt sequence={Number(sequence)} /> : <NoSuchEntry />;
}

function EntryAt({ sequence }: { sequence: number }): ReactElement {
  const query = useQuery(auditEntryDocument, { variables: { sequence } });
  return (
    <AuditPage title={t('auditLog.entry.title', { sequence })} lead={t('auditLog.entry.lead')} isEntry>
      <Loaded query={query} rows={6}>
        {({ auditEntry, auditLogHead }) => (
          <>
            <div className="cs-panel">
              <EntryFacts entry={auditEntry} />
              <EntryDetail key={auditEntry.id} entry={auditEntry} />
            </div>
            <Neighbours sequence={auditEntry.sequence} size={auditLogHead.size} />
          </>
        )}
      </Loaded>
    </AuditPage>
  );
}
