import { everyPermission, systemPermissions } from '@countersign/domain/access';
import { type Express } from 'express';
import { type GraphQLSchema } from 'graphql';
import { type Door } from '../doors/door';
import { type Job } from '../jobs/job';
import { anyone, rootFields } from './permit';

/** One way into the server, and what it takes. */
export interface Entrance {
  kind: 'query' | 'mutation' | 'subscription' | 'door' | 'job';
  name: string;
  /** `each field`: the door of GraphQL, whose fields each ask by themselves. */
  permission: string;
}

export interface Server {
  app: Express;
  schema: GraphQLSchema;
  doors: readonly Door[];
  jobs: readonly Job[];
  /** Everything that every request passes; compared by identity. */
  filters: readonly unknown[];
}

/** Everything of the server that anybody or anything can reach, as one table. */
export function entrances({ schema, doors, jobs }: Pick<Server, 'schema' | 'doors' | 'jobs'>): Entrance[] {
  const graphql: Entrance = { kind: 'door', name: 'POST /graphql', permission: 'each field' };
  return [
    ...fieldsOf(schema),
    graphql,
    ...doors.map(({ method, path, permission }): Entrance => ({
      kind: 'door',
      name: `${method.toUpperCase()} ${path}`,
      permission,
    })),
    ...jobs.map(({ name, permission }): Entrance => ({ kind: 'job', name, permission })),
  ];
}

/** Read off the schema itself, so that a field from anywhere is found; its permission, off what was declared. */
function fieldsOf(schema: GraphQLSchema): Entrance[] {
  const declared = new Map(
    rootFields().map(({ kind, name, permissions }) => [`${kind} ${name}`, permissions]),
  );
  return (['query', 'mutation', 'subscription'] as const).flatMap((kind) => {
    const fields = schema.getRootType(kind as never)?.getFields() ?? {};
    return Object.keys(fields).map((name) => ({
      kind,
      name,
      permission: (declared.get(`${kind} ${name}`) ?? []).join(' '),
    }));
  });
}

/** Default deny: a server with a way in that declares no permission, or one that nobody grants, does not start. */
export function assertEveryEntranceIsDeclared(server: Server): void {
  const known = new Set<string>([...everyPermission, ...systemPermissions, anyone, 'each field']);
  const table = entrances(server);
  const problems = table
    .filter(({ kind, permission }) => !known.has(permission) || (kind === 'job' && permission === anyone))
    .map(({ kind, name }) => `${kind} ${name}`);
  const strangers = undeclaredLayers(server, new Set(table.map(({ name }) => name)));
  if (problems.length + strangers.length > 0)
    throw new Error(`No permission is declared for ${[...problems, ...strangers].join(', ')}.`);
}

interface Layer {
  name: string;
  handle: unknown;
  route?: { path: string; stack: { method?: string }[] };
}

/** What the router would run that is neither a declared door nor a known filter. */
function undeclaredLayers({ app, filters }: Server, doorNames: ReadonlySet<string>): string[] {
  const { stack } = app.router as unknown as { stack: Layer[] };
  return stack.flatMap(({ name, handle, route }) => {
    if (!route) return filters.includes(handle) ? [] : [`middleware ${name || 'without a name'}`];
    // A handler without a method is the one that refuses the methods which are not declared.
    const methods = new Set(route.stack.map(({ method }) => method).filter((method) => method !== undefined));
    const names = [...methods].map((method) => `${method.toUpperCase()} ${route.path}`);
    return names.filter((each) => !doorNames.has(each)).map((each) => `door ${each}`);
  });
}
