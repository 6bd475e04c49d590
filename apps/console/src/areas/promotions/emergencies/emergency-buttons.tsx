import { TextInput, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState, type ReactElement } from 'react';
import { counted } from '../../../format/counted';
import { word } from '../../../format/words';
import { t } from '../../../texts';
import { fieldError } from '../../../ui/form/field-error';
import { DialogForm } from '../../../ui/form/form-dialog';
import { GatedButton } from '../../../ui/gated-button';
import { useAction } from '../../../ui/use-action';
import { Recorded } from '../../audit-log/recorded';
import { confirmEmergencyDocument, proposeEmergencyDocument } from './emergency-operations';
import { EmergencyBudget } from './emergency-notice';
import { permissionFor, type Promotion, type PromotionAction } from '../promotion';
import { useHeld } from '../use-stale';

interface FormProps {
  promotion: Promotion;
  opened: boolean;
  onClose: () => void;
}

function ProposeForm({ promotion, opened, onClose }: FormProps): ReactElement {
  const held = useHeld();
  const propose = useAction(proposeEmergencyDocument, (data) => data.proposeEmergency);
  const [incident, setIncident] = useState('');
  const [justification, setJustification] = useState('');
  const submit = async () => {
    const done = await propose.run({ promotionId: promotion.id, incident, justification });
    return done && <Recorded entry={done.auditEntry}>{t('emergency.form.done')}</Recorded>;
  };
  return (
    <DialogForm
      title={t('emergency.propose')}
      opened={opened}
      onClose={onClose}
      submit={t('emergency.form.submit')}
      lead={t('emergency.form.lead', { hours: counted(promotion.emergencyTerms?.ttlHours ?? 0, 'hours') })}
      steps={[propose]}
      held={held}
      onSubmit={submit}
      once
    >
      <EmergencyBudget promotion={promotion} />
      <TextInput
        label={t('emergency.form.incident')}
        description={t('emergency.form.incidentHint')}
        required
        maxLength={200}
        value={incident}
        error={fieldError(propose.problem, 'incident')}
        onChange={(event) => setIncident(event.currentTarget.value)}
      />
      <Textarea
        label={t('emergency.form.justification')}
        required
        maxLength={4000}
        value={justification}
        error={fieldError(propose.problem, 'justification')}
        onChange={(event) => setJustification(event.currentTarget.value)}
      />
    </DialogForm>
  );
}

function ConfirmForm({ promotion, opened, onClose }: FormProps): ReactElement {
  const held = useHeld();
  const confirm = useAction(confirmEmergencyDocument, (data) => data.confirmEmergency);
  const { id: promotionId, emergency, emergencyTerms, subjectDigest, alias, environment, gates } = promotion;
  const { number, model } = promotion.modelVersion;
  const closed = gates.filter(({ isBlocking, verdict }) => isBlocking && verdict !== 'PASS');
  const submit = async () => {
    const done = await confirm.run({ promotionId, emergencyId: emergency?.id ?? '', subjectDigest });
    return done && <Recorded entry={done.auditEntry}>{t('emergency.confirming.done')}</Recorded>;
  };
  return (
    <DialogForm
      title={t('emergency.confirm')}
      opened={opened}
      onClose={onClose}
      submit={t('emergency.confirming.submit', { number })}
      lead={t('emergency.confirming.lead', {
        ...{ name: emergency?.proposedBy.name ?? '', justification: emergency?.justification ?? '' },
      })}
      steps={[confirm]}
      held={held}
      onSubmit={submit}
      once
    >
      <p>
        {t('emergency.confirming.effect', {
          ...{
            alias,
            environment: word('environment', environment).toLowerCase(),
            number,
            model: model.name,
          },
          hours: counted(emergencyTerms?.ttlHours ?? 0, 'hours'),
        })}
      </p>
      {closed.length > 0 ? <p>{t('emergency.confirming.waives')}</p> : <p>{t('emergency.waivedNone')}</p>}
      {closed.length > 0 ? (
        <ul className="cs-lines">
          {closed.map(({ id, title, reason }) => (
            <li key={id}>{t('emergency.gate', { title, reason })}</li>
          ))}
        </ul>
      ) : null}
      <EmergencyBudget promotion={promotion} />
    </DialogForm>
  );
}

/** What two people can do where a version has to serve before it is approved; nothing where the policy knows no emergency. */
export function EmergencyButtons(props: { promotion: Promotion; isHeld: boolean }): ReactElement | null {
  const { promotion, isHeld } = props;
  const [proposing, proposal] = useDisclosure(false);
  const [confirming, confirmation] = useDisclosure(false);
  const { state, emergency, emergencyTerms } = promotion;
  // What was just done stays to be read, whatever the promotion has become by it.
  const isOpen = emergencyTerms != null && (state === 'BLOCKED' || state === 'IN_REVIEW');
  const gate = (action: PromotionAction) => {
    const { allowed, message } = permissionFor(promotion, action);
    if (!allowed) return { denied: message ?? '' };
    // The notice that the page is stale, or the action under way, says why.
    return isHeld ? { denied: '', reasonId: '' } : {};
  };
  return (
    <>
      {isOpen && emergency?.isPending ? (
        <GatedButton color="red.8" {...gate('CONFIRM_EMERGENCY')} onClick={confirmation.open}>
          {t('emergency.confirm')}
        </GatedButton>
      ) : null}
      {isOpen && !emergency?.isPending ? (
        <GatedButton variant="default" {...gate('PROPOSE_EMERGENCY')} onClick={proposal.open}>
          {t('emergency.propose')}
        </GatedButton>
      ) : null}
      <ProposeForm promotion={promotion} opened={proposing} onClose={proposal.close} />
      <ConfirmForm promotion={promotion} opened={confirming} onClose={confirmation.close} />
    </>
  );
}
