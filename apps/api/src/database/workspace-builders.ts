import {
  DeleteQueryBuilder,
  type EntityMetadata,
  InsertQueryBuilder,
  type ObjectLiteral,
  type QueryRunner,
  SelectQueryBuilder,
  UpdateQueryBuilder,
} from 'typeorm';

type ColumnMetadata = EntityMetadata['columns'][number];

/** The name of the parameter is set anew whenever a statement is written: no caller can set another value. */
const parameter = 'boundWorkspaceId';

/** Statements of this runner see and change this workspace alone. */
export function bindRunner(runner: QueryRunner, workspaceId: string): void {
  runner.data[parameter] = workspaceId;
}

function workspaceOf(runner: QueryRunner | undefined): string {
  const workspaceId: unknown = runner?.data[parameter];
  if (typeof workspaceId !== 'string') throw new Error('This connection is bound to no workspace.');
  return workspaceId;
}

/** The column that says whose a row is: of the workspace itself its id. */
export function workspaceColumn({ tableName, columns }: EntityMetadata): ColumnMetadata {
  const property = tableName === 'workspace' ? 'id' : 'workspaceId';
  const found = columns.find(({ propertyName }) => propertyName === property);
  if (!found) throw new Error(`Rows of ${tableName} belong to no workspace.`);
  return found;
}

/** Only what is known to be an entity can be bound. Other tables are read by SQL that names the workspace. */
function boundMetadata(
  alias: { hasMetadata: boolean; metadata: EntityMetadata } | undefined,
): EntityMetadata {
  if (!alias?.hasMetadata) throw new Error('A query was built on something that is no entity.');
  return alias.metadata;
}

/** Stands before all that was asked for, whatever calls of `where` and `orWhere` made of that. */
function walled(asked: string, walls: readonly string[]): string {
  if (walls.length === 0) return asked;
  const own = asked === '' ? [] : [`(${asked.replace(/^ WHERE /, '')})`];
  return ` WHERE ${[...walls, ...own].join(' AND ')}`;
}

type JoinDetails = [
  direction: 'INNER' | 'LEFT',
  entityOrProperty: string,
  alias: string,
  condition?: string,
  parameters?: ObjectLiteral,
  mapToProperty?: string,
  isMappingMany?: boolean,
  mapAsEntity?: string,
];

/** Reads the workspace's rows alone, of joined entities too. */
export class WorkspaceSelect<Entity extends ObjectLiteral> extends SelectQueryBuilder<Entity> {
  override insert(): InsertQueryBuilder<Entity> {
    super.insert();
    return new WorkspaceInsert(this);
  }

  override update<Target extends ObjectLiteral>(
    entity?: unknown,
    values?: unknown,
  ): UpdateQueryBuilder<Target> {
    super.update(entity as never, values as never);
    return new WorkspaceUpdate(this);
  }

  override delete(): DeleteQueryBuilder<Entity> {
    super.delete();
    return new WorkspaceDelete(this);
  }

  override softDelete(): never {
    throw new Error('No row is deleted by a mark.');
  }

  override restore(): never {
    throw new Error('No row is deleted by a mark.');
  }

  override relation(): never {
    throw new Error('Entities have no relations.');
  }

  protected override createWhereExpression(): string {
    const sources = this.expressionMap.aliases.filter(({ type, subQuery }) => type === 'from' && !subQuery);
    const walls = sources.map((alias) => this.wallOf(alias.name, boundMetadata(alias)));
    return walled(super.createWhereExpression(), walls);
  }

  protected override join(...details: JoinDetails): void {
    super.join(...details);
    const joined = this.expressionMap.joinAttributes.at(-1);
    if (!joined || joined.alias.subQuery) return;
    const wall = this.wallOf(joined.alias.name, boundMetadata(joined.alias));
    joined.condition = joined.condition ? `(${joined.condition}) AND ${wall}` : wall;
  }

  private wallOf(alias: string, metadata: EntityMetadata): string {
    this.setParameter(parameter, workspaceOf(this.queryRunner));
    return `${this.escape(alias)}.${this.escape(workspaceColumn(metadata).databaseName)} = :${parameter}`;
  }
}

/** Changes the workspace's rows alone, and gives none of them away. */
class WorkspaceUpdate<Entity extends ObjectLiteral> extends UpdateQueryBuilder<Entity> {
  protected override createWhereExpression(): string {
    const workspaceId = workspaceOf(this.queryRunner);
    const column = workspaceColumn(boundMetadata(this.expressionMap.mainAlias));
    const given: unknown = column.getEntityValue(this.getValueSet());
    if (given !== undefined && given !== workspaceId) throw new ForeignRow(column);
    this.setParameter(parameter, workspaceId);
    return walled(super.createWhereExpression(), [`${this.escape(column.databaseName)} = :${parameter}`]);
  }
}

/** Deletes the workspace's rows alone. */
class WorkspaceDelete<Entity extends ObjectLiteral> extends DeleteQueryBuilder<Entity> {
  protected override createWhereExpression(): string {
    const column = workspaceColumn(boundMetadata(this.expressionMap.mainAlias));
    this.setParameter(parameter, workspaceOf(this.queryRunner));
    return walled(super.createWhereExpression(), [`${this.escape(column.databaseName)} = :${parameter}`]);
  }
}

/** Adds rows of the workspace alone. A row that is there may be another's, so it is never changed by an insert. */
class WorkspaceInsert<Entity extends ObjectLiteral> extends InsertQueryBuilder<Entity> {
  override getQuery(): string {
    const { insertFromSelect, mainAlias, onUpdate } = this.expressionMap;
    const column = workspaceColumn(boundMetadata(mainAlias));
    if (insertFromSelect || onUpdate)
      throw new Error('An insert takes its rows as values, and changes none.');
    const workspaceId = workspaceOf(this.queryRunner);
    if (this.getValueSets().some((row) => column.getEntityValue(row) !== workspaceId))
      throw new ForeignRow(column);
    return super.getQuery();
  }
}

/** A bug: somebody tried to write a row of another workspace, or of none. */
class ForeignRow extends Error {
  constructor({ entityMetadata: { tableName } }: ColumnMetadata) {
    super(`A row of ${tableName} was to be written into another workspace.`);
  }
}
