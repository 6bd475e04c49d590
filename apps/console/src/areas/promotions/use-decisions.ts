import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import type { VoteDecision } from '../../gql/graphql';
import { useAction } from '../../ui/use-action';
import type { EntryPlace } from '../audit-log/recorded';
import {
  activateDocument,
  castVoteDocument,
  refreshGatesDocument,
  reinstateDocument,
  rollBackDocument,
  withdrawDocument,
} from './operations';
import type { Promotion } from './promotion';
import { useSigning } from './signing/use-signing';

/** What waits for the reader is less now, or more. */
function countAgain(client: ApolloClient): void {
  void client.refetchQueries({
    include: 'active',
    onQueryUpdated: ({ queryName }) => queryName === 'InboxCount',
  });
}

/** Takes a step, says that it is under way, and keeps the entry that it was recorded as. */
function useSettling(onBusy: (busy: boolean) => void) {
  const client = useApolloClient();
  const [entry, setEntry] = useState<EntryPlace | null>(null);
  // From the first question on, what is signed included: whoever presses twice decides once.
  const [isUnderWay, setUnderWay] = useState(false);
  const settle = async (run: () => Promise<{ auditEntry: EntryPlace } | null>): Promise<boolean> => {
    setEntry(null);
    setUnderWay(true);
    onBusy(true);
    const done = await run();
    setUnderWay(false);
    onBusy(false);
    setEntry(done?.auditEntry ?? null);
    if (done) countAgain(client);
    return done !== null;
  };
  return { entry, isUnderWay, settle };
}

/** Everything a reviewer can do to a promotion; each waits for the server, which answers with the audit entry. */
export function useDecisions(promotion: Promotion, onBusy: (busy: boolean) => void) {
  const cast = useAction(castVoteDocument, (data) => data.castVote);
  const withdraw = useAction(withdrawDocument, (data) => data.withdrawPromotion);
  const refresh = useAction(refreshGatesDocument, (data) => data.refreshGates);
  const activate = useAction(activateDocument, (data) => data.activatePromotion);
  const back = useAction(rollBackDocument, (data) => data.rollBack);
  const reinstate = useAction(reinstateDocument, (data) => data.reinstatePromotion);
  const { sign, dialog } = useSigning();
  const all = [cast, withdraw, refresh, activate, back, reinstate];
  const { entry, isUnderWay, settle: settled } = useSettling(onBusy);
  const forget = () => {
    for (const action of all) action.clear();
  };
  const settle: typeof settled = (run) => {
    forget();
    return settled(run);
  };
  const promotionId = promotion.id;
  const { round, subjectDigest, environment, alias } = promotion;
  const modelId = promotion.modelVersion.model.id;
  return {
    entry,
    /** What is asked before a step is taken. */
    dialog,
    isUnderWay,
    refusal: all.map((action) => action.refusal).find(Boolean) ?? null,
    problem: all.map((action) => action.problem).find(Boolean) ?? null,
    /** Takes away what the last step failed by. */
    forget,
    /** @param onBehalfOf whose vote it is; null for one's own */
    vote: (decision: VoteDecision, comment: string, onBehalfOf: string | null = null) =>
      settle(async () => {
        const vote = { promotionId, decision, comment, ...(onBehalfOf !== null && { onBehalfOf }) };
        const signed = await sign(vote);
        return signed === 'left' ? null : cast.run({ input: { ...vote, round, subjectDigest, ...signed } });
      }),
    withdraw: (reason: string) => settle(() => withdraw.run({ promotionId, reason })),
    refresh: () => settle(() => refresh.run({ promotionId })),
    rollBack: (reason: string) =>
      settle(() =>
        back.run({ input: { modelId, environment, alias, fromPromotionId: promotionId, reason } }),
      ),
    reinstate: (reason: string) =>
      settle(async () => {
        const signed = await sign({ promotionId, comment: reason });
        return signed === 'left' ? null : reinstate.run({ promotionId, reason, ...signed });
      }),
    activate: () => settle(() => activate.run({ promotionId })),
  };
}
