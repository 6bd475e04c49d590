import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const register = join(__dirname, '../../../tools/swc-register.cjs');
const node = ['-C', '@countersign/source', '-r', register, join(__dirname, 'main.ts')];

const created = { id: 't1', name: 'ci', scope: 'READ', secret: 'w.s', expiresAt: '2027-01-01T00:00:00.000Z' };
/** What the API answers for each sponsor that it is asked to write down. */
const answers: Record<string, object> = {
  'sam@example.org': { data: { createServiceToken: { __typename: 'ServiceTokenCreated', ...created } } },
  'gone@example.org': {
    data: {
      createServiceToken: {
        __typename: 'Refusal',
        code: 'MEMBER_DEACTIVATED',
        message: 'Gil is deactivated.',
      },
    },
  },
  'nobody@example.org': {
    errors: [
      {
        message: 'No member of the workspace has this address.',
        extensions: { code: 'BAD_INPUT', field: 'sponsorEmail' },
      },
    ],
  },
};

describe('countersign token create --sponsor', () => {
  let server: Server;
  let asked: { input: Record<string, unknown> }[];
  beforeAll(async () => {
    server = createServer((request, response) => {
      void text(request).then((body) => {
        const { variables } = JSON.parse(body) as { variables: (typeof asked)[number] };
        asked.push(variables);
        response.end(JSON.stringify(answers[String(variables.input['sponsorEmail'])]));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => {
    asked = [];
  });
  afterAll(() => server.close());

  const create = (...words: string[]) => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const args = [...node, 'token', 'create', '--name', 'ci', '--server', url, '--token', 't', ...words];
    return new Promise<{ status: number | string; stdout: string; stderr: string }>((resolve) => {
      execFile(process.execPath, args, (error, stdout, stderr) =>
        resolve({ status: error?.code ?? 0, stdout, stderr }),
      );
    });
  };

  it('names the member who answers for the token', async () => {
    expect(await create('--sponsor', 'sam@example.org')).toMatchObject({ status: 0, stdout: 'w.s\n' });
    expect(asked).toEqual([
      { input: { name: 'ci', scope: 'READ', expiresInDays: 90, sponsorEmail: 'sam@example.org' } },
    ]);
  });

  it.each([
    ['nobody@example.org', '--sponsor: No member of the workspace has this address.'],
    ['gone@example.org', '--sponsor: Gil is deactivated.'],
    ['', '--sponsor is the e-mail address of the member who answers for the token.'],
  ])('says that the option is at fault: %s', async (email, reason) => {
    expect(await create('--sponsor', email)).toEqual({ status: 2, stdout: '', stderr: `${reason}\n` });
  });
});
