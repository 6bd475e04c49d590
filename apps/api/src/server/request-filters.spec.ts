import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { until } from '../testing/until';
import { requestFilters } from './request-filters';

const realSetInterval = setInterval;
let http: Server;
let finished: string[];
/** Bytes of bodies that have arrived. */
let heard: number;
beforeEach(async () => {
  // The clock of the filter alone stands still; sockets and servers go on.
  jest.useFakeTimers({
    doNotFake: ['setTimeout', 'setImmediate', 'nextTick', 'queueMicrotask', 'performance', 'Date'],
  });
  finished = [];
  heard = 0;
  const rules = { host: '127.0.0.1', anyHost: new Set<string>(), streamed: new Set(['/file']) };
  const app = express()
    .use(requestFilters(rules))
    .post('/*path', (request, response) => {
      request.on('data', (chunk: Buffer) => (heard += chunk.length));
      request.once('end', () => {
        finished.push(request.path);
        response.end('done');
      });
    })
    .get('/slow', () => finished.push('asked'));
  http = createServer(app);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  jest.useRealTimers();
  http.closeAllConnections();
  http.close();
});

async function open(head: string): Promise<{ socket: Socket; read: () => string; isClosed: () => boolean }> {
  const socket = connect((http.address() as AddressInfo).port, '127.0.0.1');
  let text = '';
  let closed = false;
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  socket.once('close', () => (closed = true)).once('error', () => undefined);
  socket.write(`${head} HTTP/1.1\r\nHost: localhost\r\n`);
  return { socket, read: () => text, isClosed: () => closed };
}

const pause = () => sleep(40);
/** The filter's clock moves on only once the server has what was sent. */
const arrived = (bytes: number) => until(() => heard === bytes);
const seconds = async (count: number) => {
  jest.advanceTimersByTime(count * 1000);
  await pause();
};

describe('DO-12 G41 slow senders', () => {
  it('G41 are ended after 30 s of an unfinished body', async () => {
    expect(setInterval).not.toBe(realSetInterval);
    const { socket, read, isClosed } = await open('POST /x');
    socket.write('Content-Length: 10\r\n\r\nabc');
    await arrived(3);
    await seconds(20);
    socket.write('d');
    await arrived(4);
    expect(isClosed()).toBe(false);
    await seconds(11);
    await until(isClosed);
    expect(read()).toMatch(/^HTTP\/1\.1 408 /);
    expect(finished).toEqual([]);
  });

  it('G41 of a file may take long, as long as bytes arrive', async () => {
    const { socket, read, isClosed } = await open('POST /file');
    socket.write('Content-Length: 4\r\n\r\n');
    for (const [at, byte] of [...'abc'].entries()) {
      socket.write(byte);
      await arrived(at + 1);
      await seconds(30);
      expect(isClosed()).toBe(false);
    }
    socket.write('d');
    await until(() => read() !== '');
    expect(finished).toEqual(['/file']);
    expect(read()).toMatch(/^HTTP\/1\.1 200 /);
    socket.destroy();
  });

  it('G41 of a file are ended once they fall silent', async () => {
    const { socket, isClosed } = await open('POST /file');
    socket.write('Content-Length: 4\r\n\r\na');
    await arrived(1);
    await seconds(30);
    expect(isClosed()).toBe(false);
    await seconds(30);
    await until(isClosed);
  });

  it('G41 are not confused with slow answers', async () => {
    const { socket, isClosed } = await open('GET /slow');
    socket.write('\r\n');
    await until(() => finished.length > 0);
    await seconds(90);
    expect([finished, isClosed()]).toEqual([['asked'], false]);
    socket.destroy();
  });
});
