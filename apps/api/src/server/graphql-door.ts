import { type ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { type DocumentNode, GraphQLError, type GraphQLSchema } from 'graphql';
import { answerGraphqlProblem } from './answer-problem';
import { bearerToken } from './bearer-token';
import { Context } from './context';
import { secondsFor, timedOut, Wait } from './deadline';
import { parseWithinLimits } from './document-limits';
import { assertJson } from './json-body';
import { limits } from './limits';
import { Problem } from './problem';
import { type Services } from './services';
import { type TrustedDocuments } from './trusted-documents';

export interface GraphqlDoor {
  apollo: ApolloServer<Context>;
  schema: GraphQLSchema;
  services: Services;
  /** What callers without a bearer token may run; absent: anything within the limits. */
  trusted: TrustedDocuments | undefined;
  /** Seconds that a document may take. */
  secondsOf?: (document: DocumentNode) => number;
}

/** What stands in front of GraphQL, in this order: the body's form and size, the document's limits, time. */
export function graphqlHandlers(door: GraphqlDoor): RequestHandler[] {
  return [
    jsonOnly,
    express.json({ limit: limits.bodyBytes, inflate: false, type: () => true }),
    admitDocument(door),
    answerInTime(door),
  ];
}

const jsonOnly: RequestHandler = (request, _response, next) => {
  assertJson(request);
  next();
};

interface GraphqlBody {
  query?: unknown;
  extensions?: { persistedQuery?: { sha256Hash?: unknown } } | null;
}

/** Refuses a document by its shape, or because nobody trusts it, before the caller is even looked up. */
function admitDocument({ schema, trusted, secondsOf = secondsFor }: GraphqlDoor): RequestHandler {
  return (request, response, next) => {
    try {
      const body = request.body as GraphqlBody | null;
      if (trusted && body) takeByHash(body, trusted);
      if (typeof body?.query === 'string') {
        const document = parseWithinLimits(schema, body.query);
        if (trusted && bearerToken(request) === null && !trusted.has(document)) throw untrusted();
        (response.locals as Locals).seconds = secondsOf(document);
      }
    } catch (error) {
      if (error instanceof Problem) {
        answerGraphqlProblem(response, error);
        return;
      }
      // What is no document at all is told by the GraphQL server, with its place.
      if (!(error instanceof GraphQLError)) throw error;
    }
    next();
  };
}

interface Locals {
  seconds?: number;
}

const untrusted = (): Problem =>
  new Problem(
    'UNTRUSTED_DOCUMENT',
    'Without a bearer token this server runs the documents of its console alone. A token runs any.',
  );

/** Puts the document in the place of its hash. A hash beside a text is refused: one of the two would not be looked at. */
function takeByHash(body: GraphqlBody, trusted: TrustedDocuments): void {
  const hash = body.extensions?.persistedQuery?.sha256Hash;
  if (hash === undefined) return;
  const text = typeof hash === 'string' && body.query === undefined ? trusted.textOf(hash) : undefined;
  if (text === undefined) throw untrusted();
  body.query = text;
  delete body.extensions;
}

/** Answers within the document's time; what runs then goes on alone, and nothing further begins. */
function answerInTime({ apollo, services }: GraphqlDoor): RequestHandler {
  const waits = new WeakMap<Request, Wait>();
  const answer = expressMiddleware(apollo, {
    context: ({ req, res }) => Context.of(waits.get(req)?.while(services) ?? services, req, res),
  });
  return async (request, response, next) => {
    const { seconds = limits.seconds } = response.locals as Locals;
    const wait = new Wait(seconds);
    waits.set(request, wait);
    const timer = setTimeout(() => giveUp(response, wait, seconds), seconds * 1000);
    response.once('close', () => {
      clearTimeout(timer);
      wait.end();
    });
    try {
      await answer(request, response, next);
    } catch (error) {
      // Too late: the caller was answered when the time was over.
      if (!response.headersSent) throw error;
    }
  };
}

function giveUp(response: Response, wait: Wait, seconds: number): void {
  wait.end();
  if (!response.headersSent) answerGraphqlProblem(response, timedOut(seconds));
}
