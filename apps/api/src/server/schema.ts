import 'reflect-metadata';
import { type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { AccessResolver, ActorResolver } from '../areas/access/access.resolver';
import { AuditLogResolver } from '../areas/audit-log/audit-log.resolver';
import { DatasetsResolver, DatasetVersionsResolver } from '../areas/datasets/datasets.resolver';
import { EvidenceResolver } from '../areas/evidence/evidence.resolver';
import { assertEveryFieldIsGuarded, guard } from './permit';

const resolvers = [
  AccessResolver,
  ActorResolver,
  AuditLogResolver,
  DatasetsResolver,
  DatasetVersionsResolver,
  EvidenceResolver,
] as const;

/** The one schema; throws when a root field has no declared permission. */
export function makeSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers,
    authChecker: guard,
    validate: { forbidUnknownValues: false },
  });
  assertEveryFieldIsGuarded();
  return schema;
}
