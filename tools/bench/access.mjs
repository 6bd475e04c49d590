import { createRequire } from 'node:module';
import { withServices } from './audit/api-workbench.mjs';

/** The server's own copies: two would not know each other's types. */
const require = createRequire(new URL('../../apps/api/package.json', import.meta.url));
const { graphql } = require('graphql');
const { buildSchemaSync, getMetadataStorage } = require('type-graphql');

export const name = 'access';

const warmUp = 100;
const rounds = 600;
const models = 50;
const list = `{ models(first: ${models}) { nodes { id name purpose createdAt } pageInfo { hasNextPage endCursor } } }`;

/** The schema as it is served, and the same with a guard that lets everybody pass without a look. */
function schemas(load) {
  const guarded = load('server/schema').makeSchema();
  const resolvers = getMetadataStorage().resolverClasses.map(({ target }) => target);
  const open = buildSchemaSync({
    resolvers,
    authChecker: () => true,
    validate: { forbidUnknownValues: false },
  });
  return { guarded, open };
}

const median = (values) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)];

/** The time of a query both ways, in turns, so that what else the machine does falls on both alike: guarded by open. */
async function shareOf(ask) {
  const times = { guarded: [], open: [] };
  for (let round = -warmUp; round < rounds; round += 1) {
    const order = round % 2 === 0 ? ['guarded', 'open'] : ['open', 'guarded'];
    for (const which of order) {
      const begin = performance.now();
      await ask(which);
      if (round >= 0) times[which].push(performance.now() - begin);
    }
  }
  return median(times.guarded) / median(times.open);
}

/** What the permission check, and the first wall between workspaces, add to a list query. */
export async function run() {
  return withServices(measure);
}

async function measure({ services, database, source, actor, load }) {
  const { ModelsService } = load('areas/models/models.service');
  const { Database } = load('database/database');
  for (let each = 0; each < models; each += 1) {
    const request = { name: `model ${each}`, purpose: 'To be listed.', task: 'binary', riskTier: 'medium' };
    await services.registration.registerModel(actor, request);
  }
  const schema = schemas(load);
  const ask = async (which, behind) => {
    const contextValue = { actor, services: { models: new ModelsService(behind) } };
    const { errors, data } = await graphql({ schema: schema[which], source: list, contextValue });
    if (errors || data.models.nodes.length !== models) throw new Error(`The list failed: ${errors?.[0]}`);
  };
  const behind = { guarded: database, open: new Database(source, undefined, { firstWall: false }) };
  const guard = await shareOf((which) => ask(which, database));
  const wall = await shareOf((which) => ask('guarded', behind[which]));
  const both = await shareOf((which) => ask(which, behind[which]));
  return [
    { what: 'list query with the guard / without', unit: '×', target: 1.05, measured: guard },
    { what: 'list query behind the first wall / without', unit: '×', target: 1.05, measured: wall },
    { what: 'list query with both / without either', unit: '×', target: 1.05, measured: both },
  ];
}
