import type { ReactElement } from 'react';
import { formatInstant } from '../../format/times';
import { t } from '../../texts';
import { EmptyState } from '../../ui/empty-state';
import { EstimateText } from '../../ui/estimate-text';
import { Facts } from '../../ui/page';
import { VerdictBadge } from '../../ui/verdict-badge';
import type { Gate } from './promotion';

/** Some gates observe a verdict and no number; one without evidence has observed nothing. */
const observedText = ({ evidenceDigest }: Gate): string =>
  evidenceDigest ? t('promotions.gate.noNumber') : t('promotions.gate.none');

function GateCard({ gate }: { gate: Gate }): ReactElement {
  return (
    <li className="cs-card">
      <div className="cs-section-head">
        <h3>{gate.title}</h3>
        <VerdictBadge verdict={gate.verdict} />
      </div>
      {gate.isBlocking ? null : <p className="cs-muted">{t('promotions.gate.information')}</p>}
      <Facts
        facts={[
          [t('promotions.gate.required'), gate.requirement],
          [t('promotions.gate.reason'), gate.reason],
          [
            t('promotions.gate.observed'),
            gate.observed ? <EstimateText key="observed" estimate={gate.observed} /> : observedText(gate),
          ],
          [t('promotions.gate.evaluated'), formatInstant(gate.evaluatedAt)],
        ]}
      />
    </li>
  );
}

/** The gates as a check list, each with what is required and what was found. */
export function GateList({ gates }: { gates: readonly Gate[] }): ReactElement {
  if (gates.length === 0)
    return <EmptyState title={t('promotions.gate.emptyTitle')} why={t('promotions.gate.emptyWhy')} />;
  return (
    <ol className="cs-plain-list">
      {gates.map((gate) => (
        <GateCard key={gate.id} gate={gate} />
      ))}
    </ol>
  );
}
