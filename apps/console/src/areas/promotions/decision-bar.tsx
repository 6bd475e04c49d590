import { Alert, Button, Group, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useId, useState, type ReactElement } from 'react';
import { word } from '../../format/words';
import { t } from '../../texts';
import { Dialog } from '../../ui/dialog';
import { ProblemAlert, RefusalAlert } from '../../ui/refusal-alert';
import { EntryLink } from '../audit-log/recorded';
import { ActButton, type ActButtonProps } from './act-button';
import { permissionFor, type Promotion, type PromotionAction } from './promotion';
import { ServingButtons } from './serving-buttons';
import { useDecisions } from './use-decisions';
import { useKeptClear } from './use-kept-clear';

export interface DecisionBarProps {
  promotion: Promotion;
  /** The server holds a change that the reader has not seen: nothing may be decided. */
  isStale: boolean;
  onReview: () => void;
  onBusy: (busy: boolean) => void;
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

const isServing = ({ state }: Promotion): boolean => state === 'ACTIVE' || state === 'SUSPENDED';

/** What is decided about a version that serves is another matter than what is decided before. */
function actionsOf(promotion: Promotion): readonly PromotionAction[] {
  if (!isServing(promotion)) return ['VOTE', 'WITHDRAW', 'REFRESH_GATES', 'ACTIVATE'];
  return promotion.state === 'SUSPENDED' ? ['ROLL_BACK', 'REINSTATE'] : ['ROLL_BACK'];
}

interface ReviewButtonsProps {
  button: (action: PromotionAction) => Pick<ActButtonProps, 'permission' | 'reasonId' | 'held'>;
  withComment: (act: (comment: string) => void) => void;
  decisions: ReturnType<typeof useDecisions>;
  onApprove: () => void;
  onActivate: () => void;
  after: (done: boolean) => void;
}

/** What can be decided before a version serves. */
function ReviewButtons(props: ReviewButtonsProps): ReactElement {
  const { button, withComment, decisions, onApprove, onActivate, after } = props;
  return (
    <>
      <ActButton {...button('VOTE')} label={t('promotions.bar.approve')} tone="filled" onAct={onApprove} />
      <ActButton
        {...button('VOTE')}
        label={t('promotions.bar.requestChanges')}
        onAct={() => withComment((why) => void decisions.vote('REQUEST_CHANGES', why).then(after))}
      />
      <ActButton
        {...button('VOTE')}
        label={t('promotions.bar.reject')}
        onAct={() => withComment((why) => void decisions.vote('REJECT', why).then(after))}
      />
      <ActButton
        {...button('WITHDRAW')}
        label={t('promotions.bar.withdraw')}
        onAct={() => withComment((why) => void decisions.withdraw(why).then(after))}
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
        onAct={onActivate}
      />
    </>
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
    ROLL_BACK: t('promotions.bar.rollBack'),
    REINSTATE: t('promotions.bar.reinstate'),
  } as const;
  const actions = actionsOf(promotion);
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
  const bar = useKeptClear<HTMLElement>();
  const prefix = useId();
  const reasonId = (action: PromotionAction) => `${prefix}-${action}`;
  const held = isStale || decisions.pending;
  const after = (done: boolean) => (done ? setComment('') : undefined);
  const withComment = (act: (comment: string) => void) => {
    setMissing(comment.trim() === '');
    if (comment.trim() !== '') act(comment);
  };
  const button = (action: PromotionAction) => ({
    permission: permissionFor(promotion, action),
    reasonId: reasonId(action),
    held,
  });
  return (
    <section ref={bar} className="cs-decision" aria-label={t('promotions.bar.title')}>
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
          {isServing(promotion) ? (
            <ServingButtons
              promotion={promotion}
              button={button}
              withComment={withComment}
              onRollBack={(reason) => void decisions.rollBack(reason).then(after)}
              onReinstate={(reason) => void decisions.reinstate(reason).then(after)}
            />
          ) : (
            <ReviewButtons
              button={button}
              withComment={withComment}
              decisions={decisions}
              onApprove={() => void decisions.vote('APPROVE', comment).then(after)}
              onActivate={ask.open}
              after={after}
            />
          )}
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
