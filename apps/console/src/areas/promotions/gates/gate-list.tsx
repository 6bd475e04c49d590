import type { ReactElement } from 'react';
import { formatInstant } from '../../../format/times';
import { t } from '../../../texts';
import { EmptyState } from '../../../ui/empty-state';
import { EstimateText } from '../../../ui/estimate-text';
import { Facts } from '../../../ui/page';
import { VerdictBadge } from '../../../ui/verdict-badge';
import { GateWaivers } from './gate-waiver';
import type { Gate, Promotion } from '../promotion';

/** Some gates observe a verdict and no number; one without evidence has observed nothing. */
const observedText = ({ evidenceDigest }: Gate): string =>
  evidenceDigest ? t('promotions.gate.noNumber') : t('promotions.gate.none');

function GateCard({ gate, promotion }: { gate: Gate; promotion: Promotion }): ReactElement {
  const isWaived = promotion.waivers.some(({ gateId, counts }) => counts && gateId === gate.id);
  return (
    <li className="cs-card cs-gate">
      <div className="cs-section-head">
        <h3>{gate.title}</h3>
        <VerdictBadge verdict={gate.verdict} />
      </div>
      {gate.severity === 'INFO' ? <p className="cs-muted">{t('promotions.gate.information')}</p> : null}
      {gate.severity === 'SOFT' ? (
        <p className="cs-muted">{t(isWaived ? 'promotions.gate.isWaived' : 'promotions.gate.soft')}</p>
      ) : null}
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
      <GateWaivers promotion={promotion} gate={gate} />
    </li>
  );
}

/** The gates as a check list, each with what is required and what was found. */
export function GateList({ promotion }: { promotion: Promotion }): ReactElement {
  const { gates } = promotion;
  if (gates.length === 0)
    return <EmptyState title={t('promotions.gate.emptyTitle')} why={t('promotions.gate.emptyWhy')} />;
  return (
    <ol className="cs-plain-list">
      {gates.map((gate) => (
        <GateCard key={gate.id} gate={gate} promotion={promotion} />
      ))}
    </ol>
  );
}
