import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import express, { type Express } from 'express';
import { type GraphQLSchema } from 'graphql';
import { type Logger } from 'pino';
import { consoleDoor } from '../doors/console';
import { type Door } from '../doors/door';
import { doors, mountDoors, refuseMethod } from '../doors/mount';
import { jobs } from '../jobs/run-jobs';
import { answeringFailures } from './answer-problem';
import { type Context } from './context';
import { assertEveryEntranceIsDeclared } from './entrances';
import { errorReporter, formatError } from './graphql-errors';
import { graphqlHandlers } from './graphql-door';
import { knownOperations } from './known-operations';
import { limits } from './limits';
import { affordableQueries } from './query-cost';
import { requestFilters } from './request-filters';
import { makeSchema } from './schema';
import { type Services } from './services';
import { storableText } from './storable-text';
import { type TrustedDocuments } from './trusted-documents';

export interface ServerOptions {
  services: Services;
  host: string;
  port: number;
  logger: Logger;
  /** The console's build; absent where only the API is wanted. */
  consoleDir?: string | undefined;
  /** The address people use, and other host names the server answers to. */
  publicUrl?: string | undefined;
  allowedHosts?: readonly string[] | undefined;
  /** In production nobody is shown the schema, and callers without a token run these documents alone. */
  production?: { trusted: TrustedDocuments } | undefined;
}

export interface RunningServer {
  port: number;
  stop(): Promise<void>;
}

/** Slow senders are ended: headers have 10 s, a body 30 s (in request-filters.ts), an upload an hour. */
const patience = {
  headersTimeout: 10_000,
  requestTimeout: 3_600_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 10_000,
};
/** Longer than any answer takes to begin; a reader who takes nothing for so long has gone. */
const silenceMs = 130_000;

/** Listens; GraphQL, the doors and the console on one port. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const app = express().disable('x-powered-by').enable('strict routing').enable('case sensitive routing');
  const http = createServer(patience, answeringFailures(app, options.logger));
  http.timeout = silenceMs;
  http.maxHeadersCount = 100;
  const schema = makeSchema();
  const apollo = makeApollo(schema, http, options);
  await apollo.start();
  addRoutes(app, { apollo, schema, options });
  await listen(http, options);
  return { port: (http.address() as AddressInfo).port, stop: () => apollo.stop() };
}

function makeApollo(schema: GraphQLSchema, http: Server, { production, logger }: ServerOptions) {
  const isProduction = production !== undefined;
  return new ApolloServer<Context>({
    schema,
    formatError,
    introspection: !isProduction,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: false,
    parseOptions: { maxTokens: limits.tokens },
    validationRules: [knownOperations],
    // The process has one place that handles signals; a second one would cut its stop short.
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: http }),
      storableText,
      affordableQueries,
      errorReporter(logger, { isProduction }),
    ],
    logger,
  });
}

interface Routes {
  apollo: ApolloServer<Context>;
  schema: GraphQLSchema;
  options: ServerOptions;
}

function addRoutes(app: Express, { apollo, schema, options }: Routes): void {
  const { services, logger, consoleDir, production } = options;
  const all: readonly Door[] = consoleDir ? [...doors, consoleDoor(consoleDir)] : doors;
  const pathsWith = (property: 'anyHost' | 'streamed') =>
    new Set(all.filter((door) => door[property]).map(({ path }) => path));
  const filters = requestFilters({
    ...options,
    anyHost: pathsWith('anyHost'),
    streamed: pathsWith('streamed'),
  });
  app.use(filters);
  const graphql = graphqlHandlers({ apollo, schema, services, trusted: production?.trusted });
  app
    .route('/graphql')
    .post(graphql)
    .all(refuseMethod({ method: 'post' }));
  mountDoors(app, { services, logger, all });
  assertEveryEntranceIsDeclared({ app, schema, doors: all, jobs, filters });
}

function listen(http: Server, { host, port }: ServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      http.off('error', reject);
      resolve();
    });
  });
}
