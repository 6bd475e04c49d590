import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook as Verifier } from 'standardwebhooks';
import { alone } from '../../testing/api';
import { until } from '../../testing/until';
import { signatureHeaders } from './signing-secrets';

const guide = readFileSync(join(__dirname, '../../../../../docs/guides/react-to-promotions.md'), 'utf8');
const receiver = /```js\n([^]*?)```/.exec(guide)?.[1] ?? '';
const secret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
const body = JSON.stringify({
  ...{ schema: 'countersign.webhook/1', type: 'promotion.activated' },
  data: { promotion: { artifactDigest: 'ab12' } },
});

/** The guide's receiver as it stands there, but for its port. */
describe('the receiver of the guide', () => {
  let child: ChildProcess;
  let printed = '';
  const lines = () => printed.split('\n').filter(Boolean);
  beforeAll(async () => {
    const script = receiver.replace(
      '.listen(8080)',
      `.listen(0, '127.0.0.1', function () { console.log(this.address().port); })`,
    );
    child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      ...{
        cwd: __dirname,
        env: { COUNTERSIGN_WEBHOOK_SECRET: secret },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    });
    child.stdout?.setEncoding('utf8').on('data', (part: string) => (printed += part));
    await until(() => lines().length === 1);
  });
  afterAll(() => child.kill());

  const post = async (headers: Record<string, string>, text = body) =>
    (
      await fetch(`http://127.0.0.1:${lines()[0]}`, {
        method: 'POST',
        headers: { ...alone, ...headers },
        body: text,
      })
    ).status;

  it('WH-6 WH-13 takes what is signed, acts on it once, and turns everything else away', async () => {
    const signed = signatureHeaders({ id: 'one', at: new Date(), body }, [secret]);
    expect(new Verifier(secret).verify(body, signed)).toBeDefined();
    expect(await post(signed)).toBe(204);
    expect(await post(signed)).toBe(204);
    expect(await post(signed, `${body} `)).toBe(401);
    expect(await post({ ...signed, 'webhook-id': 'two' })).toBe(401);
    expect(await post({})).toBe(401);
    const old = signatureHeaders({ id: 'old', at: new Date(Date.now() - 600_000), body }, [secret]);
    expect(await post(old)).toBe(401);
    expect(await post(signatureHeaders({ id: 'three', at: new Date(), body }, [secret]))).toBe(204);
    await until(() => lines().length === 3);
    expect(lines().slice(1)).toEqual(['deploy ab12', 'deploy ab12']);
  });
});
