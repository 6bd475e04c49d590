import {
  type DataSource,
  EntityManager,
  type EntityTarget,
  type ObjectLiteral,
  type QueryRunner,
  type SelectQueryBuilder,
} from 'typeorm';
import { bindRunner, WorkspaceSelect } from './workspace-builders';

/**
 * The first wall between workspaces: what is built on entities carries the workspace's condition, whoever forgets it.
 * TypeORM's finding, counting, updating, deleting and inserting, and its repositories, all go through the one method
 * that makes builders. What goes around it is refused. SQL written by hand names the workspace itself.
 */
export class WorkspaceManager extends EntityManager {
  constructor(source: DataSource, runner: QueryRunner, workspaceId: string) {
    // Becomes the runner's own manager.
    super(source, runner);
    bindRunner(runner, workspaceId);
  }

  override createQueryBuilder<Entity extends ObjectLiteral>(
    entity?: EntityTarget<Entity> | QueryRunner,
    alias?: string,
  ): SelectQueryBuilder<Entity> {
    const builder = new WorkspaceSelect<Entity>(this.dataSource, this.queryRunner);
    if (alias === undefined) return builder;
    const { target } = this.dataSource.getMetadata(entity as EntityTarget<Entity>);
    return builder.select(alias).from(target as EntityTarget<Entity>, alias);
  }

  override save(): never {
    throw unbound('save');
  }

  override remove(): never {
    throw unbound('remove');
  }

  override softRemove(): never {
    throw unbound('softRemove');
  }

  override recover(): never {
    throw unbound('recover');
  }

  override preload(): never {
    throw unbound('preload');
  }

  override clear(): never {
    throw unbound('clear');
  }
}

const unbound = (method: string): Error =>
  new Error(`${method} makes statements that no workspace is put into.`);
