import { Alert, Button, Group, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useId, useState, type ReactElement } from 'react';
import { word } from '../../format/words';
import { t } from '../../texts';
import { Dialog } from '../../ui/dialog';
import { GatedButton } from '../../ui/gated-button';
import { ProblemAlert, RefusalAlert } from '../../ui/refusal-alert';
import { EntryLink } from '../audit-log/recorded';
import { permissionFor, type Permission, type Promotion, type PromotionAction } from './promotion';
import { useDecisions } from './use-decisions';

export interface DecisionBarProps {
  promotion: Promotion;
  /** The server holds a change that the reader has not seen: nothing may be decided. */
  isStale: boolean;
  onReview: () => void;
  onBusy: (busy: boolean) => void;
}

interface ActButtonProps {
  label: string;
  permission: Permission;
  /** Id of the text that says why not. */
  reasonId: string;
  held: boolean;
  tone?: 'filled' | 'default';
  onAct: () => void;
}

/** Stays in the tab order when it may not be used, so that the reason can be heard. */
function ActButton(props: ActButtonProps): ReactElement {
  const { label, permission, reasonId, held, tone = 'default', onAct } = props;
  const why = permission.message ?? '';
  // What is only held for a moment has its reason elsewhere on the page: the notice, or the action under way.
  const denied = permission.allowed ? (held ? '' : undefined) : why;
  return (
    <GatedButton variant={tone} denied={denied} reasonId={permission.allowed ? '' : reasonId} onClick={onAct}>
      {label}
    </GatedButton>
  );
}

function StaleNotice({ onReview }: { onReview: () => void }): ReactElement {
  return (
    <Alert role="alert" color="yellow" title={t('promotions.stale.title')} className="cs-alert">
      <p>{t('promotions.stale.body')}</p>
      <Button size="compact-sm" variant="default" onClick={onReview}>
        {t('promotions.stale.review')}
      </Button>
    </Alert>
  );
}

function ActivateDialog(props: {
  promotion: Promotion;
  opened: boolean;
  onClose: () => void;
  onConfirm: () => void;
}) {
  const { promotion, opened, onClose, onConfirm } = props;
  const { champion, modelVersion } = promotion;
  const from = champion
    ? t('promotions.activate.fromVersion', { number: champion.number })
    : t('promotions.activate.fromNothing');
  const effect = t('promotions.activate.effect', {
    alias: promotion.alias,
    environment: word('environment', promotion.environment).toLowerCase(),
    from,
    number: modelVersion.number,
    model: modelVersion.model.name,
  });
  return (
    <Dialog opened={opened} onClose={onClose} title={t('promotions.activate.title')}>
      <div className="cs-form">
        <p>{effect}</p>
        <p>{t('promotions.activate.rollback')}</p>
        <Group gap="xs">
          <Button onClick={onConfirm}>
            {t('promotions.activate.confirm', { number: modelVersion.number })}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </Group>
      </div>
    </Dialog>
  );
}

function Reasons({
  promotion,
  id,
}: {
  promotion: Promotion;
  id: (action: PromotionAction) => string;
}): ReactElement {
  const names = {
    VOTE: t('promotions.bar.vote'),
    WITHDRAW: t('promotions.bar.withdraw'),
    REFRESH_GATES: t('promotions.bar.refresh'),
    ACTIVATE: t('promotions.bar.activate'),
  } as const;
  const actions = ['VOTE', 'WITHDRAW', 'REFRESH_GATES', 'ACTIVATE'] as const;
  return (
    <ul className="cs-reasons cs-muted">
      {actions.map((action) => {
        const { allowed, message, code } = permissionFor(promotion, action);
        if (allowed) return null;
        return (
          <li key={action} id={id(action)} data-code={code}>
            {t('promotions.bar.not', { action: names[action], message: message ?? '' })}
          </li>
        );
      })}
    </ul>
  );
}

/** Where a reviewer decides. Nothing is shown as done before the server has said so and named the audit entry. */
export function DecisionBar({ promotion, isStale, onReview, onBusy }: DecisionBarProps): ReactElement {
  const decisions = useDecisions(promotion, onBusy);
  const [comment, setComment] = useState('');
  const [missing, setMissing] = useState(false);
  const [asking, ask] = useDisclosure(false);
  const prefix = useId();
  const reasonId = (action: PromotionAction) => `${prefix}-${action}`;
  const held = isStale || decisions.pending;
  const after = (done: boolean) => (done ? setComment('') : undefined);
  const withComment = (act: () => Promise<boolean>) => {
    setMissing(comment.trim() === '');
    if (comment.trim() !== '') void act().then(after);
  };
  const button = (action: PromotionAction) => ({
    permission: permissionFor(promotion, action),
    reasonId: reasonId(action),
    held,
  });
  return (
    <section className="cs-decision" aria-label={t('promotions.bar.title')}>
      {isStale ? <StaleNotice onReview={onReview} /> : null}
      <RefusalAlert refusal={decisions.refusal} />
      <ProblemAlert problem={decisions.problem} />
      <p role="status" className={decisions.entry ? 'cs-tone-ok' : 'cs-hidden'}>
        {decisions.entry ? <EntryLink entry={decisions.entry} /> : null}
      </p>
      <div className="cs-decision-row">
        <Textarea
          label={t('promotions.bar.comment')}
          description={t('promotions.bar.commentHint')}
          error={missing ? t('promotions.bar.commentMissing') : undefined}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
          rows={2}
        />
        <Group gap="xs">
          <ActButton
            {...button('VOTE')}
            label={t('promotions.bar.approve')}
            tone="filled"
            onAct={() => void decisions.vote('APPROVE', comment).then(after)}
          />
          <ActButton
            {...button('VOTE')}
            label={t('promotions.bar.requestChanges')}
            onAct={() => withComment(() => decisions.vote('REQUEST_CHANGES', comment))}
          />
          <ActButton
            {...button('VOTE')}
            label={t('promotions.bar.reject')}
            onAct={() => withComment(() => decisions.vote('REJECT', comment))}
          />
          <ActButton
            {...button('WITHDRAW')}
            label={t('promotions.bar.withdraw')}
            onAct={() => withComment(() => decisions.withdraw(comment))}
          />
          <ActButton
            {...button('REFRESH_GATES')}
            label={t('promotions.bar.refresh')}
            onAct={() => void decisions.refresh()}
          />
          <ActButton
            {...button('ACTIVATE')}
            label={t('promotions.bar.activate')}
            tone="filled"
            onAct={ask.open}
          />
        </Group>
      </div>
      <Reasons promotion={promotion} id={reasonId} />
      <ActivateDialog
        promotion={promotion}
        opened={asking}
        onClose={ask.close}
        onConfirm={() => {
          ask.close();
          void decisions.activate();
        }}
      />
    </section>
  );
}
