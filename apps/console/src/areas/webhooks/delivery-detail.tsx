import { useState, type ReactElement, type ReactNode } from 'react';
import { usePermission } from '../../app/use-permission';
import { formatInstant } from '../../format/times';
import { t } from '../../texts';
import { DigestText } from '../../ui/digest-text';
import { GatedButton } from '../../ui/gated-button';
import { Facts } from '../../ui/page';
import { ProblemAlert, RefusalAlert } from '../../ui/refusal-alert';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import { redeliverWebhookDocument, skipWebhookDeliveryDocument } from './operations';
import { attemptText, readableBody, type Delivery } from './webhook';

function Attempts({ attempts }: Pick<Delivery, 'attempts'>): ReactElement {
  if (attempts.length === 0) return <p className="cs-muted">{t('webhooks.attempts.none')}</p>;
  return (
    <ol className="cs-lines">
      {attempts.map((attempt) => (
        <li key={attempt.begunAt}>
          {formatInstant(attempt.begunAt)}: {attemptText(attempt)}
        </li>
      ))}
    </ol>
  );
}

/** Sends a message once more, or gives it up; nothing is shown as done before the server says so. */
function Acts({ delivery: { id, state } }: { delivery: Delivery }): ReactElement {
  const { denied } = usePermission('webhook.configure');
  const again = useAction(redeliverWebhookDocument, (data) => data.redeliverWebhook);
  const skip = useAction(skipWebhookDeliveryDocument, (data) => data.skipWebhookDelivery);
  const [outcome, setOutcome] = useState<ReactNode>(null);
  const sendAgain = async () => {
    const done = await again.run({ deliveryId: id });
    setOutcome(done && <Recorded entry={done.auditEntry}>{t('webhooks.again.done')}</Recorded>);
  };
  const giveUp = async () => {
    const done = await skip.run({ deliveryId: id });
    setOutcome(done && <Recorded entry={done.auditEntry}>{t('webhooks.skip.done')}</Recorded>);
  };
  return (
    <>
      <div className="cs-row-actions">
        <GatedButton
          size="compact-sm"
          variant="default"
          denied={denied}
          loading={again.pending}
          onClick={() => void sendAgain()}
        >
          {t('webhooks.again.open')}
        </GatedButton>
        {state === 'WAITING' ? (
          <GatedButton
            size="compact-sm"
            variant="default"
            denied={denied}
            loading={skip.pending}
            onClick={() => void giveUp()}
          >
            {t('webhooks.skip.open')}
          </GatedButton>
        ) : null}
      </div>
      <div role="status">{outcome}</div>
      {[again, skip].map(({ refusal, problem }, index) => (
        <div key={index} className="cs-step">
          <RefusalAlert refusal={refusal} />
          <ProblemAlert problem={problem} />
        </div>
      ))}
    </>
  );
}

/** One message: its bytes, every call of the receiver, and what can be done about it. */
export function DeliveryDetail({ delivery }: { delivery: Delivery }): ReactElement {
  return (
    <div className="cs-entry">
      <Acts delivery={delivery} />
      <h3>{t('webhooks.attempts.caption')}</h3>
      <Attempts attempts={delivery.attempts} />
      <h3>{t('webhooks.deliveries.body')}</h3>
      <Facts facts={[[t('webhooks.deliveries.id'), <DigestText key="id" digest={delivery.id} whole />]]} />
      <pre className="cs-code">{readableBody(delivery.body)}</pre>
    </div>
  );
}
