import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { createTokenFor } from '../../../testing/accounts';
import { startTestApi, type TestApi } from '../../../testing/api';
import { type Releasable, releasableVersion } from '../../../testing/releasable-version';
import { run } from '../../../testing/release-path';

interface Answer {
  schema: string;
  allowed: boolean;
  reasons: { code: string; message: string }[];
  promotion: { id: string; state: string; subjectDigest: string } | null;
  policyDigest: string | null;
  gates: { verdict: string; evidenceDigest?: string }[];
}
interface Opened {
  id: string;
  round: number;
  subjectDigest: string;
}

const day = 86_400_000;
const repository = join(__dirname, '../../../../../..');
const countersign = [
  ...['-C', '@countersign/source', '-r', join(repository, 'tools/swc-register.cjs')],
  join(repository, 'apps/cli/src/main.ts'),
];

describe('the gate', () => {
  let api: TestApi;
  let secret: string;
  let names = 0;
  /** How far the server's clock is ahead. */
  let ahead = 0;
  beforeAll(async () => {
    api = await startTestApi(() => new Date(Date.now() + ahead));
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    ahead = 0;
    secret = await tokenOf('READ');
  });

  const tokenOf = async (scope: string) => (await createTokenFor(await api.as('ira'), { scope })).secret;

  const name = () => `model ${names}`;
  const model = () => releasableVersion(api, `model ${(names += 1)}`);
  const get = (query: Record<string, string>, token = secret) =>
    fetch(`${api.url}/v1/gate?${new URLSearchParams(query)}`, {
      headers: { authorization: `Bearer ${token}` },
    });
  const ask = async (query: Record<string, string> = {}): Promise<Answer> => {
    const response = await get({ model: name(), version: '1', to: 'production', ...query });
    expect(response.status).toBe(200);
    return (await response.json()) as Answer;
  };
  const open = async ({ modelVersionId }: Pick<Releasable, 'modelVersionId'>): Promise<Opened> => {
    const input = { modelVersionId, rationale: 'Better.' };
    return (await run<{ promotion: Opened }>(await api.as('dana'), 'requestPromotion', { input })).promotion;
  };
  const vote = async (who: string, { id, round, subjectDigest }: Opened, decision = 'APPROVE') =>
    run(await api.as(who), 'castVote', { input: { promotionId: id, round, subjectDigest, decision } });
  const codes = ({ reasons }: Answer) => reasons.map(({ code }) => code);

  it('P-49 P-50 says at every step whether a version may serve, and all that is missing', async () => {
    const version = await model();
    expect(await ask()).toMatchObject({
      ...{ schema: 'countersign.gate/1', allowed: false, promotion: null },
      reasons: [{ code: 'NO_PROMOTION' }],
      gates: [{ verdict: 'pass' }, { verdict: 'pass' }, { verdict: 'pass' }],
    });
    const opened = await open(version);
    const asked = await ask();
    expect(asked).toMatchObject({ allowed: false, promotion: { id: opened.id, state: 'in_review' } });
    expect(asked.reasons).toEqual([
      { code: 'QUORUM_NOT_REACHED', message: 'Nobody with the role subject-matter expert has approved yet.' },
      { code: 'QUORUM_NOT_REACHED', message: 'Nobody with the role risk officer has approved yet.' },
    ]);
    await vote('sam', opened);
    expect(codes(await ask())).toEqual(['QUORUM_NOT_REACHED']);
    await vote('riley', opened);
    const approved = await ask();
    expect(approved).toMatchObject({ allowed: true, reasons: [], promotion: { state: 'approved' } });
    expect(approved.promotion?.subjectDigest).toBe(opened.subjectDigest);
    expect([approved.policyDigest, ...approved.gates.map((gate) => gate.evidenceDigest)]).toEqual(
      Array.from({ length: 4 }, () => expect.stringMatching(/^[0-9a-f]{64}$/)),
    );
    await run(await api.as('mel'), 'activatePromotion', { id: opened.id });
    expect(await ask()).toMatchObject({ allowed: true, promotion: { state: 'active' } });
  });

  it('P-49 closes an approval that lapsed, before anybody wrote it down', async () => {
    const opened = await open(await model());
    await vote('sam', opened);
    await vote('riley', opened);
    ahead = 14 * day;
    secret = await tokenOf('READ');
    expect(await ask()).toMatchObject({ allowed: false, promotion: { state: 'expired' } });
    expect(codes(await ask())).toEqual(['PROMOTION_EXPIRED']);
  });

  it('P-49 follows evidence that came after the approval', async () => {
    const version = await model();
    const opened = await open(version);
    await vote('sam', opened);
    await vote('riley', opened);
    await version.fairness('other');
    const answer = await ask();
    expect(answer.allowed).toBe(false);
    expect(codes(answer)).toContain('STALE_ROUND');
  });

  it('P-50 says of a promotion that is over why', async () => {
    const opened = await open(await model());
    await vote('sam', opened, 'REJECT');
    expect(await ask()).toMatchObject({ reasons: [{ code: 'PROMOTION_CLOSED' }] });
    expect(await ask({ to: 'staging' })).toMatchObject({ reasons: [{ code: 'NO_POLICY' }], gates: [] });
  });

  it.each<[Record<string, string>, number, string]>([
    [{ model: 'nobody' }, 404, 'NOT_FOUND'],
    [{ version: '9' }, 404, 'NOT_FOUND'],
    [{ version: '0' }, 404, 'NOT_FOUND'],
    [{ version: '1e0' }, 404, 'NOT_FOUND'],
    [{ version: '99999999999999999999' }, 404, 'NOT_FOUND'],
    [{ model: '' }, 400, 'BAD_INPUT'],
    [{ to: 'moon' }, 400, 'BAD_INPUT'],
    [{ alias: '' }, 400, 'BAD_INPUT'],
    [{ model: 'a\0b' }, 400, 'BAD_INPUT'],
    [{ model: 'x'.repeat(201) }, 400, 'BAD_INPUT'],
  ])('P-49 refuses %j with %s', async (query, status, code) => {
    const response = await get({ model: name(), version: '1', to: 'production', ...query });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
  });

  it('P-49 takes ids as well, and nobody without a token that reads', async () => {
    const { modelId, modelVersionId } = await model();
    expect((await ask({ model: modelId, version: modelVersionId })).reasons[0]?.code).toBe('NO_PROMOTION');
    const query = { model: name(), version: '1', to: 'production' };
    expect((await get(query, await tokenOf('INGEST'))).status).toBe(403);
    expect((await get(query, 'nobody')).status).toBe(401);
  });

  describe('countersign gate', () => {
    const command = (words: readonly string[], { token = secret, server = api.url } = {}) =>
      new Promise<{ status: number | string; stdout: string; stderr: string }>((resolve) => {
        const args = [...countersign, 'gate', '--server', server, ...words];
        const env = { ...process.env, COUNTERSIGN_TOKEN: token };
        execFile(process.execPath, args, { env }, (error, stdout, stderr) =>
          resolve({ status: error?.code ?? 0, stdout, stderr }),
        );
      });
    const question = () => ['--model', name(), '--version', '1', '--to', 'production'];

    it('P-51 exits 1 with what is missing, and waits until it is allowed', async () => {
      const opened = await open(await model());
      const refused = await command(question());
      expect(refused.status).toBe(1);
      expect(refused.stdout).toContain('may not serve');
      expect(refused.stderr).toContain('Nobody with the role risk officer has approved yet.');
      const waiting = command([...question(), '--wait', '--json']);
      await vote('sam', opened);
      await vote('riley', opened);
      const { status, stdout } = await waiting;
      expect([status, (JSON.parse(stdout) as Answer).allowed]).toEqual([0, true]);
    });

    it('P-51 stops waiting when the promotion ends, and when the time is over', async () => {
      const opened = await open(await model());
      const late = await command([...question(), '--wait', '--timeout', '0.01']);
      expect(late.status).toBe(1);
      const waiting = command([...question(), '--wait']);
      await vote('sam', opened, 'REJECT');
      expect((await waiting).status).toBe(1);
    });

    it.each([
      [['--model', 'm', '--version', '1'], '--to is missing'],
      [['--model', 'm', '--version', '1', '--to', 'moon'], '--to is one of staging, production'],
      [['--model', 'm', '--version', '1', '--to', 'staging', '--timeout', '5'], '--timeout goes with --wait'],
      [['--model', 'nobody', '--version', '1', '--to', 'production'], 'No model has this name'],
    ])('P-51 exits 2 on %j', async (words, said) => {
      const { status, stderr } = await command(words);
      expect([status, stderr]).toEqual([2, expect.stringContaining(said)]);
    });

    it('P-51 exits 2 without a token, and without a server', async () => {
      const nobody = await command(question(), { token: '' });
      expect([nobody.status, nobody.stderr]).toEqual([2, expect.stringContaining('--token is missing')]);
      const nowhere = await command(question(), { server: 'http://127.0.0.1:9' });
      expect([nowhere.status, nowhere.stderr]).toEqual([2, expect.stringContaining('No server answers')]);
    });
  });
});
