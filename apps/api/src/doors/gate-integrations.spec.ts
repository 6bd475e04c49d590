import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createTokenFor } from '../testing/accounts';
import { alone, startTestApi, type TestApi } from '../testing/api';
import { releasableVersion } from '../testing/releasable-version';
import { run } from '../testing/release-path';

const folder = join(__dirname, '../../../../integrations');
const text = (path: string) => readFileSync(join(folder, path), 'utf8');

interface Action {
  inputs: Record<string, { description: string; required: boolean; default?: string }>;
  outputs: Record<string, { description: string; value: string }>;
  runs: { using: string; steps: { id: string; shell: string; env: Record<string, string>; run: string }[] };
}
interface Job {
  image: string;
  variables: Record<string, string>;
  script: string[];
  artifacts: { when: string; paths: string[] };
}

const action = parse(text('github-action/action.yml')) as Action;
const [step] = action.runs.steps as [Action['runs']['steps'][number]];
const job = (parse(text('gitlab/countersign-gate.gitlab-ci.yml')) as Record<string, Job>)[
  '.countersign-gate'
] as Job;

/** What came of a step: its exit code, and all that it wrote. */
interface Ran {
  code: number | null;
  printed: string;
  outputs: Record<string, string>;
  summary: string;
}

describe('gates in pipelines', () => {
  let api: TestApi;
  let directory: string;
  let token: string;
  const servers: Server[] = [];
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'countersign-gate-'));
    api = await startTestApi();
    ({ secret: token } = await createTokenFor(await api.as('ira'), { scope: 'READ' }));
  });
  afterAll(async () => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
    await api.stop();
    rmSync(directory, { recursive: true });
  });

  const bash = (script: string, env: Record<string, string>): Promise<Omit<Ran, 'outputs' | 'summary'>> =>
    new Promise((done) => {
      const child = spawn('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', script], {
        ...{
          cwd: directory,
          env: { PATH: process.env['PATH'] ?? '', ...env },
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      });
      let printed = '';
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (part: string) => (printed += part));
      child.on('close', (code) => done({ code, printed }));
    });

  /** The step of the GitHub action, as a runner runs it: inputs become variables, outputs and summary are files. */
  const github = async (inputs: Record<string, string>, more: Record<string, string> = {}): Promise<Ran> => {
    const [outputFile, summaryFile] = [join(directory, 'output'), join(directory, 'summary')];
    for (const file of [outputFile, summaryFile]) writeFileSync(file, '');
    const given = (name: string) => inputs[name] ?? action.inputs[name]?.default ?? '';
    const env = Object.fromEntries(
      Object.entries(step.env).map(([name, value]) => [
        name,
        value.replace(/^\$\{\{ inputs\.(\w+) \}\}$/, (_all, input: string) => given(input)),
      ]),
    );
    const ran = await bash(step.run, {
      ...{ ...env, GITHUB_ACTION_PATH: join(folder, 'github-action') },
      ...{ GITHUB_OUTPUT: outputFile, GITHUB_STEP_SUMMARY: summaryFile, ...more },
    });
    return {
      ...ran,
      outputs: outputsIn(readFileSync(outputFile, 'utf8')),
      summary: readFileSync(summaryFile, 'utf8'),
    };
  };
  /** The job of the GitLab template. */
  const gitlab = (variables: Record<string, string>) =>
    bash(job.script.join('\n'), { ...job.variables, ...variables });

  /** As a runner reads them: name, delimiter, lines to the delimiter. */
  const outputsIn = (file: string): Record<string, string> =>
    Object.fromEntries(
      [...file.matchAll(/^(\w+)<<(.+)\n([^]*?)\n\2$/gm)].map(([, name, , value]) => [
        name ?? '',
        value ?? '',
      ]),
    );

  const listen = async (handle: RequestListener) => {
    const server = createServer(handle);
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const asked = (changes = {}) => ({ url: api.url, token, model: 'none', version: '1', ...changes });

  const activate = async (name: string) => {
    const version = await releasableVersion(api, name);
    const { promotion } = await run<{ promotion: { id: string; round: number; subjectDigest: string } }>(
      await api.as('dana'),
      'requestPromotion',
      { input: { modelVersionId: version.modelVersionId, rationale: 'Better.' } },
    );
    const { id: promotionId, round, subjectDigest } = promotion;
    const vote = async (voter: string) =>
      run(await api.as(voter), 'castVote', {
        input: { promotionId, round, subjectDigest, decision: 'APPROVE' },
      });
    return { promotionId, vote };
  };

  it('WH-18 have the form that a runner reads: keys, inputs, outputs, one step without an expression in its command', () => {
    expect(Object.keys(action).sort()).toEqual(
      ['author', 'branding', 'description', 'inputs', 'name', 'outputs', 'runs'].sort(),
    );
    expect(Object.keys(action.inputs).sort()).toEqual(
      ['alias', 'model', 'timeout', 'to', 'token', 'url', 'version', 'wait', 'workspace'].sort(),
    );
    for (const input of Object.values(action.inputs)) {
      expect(input).toMatchObject({ description: expect.any(String), required: expect.any(Boolean) });
      expect(Object.keys(input).every((key) => ['description', 'required', 'default'].includes(key))).toBe(
        true,
      );
      expect(['string', 'undefined']).toContain(typeof input.default);
    }
    expect(Object.keys(action.outputs)).toEqual(['allowed', 'promotion', 'reasons']);
    for (const [name, { value }] of Object.entries(action.outputs))
      expect(value).toBe(`\${{ steps.${step.id}.outputs.${name} }}`);
    expect([action.runs.using, action.runs.steps.length, step.shell]).toEqual(['composite', 1, 'bash']);
    expect(Object.keys(step).sort()).toEqual(['env', 'id', 'run', 'shell']);
    const expressions = Object.values(step.env).map(
      (value) => /^\$\{\{ inputs\.(\w+) \}\}$/.exec(value)?.[1],
    );
    expect(expressions.sort()).toEqual(Object.keys(action.inputs).sort());
  });

  it('WH-18 WH-19 are one script: GitLab gets the same, letter by letter, and expands nothing in it', () => {
    expect(Object.keys(job).sort()).toEqual(['artifacts', 'image', 'script', 'variables']);
    expect(Object.values(job.variables).every((value) => typeof value === 'string')).toBe(true);
    expect(job.script).toEqual([
      `node --input-type=module - <<'COUNTERSIGN'\n${text('github-action/gate.mjs')}COUNTERSIGN\n`,
    ]);
    for (const part of [step.run, ...job.script]) expect(part).not.toContain('${{');
  });

  it('WH-18 let a job go on with exit code 0 once the version may serve, and stop it with 1 and the reasons until then', async () => {
    const { promotionId, vote } = await activate('in pipelines');
    const inputs = asked({ model: 'in pipelines' });
    const variables = {
      COUNTERSIGN_URL: api.url,
      COUNTERSIGN_TOKEN: token,
      COUNTERSIGN_MODEL: 'in pipelines',
    };
    const refused = await github(inputs);
    expect(refused).toMatchObject({ code: 1, outputs: { allowed: 'false', promotion: promotionId } });
    const reasons = JSON.parse(refused.outputs['reasons'] ?? '') as { code: string; message: string }[];
    expect(reasons.map(({ code }) => code)).toEqual(['QUORUM_NOT_REACHED', 'QUORUM_NOT_REACHED']);
    for (const { code, message } of reasons) {
      expect(refused.printed).toContain(`- ${code}: ${message}`);
      expect(refused.summary).toContain(`<code>${code}</code>`);
    }
    expect(refused.summary).toContain('<strong>may not serve</strong>');
    expect(await gitlab({ ...variables, COUNTERSIGN_VERSION: '1' })).toMatchObject({ code: 1 });
    await vote('sam');
    await vote('riley');
    const allowed = await github(inputs);
    expect(allowed).toMatchObject({
      code: 0,
      outputs: { allowed: 'true', promotion: promotionId, reasons: '[]' },
    });
    const inGitlab = await gitlab({ ...variables, COUNTERSIGN_VERSION: '1' });
    expect(inGitlab).toMatchObject({ code: 0, printed: expect.stringContaining('may serve') });
    const report = JSON.parse(readFileSync(join(directory, 'countersign-gate.json'), 'utf8')) as object;
    expect(report).toMatchObject({
      schema: 'countersign.gate/1',
      allowed: true,
      promotion: { id: promotionId },
    });
    for (const each of [refused, allowed, inGitlab]) expect(JSON.stringify(each)).not.toContain(token);
  });

  it('WH-18 wait until the version may serve, where they are told to', async () => {
    const { vote } = await activate('waited for');
    await vote('sam');
    let isWaiting = false;
    const url = await listen((request, response) => {
      void fetch(`${api.url}${request.url}`, {
        headers: { ...alone, authorization: request.headers.authorization ?? '' },
      }).then(async (answer) => {
        response.writeHead(answer.status).end(await answer.text());
        if (!isWaiting) void vote('riley');
        isWaiting = true;
      });
    });
    const ran = await github(asked({ url, model: 'waited for', wait: 'true', timeout: '5' }));
    expect(ran).toMatchObject({ code: 0, outputs: { allowed: 'true' } });
    expect(ran.printed).toContain('- waiting: ');
  }, 30_000);

  it.each<[string, Record<string, string>, RegExp]>([
    ['nobody listens', { url: 'http://127.0.0.1:1' }, /cannot be reached/],
    ['the token is not known', { token: 'nobody' }, /status 401/],
    ['the model is not there', {}, /status 404/],
    ['there is no token', { token: '' }, /There is no token/],
    ['the address is not safe', { url: 'http://countersign.example.org' }, /https/],
    ['the address holds a password', { url: 'https://a:b@countersign.example.org' }, /https/],
    ['the address is none', { url: 'countersign' }, /https/],
    ['the environment is none', { to: 'moon' }, /staging or production/],
    ['waiting is neither', { wait: 'maybe' }, /true or false/],
    ['the time is none', { wait: 'true', timeout: 'long' }, /minutes/],
    ['the model is not named', { model: ' ' }, /COUNTERSIGN_MODEL/],
  ])('WH-18 stop with exit code 2 where %s', async (_what, changes, message) => {
    const ran = await github(asked(changes));
    expect(ran).toMatchObject({
      code: 2,
      outputs: { allowed: 'false' },
      printed: expect.stringMatching(message),
    });
    expect(ran.printed).not.toContain('    at ');
  });

  it.each<[string, RequestListener]>([
    ['a page that asks people to sign in', (_request, response) => response.end('<html>Sign in</html>')],
    [
      'another contract',
      (_request, response) => response.end('{"schema":"other/1","allowed":true,"reasons":[]}'),
    ],
    [
      'a yes that is a text',
      (_request, response) => response.end('{"schema":"countersign.gate/1","allowed":"true","reasons":[]}'),
    ],
    ['null', (_request, response) => response.end('null')],
    [
      'another protocol',
      (_request, { socket }) =>
        void socket?.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
    ],
    ['an error', (_request, response) => response.writeHead(503).end('{"allowed":true}')],
  ])('WH-21 take %s for no yes', async (_what, handle) => {
    expect(await github(asked({ url: await listen(handle) }))).toMatchObject({ code: 2 });
  });

  it('WH-21 wait for nobody who begins an answer and goes on for ever, however often the garbage is collected', async () => {
    const impatient = text('github-action/gate.mjs').replace('const patience = 30;', 'const patience = 0.5;');
    writeFileSync(join(directory, 'gate.mjs'), impatient);
    const collecting = `import v8 from 'node:v8';
      import vm from 'node:vm';
      v8.setFlagsFromString('--expose-gc');
      setInterval(vm.runInNewContext('gc'), 50).unref();`;
    writeFileSync(join(directory, 'collecting.mjs'), collecting);
    const url = await listen((_request, response) => void response.write('{'));
    const ran = await github(asked({ url }), {
      ...{ GITHUB_ACTION_PATH: directory, NODE_OPTIONS: `--import=${join(directory, 'collecting.mjs')}` },
    });
    expect(ran).toMatchObject({ code: 2, printed: expect.stringContaining('cannot be reached') });
  }, 30_000);

  it('WH-18 go on waiting when the service that issues the job its tokens fails for a moment', async () => {
    let issued = 0;
    const issuer = await listen((_request, response) => {
      issued += 1;
      if (issued === 2) response.writeHead(503).end();
      else response.end(JSON.stringify({ value: `token-${issued}` }));
    });
    const url = await listen((request, response) => {
      const allowed = request.headers.authorization === 'Bearer token-3';
      response.end(JSON.stringify({ schema: 'countersign.gate/1', allowed, reasons: [], promotion: null }));
    });
    const ran = await github(asked({ url, token: '', workspace: 'w-1', wait: 'true' }), {
      ...{ ACTIONS_ID_TOKEN_REQUEST_URL: issuer, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-key' },
    });
    expect([ran.code, issued]).toEqual([0, 3]);
  }, 30_000);

  it('WH-20 send the token to no other address', async () => {
    const seen: (string | undefined)[] = [];
    const elsewhere = await listen((request, response) => {
      seen.push(request.headers.authorization);
      response.end('{"schema":"countersign.gate/1","allowed":true,"reasons":[]}');
    });
    const url = await listen((_request, response) => response.writeHead(302, { location: elsewhere }).end());
    expect(await github(asked({ url }))).toMatchObject({ code: 2 });
    expect(seen).toEqual([]);
  });

  it("WH-20 take the job's own ID token where none is given, a new one for each question", async () => {
    const audiences: (string | null)[] = [];
    const issuer = await listen((request, response) => {
      audiences.push(new URL(request.url ?? '', 'http://x').searchParams.get('audience'));
      response.end(JSON.stringify({ value: `id-token-${audiences.length}` }));
    });
    const given: (string | undefined)[] = [];
    const url = await listen((request, response) => {
      given.push(request.headers.authorization);
      const allowed = given.length > 1;
      response.end(JSON.stringify({ schema: 'countersign.gate/1', allowed, reasons: [], promotion: null }));
    });
    const ran = await github(asked({ url, token: '', workspace: 'w-1', wait: 'true' }), {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${issuer}/token?api-version=2`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-key',
    });
    expect(ran.code).toBe(0);
    expect(audiences).toEqual(['countersign:w-1', 'countersign:w-1']);
    expect(given).toEqual(['Bearer id-token-1', 'Bearer id-token-2']);
    expect(JSON.stringify(ran)).not.toMatch(/id-token-\d|request-key/);
  }, 30_000);

  const nasty = [
    `$(touch pwned)`,
    '`touch pwned`',
    `'; touch pwned; '`,
    `"; touch pwned; "`,
    `a\ntouch pwned`,
    `a\n::set-output name=allowed::true`,
    `a\r\n::add-mask::x`,
    `##[set-output name=allowed]true`,
    `COUNTERSIGN\ntouch pwned`,
    `a&alias=other&version=2`,
    `../../healthz?`,
    `<img src=x onerror=alert(1)>`,
    '-e process.exit(0)',
    '\u202etxt.exe',
  ];

  it.each(nasty)('WH-19 do nothing but ask for a model that is called %j', async (name) => {
    const questions: URLSearchParams[] = [];
    const url = await listen((request, response) => {
      questions.push(new URL(request.url ?? '', 'http://x').searchParams);
      const reasons = [{ code: 'NO_PROMOTION', message: `Nobody asked for ${name}.` }];
      response.end(
        JSON.stringify({ schema: 'countersign.gate/1', allowed: false, reasons, promotion: null }),
      );
    });
    const ran = await github(asked({ url, model: name }));
    const inGitlab = await gitlab({
      ...{
        COUNTERSIGN_URL: url,
        COUNTERSIGN_TOKEN: token,
        COUNTERSIGN_MODEL: name,
        COUNTERSIGN_VERSION: '1',
      },
    });
    for (const each of [ran, inGitlab]) {
      expect(each.code).toBe(1);
      // Runners take for a command what begins with :: after white space, and ##[ anywhere.
      expect(each.printed.split(/\r?\n/).filter((line) => /^\s*::|##\[/.test(line))).toEqual([]);
      expect(each.printed.trimEnd().split('\n')).toHaveLength(2);
    }
    expect(questions.map((question) => Object.fromEntries(question))).toEqual(
      [1, 2].map(() => ({ model: name, version: '1', to: 'production', alias: 'champion' })),
    );
    expect(Object.keys(ran.outputs)).toEqual(['allowed', 'promotion', 'reasons']);
    expect(ran.outputs['allowed']).toBe('false');
    expect(ran.summary).not.toContain('<img');
    expect(() => readFileSync(join(directory, 'pwned'))).toThrow('ENOENT');
  });
});
