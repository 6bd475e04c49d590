import { utf8ToBytes } from '@noble/hashes/utils.js';
import {
  appendSignatures,
  cosign,
  parseNote,
  verifyBundle,
  type BundleOptions,
  type BundleVerification,
} from '../audit-log';
import { headsAt, type Attack, type Tampering, type Target } from './attack';
import { attackWithKey } from './attack-with-key';
import { attackWithoutKey } from './attack-without-key';
import { drawFrom } from './draw';
import { makePlan, signerOf, type TrialTools } from './make-plan';
import { bundleOf, writeLog } from './trial-log';

/** Who attacks: without the signing key, or with it. */
export const attackers = ['A', 'B'] as const;
export type Attacker = (typeof attackers)[number];

export interface TrialOutcome {
  isFound: boolean;
  /** The place named is the one that the rules say. */
  isNamed: boolean;
  /** The attack needs a head to be found, and without one the file is valid, with `checkpoint` unknown. */
  needsHead: boolean;
  verification: BundleVerification;
}

/** One attack on one log, both by the seed. */
export async function runTrial(
  { seed, kind, attacker }: { seed: number; kind: Tampering; attacker: Attacker },
  tools: TrialTools,
): Promise<TrialOutcome> {
  const target = targetOf(seed, tools);
  const attack = attacker === 'A' ? attackWithoutKey(kind, target) : attackWithKey(kind, target);
  const { hashing } = tools;
  const verification = await verifyBundle(pieces(attack.bytes), { ...attack.known, hashing });
  const needsHead = attack.needsHead === true && (await isHiddenWithoutHead(attack, tools));
  const isFound = !verification.valid && (attack.needsHead !== true || needsHead);
  const isNamed = attack.places === undefined || attack.places.includes(verification.firstBad);
  return { isFound, isNamed, needsHead, verification };
}

async function isHiddenWithoutHead({ bytes, known }: Attack, { hashing }: TrialTools): Promise<boolean> {
  const { keys = [] } = known;
  const { valid, checks } = await verifyBundle(pieces(bytes), { keys, hashing });
  return valid && checks.some(({ check, status }) => check === 'checkpoint' && status === 'unknown');
}

/** A log that nobody touched, some of it erased, exported from any entry on, held against all that can be known. */
export async function runCleanTrial(seed: number, tools: TrialTools): Promise<BundleVerification> {
  const { plan, draw } = targetOf(seed, tools);
  const deeds = plan.deeds.map((deed) => ({ ...deed, isErased: draw.chance(0.2) }));
  const log = writeLog({ ...plan, deeds }, tools.hashing);
  const witness = signerOf(draw, tools, { name: 'witness.example/w1', type: 4 });
  for (const [size, note] of log.notes) {
    if (size === deeds.length || draw.chance(0.3))
      log.notes.set(
        size,
        appendSignatures(note, cosign(parseNote(note)!.text, witness, 1_700_000_000 + size)),
      );
  }
  const from = draw.chance(0.5) ? 1 : draw.between(1, deeds.length);
  const heads = plan.checkpoints.filter(() => draw.chance(0.4));
  const isOldKeyUsed = plan.handover === undefined || plan.handover.size >= from;
  const keys = [isOldKeyUsed ? plan.signer.key : plan.handover!.signer.key];
  const known: BundleOptions = {
    ...(draw.chance(0.8) && { keys }),
    ...(draw.chance(0.8) && { checkpoints: headsAt({ plan, log, draw, tools }, heads) }),
    ...(draw.chance(0.8) && { witnesses: [witness.key] }),
  };
  const bytes = utf8ToBytes(bundleOf(log, from).join(''));
  return verifyBundle(pieces(bytes), { ...known, hashing: tools.hashing });
}

function targetOf(seed: number, tools: TrialTools): Target {
  const draw = drawFrom(seed);
  const plan = makePlan(draw, tools);
  return { plan, log: writeLog(plan, tools.hashing), draw, tools };
}

/** As bytes come from a file: cut anywhere. */
async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}
