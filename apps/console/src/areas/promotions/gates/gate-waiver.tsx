import { Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState, type ReactElement } from 'react';
import { t } from '../../../texts';
import { fieldError } from '../../../ui/form/field-error';
import { DialogForm } from '../../../ui/form/form-dialog';
import { GatedButton } from '../../../ui/gated-button';
import { useAction } from '../../../ui/use-action';
import { Recorded } from '../../audit-log/recorded';
import { permissionFor, type Gate, type Promotion } from '../promotion';
import { useHeld } from '../use-stale';
import { WaiverEntry } from './waiver-entry';
import { waiveGateDocument } from './waiver-operations';

interface GateProps {
  promotion: Promotion;
  gate: Gate;
}

/** Lets the promotion go on although the gate did not pass; the server decides who may. Stays until it was read what came of it. */
function WaiveForm({ promotion, gate }: GateProps): ReactElement {
  const [opened, { open, close }] = useDisclosure(false);
  const held = useHeld();
  const waive = useAction(waiveGateDocument, (data) => data.waiveGate);
  const [reason, setReason] = useState('');
  const { allowed, message } = permissionFor(promotion, 'WAIVE');
  const { id: promotionId, subjectDigest, state } = promotion;
  const title = t('promotions.gate.waiveTitle', { title: gate.title });
  const isOpen = gate.isWaivable && (state === 'BLOCKED' || state === 'PROVISIONAL');
  const submit = async () => {
    const done = await waive.run({ promotionId, gateId: gate.id, reason, subjectDigest });
    return done ? <Recorded entry={done.auditEntry}>{t('promotions.gate.waived')}</Recorded> : null;
  };
  return (
    <>
      {isOpen ? (
        <GatedButton variant="default" denied={allowed ? undefined : (message ?? '')} onClick={open}>
          {title}
        </GatedButton>
      ) : null}
      <DialogForm
        title={title}
        opened={opened}
        onClose={close}
        submit={t('promotions.gate.waive')}
        lead={t('promotions.gate.waiveLead')}
        steps={[waive]}
        held={held}
        onSubmit={submit}
        once
      >
        <Textarea
          label={t('promotions.gate.waiveReason')}
          required
          maxLength={4000}
          value={reason}
          error={fieldError(waive.problem, 'reason')}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </DialogForm>
    </>
  );
}

/** What was waived of a gate, by whom and why, and what can be. */
export function GateWaivers({ promotion, gate }: GateProps): ReactElement {
  const waivers = promotion.waivers.filter(({ gateId }) => gateId === gate.id);
  return (
    <>
      {waivers.map((waiver) => (
        <div key={waiver.id} className="cs-vote">
          <WaiverEntry
            waiver={waiver}
            head={t('promotions.gate.waiver', { name: waiver.person.name, round: waiver.round })}
            tellsFound={!waiver.counts}
          />
        </div>
      ))}
      {gate.severity === 'SOFT' ? <WaiveForm promotion={promotion} gate={gate} /> : null}
    </>
  );
}
