import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatInstant } from '../../format/times';
import { t } from '../../texts';
import { EstimateText } from '../../ui/estimate-text';
import { Facts } from '../../ui/page';
import { VerdictBadge } from '../../ui/verdict-badge';
import { EvidenceDigest } from '../evidence/evidence-digest';
import type { Gate, Promotion } from './promotion';

function EvidenceLink({ gate, promotion }: { gate: Gate; promotion: Promotion }): ReactElement | null {
  const { evidenceId, kind, title } = gate;
  if (!evidenceId) return null;
  const text = t('promotions.gate.open', { title });
  if (kind === 'FAIRNESS')
    return (
      <Link to="/fairness/$auditId" params={{ auditId: evidenceId }}>
        {text}
      </Link>
    );
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

/** Some gates observe a verdict and no number; one without evidence has observed nothing. */
const observedText = ({ evidenceDigest }: Gate): string =>
  evidenceDigest ? t('promotions.gate.noNumber') : t('promotions.gate.none');

function GateCard({ gate, promotion }: { gate: Gate; promotion: Promotion }): ReactElement {
  return (
    <li className="cs-card">
      <div className="cs-section-head">
        <h3>{gate.title}</h3>
        <VerdictBadge verdict={gate.verdict} />
      </div>
      <Facts
        facts={[
          [
            t('promotions.gate.observed'),
            gate.observed ? <EstimateText key="observed" estimate={gate.observed} /> : observedText(gate),
          ],
          [t('promotions.gate.required'), gate.requirement],
          [t('promotions.gate.reason'), gate.reason],
          [t('promotions.gate.digest'), <EvidenceDigest key="digest" digest={gate.evidenceDigest} />],
          [
            t('promotions.gate.produced'),
            gate.evidenceProducedAt ? formatInstant(gate.evidenceProducedAt) : t('ui.never'),
          ],
          [t('promotions.gate.evaluated'), formatInstant(gate.evaluatedAt)],
        ]}
      />
      <EvidenceLink gate={gate} promotion={promotion} />
    </li>
  );
}

/** The gates as a check list, each with what was observed, what is required and the evidence. */
export function GateList({ promotion }: { promotion: Promotion }): ReactElement {
  return (
    <ol className="cs-plain-list">
      {promotion.gates.map((gate) => (
        <GateCard key={gate.id} gate={gate} promotion={promotion} />
      ))}
    </ol>
  );
}
