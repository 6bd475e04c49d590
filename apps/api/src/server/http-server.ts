import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type Express } from 'express';
import helmet from 'helmet';
import { type Logger } from 'pino';
import { answeringFailures, mountDoors, refuseUnknownPaths } from '../doors/mount';
import { Context } from './context';
import { errorReporter, formatError } from './graphql-errors';
import { answerableQueries } from './query-size';
import { makeSchema } from './schema';
import { type Services } from './services';
import { storableText } from './storable-text';

export interface ServerOptions {
  services: Services;
  host: string;
  port: number;
  logger: Logger;
  /** The console's build; absent where only the API is wanted. */
  consoleDir?: string | undefined;
}

export interface RunningServer {
  port: number;
  stop(): Promise<void>;
}

const contentSecurityPolicy = {
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    // Mantine and ECharts set styles on elements at run time.
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    connectSrc: ["'self'"],
    frameAncestors: ["'none'"],
    upgradeInsecureRequests: null,
  },
};

/** Listens; GraphQL, the doors and the console on one port. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { services, logger, consoleDir } = options;
  const app = express().disable('x-powered-by');
  const http = createServer(
    { headersTimeout: 10_000, requestTimeout: 120_000 },
    answeringFailures(app, logger),
  );
  const apollo = new ApolloServer<Context>({
    schema: makeSchema(),
    formatError,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    // The process has one place that handles signals; a second one would cut its stop short.
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: http }),
      storableText,
      answerableQueries,
      errorReporter(logger),
    ],
    logger,
  });
  await apollo.start();
  app.use(helmet({ contentSecurityPolicy, strictTransportSecurity: false }), requestId);
  app.post(
    '/graphql',
    express.json({ limit: '1mb' }),
    expressMiddleware(apollo, { context: ({ req, res }) => Context.of(services, req, res) }),
  );
  mountDoors(app, services, logger);
  refuseUnknownPaths(app, logger);
  if (consoleDir) serveConsole(app, consoleDir);
  await listen(http, options);
  return { port: (http.address() as AddressInfo).port, stop: () => apollo.stop() };
}

const requestId: express.RequestHandler = (_request, response, next) => {
  response.setHeader('x-request-id', randomUUID());
  next();
};

/** Hashed assets are cached for good; the page itself never, so that a new build shows at once. */
function serveConsole(app: Express, consoleDir: string): void {
  app.use(
    '/assets',
    express.static(`${consoleDir}/assets`, { immutable: true, maxAge: '1y', fallthrough: false }),
  );
  app.use(express.static(consoleDir, { index: false, maxAge: 0 }));
  app.get('/{*page}', (_request, response) => {
    response.setHeader('cache-control', 'no-cache');
    response.sendFile('index.html', { root: consoleDir });
  });
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
