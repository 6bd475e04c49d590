import { type Actor } from '@countersign/domain/access';
import DataLoader from 'dataloader';
import { type Request, type Response } from 'express';
import { type IssuedSession } from '../areas/access/issue-session';
import { type ModelVersion } from '../areas/models/model-version.entity';
import { type Model } from '../areas/models/model.entity';
import { type PromotionRecord } from '../areas/promotions/promotion-record';
import { bearerToken } from './bearer-token';
import { Problem } from './problem';
import { type Services } from './services';

interface Http {
  request: Request;
  response: Response;
}

/** Nothing is kept: of several mutations in one request each answers with what the one before left. */
const afresh = { cache: false };

/** What every resolver and door gets: who calls, and the use cases. */
export class Context {
  /** Actor reference → display name, one query for all names of a response. */
  readonly actorNames = new DataLoader<string, string>((references) =>
    this.services.access.namesOf(caller(this), references),
  );

  /** Model by id, model version and promotion: one query of each kind for all that the parts of a response name together. */
  readonly models = new DataLoader<string, Model>(
    (ids) => this.services.models.modelsById(caller(this), ids),
    afresh,
  );
  readonly modelVersions = new DataLoader<string, ModelVersion>(
    (ids) => this.services.models.versionsById(caller(this), ids),
    afresh,
  );
  readonly promotions = new DataLoader<string, PromotionRecord>(
    (ids) => this.services.promotions.promotionsById(caller(this), ids),
    afresh,
  );

  private constructor(
    readonly services: Services,
    private readonly http: Http,
    // Held by reference: the GraphQL server copies the context, and a sign-in must be seen by every copy.
    private readonly identity: { actor: Actor | null },
  ) {}

  static async of(services: Services, request: Request, response: Response): Promise<Context> {
    return new Context(services, { request, response }, { actor: await authenticate(services, request) });
  }

  get request(): Request {
    return this.http.request;
  }

  get response(): Response {
    return this.http.response;
  }

  get actor(): Actor | null {
    return this.identity.actor;
  }

  /** What the session cookie of this request holds; null without one. */
  get sessionCredential(): string | null {
    return this.services.sessionCookie.read(this.request);
  }

  /** The answer carries the session's cookie, and the rest of this request acts as its person. */
  open(session: IssuedSession): void {
    this.services.sessionCookie.set(this.response, session);
    this.identity.actor = session.actor;
  }

  /** The answer takes the session's cookie away. */
  close(): void {
    this.services.sessionCookie.clear(this.response);
  }
}

/** The caller behind a guarded field. */
export function caller(context: Pick<Context, 'actor'>): Actor {
  if (!context.actor) throw new Error('A field that needs a caller was reached without one.');
  return context.actor;
}

/** The status is for the GraphQL server, which tells it to the HTTP layer. */
class UnknownToken extends Problem {
  readonly extensions = { http: { status: 401 } };

  constructor() {
    super('UNAUTHENTICATED', 'The bearer token is unknown, expired or revoked.');
  }
}

/**
 * A bearer token wins over a cookie, so that a script in a signed-in browser cannot mix the two. One that is nobody's ends
 * the request: its sender was let past the list of trusted documents for the sake of it.
 */
async function authenticate(services: Services, request: Request): Promise<Actor | null> {
  const { access, attempts, sessionCookie, workloadTokens } = services;
  const bearer = bearerToken(request);
  if (bearer !== null) {
    const found = (await access.actorOfToken(bearer)) ?? (await workloadTokens.actorOf(bearer));
    if (found && 'kind' in found) return found;
    await attempts.failedToken(request);
    if (found) workloadTokens.report(found);
    throw new UnknownToken();
  }
  const session = sessionCookie.read(request);
  return session ? access.actorOfSession(session) : null;
}
