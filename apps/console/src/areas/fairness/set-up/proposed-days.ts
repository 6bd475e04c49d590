import { formatDay } from '../../../format/times';
import type { AuditTargetQuery } from '../../../gql/graphql';
import type { Answers } from './answers';

export type Traffic = AuditTargetQuery['modelVersion']['traffic'];

const day = 24 * 60 * 60 * 1000;

/** All days with predictions that are over; empty where there is none. */
export function proposedDays({ first, last }: Traffic, now: Date): Pick<Answers, 'firstDay' | 'lastDay'> {
  if (!first || !last) return { firstDay: '', lastDay: '' };
  const [firstDay, lastLogged] = [formatDay(first), formatDay(last)];
  const yesterday = formatDay(new Date(now.getTime() - day).toISOString());
  return { firstDay, lastDay: lastLogged < yesterday ? lastLogged : yesterday };
}
