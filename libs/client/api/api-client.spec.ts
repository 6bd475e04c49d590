import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { ApiClient } from './api-client';
import { ApiError, UnreachableError } from './api-error';

describe('ApiClient', () => {
  let server: Server;
  let answer: { status: number; body: string };
  let seen: { authorization: string | undefined; body: string };
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        seen = { authorization: request.headers.authorization, body };
        response.writeHead(answer.status).end(answer.body);
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  afterAll(() => new Promise((done) => server.close(done)));

  const client = () =>
    new ApiClient({ server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 'secret' });

  it('sends the document with the token and returns the data', async () => {
    answer = { status: 200, body: '{"data":{"models":3}}' };
    await expect(client().graphql('query Q { models }', { a: 1 })).resolves.toEqual({ models: 3 });
    expect(seen.authorization).toBe('Bearer secret');
    expect(JSON.parse(seen.body)).toEqual({ query: 'query Q { models }', variables: { a: 1 } });
  });

  it('throws the code and the message of a refusal', async () => {
    answer = { status: 200, body: '{"errors":[{"message":"No.","extensions":{"code":"FORBIDDEN"}}]}' };
    await expect(client().graphql('{ x }')).rejects.toEqual(new ApiError('FORBIDDEN', 'No.'));
  });

  it('says so when the answer is not ours', async () => {
    answer = { status: 502, body: '<html>' };
    await expect(client().graphql('{ x }')).rejects.toMatchObject({ code: 'HTTP_502' });
  });

  it.each(['null', '[]', '7', '{"errors":null}'])('takes %s for no answer of ours', async (body) => {
    answer = { status: 200, body };
    await expect(client().graphql('{ x }')).rejects.toMatchObject({ code: 'HTTP_200' });
  });

  it('reads a door, and throws what it refuses', async () => {
    answer = { status: 200, body: '{"a":1}' };
    await expect(client().get('/v1/x', { b: 'c d' })).resolves.toEqual({ a: 1 });
    answer = { status: 404, body: '{"code":"NOT_FOUND","detail":"No.","field":"model"}' };
    const refusal = { code: 'NOT_FOUND', message: 'No.', field: 'model', status: 404 };
    await expect(client().get('/v1/x', {})).rejects.toMatchObject(refusal);
    answer = { status: 401, body: 'null' };
    await expect(client().get('/v1/x', {})).rejects.toMatchObject({ code: 'HTTP_401', status: 401 });
  });

  it.each<[string, RequestListener]>([
    ['is silent', () => undefined],
    ['begins an answer and goes on for ever', (_request, response) => void response.write('{')],
    [
      'speaks another protocol',
      (_request, { socket }) =>
        void socket?.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
    ],
    ['breaks off', (_request, response) => response.write('{', () => response.destroy())],
  ])('waits for nobody who %s', async (_what, handle) => {
    const silent = createServer(handle);
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
    const { port } = silent.address() as AddressInfo;
    const asking = new ApiClient({ server: `http://127.0.0.1:${port}`, token: 'x', patience: 200 });
    await expect(asking.get('/v1/x', {})).rejects.toThrow(UnreachableError);
    silent.close();
    silent.closeAllConnections();
  });

  it('says so when nothing answers', async () => {
    const nobody = new ApiClient({ server: 'http://127.0.0.1:9', token: 'x' });
    await expect(nobody.graphql('{ x }')).rejects.toThrow(UnreachableError);
  });
});
