import { parseCheckpoint, type BundleOptions } from '../audit-log';
import { type Draw } from './draw';
import { type TrialTools } from './make-plan';
import { type Deed, type TrialPlan, type WrittenLog } from './trial-log';

/** The kinds of tampering of G25. */
export const tamperings = [
  'bit flip',
  'edit',
  'delete',
  'insert',
  'swap',
  'tail cut',
  'time shift',
  're-chain',
  'old backup',
  'fork',
  'key swap',
  'signature strip',
  'transplant',
  'duplicate',
] as const;

export type Tampering = (typeof tamperings)[number];

/** What an attack starts from: a log, as written before anybody touched it. */
export interface Target {
  plan: TrialPlan;
  log: WrittenLog;
  draw: Draw;
  tools: TrialTools;
}

/** What an attack made, and what its victim knows from elsewhere. */
export interface Attack {
  /** The bundle as it is handed over. */
  bytes: Uint8Array;
  known: BundleOptions;
  /** The sequences of which the rules name one; null: they name none. Left out where any answer is right. */
  places?: readonly (number | null)[];
  /** Without the known heads this one is not found. */
  needsHead?: boolean;
}

/** An attack that writes whole lines. */
export type LineAttack = Omit<Attack, 'bytes' | 'known'> & {
  lines: readonly string[];
  heads?: readonly number[];
};

/** The entry after the last checkpoint before a sequence: where doubt begins when a checkpoint does not hold. */
export function doubtFrom(checkpoints: readonly number[], sequence: number): number {
  return Math.max(0, ...checkpoints.filter((size) => size < sequence)) + 1;
}

/** The original heads of some sizes, as somebody noted them down. */
export function headsAt(
  { log }: Target,
  sizes: readonly number[],
): NonNullable<BundleOptions['checkpoints']> {
  return sizes.map((size) => parseCheckpoint(log.notes.get(size)!)!);
}

/** The sequence of any entry. */
export function someEntry({ plan, draw }: Target): number {
  return draw.between(1, plan.deeds.length);
}

/** A deed with one thing changed. */
export function editedDeed({ draft, salt }: Deed, draw: Draw): Deed {
  const edits: Partial<Deed['draft']>[] = [
    { actor: { id: 'u9', kind: 'person', session: 'oidc' } },
    { action: 'withdrawPromotion' },
    { outcome: draft.outcome === 'done' ? 'refused' : 'done' },
    { subject: { type: 'promotion', id: 'p0' } },
    { payload: { note: 'rewritten' } },
    { at: shifted(draft.at, draw) },
  ];
  return { draft: { ...draft, ...draw.oneOf(edits) }, salt };
}

/** Another time: some days later, or hours earlier. */
export function shifted(at: string, draw: Draw): string {
  const digits = (value: number) => String(value).padStart(2, '0');
  return draw.chance(0.5)
    ? at.replace(/-01T/, `-${digits(draw.between(2, 28))}T`)
    : at.replace(/T10:/, `T${digits(draw.between(0, 9))}:`);
}
