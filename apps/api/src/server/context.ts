import { type Actor } from '@countersign/domain/access';
import DataLoader from 'dataloader';
import { type Request, type Response } from 'express';
import { type Services } from './services';
import { sessionCookie } from './session-cookie';

interface Http {
  request: Request;
  response: Response;
}

/** What every resolver and door gets: who calls, and the use cases. */
export class Context {
  /** Actor reference → display name, one query for all names of a response. */
  readonly actorNames = new DataLoader<string, string>((references) =>
    this.services.access.namesOf(caller(this), references),
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

  /** The rest of this request acts as `actor`. */
  become(actor: Actor): void {
    this.identity.actor = actor;
  }
}

/** The caller behind a guarded field. */
export function caller(context: Pick<Context, 'actor'>): Actor {
  if (!context.actor) throw new Error('A field that needs a caller was reached without one.');
  return context.actor;
}

/** A bearer token wins over a cookie, so that a script in a signed-in browser cannot mix the two. */
async function authenticate({ access }: Services, request: Request): Promise<Actor | null> {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer) return access.actorOfToken(bearer);
  const session = sessionCookie(request);
  return session ? access.actorOfSession(session) : null;
}
