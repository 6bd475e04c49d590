import { type Actor } from '@countersign/domain/access';
import {
  appliesTo,
  joinPolicies,
  policyDigest,
  type Environment,
  type Policy,
} from '@countersign/domain/approvals';
import { In, IsNull, type EntityManager } from 'typeorm';
import { type Database } from '../../../database/database';
import { type Transaction } from '../../../database/transaction';
import { type Page, type PageBounds, readPage } from '../../../server/page';
import { modelFacts } from '../../models/model-facts';
import { PolicyChangeRow } from './policy-change.entity';
import { PolicyRow } from './policy.entity';

/** Where a promotion of a model leads. */
export interface PolicyPlace {
  modelId: string;
  environment: Environment;
  alias: string;
}

/** What holds for a place: one policy, or what several come to. */
export interface PolicyInForce {
  body: Policy;
  digest: string;
  /** The published policies that apply. */
  parts: readonly PolicyRow[];
}

/** Published policies; a published policy never changes. */
export class PoliciesService {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  list(actor: Actor, bounds: PageBounds): Promise<Page<PolicyRow>> {
    const build = (manager: EntityManager) =>
      manager.createQueryBuilder(PolicyRow, 'row').where({ joins: IsNull() });
    return readPage<PolicyRow>(this.database, actor, { ...bounds, build, key: 'id', direction: 'DESC' });
  }

  /** What decisions are taken by now, by name. */
  nowInForce(actor: Actor): Promise<PolicyRow[]> {
    return this.database.read(actor, ({ manager }) => policiesInForce(manager));
  }

  /** By id, in the order asked; the parts of a joined policy among them. */
  async byId(actor: Actor, ids: readonly string[]): Promise<PolicyRow[]> {
    const rows = await this.database.read(actor, ({ manager }) =>
      manager.findBy(PolicyRow, { id: In([...ids]) }),
    );
    return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
  }

  /** What holds where a promotion leads, all policies together that apply to the model there; null where none does. */
  async inForce(manager: EntityManager, place: PolicyPlace): Promise<PolicyInForce | null> {
    return joined(await applying(manager, place, await policiesInForce(manager)));
  }

  /** The id of a policy that votes can be bound to: what was joined is kept where it is not yet. */
  async keep({ manager, actor, now, newId }: Transaction, policy: PolicyInForce): Promise<string> {
    const { body, digest, parts } = policy;
    const [only, ...others] = parts;
    if (only && others.length === 0) return only.id;
    const { name, version, environment, alias } = body;
    await manager
      .createQueryBuilder()
      .insert()
      .into(PolicyRow)
      .values({
        ...{ id: newId(), workspaceId: actor.workspaceId, name, version, digest, environment, alias },
        ...{ body: body as never, publishedAt: now, joins: parts.map(({ id }) => id) },
      })
      .orIgnore()
      .execute();
    const kept = await manager.findOneByOrFail(PolicyRow, { digest, name });
    if (policyDigest(kept.body) !== digest)
      throw new Error(`The policy ${kept.id} is not what its digest says.`);
    return kept.id;
  }
}

/** Of every name the version published last, which is the highest (clocks go back), unless it was retired. */
export async function policiesInForce(manager: EntityManager): Promise<PolicyRow[]> {
  const newest = await manager
    .createQueryBuilder(PolicyRow, 'row')
    .distinctOn(['row.name'])
    .where({ joins: IsNull() })
    .orderBy('row.name')
    .addOrderBy('row.version', 'DESC')
    .getMany();
  const retired = await manager.findBy(PolicyChangeRow, {
    ...{ kind: 'retire', state: 'approved', retires: In(newest.map(({ id }) => id)) },
  });
  return newest.filter(({ id }) => !retired.some(({ retires }) => retires === id));
}

/** Those of the policies that apply to a model at a place. */
export async function applying<Row extends Pick<PolicyRow, 'body'>>(
  manager: EntityManager,
  { modelId, environment, alias }: PolicyPlace,
  rows: readonly Row[],
): Promise<Row[]> {
  const place = { ...(await modelFacts(manager, modelId)), environment, alias };
  return rows.filter(({ body }) => appliesTo(body, place));
}

function joined(parts: readonly PolicyRow[]): PolicyInForce | null {
  if (parts.length === 0) return null;
  const body = joinPolicies(parts.map((part) => part.body));
  return { body, digest: policyDigest(body), parts };
}
