import { logOrigin, type AuditDraft, type Hashing, type Signer } from '../audit-log';
import { type Draw } from './draw';
import { type Deed, type TrialPlan } from './trial-log';

/** What a trial borrows from its place: thousands of trials want the runtime's own primitives. */
export interface TrialTools {
  hashing: Hashing;
  signer(name: string, secret: Uint8Array, type?: 1 | 4): Signer;
}

/** A signer with a secret of this trial. */
export function signerOf(
  draw: Draw,
  tools: TrialTools,
  { name, type = 1 }: { name: string; type?: 1 | 4 },
): Signer {
  const secret = Uint8Array.from({ length: 32 }, () => draw.between(0, 255));
  return tools.signer(name, secret, type);
}

/** One thing that somebody did. */
export function makeDeed(draw: Draw, { workspaceId, index }: { workspaceId: string; index: number }): Deed {
  const actors: AuditDraft['actor'][] = [
    { id: 'u1', kind: 'person', session: 'oidc' },
    { id: 'u2', kind: 'person', session: 'password' },
    { id: 's1', kind: 'service', onBehalfOf: 'u1', session: 'token' },
  ];
  const draft: AuditDraft = {
    id: `e${draw.hex(8)}`,
    at: `2026-03-01T10:${String(index).padStart(2, '0')}:00.${draw.between(100, 999)}Z`,
    actor: draw.oneOf(actors),
    workspaceId,
    action: draw.oneOf(['castVote', 'requestPromotion', 'activatePromotion', 'logPredictions']),
    outcome: draw.chance(0.9) ? 'done' : 'refused',
    subject: { type: 'promotion', id: `p${draw.between(1, 9)}` },
    payload: {
      note: draw.oneOf(['fine', 'Zoë €', 'not yet\n', '']),
      share: draw.between(0, 1e6) / 1e6,
      mark: draw.hex(4),
    },
  };
  return { draft, salt: draw.hex(16) };
}

/** A log of 12 to 40 entries with a checkpoint each 3 to 8, in a third of them with a change of keys. */
export function makePlan(draw: Draw, tools: TrialTools): TrialPlan {
  const workspaceId = `w${draw.hex(4)}`;
  const size = draw.between(12, 40);
  const deeds = Array.from({ length: size }, (_, index) => makeDeed(draw, { workspaceId, index }));
  const checkpoints: number[] = [];
  for (let at = draw.between(3, 8); at < size; at += draw.between(3, 8)) checkpoints.push(at);
  const name = logOrigin(workspaceId);
  const handover = draw.chance(1 / 3) && {
    handover: { size: draw.oneOf(checkpoints), signer: signerOf(draw, tools, { name }) },
  };
  const signer = signerOf(draw, tools, { name });
  return { workspaceId, deeds, checkpoints: [...checkpoints, size], signer, ...handover };
}
