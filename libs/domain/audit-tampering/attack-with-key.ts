import { utf8ToBytes } from '@noble/hashes/utils.js';
import { appendSignatures, cosign, logOrigin, parseCheckpoint, parseNote } from '../audit-log';
import { editedDeed, headsAt, shifted, someEntry, type Attack, type Tampering, type Target } from './attack';
import { makeDeed, makePlan, signerOf } from './make-plan';
import { bundleOf, writeLog, type Deed, type TrialPlan } from './trial-log';

/** Another history: its deeds, and the first sequence at which it differs. */
interface Rewriting {
  deeds: readonly Deed[];
  first: number;
}

/**
 * Attacker B: holds the signing key and signs a rewritten log from end to end, so that the file holds together. The
 * victim knows heads from before, noted down or cosigned, or the key of a witness.
 */
export function attackWithKey(kind: Tampering, target: Target): Attack {
  const { deeds, first } = rewritings[kind](target);
  const { tools } = target;
  const plan = rewrittenPlan(target, { deeds, isNewKey: kind === 'key swap' });
  const bytes = utf8ToBytes(bundleOf(writeLog(plan, tools.hashing)).join(''));
  const keys = [target.plan.signer.key];
  const witness = signerOf(target.draw, tools, { name: 'witness.example/w1', type: 4 });
  // The lines of the witness are gone from the file; only that it should be there is known.
  if (kind === 'signature strip') return { bytes, known: { keys, witnesses: [witness.key] }, places: [null] };
  const sizes = knownSizes(target, first);
  const heads = headsAt(target, sizes);
  const places = [placeOf({ sizes, first, to: deeds.length })];
  if (target.draw.chance(0.5)) return { bytes, known: { keys, checkpoints: heads }, places };
  const checkpoints = sizes.map((size) => {
    const note = target.log.notes.get(size)!;
    return parseCheckpoint(appendSignatures(note, cosign(parseNote(note)!.text, witness, 1_700_000_000)))!;
  });
  return { bytes, known: { keys, checkpoints, witnesses: [witness.key] }, places };
}

/** Some original sizes with a checkpoint, at least one of which the rewriting concerns. */
function knownSizes({ plan: { checkpoints }, draw }: Target, first: number): number[] {
  const telling = draw.oneOf(checkpoints.filter((size) => size >= first));
  return checkpoints.filter((size) => size === telling || draw.chance(0.3));
}

function placeOf({ sizes, first, to }: { sizes: readonly number[]; first: number; to: number }): number {
  const matched = Math.max(0, ...sizes.filter((size) => size < first && size <= to));
  const differing = sizes.some((size) => size >= first && size <= to) ? matched + 1 : Infinity;
  const beyond = sizes.some((size) => size > to) ? to + 1 : Infinity;
  return Math.min(differing, beyond);
}

function rewrittenPlan(
  { plan, draw, tools }: Target,
  { deeds, isNewKey }: { deeds: readonly Deed[]; isNewKey: boolean },
): TrialPlan {
  const { length } = deeds;
  const checkpoints = [...plan.checkpoints.filter((size) => size < length), length];
  const signer = isNewKey ? signerOf(draw, tools, { name: logOrigin(plan.workspaceId) }) : null;
  const handover = signer ? { size: draw.oneOf(checkpoints), signer } : plan.handover;
  const { workspaceId } = plan;
  const common = { workspaceId, deeds, checkpoints, signer: plan.signer };
  return handover && checkpoints.includes(handover.size) ? { ...common, handover } : common;
}

function edited(target: Target, change: (deed: Deed) => Deed): Rewriting {
  const first = someEntry(target);
  const { deeds } = target.plan;
  return { deeds: deeds.with(first - 1, change(deeds[first - 1]!)), first };
}

const anyEdit = (target: Target): Rewriting => edited(target, (deed) => editedDeed(deed, target.draw));

function shortened({ plan: { deeds }, draw }: Target, sizes: readonly number[]): Rewriting {
  const size = draw.oneOf(sizes);
  return { deeds: deeds.slice(0, size), first: size + 1 };
}

function withSpliced(target: Target, splice: (deeds: readonly Deed[], at: number) => Deed[]): Rewriting {
  const first = someEntry(target);
  return { deeds: splice(target.plan.deeds, first - 1), first };
}

const rewritings: Record<Tampering, (target: Target) => Rewriting> = {
  'bit flip': (target) =>
    edited(target, ({ draft, salt }) => ({ draft: { ...draft, id: draft.id.replace('e', 'd') }, salt })),
  edit: anyEdit,
  delete: (target) => withSpliced(target, (deeds, at) => deeds.toSpliced(at, 1)),
  insert: (target) => {
    const { draw, plan } = target;
    const deed = makeDeed(draw, { workspaceId: plan.workspaceId, index: 0 });
    return withSpliced(target, (deeds, at) => deeds.toSpliced(at, 0, deed));
  },
  swap: (target) => {
    const { deeds } = target.plan;
    const [a, b] = [someEntry(target), someEntry(target)];
    if (a === b) return rewritings.swap(target);
    return { deeds: deeds.with(a - 1, deeds[b - 1]!).with(b - 1, deeds[a - 1]!), first: Math.min(a, b) };
  },
  'tail cut': (target) =>
    shortened(
      target,
      Array.from({ length: target.plan.deeds.length - 1 }, (_, index) => index + 1),
    ),
  'time shift': (target) =>
    edited(target, ({ draft, salt }) => ({ draft: { ...draft, at: shifted(draft.at, target.draw) }, salt })),
  're-chain': anyEdit,
  'old backup': (target) => shortened(target, target.plan.checkpoints.slice(0, -1)),
  fork: (target) => {
    const { draw, plan } = target;
    const first = someEntry(target);
    const branch = Array.from({ length: draw.between(1, 20) }, (_, index) =>
      makeDeed(draw, { workspaceId: plan.workspaceId, index: first + index }),
    );
    return { deeds: [...plan.deeds.slice(0, first - 1), ...branch], first };
  },
  'key swap': anyEdit,
  'signature strip': anyEdit,
  transplant: (target) => {
    const { draw, tools, plan } = target;
    const { draft, salt } = draw.oneOf(makePlan(draw, tools).deeds);
    return edited(target, () => ({ draft: { ...draft, workspaceId: plan.workspaceId }, salt }));
  },
  duplicate: (target) => {
    const { deeds } = target.plan;
    // A copy after the last entry is an entry more, not another history.
    const first = target.draw.between(2, deeds.length);
    return { deeds: deeds.toSpliced(first - 1, 0, deeds[first - 2]!), first };
  },
};
