import { type LoggedEntry } from '../audit-log/logged-entries';
import { type PromotionSubject } from '../promotions/promotion-subjects';
import { parseActorReference } from '../../database/actor-reference';
import { happenings, type Happening, type WebhookEvent } from './webhook-events';

/** What is sent of one happening; the contract `countersign.webhook/1`. */
interface Body {
  schema: 'countersign.webhook/1';
  type: string;
  /** When it happened. */
  timestamp: string;
  data: Record<string, unknown>;
}

/** The name of an event in messages: `promotion.rolled_back` of `promotion_rolled_back`. */
export const eventName = (event: WebhookEvent | 'webhook_ping'): string => event.replace('_', '.');

export interface Composed {
  event: WebhookEvent;
  /** Which of the entry's happenings it is. */
  place: number;
  body: string;
}

/** Ids of the promotions that an entry tells of. */
export const promotionsOf = (entry: LoggedEntry): string[] =>
  happenings(entry).flatMap(({ promotionId }) => promotionId ?? []);

/** The messages of an entry. They hold ids and names of states, and nothing that anybody wrote. */
export function messagesOf(
  entry: LoggedEntry,
  { workspaceId, subjects }: { workspaceId: string; subjects: ReadonlyMap<string, PromotionSubject> },
): Composed[] {
  return happenings(entry).map((happening, place) => {
    const { promotionId, event } = happening;
    const subject = promotionId === null ? undefined : subjects.get(promotionId);
    const body: Body = {
      ...{ schema: 'countersign.webhook/1', type: eventName(event), timestamp: entry.at.toISOString() },
      data: {
        workspaceId,
        ...{ entry: entryOf(entry), actor: parseActorReference(entry.actor) },
        subject: { type: entry.subjectType, id: entry.subjectId },
        ...refusalOf(entry),
        ...(subject && promotionOf(subject, happening, entry)),
      },
    };
    return { event, place, body: JSON.stringify(body) };
  });
}

/** What a receiver is sent to try it. */
export function pingBody(workspaceId: string, now: Date): string {
  const body: Body = {
    ...{ schema: 'countersign.webhook/1', type: eventName('webhook_ping'), timestamp: now.toISOString() },
    data: { workspaceId },
  };
  return JSON.stringify(body);
}

const entryOf = ({ sequence, id, action, outcome }: LoggedEntry) => ({
  ...{ sequence: Number(sequence), id, action, outcome },
});

function refusalOf({ outcome, payload }: LoggedEntry): { refusal?: string } {
  const code = outcome === 'refused' ? payload?.['refusal'] : undefined;
  return typeof code === 'string' ? { refusal: code } : {};
}

function promotionOf({ id, ...subject }: PromotionSubject, { state }: Happening, entry: LoggedEntry) {
  const { modelId, modelVersionId, artifactDigest, environment, alias } = subject;
  // The round is that of the promotion which the entry is about, not of another that it ended.
  const round = entry.subjectId === id ? entry.payload?.['round'] : undefined;
  return {
    promotion: {
      ...{ id, state, ...(typeof round === 'number' && { round }) },
      ...{ modelId, modelVersionId, artifactDigest, environment, alias },
    },
    path: `/promotions/${id}`,
  };
}
