import { type Actor } from '@countersign/domain/access';
import { type Environment, openStates, standing, type PromotionState } from '@countersign/domain/approvals';
import {
  Brackets,
  In,
  IsNull,
  LessThanOrEqual,
  MoreThan,
  Or,
  type EntityManager,
  type SelectQueryBuilder,
} from 'typeorm';
import { type Database } from '../../database/database';
import { eachById } from '../../server/each-by-id';
import { type Page, type PageBounds, readPage } from '../../server/page';
import { type Problem } from '../../server/problem';
import { servingVersionOf } from './places/deployment-reads';
import { DeploymentRow } from './places/deployment.entity';
import { readRecord, readRecords, type PromotionRecord } from './promotion-record';
import { PromotionRow } from './promotion.entity';

export interface PromotionFilter {
  state?: PromotionState | null;
  modelVersionId?: string;
}

export interface DeploymentFilter {
  modelId?: string | null;
  environment?: Environment | null;
  alias?: string | null;
  /** Activated by then, and not ended: who took its place serves from that instant on. */
  servingAt?: Date | null;
}

/** Promotions and deployments as people look at them. */
export class PromotionsService {
  constructor(private readonly database: Database) {}

  promotion(actor: Actor, id: string): Promise<PromotionRecord> {
    return this.database.read(actor, (tx) => readRecord(tx, id));
  }

  /** In the order asked; in the place of one that is not there its NOT_FOUND. */
  promotionsById(actor: Actor, ids: readonly string[]): Promise<(PromotionRecord | Problem)[]> {
    return this.database.read(actor, async (tx) => {
      const rows = await tx.manager.findBy(PromotionRow, { id: In([...ids]) });
      return eachById(ids, await readRecords(tx, rows), { what: 'promotion', idOf: ({ row }) => row.id });
    });
  }

  /** Newest first. */
  async list(actor: Actor, bounds: PageBounds, filter: PromotionFilter): Promise<Page<PromotionRecord>> {
    const at = { ...filter, now: this.database.now() };
    const build = (manager: EntityManager) => filtered(manager.createQueryBuilder(PromotionRow, 'row'), at);
    const page = await readPage<PromotionRow>(this.database, actor, {
      ...{ ...bounds, build, key: 'id', direction: 'DESC' },
    });
    const rows = await this.database.read(actor, (tx) => readRecords(tx, page.rows));
    return { ...page, rows, cursorOf: ({ row }) => page.cursorOf(row) };
  }

  /** Promotions of a model that are not decided yet, newest first. */
  openOfModel(actor: Actor, modelId: string): Promise<PromotionRecord[]> {
    return this.database.read(actor, async (tx) => {
      const where = { modelId, state: In([...openStates]) };
      const rows = await tx.manager.find(PromotionRow, { where, order: { id: 'DESC' } });
      const records = await readRecords(tx, rows);
      return records.filter(({ promotion }) => standing(promotion, tx.now.getTime()) !== 'expired');
    });
  }

  /** Id of the version that serves where the promotion leads; null when nothing does. */
  servingVersionId(actor: Actor, { row }: PromotionRecord): Promise<string | null> {
    return this.database.read(actor, ({ manager }) => servingVersionOf(manager, row));
  }

  /** Newest first. */
  deployments(actor: Actor, bounds: PageBounds, filter: DeploymentFilter): Promise<Page<DeploymentRow>> {
    const build = (manager: EntityManager) =>
      deployed(manager.createQueryBuilder(DeploymentRow, 'row'), filter);
    return readPage<DeploymentRow>(this.database, actor, { ...bounds, build, key: 'id', direction: 'DESC' });
  }
}

function deployed(
  query: SelectQueryBuilder<DeploymentRow>,
  { modelId, environment, alias, servingAt: at }: DeploymentFilter,
): SelectQueryBuilder<DeploymentRow> {
  if (modelId != null) query.andWhere({ modelId });
  if (environment != null) query.andWhere({ environment });
  if (alias != null) query.andWhere({ alias });
  if (at == null) return query;
  return query.andWhere({ activatedAt: LessThanOrEqual(at), endedAt: Or(IsNull(), MoreThan(at)) });
}

/** Whether the emergency by which a promotion's version serves is not over. */
const isServing =
  'EXISTS (SELECT FROM emergency WHERE workspace_id = row.workspace_id AND promotion_id = row.id AND until > :now)';

/**
 * Lapsed approvals, and requests whose term is over, are expired, and emergencies that are over suspended, whether or not
 * that has been written down.
 */
function filtered(
  query: SelectQueryBuilder<PromotionRow>,
  { state, modelVersionId, now }: PromotionFilter & { now: Date },
): SelectQueryBuilder<PromotionRow> {
  if (modelVersionId !== undefined) query.andWhere({ modelVersionId });
  if (state == null) return query;
  if (state === 'approved') return query.andWhere({ state, expiresAt: MoreThan(now) });
  if (state === 'in_review' || state === 'blocked')
    return query.andWhere({ state, deadlineAt: Or(IsNull(), MoreThan(now)) });
  if (state === 'provisional') return query.andWhere({ state }).andWhere(isServing, { now });
  if (state === 'suspended')
    return query.andWhere(
      new Brackets((or) =>
        or.where({ state }).orWhere(`row.state = 'provisional' AND NOT ${isServing}`, { now }),
      ),
    );
  if (state !== 'expired') return query.andWhere({ state });
  return query.andWhere([
    { state },
    { state: 'approved', expiresAt: LessThanOrEqual(now) },
    { state: In(['in_review', 'blocked']), deadlineAt: LessThanOrEqual(now) },
  ]);
}
