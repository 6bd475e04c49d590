import { spawn } from 'node:child_process';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';

const register = join(__dirname, '../../../../tools/swc-register.cjs');
const command = ['-C', '@countersign/source', '-r', register, join(__dirname, '../main.ts'), 'gate'];
const question = ['--model', 'm', '--version', '1', '--to', 'production'];

const yes = {
  ...{ schema: 'countersign.gate/1', allowed: true, reasons: [], gates: [], promotion: null },
  ...{ model: { id: 'a', name: 'm' }, version: { id: 'b', number: 1, artifactDigest: 'f0' } },
  ...{ environment: 'production', alias: 'champion', policyDigest: null, answeredAt: '2026-11-22T00:00:00Z' },
};
const no = { ...yes, allowed: false, reasons: [{ code: 'NO_PROMOTION', message: 'Nobody asked.' }] };

describe('countersign gate', () => {
  const servers: Server[] = [];
  afterAll(() => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  });

  const listen = async (handle: RequestListener): Promise<string> => {
    const server = createServer(handle);
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const answering = (body: string, status = 200): RequestListener => {
    return (_request, response) => response.writeHead(status).end(body);
  };
  const ask = (server: string, ...words: string[]) =>
    new Promise<{ status: number | null; stdout: string; stderr: string }>((done) => {
      const env = { ...process.env, COUNTERSIGN_TOKEN: 'secret' };
      const child = spawn(process.execPath, [...command, '--server', server, ...question, ...words], { env });
      const said = { stdout: '', stderr: '' };
      child.stdout.setEncoding('utf8').on('data', (part: string) => (said.stdout += part));
      child.stderr.setEncoding('utf8').on('data', (part: string) => (said.stderr += part));
      child.on('close', (status) => done({ status, ...said }));
    });

  it('P-51 says the answer whole, and takes a refusal for one', async () => {
    const allowed = await ask(await listen(answering(JSON.stringify(yes))), '--json');
    expect([allowed.status, JSON.parse(allowed.stdout)]).toEqual([0, yes]);
    expect((await ask(await listen(answering(JSON.stringify(no))))).status).toBe(1);
  });

  it.each<[string, string]>([
    ['a yes that is a text', JSON.stringify({ ...yes, allowed: 'no' })],
    ['a yes that is a number', JSON.stringify({ ...yes, allowed: 1 })],
    ['another contract', JSON.stringify({ ...yes, schema: 'countersign.gate/2' })],
    ['a yes about nothing', '{"schema":"countersign.gate/1","allowed":true,"reasons":[]}'],
    [
      'a verdict that there is not',
      JSON.stringify({ ...yes, gates: [{ title: 'g', verdict: 'ok', reason: '' }] }),
    ],
    ['null', 'null'],
    ['an object of no members', '{}'],
    ['a page that asks people to sign in', '<html>Sign in</html>'],
  ])('P-51 takes %s for no answer', async (_what, body) => {
    const { status, stderr, stdout } = await ask(await listen(answering(body)));
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/no Countersign server|not JSON/);
  });

  it('P-51 takes a yes with another status, or without words, for no answer', async () => {
    for (const [status, body] of [
      [201, JSON.stringify(yes)],
      [401, 'null'],
      [503, '{"allowed":true}'],
    ] as const)
      expect((await ask(await listen(answering(body, status)))).status).toBe(2);
  });

  it('P-51 lets nobody else answer', async () => {
    const seen: unknown[] = [];
    const elsewhere = await listen((request, response) => {
      seen.push(request.headers.authorization);
      response.end(JSON.stringify(yes));
    });
    const server = await listen((_request, response) =>
      response.writeHead(307, { location: `${elsewhere}/v1/gate` }).end(),
    );
    expect([(await ask(server)).status, seen]).toEqual([2, []]);
  });

  it('P-51 goes on waiting while a server restarts behind something that answers for it', async () => {
    const answers = [answering(JSON.stringify(no)), answering('<h1>Bad gateway</h1>', 502)];
    const server = await listen((request, response) =>
      (answers.shift() ?? answering(JSON.stringify(yes)))(request, response),
    );
    const { status } = await ask(server, '--wait', '--timeout', '5');
    expect([status, answers]).toEqual([0, []]);
  }, 30_000);
});
