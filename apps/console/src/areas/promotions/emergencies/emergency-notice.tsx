import { Alert } from '@mantine/core';
import type { ReactElement } from 'react';
import { distanceTo } from '../../../format/spans';
import { formatInstant } from '../../../format/times';
import { t } from '../../../texts';
import { useNow } from '../../../ui/use-now';
import type { Promotion } from '../promotion';

type Emergency = NonNullable<Promotion['emergency']>;

/** How often a place has had an emergency; nothing where its policy knows none. */
export function EmergencyBudget({ promotion }: { promotion: Promotion }): ReactElement | null {
  const { emergencyTerms: terms } = promotion;
  if (!terms) return null;
  return <p>{t('emergency.budget', { count: terms.used, most: terms.perMonth })}</p>;
}

function WaivedGates({ waived }: Pick<Emergency, 'waived'>): ReactElement {
  if (waived.length === 0) return <p>{t('emergency.waivedNone')}</p>;
  return (
    <>
      <p>{t('emergency.waived')}</p>
      <ul className="cs-lines">
        {waived.map(({ gateId, title, reason }) => (
          <li key={gateId}>{t('emergency.gate', { title, reason })}</li>
        ))}
      </ul>
    </>
  );
}

function Proposal({ promotion, emergency }: { promotion: Promotion; emergency: Emergency }): ReactElement {
  const { incident, justification, proposedBy, proposedAt } = emergency;
  return (
    <Alert color="yellow" title={t('emergency.proposal.title')} className="cs-alert">
      <p>
        {t('emergency.proposal.incident')} <strong>{incident}</strong>
      </p>
      <p>
        {t('emergency.proposal.what', {
          ...{ name: proposedBy.name, instant: formatInstant(proposedAt), justification },
        })}
      </p>
      <p>{t('emergency.proposal.waits', { name: proposedBy.name })}</p>
      <EmergencyBudget promotion={promotion} />
    </Alert>
  );
}

function titleOf({ state, approvedAt }: Promotion): string {
  if (state === 'PROVISIONAL') return t('emergency.serving.title');
  return t(approvedAt ? 'emergency.was.title' : 'emergency.was.unapproved');
}

function Serving({ promotion, emergency }: { promotion: Promotion; emergency: Emergency }): ReactElement {
  const now = useNow();
  const { incident, justification, proposedBy, confirmedBy, confirmedAt, until, waived } = emergency;
  const instant = until ? formatInstant(until) : '';
  const { isPast, span } = distanceTo(until ?? '', now);
  const isServing = promotion.state === 'PROVISIONAL';
  return (
    <Alert color={isServing ? 'red' : 'gray'} title={titleOf(promotion)} className="cs-alert">
      {isServing ? (
        <p>
          {isPast
            ? t('emergency.serving.over', { instant })
            : t('emergency.serving.until', { instant, span })}
        </p>
      ) : null}
      <p>
        {t('emergency.proposal.incident')} <strong>{incident}</strong>
      </p>
      <p>
        {t('emergency.serving.people', {
          ...{ first: proposedBy.name, second: confirmedBy?.name ?? '', justification },
          instant: confirmedAt ? formatInstant(confirmedAt) : '',
        })}
      </p>
      <WaivedGates waived={waived} />
      {isServing ? <p>{t('emergency.serving.end')}</p> : null}
      {isServing ? <EmergencyBudget promotion={promotion} /> : null}
    </Alert>
  );
}

/** The emergency by which a version serves, was to serve or served: why, by whom, until when, and what it waived. */
export function EmergencyNotice({ promotion }: { promotion: Promotion }): ReactElement | null {
  const { emergency } = promotion;
  if (!emergency) return null;
  if (emergency.confirmedAt) return <Serving promotion={promotion} emergency={emergency} />;
  return emergency.isPending ? <Proposal promotion={promotion} emergency={emergency} /> : null;
}
