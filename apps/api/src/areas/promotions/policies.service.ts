import { type Actor } from '@countersign/domain/access';
import { type Environment } from '@countersign/domain/approvals';
import { type EntityManager } from 'typeorm';
import { type Database } from '../../database/database';
import { type Page, type PageBounds, readPage } from '../../server/page';
import { PolicyRow } from './policy.entity';

/** Published policies; a published policy never changes. */
export class PoliciesService {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  list(actor: Actor, bounds: PageBounds): Promise<Page<PolicyRow>> {
    const build = (manager: EntityManager) => manager.createQueryBuilder(PolicyRow, 'row');
    return readPage<PolicyRow>(this.database, actor, { ...bounds, build, key: 'id', direction: 'DESC' });
  }

  /** The policy in force for an environment and alias: the one published last, or null. */
  inForce(manager: EntityManager, environment: Environment, alias: string): Promise<PolicyRow | null> {
    return manager.findOne(PolicyRow, {
      where: { environment, alias },
      order: { publishedAt: 'DESC', version: 'DESC' },
    });
  }
}
