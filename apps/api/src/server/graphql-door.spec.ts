import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApolloServer } from '@apollo/server';
import express from 'express';
import { GraphQLObjectType, GraphQLSchema, GraphQLString, parse } from 'graphql';
import { rawRequest } from '../testing/raw-request';
import { until } from '../testing/until';
import { type Context } from './context';
import { secondsFor } from './deadline';
import { graphqlHandlers } from './graphql-door';
import { limits, longRootFields } from './limits';
import { makeSchema } from './schema';
import { type Services } from './services';

/** What the use cases were asked for, and what of it was over. */
const log: string[] = [];
let endSlow: () => void;
const services = {
  slow: async () => {
    log.push('slow began');
    await new Promise<void>((resolve) => (endSlow = resolve));
    log.push('slow ended');
  },
  next: () => void log.push('next began'),
  sessionCookie: { read: () => null },
} as unknown as Services & { slow: () => Promise<void>; next: () => void };

type Parts = { services: typeof services };
const slowThing = new GraphQLObjectType({
  name: 'Slow',
  fields: {
    next: {
      type: GraphQLString,
      resolve: (_source, _args, { services: parts }: Parts) => {
        parts.next();
        return 'next';
      },
    },
  },
});
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      quick: { type: GraphQLString, resolve: () => 'quick' },
      slow: {
        type: slowThing,
        resolve: async (_source, _args, { services: parts }: Parts) => {
          await parts.slow();
          return {};
        },
      },
    },
  }),
});

let http: Server;
let url: string;
let apollo: ApolloServer<Context>;
beforeAll(async () => {
  apollo = new ApolloServer<Context>({ schema, stopOnTerminationSignals: false });
  await apollo.start();
  const handlers = graphqlHandlers({ apollo, schema, services, trusted: undefined, secondsOf: () => 0.05 });
  http = createServer(express().post('/graphql', handlers));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await apollo.stop();
  http.close();
});
beforeEach(() => void (log.length = 0));

const headers = { 'content-type': 'application/json' };
const ask = (query: string) =>
  rawRequest(url, { method: 'POST', path: '/graphql', headers, body: JSON.stringify({ query }) });

describe('DO-12 G38 the time of a request', () => {
  it('G38 is enough for what is quick', async () => {
    expect(JSON.parse((await ask('{ quick }')).body)).toEqual({ data: { quick: 'quick' } });
  });

  it('G38 ends with an answer that says so; what runs goes on, and nothing further begins', async () => {
    const { status, body } = await ask('{ slow { next } }');
    expect(status).toBe(503);
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'TIMED_OUT' } }] });
    expect(log).toEqual(['slow began']);
    endSlow();
    await until(() => log.length >= 2);
    // As long as something further would have to begin.
    await sleep(20);
    expect(log).toEqual(['slow began', 'slow ended']);
    expect((await ask('{ quick }')).status).toBe(200);
  });

  it('begins nothing further for a caller who has gone', async () => {
    const body = JSON.stringify({ query: '{ slow { next } }' });
    const head = `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
    const noticed = once(http, 'request').then(([, response]) => once(response as ServerResponse, 'close'));
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () =>
      socket.write(`${head}\r\n\r\n${body}`),
    );
    await until(() => log.length === 1);
    socket.destroy();
    await noticed;
    endSlow();
    await until(() => log.length >= 2);
    // As long as something further would have to begin.
    await sleep(20);
    expect(log).toEqual(['slow began', 'slow ended']);
  });

  it('is long for what reads whole files or the whole log, wherever it stands', () => {
    expect(secondsFor(parse('{ models { totalCount } }'))).toBe(limits.seconds);
    expect(secondsFor(parse('mutation { a: runMonitor(monitorId: "x") { __typename } }'))).toBe(
      limits.longSeconds,
    );
    expect(secondsFor(parse('{ ...f } fragment f on Query { ... { verifyAuditLog { valid } } }'))).toBe(
      limits.longSeconds,
    );
  });

  it('knows every long field by a name that there is', () => {
    const { Query, Mutation } = makeSchema().getTypeMap();
    const names = [Query, Mutation].flatMap((type) => Object.keys((type as GraphQLObjectType).getFields()));
    expect([...longRootFields].filter((name) => !names.includes(name))).toEqual([]);
  });
});
