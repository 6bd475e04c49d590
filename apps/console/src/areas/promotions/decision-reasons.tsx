import type { ReactElement } from 'react';
import { anyOf } from '../../format/words';
import { t } from '../../texts';
import { closedVotes } from '../delegations/vote-as';
import type { Permission, Promotion, PromotionAction } from './promotion';

/** The others have their own places on the page. */
export type BarAction = Exclude<PromotionAction, 'PROPOSE_EMERGENCY' | 'CONFIRM_EMERGENCY' | 'WAIVE'>;

/** What takes a comment, of what an action stands for. */
const commented = {
  VOTE: ['REQUEST_CHANGES', 'REJECT'],
  WITHDRAW: ['WITHDRAW'],
  REFRESH_GATES: [],
  ACTIVATE: [],
  ROLL_BACK: ['ROLL_BACK'],
  REINSTATE: ['REINSTATE'],
} as const;

/** For which of the actions that are there the comment is needed. */
export function commentHint(actions: readonly BarAction[]): string {
  const acts = actions.flatMap((action) =>
    commented[action].map((act) => t(`promotions.bar.commented.${act}`)),
  );
  return t('promotions.bar.commentHint', { acts: anyOf(acts) });
}

/** Why what is in the decision bar is not open to the reader, and the votes that they were given. */
export function DecisionReasons(props: {
  promotion: Promotion;
  actions: readonly BarAction[];
  /** Whose vote is chosen; null for the reader's own. */
  chosen: string | null;
  id: (action: PromotionAction) => string;
  permission: (action: PromotionAction) => Permission;
}): ReactElement {
  const { promotion, actions, chosen, id, permission } = props;
  const names = {
    VOTE: t('promotions.bar.vote'),
    WITHDRAW: t('promotions.bar.withdraw'),
    REFRESH_GATES: t('promotions.bar.refresh'),
    ACTIVATE: t('promotions.bar.activate'),
    ROLL_BACK: t('promotions.bar.rollBack'),
    REINSTATE: t('promotions.bar.reinstate'),
  } as const;
  const others = actions.includes('VOTE') ? closedVotes(promotion, chosen) : [];
  return (
    <ul className="cs-reasons cs-muted">
      {actions.map((action) => {
        const { allowed, message, code } = permission(action);
        if (allowed) return null;
        return (
          <li key={action} id={id(action)} data-code={code}>
            {t('promotions.bar.not', { action: names[action], message: message ?? '' })}
          </li>
        );
      })}
      {others.map(({ onBehalfOf, message }) => (
        <li key={onBehalfOf.id}>
          {t('delegations.closed', { name: onBehalfOf.name, message: message ?? '' })}
        </li>
      ))}
    </ul>
  );
}
