import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { distanceTo } from '../../../format/spans';
import { formatInstant } from '../../../format/times';
import { t } from '../../../texts';
import { EmptyState } from '../../../ui/empty-state';
import { Facts, Section } from '../../../ui/page';
import { useNow } from '../../../ui/use-now';
import { EvidenceDigest } from '../../evidence/evidence-digest';
import type { Gate, Promotion } from '../promotion';

/** The page of the run or audit behind a gate; other evidence has only its report. */
function SourceLink({ gate, promotion }: { gate: Gate; promotion: Promotion }): ReactElement | null {
  const { evidenceId, kind, title } = gate;
  if (!evidenceId) return null;
  const text = t('promotions.gate.open', { title });
  if (kind === 'FAIRNESS')
    return (
      <Link to="/fairness/$auditId" params={{ auditId: evidenceId }}>
        {text}
      </Link>
    );
  if (kind !== 'DRIFT' && kind !== 'PERFORMANCE') return null;
  const { model, number } = promotion.modelVersion;
  return (
    <Link
      to={kind === 'DRIFT' ? '/models/$modelId/drift' : '/models/$modelId/performance'}
      params={{ modelId: model.id }}
      search={{ version: number, run: evidenceId }}
    >
      {text}
    </Link>
  );
}

/** Until when a gate still looks at its evidence, as a span and as an instant. */
function Expiry({ gate, now }: { gate: Gate; now: Date }): ReactElement {
  const { evidenceDigest, evidenceExpiresAt } = gate;
  if (!evidenceExpiresAt)
    return <>{t(evidenceDigest ? 'promotions.proof.never' : 'promotions.proof.none')}</>;
  const { isPast, span } = distanceTo(evidenceExpiresAt, now);
  return (
    <span className={isPast ? 'cs-tone-alert' : undefined}>
      {t(isPast ? 'promotions.proof.ago' : 'promotions.proof.in', { span })}{' '}
      <span className="cs-nowrap">{formatInstant(evidenceExpiresAt)}</span>
    </span>
  );
}

function EvidenceCard(props: { gate: Gate; promotion: Promotion; now: Date }): ReactElement {
  const { gate, promotion, now } = props;
  const { evidenceDigest, evidenceProducedAt } = gate;
  return (
    <li className="cs-card">
      <h3>{gate.title}</h3>
      <Facts
        facts={[
          [t('promotions.proof.digest'), <EvidenceDigest key="digest" digest={evidenceDigest} />],
          [
            t('promotions.proof.produced'),
            evidenceProducedAt ? formatInstant(evidenceProducedAt) : t('ui.never'),
          ],
          [t('promotions.proof.expires'), <Expiry key="expires" gate={gate} now={now} />],
        ]}
      />
      <SourceLink gate={gate} promotion={promotion} />
    </li>
  );
}

/** What each gate looked at: its digest, its age, and until when it counts. */
export function EvidenceTab({ promotion }: { promotion: Promotion }): ReactElement {
  const { gates } = promotion;
  const now = useNow();
  return (
    <Section title={t('promotions.tabs.evidence')}>
      <p className="cs-note">{t('promotions.proof.lead')}</p>
      {gates.length === 0 ? (
        <EmptyState title={t('promotions.gate.emptyTitle')} why={t('promotions.gate.emptyWhy')} />
      ) : null}
      <ul className="cs-plain-list">
        {gates.map((gate) => (
          <EvidenceCard key={gate.id} gate={gate} promotion={promotion} now={now} />
        ))}
      </ul>
    </Section>
  );
}
