import { instantText } from './instant-text';
import { type OpenPassport } from './open-passport';
import { type ReadEntry } from './passport-entry';
import { isStep } from './promotion-entries';

/** What is wrong about the emergency by which the version served before it was approved; null where nothing is. */
export function emergencyFault({ recorded, entries }: OpenPassport, decided: ReadEntry): string | null {
  const { emergency, approvedAt } = recorded.request;
  const told = entries.find((entry) => isStep(entry) && entry.says.action === 'confirmEmergency');
  if (told === undefined) return emergency ? 'the log tells of no emergency' : null;
  // The details were erased, or the promotion was decided before cases were recorded.
  if (decided.payload?.['decided'] === undefined) return null;
  if (!emergency) return 'the log tells of an emergency, and the case of none';
  const { confirmerId, confirmedAt, until, proposerId, incident } = emergency;
  if (confirmedAt === null || until === null || told.says.sequence > decided.says.sequence)
    return 'the emergency was not confirmed before the approval';
  if (told.says.actor.id !== confirmerId || told.says.at !== instantText(confirmedAt))
    return 'the emergency was confirmed by somebody else, or at another time';
  const of = { incident, until: instantText(until), proposedBy: `person:${proposerId}` };
  const differs = Object.entries(of).find(([name, value]) => told.payload && told.payload[name] !== value);
  if (differs) return `the emergency was another (${differs[0]})`;
  return (approvedAt ?? Infinity) < until ? null : 'it was approved after the emergency was over';
}

/** By what it served before it was approved, for people; empty where it did not. */
export function emergencyText({ recorded }: OpenPassport): string {
  const { emergency } = recorded.request;
  if (!emergency || emergency.confirmedAt === null) return '';
  return `; until then it served by an emergency (${emergency.incident}) since ${instantText(emergency.confirmedAt)}`;
}
