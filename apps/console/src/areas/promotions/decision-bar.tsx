import { Alert, Button, Group, Textarea } from '@mantine/core';
import { useContext, useId, useState, type ReactElement } from 'react';
import { word } from '../../format/words';
import { t } from '../../texts';
import { Dialog } from '../../ui/dialog';
import { ProblemAlert, RefusalAlert } from '../../ui/refusal-alert';
import type { VoteDecision } from '../../gql/graphql';
import { EntryLink } from '../audit-log/recorded';
import { isOpen, permissionFor as permissionForOther, VoteAs } from '../delegations/vote-as';
import { ActButton, type ActButtonProps } from './act-button';
import { commentHint, DecisionReasons, type BarAction } from './decision-reasons';
import { EmergencyButtons } from './emergencies/emergency-buttons';
import { permissionFor, type Promotion, type PromotionAction } from './promotion';
import { ServingButtons } from './serving-buttons';
import { StepUpNotice } from './signing/step-up-notice';
import { useDecisions } from './use-decisions';
import { useKeptClear } from './use-kept-clear';
import { StalePage, useQuestion } from './use-stale';

export interface DecisionBarProps {
  promotion: Promotion;
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
        <p>{t(champion ? 'promotions.activate.rollback' : 'promotions.activate.noRollback')}</p>
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

const approved = ['WITHDRAW', 'REFRESH_GATES', 'ACTIVATE'] as const;
const review = ['VOTE', ...approved] as const;

/** What is decided about a version that serves is another matter than what is decided before; afterwards nothing is. */
const actionsIn: Partial<Record<Promotion['state'], readonly BarAction[]>> = {
  ...{ IN_REVIEW: review, BLOCKED: review, APPROVED: approved },
  PROVISIONAL: ['VOTE', 'REFRESH_GATES', 'ROLL_BACK'],
  ACTIVE: ['ROLL_BACK'],
  SUSPENDED: ['ROLL_BACK', 'REINSTATE'],
};

interface ReviewButtonsProps {
  /** Those of the state: what serves by an emergency is activated already, and gone back from rather than withdrawn. */
  actions: readonly BarAction[];
  button: (action: PromotionAction) => Pick<ActButtonProps, 'permission' | 'reasonId' | 'held'>;
  withComment: (act: (comment: string) => void) => void;
  decisions: ReturnType<typeof useDecisions>;
  onVote: (decision: VoteDecision, comment: string) => void;
  onApprove: () => void;
  onActivate: () => void;
  after: (done: boolean) => void;
}

function VoteButtons({ button, withComment, onVote, onApprove }: ReviewButtonsProps): ReactElement {
  return (
    <>
      <ActButton {...button('VOTE')} label={t('promotions.bar.approve')} tone="filled" onAct={onApprove} />
      <ActButton
        {...button('VOTE')}
        label={t('promotions.bar.requestChanges')}
        onAct={() => withComment((why) => onVote('REQUEST_CHANGES', why))}
      />
      <ActButton
        {...button('VOTE')}
        label={t('promotions.bar.reject')}
        onAct={() => withComment((why) => onVote('REJECT', why))}
      />
    </>
  );
}

/** What can be decided before a version serves, or before it is approved. */
function ReviewButtons(props: ReviewButtonsProps): ReactElement {
  const { actions, button, withComment, decisions, onActivate, after } = props;
  return (
    <>
      {actions.includes('VOTE') ? <VoteButtons {...props} /> : null}
      {actions.includes('WITHDRAW') ? (
        <ActButton
          {...button('WITHDRAW')}
          label={t('promotions.bar.withdraw')}
          onAct={() => withComment((why) => void decisions.withdraw(why).then(after))}
        />
      ) : null}
      <ActButton
        {...button('REFRESH_GATES')}
        label={t('promotions.bar.refresh')}
        onAct={() => void decisions.refresh()}
      />
      {actions.includes('ACTIVATE') ? (
        <ActButton
          {...button('ACTIVATE')}
          label={t('promotions.bar.activate')}
          tone="filled"
          onAct={onActivate}
        />
      ) : null}
    </>
  );
}

/** Where a reviewer decides. Nothing is shown as done before the server has said so and named the audit entry. */
export function DecisionBar(props: DecisionBarProps): ReactElement | null {
  const { promotion, onReview, onBusy } = props;
  const isStale = useContext(StalePage);
  const decisions = useDecisions(promotion, onBusy);
  const [comment, setComment] = useState('');
  const [behalf, choose] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const [asking, ask] = useQuestion();
  const bar = useKeptClear<HTMLElement>();
  const prefix = useId();
  const reasonId = (action: PromotionAction) => `${prefix}-${action}`;
  const held = isStale || decisions.isUnderWay;
  const actions = actionsIn[promotion.state] ?? [];
  // What was typed while the server was waited for belongs to the next decision.
  const after = (done: boolean) => (done ? setComment((now) => (now === comment ? '' : now)) : undefined);
  const vote = async (decision: VoteDecision, why: string) => {
    const done = await decisions.vote(decision, why, behalf);
    after(done);
    // The next vote is the reader's own again, unless they say otherwise.
    if (done) choose(null);
  };
  const withComment = (act: (comment: string) => void) => {
    setMissing(comment.trim() === '');
    if (comment.trim() !== '') act(comment);
  };
  const permission = (action: PromotionAction) =>
    (action === 'VOTE' ? permissionForOther(promotion, behalf) : null) ?? permissionFor(promotion, action);
  const button = (action: PromotionAction) => ({
    permission: permission(action),
    reasonId: reasonId(action),
    held,
  });
  const isSilent = !isStale && !decisions.entry && !decisions.refusal && !decisions.problem;
  if (actions.length === 0 && isSilent) return null;
  return (
    <section ref={bar} className="cs-decision" aria-label={t('promotions.bar.title')}>
      {isStale ? (
        <StaleNotice
          onReview={() => {
            // Whoever looks anew sees what became of it.
            decisions.forget();
            onReview();
          }}
        />
      ) : null}
      <RefusalAlert refusal={decisions.refusal} />
      <ProblemAlert problem={decisions.problem} />
      <p
        role="status"
        className={decisions.entry ? 'cs-tone-ok' : decisions.isUnderWay ? 'cs-muted' : 'cs-hidden'}
      >
        {decisions.entry ? <EntryLink entry={decisions.entry} /> : null}
        {decisions.isUnderWay ? t('promotions.bar.underWay') : null}
      </p>
      <div className="cs-decision-row">
        {actions.length === 0 ? null : (
          <Textarea
            data-key="c"
            label={t('promotions.bar.comment')}
            description={commentHint(actions)}
            error={missing ? t('promotions.bar.commentMissing') : undefined}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
            rows={2}
          />
        )}
        {actions.includes('VOTE') ? (
          <VoteAs
            promotion={promotion}
            hasOwn={isOpen(permissionFor(promotion, 'VOTE'))}
            chosen={behalf}
            onChoose={choose}
          />
        ) : null}
        <Group gap="xs">
          {actions.includes('REFRESH_GATES') ? (
            <ReviewButtons
              actions={actions}
              button={button}
              withComment={withComment}
              decisions={decisions}
              onVote={(decision, why) => void vote(decision, why)}
              onApprove={() => void vote('APPROVE', comment)}
              onActivate={ask.open}
              after={after}
            />
          ) : null}
          {actions.includes('ROLL_BACK') ? (
            <ServingButtons
              promotion={promotion}
              button={button}
              withComment={withComment}
              onRollBack={(reason) => void decisions.rollBack(reason).then(after)}
              onReinstate={(reason) => void decisions.reinstate(reason).then(after)}
            />
          ) : null}
          <EmergencyButtons promotion={promotion} isHeld={held} />
        </Group>
      </div>
      <DecisionReasons
        promotion={promotion}
        actions={actions}
        chosen={behalf}
        id={reasonId}
        permission={permission}
      />
      <StepUpNotice promotion={promotion} />
      {decisions.dialog}
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
