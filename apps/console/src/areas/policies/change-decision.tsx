import { policyDigest, type Policy } from '@countersign/domain/approvals';
import { Alert, Button, Group, Textarea } from '@mantine/core';
import { useId, useState, type ReactElement } from 'react';
import type { PolicyChangePartsFragment, PolicyDecision } from '../../gql/graphql';
import { t } from '../../texts';
import { DigestText } from '../../ui/digest-text';
import { GatedButton } from '../../ui/gated-button';
import { ProblemAlert, RefusalAlert } from '../../ui/refusal-alert';
import { useAction } from '../../ui/use-action';
import { EntryLink, type EntryPlace } from '../audit-log/recorded';
import { useKeptClear } from '../promotions/use-kept-clear';
import { votePolicyChangeDocument } from './operations';

export type PolicyChange = PolicyChangePartsFragment;

interface ChangeDecisionProps {
  change: PolicyChange;
  /** The server holds something of the change that the reader has not seen: nothing may be decided. */
  isStale: boolean;
  onReview: () => void;
}

/** Why the viewer cannot decide; undefined where they can. */
function denial({ state, viewerDecision, digest }: PolicyChange, seen: string): string | undefined {
  if (state !== 'OPEN') return t('policies.bar.over');
  if (!viewerDecision.allowed) return t('policies.bar.not', { message: viewerDecision.message ?? '' });
  return seen === digest ? undefined : t('policies.bar.other');
}

function StaleNotice({ onReview }: Pick<ChangeDecisionProps, 'onReview'>): ReactElement {
  return (
    <Alert role="alert" color="yellow" title={t('policies.bar.stale.title')} className="cs-alert">
      <Button size="compact-sm" variant="default" onClick={onReview}>
        {t('promotions.stale.review')}
      </Button>
    </Alert>
  );
}

/** Where a risk officer decides on a change; nothing is shown as done before the server has named the audit entry. */
export function ChangeDecision({ change, isStale, onReview }: ChangeDecisionProps): ReactElement {
  const vote = useAction(votePolicyChangeDocument, (data) => data.votePolicyChange);
  const bar = useKeptClear<HTMLElement>();
  const reasonId = useId();
  const [comment, setComment] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [entry, setEntry] = useState<EntryPlace | null>(null);
  // Of what stands on this page, not of what is said beside it.
  const seen = policyDigest(change.document as Policy);
  const [isBusy, setBusy] = useState(false);
  const isHeld = isStale && !isBusy;
  const denied = isHeld ? t('policies.bar.stale.body') : denial(change, seen);
  const decide = async (decision: PolicyDecision) => {
    setMissing(decision === 'REJECT' && comment.trim() === '');
    if (decision === 'REJECT' && comment.trim() === '') return;
    setEntry(null);
    setBusy(true);
    const done = await vote.run({
      input: { policyChangeId: change.id, policyDigest: seen, decision, comment },
    });
    setBusy(false);
    if (!done) return;
    setEntry(done.auditEntry);
    setComment('');
  };
  const button = { denied, reasonId, loading: vote.pending };
  return (
    <section ref={bar} className="cs-decision" aria-label={t('policies.bar.title')}>
      {isHeld ? <StaleNotice onReview={onReview} /> : null}
      <RefusalAlert refusal={vote.refusal} />
      <ProblemAlert problem={vote.problem} />
      <p role="status" className={entry ? 'cs-tone-ok' : 'cs-hidden'}>
        {entry ? <EntryLink entry={entry} /> : null}
      </p>
      {change.state === 'OPEN' ? (
        <>
          <p>{t(change.kind === 'PUBLISH' ? 'policies.bar.publishes' : 'policies.bar.retires')}</p>
          <div className="cs-muted">
            {t('policies.bar.digest')} <DigestText digest={seen} />
          </div>
          <div className="cs-decision-row">
            <Textarea
              label={t('policies.bar.comment')}
              description={t('policies.bar.hint')}
              error={isMissing ? t('policies.bar.missing') : undefined}
              value={comment}
              onChange={(event) => setComment(event.currentTarget.value)}
              maxLength={4000}
              rows={2}
            />
            <Group gap="xs">
              <GatedButton {...button} onClick={() => void decide('APPROVE')}>
                {t('policies.bar.approve')}
              </GatedButton>
              <GatedButton {...button} variant="default" onClick={() => void decide('REJECT')}>
                {t('policies.bar.reject')}
              </GatedButton>
            </Group>
          </div>
        </>
      ) : null}
      {denied === undefined ? null : (
        <p id={reasonId} className="cs-muted" data-code={change.viewerDecision.code}>
          {denied}
        </p>
      )}
    </section>
  );
}
