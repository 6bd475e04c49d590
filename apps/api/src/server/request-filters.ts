import { randomUUID } from 'node:crypto';
import { type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import { hostName, type HostRules, knownHosts, timesSent } from './known-hosts';
import { Problem } from './problem';

export interface FilterRules extends HostRules {
  /** Paths that answer under any host name: balancers ask for them by address, and they show nothing. */
  anyHost: ReadonlySet<string>;
  /** Paths whose bodies are files: they may take long, as long as bytes arrive. */
  streamed: ReadonlySet<string>;
}

/** Seconds for a body, and between two pieces of a streamed one. */
const bodySeconds = 30;

/** What every request passes, in this order, whatever it asks for. None of them answers; they let pass or throw. */
export function requestFilters(rules: FilterRules): RequestHandler[] {
  return [
    securityHeaders(rules),
    nameRequest,
    plainTarget,
    hostFilter(rules),
    siteFilter(rules),
    bodyFilter(rules),
  ];
}

function securityHeaders({ publicUrl }: HostRules): RequestHandler {
  const isHttps = publicUrl?.startsWith('https:') ?? false;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // Mantine writes its theme into style elements, and charts style their tooltips: no script, and no data leaves.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Promised for the host alone: other services may share its domain.
    strictTransportSecurity: isHttps && { maxAge: 31_536_000, includeSubDomains: false },
    xFrameOptions: { action: 'deny' },
  });
}

const nameRequest: RequestHandler = (_request, response, next) => {
  response.setHeader('x-request-id', randomUUID());
  next();
};

/** A target with a host of its own, or two Host headers, name two hosts: which of them counts is nobody's guess. */
const plainTarget: RequestHandler = (request, _response, next) => {
  if (!request.url.startsWith('/'))
    throw new Problem('BAD_INPUT', 'The target of the request must be a path.');
  if (timesSent(request, 'host') > 1) throw new Problem('BAD_INPUT', 'The request names its host twice.');
  next();
};

function hostFilter(rules: FilterRules): RequestHandler {
  const isKnown = knownHosts(rules);
  return (request, _response, next) => {
    const name = hostName(request.headers.host);
    if (!rules.anyHost.has(request.path) && (name === null || !isKnown(name)))
      throw new Problem(
        'WRONG_HOST',
        'This server does not answer under this host name. PUBLIC_URL or ALLOWED_HOSTS names those it does.',
      );
    next();
  };
}

/**
 * Requests that a page of another site made a browser send: refused, but for following a link. Browsers say so in
 * Sec-Fetch-Site, older ones and those without TLS at least in Origin; scripts and services send neither.
 */
function siteFilter({ publicUrl }: FilterRules): RequestHandler {
  const publicOrigin = publicUrl && new URL(publicUrl).origin;
  return (request, _response, next) => {
    const { origin, host } = request.headers;
    const isOurs =
      origin === undefined || origin === publicOrigin || /^https?:\/\/(.*)$/.exec(origin)?.[1] === host;
    if (!isOurs || isForeignFetch(request))
      throw new Problem('CROSS_SITE', 'The request comes from another site.');
    next();
  };
}

function isForeignFetch({ method, headers }: Request): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return false;
  const isLink =
    headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document' && method === 'GET';
  return !isLink;
}

/** Ends a request whose body does not arrive. The headers have a limit of their own, in the server. */
function bodyFilter({ streamed }: FilterRules): RequestHandler {
  return (request, response, next) => {
    let arrived = 0;
    const timer = setInterval(() => {
      const { bytesRead } = request.socket;
      const goesOn = streamed.has(request.path) && bytesRead > arrived;
      arrived = bytesRead;
      if (request.complete) clearInterval(timer);
      else if (!goesOn) endSlow(request, response);
    }, bodySeconds * 1000);
    request.once('close', () => clearInterval(timer));
    next();
  };
}

function endSlow(request: Request, response: Response): void {
  if (!response.headersSent) response.status(408).setHeader('connection', 'close').end();
  request.destroy();
}
