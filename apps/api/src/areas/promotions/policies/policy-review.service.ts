import { type Actor, type Role } from '@countersign/domain/access';
import { canonicalJson } from '@countersign/domain/audit-log';
import {
  diffPolicies,
  joinPolicies,
  lintPolicy,
  replay,
  thinPools,
  type GateResult,
  type LintFinding,
  type PastCase,
  type Person,
  type Policy,
  type PolicyChange,
  type Replayed,
  type ThinPool,
  type Vote,
} from '@countersign/domain/approvals';
import { IsNull, LessThan, MoreThan, type EntityManager } from 'typeorm';
import { type Database } from '../../../database/database';
import { havingPasskeys } from '../../access/people';
import { evaluateGates, type EvidenceSources } from '../gate/evaluate-gates';
import { applying, policiesInForce } from './policies.service';
import { type PolicyChangeRow } from './policy-change.entity';
import { PolicyRow } from './policy.entity';
import { readRecords, type PromotionRecord } from '../promotion-record';
import { possibleVoters } from '../promotion-people';
import { PromotionRow } from '../promotion.entity';

/** What one promotion of the past would have come to. */
export type Rehearsed = Replayed;

export interface Rehearsal {
  kind: PolicyChangeRow['kind'];
  policy: Policy;
  /** How far back. */
  days: number;
}

interface Areas {
  evidence: EvidenceSources;
}

const millisecondsPerDay = 86_400_000;
/** Promotions that a dry run looks at, the newest first. */
const most = 200;

/** What can be said of a policy before it is in force. It changes nothing. */
export class PolicyReviewService {
  constructor(
    private readonly database: Database,
    private readonly areas: Areas,
  ) {}

  lint(actor: Actor, policy: Policy): Promise<LintFinding[]> {
    return this.database.read(actor, async ({ manager }) => {
      const [members, passkeyHolders] = [await possibleVoters(manager), await havingPasskeys(manager)];
      return lintPolicy(policy, { members, passkeyHolders });
    });
  }

  /** The roles of which a policy has nobody to spare, as members are now. */
  thinPools(actor: Actor, policy: Policy): Promise<ThinPool[]> {
    return this.database.read(actor, async ({ manager }) => thinPools(policy, await possibleVoters(manager)));
  }

  /** Against the version before; nothing for the first of its name. */
  differences(actor: Actor, policy: Policy): Promise<PolicyChange[]> {
    const { name, version } = policy;
    return this.database.read(actor, async ({ manager }) => {
      const before = await manager.findOne(PolicyRow, {
        where: { name, version: LessThan(version), joins: IsNull() },
        order: { version: 'DESC' },
      });
      return before ? diffPolicies(before.body, policy) : [];
    });
  }

  /** The promotions of the past that a change would have touched, by all policies that would have applied with it. */
  dryRun(actor: Actor, { kind, policy, days }: Rehearsal): Promise<Rehearsed[]> {
    return this.database.read(actor, async (tx) => {
      const { manager, now } = tx;
      const since = new Date(now.getTime() - days * millisecondsPerDay);
      const rows = await manager.find(PromotionRow, {
        ...{ where: { requestedAt: MoreThan(since) }, order: { id: 'DESC' as const }, take: most },
      });
      const published = (await policiesInForce(manager)).map(({ body }) => body);
      const others = published.filter(({ name }) => name !== policy.name);
      const outcomes: Rehearsed[] = [];
      for (const record of await readRecords(tx, rows)) {
        const own = published.filter(({ name }) => name === policy.name);
        const touched = [...own, ...(kind === 'publish' ? [policy] : [])].map((body) => ({ body }));
        if ((await applying(manager, record.row, touched)).length === 0) continue;
        const all = [...others, ...(kind === 'publish' ? [policy] : [])].map((body) => ({ body }));
        const parts = (await applying(manager, record.row, all)).map(({ body }) => body);
        if (parts.length === 0) continue;
        const joined = joinPolicies(parts);
        outcomes.push(...replay(joined, [await this.pastCase(manager, record, joined)]));
      }
      return outcomes;
    });
  }

  /** The promotion as it was decided, or as it stands while nobody has. */
  private async pastCase(
    manager: EntityManager,
    { row, promotion }: PromotionRecord,
    policy: Policy,
  ): Promise<PastCase> {
    const { policy: own, gates: kept, votes, waivers = [], ...request } = promotion;
    const looked = row.gates.map(({ evaluatedAt }) => Date.parse(evaluatedAt));
    const at = row.approvedAt ?? new Date(Math.max(row.requestedAt.getTime(), ...looked));
    const isKept = ({ id }: Policy['gates'][number]) => kept.some(({ gateId }) => gateId === id);
    const same = policy.gates.filter(
      (rule) =>
        isKept(rule) &&
        policy.evidenceMaxAgeDays === own.evidenceMaxAgeDays &&
        own.gates.some((other) => canonicalJson(other) === canonicalJson(rule)),
    );
    const other = { ...policy, gates: policy.gates.filter((rule) => !same.includes(rule)) };
    const question = { manager, modelVersionId: row.modelVersionId, policy: other, now: at };
    const evaluated: GateResult[] = await evaluateGates(this.areas.evidence, question);
    return {
      ...{
        id: row.id,
        wasLetThrough: row.approvedAt !== null,
        request,
        votes,
        waivers,
        people: peopleOf([...votes, ...waivers]),
        now: at.getTime(),
      },
      gates: [...kept.filter(({ gateId }) => same.some(({ id }) => id === gateId)), ...evaluated],
    };
  }
}

/** Everybody who took part, and for whom, with all roles in which they did: what somebody said counts as it did then. */
function peopleOf(parts: readonly Pick<Vote, 'personId' | 'onBehalfOf' | 'castAs'>[]): Person[] {
  const held = new Map<string, Role[]>();
  for (const { personId, onBehalfOf = personId, castAs } of parts)
    for (const id of [personId, onBehalfOf]) held.set(id, [...(held.get(id) ?? []), ...castAs]);
  return [...held].map(([personId, roles]) => ({ personId, roles }));
}
