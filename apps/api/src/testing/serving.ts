import { builtInPolicy, type Policy } from '@countersign/domain/approvals';
import { type Answer, type ApiClient, type TestApi } from './api';
import { publishedPolicy } from './published-policy';
import { run } from './release-path';

/** Where versions serve in specs of places. */
export interface TestPlace {
  environment: 'STAGING' | 'PRODUCTION';
  alias: string;
}

export const champion: TestPlace = { environment: 'PRODUCTION', alias: 'champion' };

export const rollBackDocument = `mutation ($input: RollBackInput!) { answer: rollBack(input: $input) {
  __typename ... on Refusal { code message } ... on PromotionChanged { promotion { id state } auditEntry { sequence } } } }`;
export const reinstateDocument = `mutation ($id: ID!) { answer: reinstatePromotion(promotionId: $id, reason: "Looked at.") {
  __typename ... on Refusal { code } ... on PromotionChanged { promotion { id state } } } }`;

/** OK, the code of the refusal, or the code of the error. */
export function codeOf({ data, errors }: Answer): string {
  if (errors) return String(errors[0]?.extensions['code']);
  return (data?.['answer'] as { code?: string } | undefined)?.code ?? 'OK';
}

/** A policy for another place, or with another member; its gates look at drift alone. */
export async function publish(api: TestApi, part: Partial<Policy>): Promise<void> {
  const gates = builtInPolicy.gates.filter(({ kind }) => kind === 'drift');
  await publishedPolicy(api, { ...builtInPolicy, gates, ...part });
}

interface Opened {
  promotion: { id: string; round: number; subjectDigest: string };
}

/** Somebody's request for a version, Dana's unless they are named, with the approvals of Sam and Riley; its id. */
export async function approve(
  api: TestApi,
  modelVersionId: string,
  { by, ...place }: TestPlace & { by?: ApiClient } = champion,
): Promise<string> {
  const input = { modelVersionId, rationale: 'It is better.', ...place };
  const { promotion } = await run<Opened>(by ?? (await api.as('dana')), 'requestPromotion', { input });
  await signOff(api, promotion);
  return promotion.id;
}

/** The approvals of Sam and Riley in a round. */
export async function signOff(
  api: TestApi,
  { id, round, subjectDigest }: Opened['promotion'],
): Promise<void> {
  for (const voter of ['sam', 'riley'])
    await run(await api.as(voter), 'castVote', {
      input: { promotionId: id, round, subjectDigest, decision: 'APPROVE', comment: '' },
    });
}

/** A promotion of a version, approved and activated; its id. */
export async function activate(api: TestApi, modelVersionId: string, place?: TestPlace): Promise<string> {
  const id = await approve(api, modelVersionId, place);
  const answer = await run(await api.as('mel'), 'activatePromotion', { id });
  if (answer.__typename !== 'PromotionChanged') throw new Error(`${answer.code}: ${answer.message}`);
  return id;
}

/** An alert of a monitor of a version, as a run writes it down; older than every other run, so that no gate reads it. */
export async function alarm(
  { owner, workspaceId }: TestApi,
  modelVersionId: string,
  { kind = 'drift', at = new Date() }: { kind?: 'drift' | 'performance'; at?: Date } = {},
): Promise<void> {
  await owner.query(
    `WITH proof AS (
       INSERT INTO evidence VALUES ($1, encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 'monitor_run', '{}', $4)
       RETURNING digest
     )
     INSERT INTO monitor_run
     SELECT ('00000000-0000-4000-8000-' || left(proof.digest, 12))::uuid, $1, monitor.id, 'alert', proof.digest, $4, 'person:x'
     FROM monitor, proof
     WHERE monitor.workspace_id = $1 AND monitor.model_version_id = $2 AND monitor.kind = $3`,
    [workspaceId, modelVersionId, kind, at],
  );
}
