import { type Actor } from '@countersign/domain/access';
import {
  type Environment,
  type Promotion,
  type PromotionState,
  latestSeen,
  reasonsAgainst,
  standing,
  waiversInForce,
} from '@countersign/domain/approvals';
import { refuse } from '@countersign/domain/refusals';
import { type Database } from '../../../database/database';
import { type ReadTransaction } from '../../../database/transaction';
import { type ModelsService, type VersionNames } from '../../models/models.service';
import { decidingRecords, servingNow } from '../places/deployment-reads';
import { evaluateGates, type EvaluatedGate, type EvidenceSources } from './evaluate-gates';
import { GateHeads } from './gate-heads';
import { type PoliciesService, type PolicyInForce } from '../policies/policies.service';
import { type PromotionRecord } from '../promotion-record';
import { type PromotionRow } from '../promotion.entity';
import { suspensionAnswer, type FallbackVersion } from '../suspensions/suspension-answer';
import { UnchangedAnswers } from './unchanged-answers';

/** Whether a version may serve somewhere. */
export interface GateQuestion extends VersionNames {
  environment: Environment;
  alias: string;
  /** What serves by an emergency alone is allowed, too: whoever asks says that they mean it. */
  emergency?: boolean;
}

/** The contract `countersign.gate/1`. */
export interface GateAnswer {
  schema: 'countersign.gate/1';
  allowed: boolean;
  /** Why not, everything that is missing; empty when allowed, but for what an emergency waived. */
  reasons: { code: string; message: string }[];
  model: { id: string; name: string };
  version: { id: string; number: number; artifactDigest: string };
  environment: Environment;
  alias: string;
  /** The newest promotion of the version there. */
  promotion: { id: string; state: PromotionState; round: number; subjectDigest: string } | null;
  /** Of a suspended promotion: the version to fall back to; null where there is none. */
  fallback?: FallbackVersion | null;
  /** Of a provisional promotion: the emergency by which its version serves, and until when it does unapproved. */
  emergency?: { incident: string; until: string };
  /** The policy in force, by which the gates were evaluated now. */
  policyDigest: string | null;
  gates: AnsweredGate[];
  answeredAt: string;
}

/** A gate as it is evaluated now; `waived` where what it finds was waived, and that holds. */
interface AnsweredGate extends Pick<
  EvaluatedGate,
  'gateId' | 'title' | 'verdict' | 'reason' | 'evidenceDigest'
> {
  waived?: { by: string; at: string };
}

interface Areas {
  evidence: EvidenceSources;
  models: Pick<ModelsService, 'named'>;
  policies: PoliciesService;
}

/** Answers pipelines and servers that are about to serve a version. It changes nothing. */
export class GateService {
  private readonly answers = new UnchangedAnswers<GateAnswer>();
  private readonly heads: GateHeads;

  constructor(
    private readonly database: Database,
    private readonly areas: Areas,
  ) {
    this.heads = new GateHeads(database);
  }

  /** @throws Problem NOT_FOUND for a model or version that is not in the workspace */
  async answer(actor: Actor, question: GateQuestion): Promise<GateAnswer> {
    const { model, version, environment, alias, emergency = false } = question;
    const key = JSON.stringify([actor.workspaceId, model, version, environment, alias, emergency]);
    const now = this.database.now().getTime();
    const standing = { head: await this.heads.of(actor.workspaceId), now };
    return this.answers.to(key, standing, () => this.find(actor, question));
  }

  private async find(actor: Actor, question: GateQuestion): Promise<GateAnswer> {
    const { environment, alias, emergency = false } = question;
    const { model, version } = await this.areas.models.named(actor, question);
    const { id, number, artifactDigest } = version;
    const judged = await this.judge(actor, { modelId: model.id, modelVersionId: id, environment, alias });
    const isMeant = emergency && judged.promotion?.state === 'provisional';
    return {
      schema: 'countersign.gate/1',
      ...judged,
      allowed: judged.allowed || isMeant,
      model: { id: model.id, name: model.name },
      version: { id, number, artifactDigest },
      ...{ environment, alias },
    };
  }

  private judge(actor: Actor, place: VersionPlace): Promise<Judgement> {
    return this.database.read(actor, async (tx) => {
      const policy = await this.areas.policies.inForce(tx.manager, place);
      const [first = null, ...others] = await decidingRecords(tx, place);
      let judgement = await this.judgeBy(tx, { place, policy, record: first });
      for (const record of others)
        if (!judgement.allowed) judgement = await this.judgeBy(tx, { place, policy, record });
      return judgement;
    });
  }

  private async judgeBy(
    { manager, now }: ReadTransaction,
    { place, policy, record }: Judged,
  ): Promise<Judgement> {
    const { environment, alias, modelVersionId } = place;
    const { row = null, promotion = null } = record ?? {};
    const seen = new Date(latestSeen(promotion ?? {}, now.getTime()));
    const question = policy && { manager, modelVersionId, policy: policy.body, now: seen };
    const gates = question ? await evaluateGates(this.areas.evidence, question) : [];
    const reasons = policy
      ? reasonsAgainst(
          promotion,
          { policy: policy.body, gates, ...(await servingNow(manager, row)) },
          now.getTime(),
        )
      : [refuse('NO_POLICY', `No policy covers the alias ${alias} in ${environment}.`)];
    return {
      allowed: reasons.length === 0,
      reasons: reasons.map(({ code, message }) => ({ code, message })),
      ...suspensionAnswer(record),
      ...emergencyAnswer(record),
      promotion: row && promotion && standingOf(row.id, promotion, now),
      policyDigest: policy?.digest ?? null,
      gates: answeredGates(gates, promotion && policy && { ...promotion, policy: policy.body, gates }),
      answeredAt: now.toISOString(),
    };
  }
}

type VersionPlace = Pick<PromotionRow, 'modelId' | 'modelVersionId' | 'environment' | 'alias'>;
/** By which promotion it is judged whether a version may serve; null where nobody asked. */
interface Judged {
  place: VersionPlace;
  policy: PolicyInForce | null;
  record: PromotionRecord | null;
}

type Judgement = Omit<GateAnswer, 'schema' | 'model' | 'version' | 'environment' | 'alias'>;

function standingOf(id: string, promotion: Promotion, now: Date): GateAnswer['promotion'] {
  const { round, subjectDigest } = promotion;
  return { id, state: standing(promotion, now.getTime()), round, subjectDigest };
}

function answeredGates(gates: readonly EvaluatedGate[], promotion: Promotion | null): AnsweredGate[] {
  const waivers = promotion ? waiversInForce(promotion) : [];
  return gates.map(({ gateId, title, verdict, reason, evidenceDigest: digest }) => {
    const waiver = waivers.find((each) => each.gateId === gateId);
    return {
      ...{ gateId, title, verdict, reason },
      ...(digest !== undefined && { evidenceDigest: digest }),
      ...(waiver && { waived: { by: waiver.personId, at: new Date(waiver.waivedAt).toISOString() } }),
    };
  });
}

/** By which emergency it serves; nothing where it serves by an approval, or does not. */
function emergencyAnswer(record: PromotionRecord | null): Pick<GateAnswer, 'emergency'> {
  const { emergency = null, promotion, now } = record ?? {};
  if (!emergency?.until || !promotion || !now) return {};
  if (standing(promotion, now.getTime()) !== 'provisional') return {};
  return { emergency: { incident: emergency.incident, until: emergency.until.toISOString() } };
}
