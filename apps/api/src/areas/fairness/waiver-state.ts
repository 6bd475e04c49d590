import { type FairnessWaiver } from './fairness-waiver.entity';

export type WaiverState = 'in_force' | 'expired' | 'ended';

export function waiverState({ endedAt, until }: FairnessWaiver, now: Date): WaiverState {
  if (endedAt !== null) return 'ended';
  return now < until ? 'in_force' : 'expired';
}
