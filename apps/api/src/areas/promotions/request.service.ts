import { type Actor } from '@countersign/domain/access';
import {
  deadlineOf,
  decideExpiry,
  deadlockText,
  decideRequest,
  findDeadlock,
  openStates,
  standing,
  type Environment,
  type Policy,
  type Step,
} from '@countersign/domain/approvals';
import { isRefusal, refuse } from '@countersign/domain/refusals';
import { In } from 'typeorm';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import {
  type AuditDraft,
  type Recorded,
  type RecordedRefusal,
  type Transaction,
  type Written,
} from '../../database/transaction';
import { entitledCaller } from '../access/caller-now';
import { modelFacts } from '../models/model-facts';
import { type ModelsService } from '../models/models.service';
import { servingVersionOf } from './places/deployment-reads';
import { evaluateGates, type EvaluatedGate, type EvidenceSources } from './gate/evaluate-gates';
import { type PoliciesService, type PolicyInForce } from './policies/policies.service';
import { lockPlace, readRecord, readRecords, type Place, type PromotionRecord } from './promotion-record';
import { dissentEntry, dissentOn } from './discussion/dissent-reads';
import { possibleVoters } from './promotion-people';
import { PromotionRow } from './promotion.entity';
import { holdPolicies } from './policies/publish-policy';
import { expire, instant } from './take-step';

export interface PromotionRequest {
  modelVersionId: string;
  environment: Environment;
  alias: string;
  rationale: string;
}

interface Areas {
  evidence: EvidenceSources;
  models: Pick<ModelsService, 'version'>;
  policies: PoliciesService;
}

/** The version asked for and where to. */
interface Subject extends Place {
  modelVersionId: string;
  artifactDigest: string;
  rationale: string;
}

/** Opens promotions. */
export class RequestService {
  constructor(
    private readonly database: Database,
    private readonly areas: Areas,
  ) {}

  /** Evaluates the gates on the newest evidence; the promotion starts in review, or blocked by them. */
  async request(actor: Actor, request: PromotionRequest): Promise<Written<PromotionRecord>> {
    const { id, modelId, artifactDigest } = await this.areas.models.version(actor, request.modelVersionId);
    const subject = { ...request, modelVersionId: id, modelId, artifactDigest };
    return this.database.write(actor, (tx) => this.open(tx, subject));
  }

  private async open(
    tx: Transaction,
    subject: Subject,
  ): Promise<Recorded<PromotionRecord> | RecordedRefusal> {
    const { modelId, modelVersionId, artifactDigest, environment, alias } = subject;
    await lockPlace(tx.manager, subject);
    await holdPolicies(tx.manager, tx.actor.workspaceId);
    const caller = await entitledCaller(tx, 'promotion.request');
    const earlier = await expireLapsed(tx, subject);
    const policy = await this.areas.policies.inForce(tx.manager, subject);
    const gates = policy ? await this.evaluate(tx, modelVersionId, policy) : [];
    const { task } = await modelFacts(tx.manager, modelId);
    const asked = {
      ...{ target: { modelVersionId, artifactDigest, environment, alias }, task },
      ...{ policy: policy?.body ?? null, gates, ...(await standingOf(tx, subject)) },
    };
    const step = isRefusal(caller) ? caller : decideRequest(asked);
    const about = { type: 'model_version', id: modelVersionId, digest: artifactDigest };
    const dissent = await toldDissent(tx, artifactDigest);
    const payload = { modelVersionId, environment, alias, rationale: subject.rationale, ...dissent };
    const action = 'requestPromotion';
    if (isRefusal(step)) return { refusal: step, audit: { action, subject: about, payload } };
    if (!policy) throw new Error('A promotion was let in without a policy.');
    const replaces = await servingVersionOf(tx.manager, subject);
    const kept = { id: await this.areas.policies.keep(tx, policy), body: policy.body };
    const id = await insertPromotion(tx, subject, { step, policy: kept, gates, replaces });
    const record = await readRecord(tx, id);
    const deadlock = findDeadlock(record.promotion, await possibleVoters(tx.manager));
    if (deadlock.length > 0) {
      const refusal = refuse('NO_QUORUM_POSSIBLE', deadlockText(deadlock));
      return { refusal, audit: { action, subject: about, payload } };
    }
    const { state, round, subjectDigest: digest } = step;
    return {
      ...{ result: record, earlier },
      audit: {
        ...{ action, subject: { type: 'promotion', id, digest } },
        payload: { ...payload, artifactDigest, state, round },
      },
    };
  }

  private evaluate(
    { manager, now }: Transaction,
    modelVersionId: string,
    { body: policy }: PolicyInForce,
  ): Promise<EvaluatedGate[]> {
    return evaluateGates(this.areas.evidence, { manager, modelVersionId, policy, now });
  }
}

/** Objections that an entry holds; the page of a promotion shows more. */
const most = 20;

/** What was objected to the artefact before, for the log: a passport tells it too. Nothing where nobody did. */
async function toldDissent({ manager, actor, now }: Transaction, artifactDigest: string) {
  const on = { workspaceId: actor.workspaceId, artifactDigest, requestedAt: now };
  const found = await dissentOn(manager, on);
  return found.length === 0 ? {} : { dissent: found.slice(0, most).map(dissentEntry) };
}

/** Writes down as expired what has lapsed: it no longer stands in a new request's way. Each with an entry of its own. */
async function expireLapsed(tx: Transaction, { modelId, environment, alias }: Place): Promise<AuditDraft[]> {
  const state = In([...openStates]);
  const open = await tx.manager.findBy(PromotionRow, { modelId, environment, alias, state });
  const now = tx.now.getTime();
  const entries: AuditDraft[] = [];
  for (const record of await readRecords(tx, open)) {
    if (standing(record.promotion, now) !== 'expired') continue;
    const step = decideExpiry(record.promotion, now);
    if (!isRefusal(step)) entries.push(await expire(tx, record, step));
  }
  return entries;
}

async function standingOf({ manager }: Transaction, { modelId, environment, alias }: Place) {
  const place = { modelId, environment, alias };
  // What is suspended may be asked for anew; what serves in an emergency is being decided already.
  const state = In(['active', 'provisional']);
  const active = await manager.findOneBy(PromotionRow, { ...place, state });
  return {
    hasOpenPromotion: await manager.existsBy(PromotionRow, { ...place, state: In([...openStates]) }),
    servingVersionId: active?.modelVersionId ?? null,
  };
}

interface Opening {
  step: Step;
  policy: { id: string; body: Policy };
  gates: EvaluatedGate[];
  /** The version that serves there now. */
  replaces: string | null;
}

async function insertPromotion(
  { manager, actor, now, newId }: Transaction,
  subject: Subject,
  { step, policy, gates, replaces }: Opening,
): Promise<string> {
  const id = newId();
  const { modelId, modelVersionId, artifactDigest, environment, alias, rationale } = subject;
  const { state, round, subjectDigest } = step;
  await manager.insert(PromotionRow, {
    ...{ id, workspaceId: actor.workspaceId, modelId, modelVersionId, artifactDigest, environment, alias },
    ...{ policyId: policy.id, state, round, subjectDigest, rationale, gates: gates as never },
    ...{ requestedAt: now, requestedBy: actorReference(actor), approvedAt: instant(step.approvedAt) },
    ...{ expiresAt: instant(step.expiresAt), activatedAt: instant(step.activatedAt) },
    ...{ replacesVersionId: replaces, reminders: 0 },
    deadlineAt: instant(deadlineOf({ policy: policy.body, requestedAt: now.getTime() })),
  });
  return id;
}
