import { createSocket } from 'node:dgram';

/** A name server over real UDP. Call `stop` in afterEach. */
export interface NameServer {
  /** As a resolver takes it. */
  address: string;
  /** Names that were asked for, with the type of the record. */
  asked: string[];
  stop(): Promise<void>;
}

/** Answers every name with these IPv4 addresses, list after list and the last one for ever; null: with nothing at all. */
export async function startNameServer(...answers: (readonly string[] | null)[]): Promise<NameServer> {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  let turn = 0;
  socket.on('message', (message, { port, address }) => {
    const { name, type, end } = questionOf(message);
    asked.push(`${name} ${type === 1 ? 'A' : type}`);
    const addresses = type === 1 ? (answers[Math.min(turn++, answers.length - 1)] ?? null) : [];
    if (addresses !== null) socket.send(answerTo(message.subarray(0, end), addresses), port, address);
  });
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
  return {
    ...{ address: `127.0.0.1:${socket.address().port}`, asked },
    stop: () => new Promise((done) => socket.close(() => done())),
  };
}

/** The first question of a message (RFC 1035, 4.1.2), and where it ends. */
function questionOf(message: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.'), type: message.readUInt16BE(at + 1), end: at + 5 };
}

function answerTo(question: Buffer, addresses: readonly string[]): Buffer {
  const head = Buffer.from(question);
  // A response, recursion available; one question, so many answers, nothing else.
  head.writeUInt16BE(0x8180, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(addresses.length, 6);
  head.writeUInt32BE(0, 8);
  const records = addresses.map((address) =>
    // The name of the question, type A, class IN, kept for no time, four bytes.
    Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split('.').map(Number)]),
  );
  return Buffer.concat([head, ...records]);
}
