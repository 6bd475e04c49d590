import { type Actor } from '@countersign/domain/access';
import {
  type Environment,
  type Promotion,
  type PromotionState,
  reasonsAgainst,
  standing,
} from '@countersign/domain/approvals';
import { refuse } from '@countersign/domain/refusals';
import { type Database } from '../../database/database';
import { type ModelsService, type VersionNames } from '../models/models.service';
import { decidingRecord, servingNow } from './deployment-reads';
import { evaluateGates, type EvaluatedGate, type EvidenceSources } from './evaluate-gates';
import { type PoliciesService } from './policies.service';
import { type PromotionRow } from './promotion.entity';
import { suspensionAnswer, type FallbackVersion } from './suspension-answer';
import { UnchangedAnswers } from './unchanged-answers';

/** Whether a version may serve somewhere. */
export interface GateQuestion extends VersionNames {
  environment: Environment;
  alias: string;
}

/** The contract `countersign.gate/1`. */
export interface GateAnswer {
  schema: 'countersign.gate/1';
  allowed: boolean;
  /** Why not, everything that is missing; empty when allowed. */
  reasons: { code: string; message: string }[];
  model: { id: string; name: string };
  version: { id: string; number: number; artifactDigest: string };
  environment: Environment;
  alias: string;
  /** The newest promotion of the version there. */
  promotion: { id: string; state: PromotionState; round: number; subjectDigest: string } | null;
  /** Of a suspended promotion: the version to fall back to; null where there is none. */
  fallback?: FallbackVersion | null;
  /** The policy in force, by which the gates were evaluated now. */
  policyDigest: string | null;
  gates: Pick<EvaluatedGate, 'gateId' | 'title' | 'verdict' | 'reason' | 'evidenceDigest'>[];
  answeredAt: string;
}

interface Areas {
  evidence: EvidenceSources;
  models: Pick<ModelsService, 'named'>;
  policies: PoliciesService;
}

/** Answers pipelines and servers that are about to serve a version. It changes nothing. */
export class GateService {
  private readonly answers = new UnchangedAnswers<GateAnswer>();

  constructor(
    private readonly database: Database,
    private readonly areas: Areas,
  ) {}

  /** @throws Problem NOT_FOUND for a model or version that is not in the workspace */
  async answer(actor: Actor, question: GateQuestion): Promise<GateAnswer> {
    const { model, version, environment, alias } = question;
    const key = JSON.stringify([actor.workspaceId, model, version, environment, alias]);
    const standing = await this.database.read(actor, async ({ manager, now }) => {
      const [row] = await manager.query<{ size: string }[]>(
        'SELECT size FROM audit_head WHERE workspace_id = $1',
        [actor.workspaceId],
      );
      return { head: row?.size ?? '0', now: now.getTime() };
    });
    return this.answers.to(key, standing, () => this.find(actor, question));
  }

  private async find(actor: Actor, question: GateQuestion): Promise<GateAnswer> {
    const { environment, alias } = question;
    const { model, version } = await this.areas.models.named(actor, question);
    const { id, number, artifactDigest } = version;
    return {
      schema: 'countersign.gate/1',
      ...(await this.judge(actor, { modelId: model.id, modelVersionId: id, environment, alias })),
      model: { id: model.id, name: model.name },
      version: { id, number, artifactDigest },
      ...{ environment, alias },
    };
  }

  private judge(actor: Actor, place: VersionPlace): Promise<Judgement> {
    const { environment, alias, modelVersionId } = place;
    return this.database.read(actor, async (tx) => {
      const { manager, now } = tx;
      const policy = await this.areas.policies.inForce(manager, place);
      const record = await decidingRecord(tx, place);
      const { row = null, promotion = null } = record ?? {};
      const question = policy && { manager, modelVersionId, policy: policy.body, now };
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
        promotion: row && promotion && standingOf(row.id, promotion, now),
        policyDigest: policy?.digest ?? null,
        gates: gates.map(({ gateId, title, verdict, reason, evidenceDigest: digest }) => ({
          ...{ gateId, title, verdict, reason },
          ...(digest !== undefined && { evidenceDigest: digest }),
        })),
        answeredAt: now.toISOString(),
      };
    });
  }
}

type VersionPlace = Pick<PromotionRow, 'modelId' | 'modelVersionId' | 'environment' | 'alias'>;
type Judgement = Omit<GateAnswer, 'schema' | 'model' | 'version' | 'environment' | 'alias'>;

function standingOf(id: string, promotion: Promotion, now: Date): GateAnswer['promotion'] {
  const { round, subjectDigest } = promotion;
  return { id, state: standing(promotion, now.getTime()), round, subjectDigest };
}
