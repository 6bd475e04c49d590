import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

/** A message as it came in. */
export interface Received {
  headers: Record<string, string>;
  body: string;
}

/** What a receiver answers; `silence` for ever, `hang up` in place of an answer. */
type Reply = ((response: ServerResponse) => void) | number | 'silence' | 'hang up';

/** A receiver of webhooks over real HTTP. Call `stop` in afterEach. */
export interface Receiver {
  url: string;
  received: Received[];
  /** Answers so instead, one after the other; then 204 again. */
  answer(...replies: Reply[]): void;
  /** Nobody listens at its address until `up`. */
  down(): Promise<void>;
  up(): Promise<void>;
  stop(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const replies: Reply[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      received.push({ headers: plain(request.headers), body });
      const reply = replies.shift() ?? 204;
      if (typeof reply === 'function') reply(response);
      else if (typeof reply === 'number') response.writeHead(reply).end();
      else if (reply === 'hang up') request.socket.destroy();
    });
  });
  const listen = (port: number) => new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}/hook`, received },
    answer: (...more) => void replies.push(...more),
    down: close,
    up: () => listen(port),
    stop: close,
  };
}

const plain = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += part as string;
  return text;
}
