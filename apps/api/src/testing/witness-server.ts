import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';
import {
  cosign,
  ed25519Signer,
  formatVerifierKey,
  parseAddCheckpoint,
  parseVerifierKey,
  type Signer,
  verifyConsistency,
  verifyNote,
} from '@countersign/domain/audit-log';

/** What a witness sends back. */
export interface WitnessReply {
  status: number;
  body?: string;
  headers?: Record<string, string>;
}

/** A witness as C2SP tlog-witness describes it, over HTTP. Call `stop` in afterEach. */
export interface WitnessServer {
  url: string;
  /** Its verifier key, as text. */
  key: string;
  /** Bodies of the requests so far. */
  requests: string[];
  /** Trusts these keys, as texts, for the log they name. */
  trust(...vkeys: string[]): void;
  /** Answers so instead, as often as it is told. */
  misbehave(...replies: (WitnessReply | 'silence')[]): void;
  /** The size it cosigned last. */
  size(origin: string): number;
  /** Signs another tree, as if it had been shown one. */
  remember(origin: string, size: number, root: string): void;
  stop(): Promise<void>;
}

const conflict = (size: number): WitnessReply => ({
  ...{ status: 409, body: `${size}\n` },
  headers: { 'content-type': 'text/x.tlog.size' },
});

export async function startWitness(name = 'witness.example/w1'): Promise<WitnessServer> {
  const signer = ed25519Signer(name, randomBytes(32), 4);
  const trusted = new Map<string, string[]>();
  const latest = new Map<string, { size: number; root: string }>();
  const requests: string[] = [];
  const replies: (WitnessReply | 'silence')[] = [];

  const addCheckpoint = rulesOf(signer, trusted, latest);
  const server = createServer((request, response) => {
    void bodyOf(request).then((text) => {
      requests.push(text);
      const isRightPath = request.method === 'POST' && request.url === '/prefix/add-checkpoint';
      const reply = replies.shift() ?? (isRightPath ? addCheckpoint(text) : { status: 405 });
      if (reply !== 'silence') response.writeHead(reply.status, reply.headers).end(reply.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}/prefix/`, key: formatVerifierKey(signer.key), requests },
    trust: (...vkeys) => {
      for (const vkey of vkeys) {
        const origin = vkey.split('+')[0]!;
        trusted.set(origin, [...(trusted.get(origin) ?? []), vkey]);
      }
    },
    misbehave: (...more) => void replies.push(...more),
    size: (origin) => latest.get(origin)?.size ?? 0,
    remember: (origin, size, root) => void latest.set(origin, { size, root }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Known = Map<string, { size: number; root: string }>;

/** What C2SP tlog-witness has a witness check, in its order. */
function rulesOf(
  signer: Signer,
  trusted: ReadonlyMap<string, string[]>,
  latest: Known,
): (text: string) => WitnessReply {
  return (text) => {
    const request = parseAddCheckpoint(text);
    if (!request) return { status: 400 };
    const { oldSize, proof, checkpoint } = request;
    const { origin, size, root, note } = checkpoint;
    const keys = trusted.get(origin);
    if (!keys) return { status: 404 };
    const parsed = keys.map((key) => parseVerifierKey(key)).filter((key) => key !== null);
    if (!verifyNote(note, parsed)?.length) return { status: 403 };
    const known = latest.get(origin);
    if ((known?.size ?? 0) !== oldSize) return conflict(known?.size ?? 0);
    if (oldSize === size && known?.root !== root) return conflict(size);
    const claim = { oldSize, newSize: size, oldRoot: known?.root ?? '', newRoot: root, proof };
    if (oldSize > 0 && !verifyConsistency(claim)) return { status: 422 };
    latest.set(origin, { size, root });
    return { status: 200, body: cosign(note.text, signer, Math.floor(Date.now() / 1000)) };
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += part as string;
  return text;
}
