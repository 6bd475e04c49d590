import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { systemActor } from '../jobs/job';
import { makeLogger } from '../server/logger';
import { createTokenFor } from '../testing/accounts';
import { startTestApi, type TestApi } from '../testing/api';
import { releasableVersion, type Releasable } from '../testing/releasable-version';
import { run } from '../testing/release-path';

type Json = Record<string, unknown>;

interface Answer {
  apiVersion: string;
  kind: string;
  response: {
    uid: string;
    allowed: boolean;
    status?: { code: number; reason: string; message: string };
    warnings?: string[];
    auditAnnotations?: Record<string, string>;
  };
}

const directory = join(__dirname, '../../../../integrations/kubernetes');
const manifest = (name: string) => parse(readFileSync(join(directory, name), 'utf8')) as Json;

const prefix = 'countersign.internal/';
const noted = (members: Record<string, string>) =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [`${prefix}${name}`, value]));
const good = { model: 'approved', version: '1', environment: 'production' };
const bad = { ...good, model: 'unasked' };
const pod = (members: Record<string, string>, containers = ['scorer']) => ({
  ...{ apiVersion: 'v1', kind: 'Pod' },
  metadata: { name: 'p', annotations: noted(members) },
  spec: { containers: containers.map((name) => ({ name, image: 'x' })) },
});

describe('admission', () => {
  let api: TestApi;
  let secret: string;
  beforeAll(async () => {
    // One test makes the database fail, which the server would log.
    api = await startTestApi(undefined, {}, makeLogger('silent'));
    secret = (await createTokenFor(await api.as('ira'), { scope: 'READ' })).secret;
    await approve(await releasableVersion(api, 'approved'));
    await releasableVersion(api, 'unasked');
  });
  afterAll(() => api.stop());

  async function approve({ modelVersionId }: Releasable): Promise<string> {
    const { promotion } = await run<{ promotion: { id: string; round: number; subjectDigest: string } }>(
      await api.as('dana'),
      'requestPromotion',
      { input: { modelVersionId, rationale: 'Better.' } },
    );
    const { id: promotionId, round, subjectDigest } = promotion;
    for (const voter of ['sam', 'riley'])
      await run(await api.as(voter), 'castVote', {
        input: { promotionId, round, subjectDigest, decision: 'APPROVE' },
      });
    return promotionId;
  }

  const uid = '705ab4f5-6393-11e8-b7cc-42010a800002';
  const reviewOf = (object: unknown, more: Json = {}) => ({
    ...{ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview' },
    request: {
      ...{
        uid,
        kind: { group: '', version: 'v1', kind: 'Pod' },
        operation: 'CREATE',
        object,
        oldObject: null,
      },
      ...{ dryRun: false, userInfo: { username: 'somebody' }, namespace: 'scoring' },
      ...more,
    },
  });
  const send = (body: string, path = '/v1/admission/enforce', headers: Record<string, string> = {}) =>
    fetch(`${api.url}${path}`, {
      ...{ method: 'POST', body },
      headers: {
        ...{ 'content-type': 'application/json', authorization: `Bearer ${secret}`, connection: 'close' },
        ...headers,
      },
    });
  const ask = async (object: unknown, path?: string, more: Json = {}): Promise<Answer['response']> => {
    const answer = await send(JSON.stringify(reviewOf(object, more)), path);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    return ((await answer.json()) as Answer).response;
  };

  it('AD-1 lets in what the gate allows, in an answer with the same uid', async () => {
    const answer = await send(JSON.stringify(reviewOf(pod(good))));
    expect(await answer.json()).toEqual({
      ...{ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview' },
      response: { uid, allowed: true },
    });
  });

  it('AD-1 asks nobody without a token that reads, and says nothing else to them', async () => {
    const review = JSON.stringify(reviewOf(pod(good)));
    for (const path of ['/v1/admission', '/v1/admission/enforce']) {
      expect((await send(review, path, { authorization: '' })).status).toBe(401);
      expect((await send(review, path, { authorization: 'Bearer nobody' })).status).toBe(401);
      const ingest = (await createTokenFor(await api.as('ira'), { scope: 'INGEST' })).secret;
      expect((await send(review, path, { authorization: `Bearer ${ingest}` })).status).toBe(403);
    }
    expect((await fetch(`${api.url}/v1/admission`)).status).toBe(405);
  });

  it('AD-1 changes nothing, whether the cluster means it or not', async () => {
    const size = async () =>
      (await api.owner.query('SELECT size FROM audit_head WHERE workspace_id = $1', [api.workspaceId])).rows;
    const before = await size();
    for (const dryRun of [true, false])
      expect(await ask(pod(bad), undefined, { dryRun })).toMatchObject({ allowed: false });
    expect(await size()).toEqual(before);
  });

  it('AD-2 AD-6 refuses with everything that the gate misses, where it is asked to', async () => {
    const { allowed, status, warnings, auditAnnotations } = await ask(pod(bad));
    expect(`Countersign: ${auditAnnotations?.['not-approved']}`).toBe(status?.message);
    expect([allowed, warnings, status?.code, status?.reason]).toEqual([false, undefined, 403, 'Forbidden']);
    expect(status?.message).toBe(
      'Countersign: unasked, version 1, as champion in production: Nobody has asked for this version to be promoted there.',
    );
  });

  it('AD-2 lets everything in on trial, with warnings of what it would say', async () => {
    expect(await ask(pod(bad), '/v1/admission')).toEqual({
      ...{ uid, allowed: true },
      warnings: [
        'Not approved: unasked, version 1, as champion in production: Nobody has asked for this version to be promoted there.',
      ],
      auditAnnotations: {
        'not-approved':
          'unasked, version 1, as champion in production: Nobody has asked for this version to be promoted there.',
      },
    });
    expect(await ask(pod(good), '/v1/admission')).toEqual({ uid, allowed: true });
  });

  it.each([
    ['/v1/admission', true, 0],
    ['/v1/admission/enforce', true, 0],
    ['/v1/admission/named', true, 1],
    ['/v1/admission/enforce/named', false, 0],
  ])('AD-2 answers a pod that names nothing, at %s', async (path, allowed, warnings) => {
    for (const object of [pod({}), { kind: 'Pod', metadata: {} }, { kind: 'Pod' }]) {
      const answer = await ask(object, path);
      expect([answer.allowed, answer.warnings?.length ?? 0]).toEqual([allowed, warnings]);
    }
  });

  it('AD-2 takes no other path, and no query, for another wish', async () => {
    const review = JSON.stringify(reviewOf(pod(bad)));
    for (const path of ['/v1/admission/', '/v1/admission/trust', '/v1/admission/Enforce'])
      expect((await send(review, path)).status).toBe(404);
    const answer = await send(review, '/v1/admission/enforce?mode=dry-run&require=false');
    expect(((await answer.json()) as Answer).response.allowed).toBe(false);
  });

  const template = (members: Record<string, string>) => {
    const { metadata, spec } = pod(members);
    return { metadata, spec };
  };
  const makers: [string, string, (members: Record<string, string>) => Json][] = [
    ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].map(
      (kind): [string, string, (members: Record<string, string>) => Json] => [
        'apps',
        kind,
        (members) => ({ template: template(members) }),
      ],
    ),
    ['', 'ReplicationController', (members) => ({ template: template(members) })],
    ['batch', 'Job', (members) => ({ template: template(members) })],
    ['batch', 'CronJob', (members) => ({ jobTemplate: { spec: { template: template(members) } } })],
  ];

  it.each(makers)('AD-3 reads of %s/%s what its pods will carry', async (group, kind, specOf) => {
    const more = { kind: { group, version: 'v1', kind } };
    expect(await ask({ metadata: {}, spec: specOf(good) }, undefined, more)).toMatchObject({ allowed: true });
    expect(await ask({ metadata: {}, spec: specOf(bad) }, undefined, more)).toMatchObject({ allowed: false });
    // What stands on the maker is on none of its pods.
    const own = { metadata: { annotations: noted(good) }, spec: specOf({}) };
    expect(await ask(own, '/v1/admission/enforce/named', more)).toMatchObject({ allowed: false });
  });

  it('AD-3 reads of any other kind its own annotations, whatever else it holds', async () => {
    const more = { kind: { group: 'serving.example.org', version: 'v1', kind: 'InferenceService' } };
    const of = (members: Record<string, string>) => ({
      metadata: { annotations: noted(members) },
      spec: { template: 'none', containers: { a: 1 } },
    });
    expect(await ask(of(good), undefined, more)).toMatchObject({ allowed: true });
    expect(await ask(of(bad), undefined, more)).toMatchObject({ allowed: false });
  });

  it('AD-3 takes ids and another place, and says which', async () => {
    const { modelId, modelVersionId } = await releasableVersion(api, 'by id');
    const named = { model: modelId, version: modelVersionId, environment: 'staging', alias: 'canary' };
    expect((await ask(pod(named))).status?.message).toContain('as canary in staging');
  });

  it('AD-4 asks for every container, and lets in when all are approved', async () => {
    const both = (model: string) =>
      pod(
        {
          ...{ environment: 'production', 'model.scorer': 'approved', 'version.scorer': '1' },
          ...{ 'model.shadow': model, 'version.shadow': '1' },
        },
        ['scorer', 'shadow', 'proxy'],
      );
    expect(await ask(both('approved'))).toMatchObject({ allowed: true });
    const { allowed, status } = await ask(both('unasked'));
    expect(allowed).toBe(false);
    expect(status?.message).toContain('unasked, version 1');
    expect(status?.message).not.toContain('approved, version');
  });

  it('AD-4 lets a container have its own environment and alias', async () => {
    const own = {
      ...good,
      'model.b': 'approved',
      'version.b': '1',
      'alias.b': 'shadow',
      'environment.b': 'staging',
    };
    const { allowed, status } = await ask(pod(own, ['a', 'b']));
    expect(allowed).toBe(false);
    expect(status?.message).toContain('approved, version 1, as shadow in staging');
    expect(status?.message).not.toContain('as champion in production');
  });

  // [what is wrong, the annotations, what is said of it]
  const slips: [string, Record<string, string>, RegExp][] = [
    ['another member', { ...good, modle: 'approved' }, /internal\/modle is none of model, version/],
    ['a container that is not there', { ...good, 'model.x': 'approved', 'version.x': '1' }, /container x/],
    ['no container behind the dot', { ...good, 'model.': 'approved' }, /none of/],
    ['a model without a version', { model: 'approved', environment: 'production' }, /together/],
    ['a version without a model', { version: '1', environment: 'production' }, /together/],
    [
      'a version beside a container',
      { environment: 'production', version: '1', 'model.scorer': 'a', 'version.scorer': '1' },
      /together/,
    ],
    ['an environment alone', { environment: 'production' }, /together/],
    ['no environment', { model: 'approved', version: '1' }, /for which environment/],
    ['an unknown environment', { ...good, environment: 'prod' }, /one of staging, production/],
    ['an environment of objects', { ...good, environment: 'constructor' }, /one of staging, production/],
    ['a blank model', { ...good, model: ' ' }, /plain text/],
    ['an empty version', { ...good, version: '' }, /plain text/],
    ['a long model', { ...good, model: 'a'.repeat(201) }, /plain text/],
    ['an escape sequence', { ...good, model: '\u001b[2Jowned' }, /plain text/],
    ['a line break', { ...good, version: '1\nallowed' }, /plain text/],
    ['a mark that reorders text', { ...good, model: 'a\u202eb' }, /plain text/],
    ['NUL', { ...good, model: 'a\0' }, /plain text/],
    ['half a character', { ...good, model: 'a\ud800' }, /plain text/],
    ['an unknown model', { ...good, model: 'nobody' }, /No model has this name/],
    ['an unknown version', { ...good, version: '9' }, /no version of this number/],
    ['a version that is SQL', { ...good, version: "1' OR '1'='1" }, /no version of this number/],
    ['a key that escapes', { ...good, 'mo\u001bdel': 'x' }, /not a plain name/],
  ];

  it.each(slips)('AD-5 refuses %s', async (_what, members, said) => {
    const { allowed, status } = await ask(pod(members));
    expect([allowed, status?.code]).toEqual([false, 403]);
    expect(status?.message).toMatch(said);
    expect(status?.message).toMatch(/^[\P{Cc}]*$/u);
    expect(status?.message).not.toContain('\u202e');
    const trial = await ask(pod(members), '/v1/admission');
    expect([trial.allowed, trial.warnings?.length]).toEqual([true, 1]);
  });

  it('AD-5 refuses more versions than a pod has, and asks for none of them', async () => {
    const containers = Array.from({ length: 21 }, (_, each) => `c${each}`);
    const many = Object.fromEntries(
      containers.flatMap((name) => [
        [`model.${name}`, 'approved'],
        [`version.${name}`, '1'],
      ]),
    );
    const { allowed, status } = await ask(pod({ environment: 'production', ...many }, containers));
    expect([allowed, status?.message]).toEqual([false, expect.stringContaining('More than 20 versions')]);
  });

  it('AD-5 refuses more annotations than can be meant, and looks for none of them', async () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, each) => [`model.${each.toString(36)}`, 'x']));
    const { allowed, status } = await ask(pod(many(85)));
    expect([allowed, status?.message]).toEqual([
      false,
      'Countersign: More than 84 annotations begin with countersign.internal/.',
    ]);
    expect((await ask(pod(many(84)))).status?.message).toContain('names the container 0, and there is none');
  });

  it('AD-6 says no more than an API server passes on', async () => {
    const containers = Array.from({ length: 20 }, (_, each) => `c${each}`);
    const model = 'm'.repeat(200);
    const many = Object.fromEntries(
      containers.flatMap((name) => [
        [`model.${name}`, model],
        [`version.${name}`, '1'],
      ]),
    );
    const object = pod({ environment: 'production', ...many }, containers);
    const { warnings = [] } = await ask(object, '/v1/admission');
    expect(warnings).toHaveLength(15);
    expect(warnings.at(-1)).toBe('6 more reasons.');
    for (const warning of warnings) expect([...warning].length).toBeLessThanOrEqual(250);
    expect([...((await ask(object)).status?.message ?? '')].length).toBeLessThanOrEqual(2_000);
  });

  describe('what runs already', () => {
    const update = (before: unknown) => ({ operation: 'UPDATE', oldObject: before });

    it('AD-7 may be changed without another version, with warnings', async () => {
      const answer = await ask(pod(bad), undefined, update(pod(bad)));
      expect([answer.allowed, answer.warnings?.length]).toEqual([true, 1]);
      const unnamed = await ask(pod({}), '/v1/admission/enforce/named', update(pod({})));
      expect([unnamed.allowed, unnamed.warnings?.length]).toEqual([true, 1]);
    });

    it.each([
      ['another version', pod(good)],
      ['another environment', pod({ ...bad, environment: 'staging' })],
      ['what was wrong as well', pod({ ...bad, model: '\u0007' })],
      ['nothing', pod({})],
    ])('AD-7 is asked for again when it named %s before', async (_what, before) => {
      expect(await ask(pod(bad), undefined, update(before))).toMatchObject({ allowed: false });
    });

    it('AD-7 may end, and be looked into', async () => {
      for (const operation of ['DELETE', 'CONNECT'])
        expect(await ask(null, '/v1/admission/enforce/named', { operation, oldObject: pod(bad) })).toEqual({
          ...{ uid, allowed: true },
        });
      const ending = pod(bad);
      Object.assign(ending.metadata, { deletionTimestamp: '2026-11-22T00:00:00Z' });
      expect(await ask(ending, undefined, update(pod(good)))).toEqual({ uid, allowed: true });
    });

    it('AD-7 is not ending because it says so when it is made, or its template does', async () => {
      const ending = pod(bad);
      Object.assign(ending.metadata, { deletionTimestamp: '2026-11-22T00:00:00Z' });
      expect(await ask(ending)).toMatchObject({ allowed: false });
      const more = { kind: { group: 'apps', version: 'v1', kind: 'Deployment' }, ...update(null) };
      expect(await ask({ spec: { template: ending } }, undefined, more)).toMatchObject({ allowed: false });
      Object.assign(ending.metadata, { deletionTimestamp: '' });
      expect(await ask(ending, undefined, update(pod(good)))).toMatchObject({ allowed: false });
    });

    it('AD-7 starts elsewhere while its approval is suspended, with a warning', async () => {
      const id = await approve(await releasableVersion(api, 'suspended'));
      await run(await api.as('mel'), 'activatePromotion', { id });
      const serving = { ...good, model: 'suspended' };
      expect(await ask(pod(serving))).toEqual({ uid, allowed: true });
      await suspend(id);
      const { allowed, warnings } = await ask(pod(serving));
      expect(allowed).toBe(true);
      expect(warnings).toEqual([expect.stringContaining('The approval is suspended')]);
    });
  });

  it('AD-8 takes a review that says nothing of the object that there is not', async () => {
    expect(await ask(pod(good), undefined, { oldObject: undefined })).toEqual({ uid, allowed: true });
    expect(await ask(pod(bad), undefined, { oldObject: undefined })).toMatchObject({ allowed: false });
    const ended = { operation: 'DELETE', oldObject: pod(bad) };
    expect(await ask(undefined, undefined, ended)).toEqual({ uid, allowed: true });
  });

  // [what is wrong, the body, the place]
  const noReviews: [string, (review: ReturnType<typeof reviewOf>) => unknown, string][] = [
    ['another version', (review) => ({ ...review, apiVersion: 'admission.k8s.io/v1beta1' }), 'apiVersion'],
    ['another kind', (review) => ({ ...review, kind: 'Pod' }), 'kind'],
    ['no request', (review) => ({ ...review, request: undefined }), 'request'],
    ['no uid', (review) => ({ ...review, request: { ...review.request, uid: undefined } }), 'request.uid'],
    [
      'a uid of two lines',
      (review) => ({ ...review, request: { ...review.request, uid: 'a\nb' } }),
      'request.uid',
    ],
    [
      'an unknown operation',
      (review) => ({ ...review, request: { ...review.request, operation: 'PATCH' } }),
      'request.operation',
    ],
    [
      'no object',
      (review) => ({ ...review, request: { ...review.request, object: null } }),
      'request.object',
    ],
    [
      'annotations that are a list',
      (review) => ({
        ...review,
        request: { ...review.request, object: { metadata: { annotations: ['x'] } } },
      }),
      'request.object.metadata.annotations',
    ],
    [
      'an annotation that is no text',
      (review) => ({
        ...review,
        request: { ...review.request, object: { metadata: { annotations: { [`${prefix}model`]: 7 } } } },
      }),
      'request.object.metadata.annotations.countersign.internal/model',
    ],
    [
      'an object that is a text',
      (review) => ({ ...review, request: { ...review.request, object: 'pod' } }),
      'request.object',
    ],
    ['a list', () => [], 'body'],
    ['null', () => null, 'body'],
  ];

  it.each(noReviews)('AD-8 takes no review with %s', async (_what, change, field) => {
    const answer = await send(JSON.stringify(change(reviewOf(pod(good)))));
    expect(await answer.json()).toMatchObject({ status: 400, code: 'BAD_INPUT', field });
  });

  it('AD-8 takes no body that is no JSON, too large, compressed or of another type', async () => {
    expect((await send('{')).status).toBe(400);
    expect((await send('')).status).toBe(400);
    const large = reviewOf({ ...pod(good), more: 'x'.repeat(9 * 1024 * 1024) });
    expect((await send(JSON.stringify(large))).status).toBe(413);
    const review = JSON.stringify(reviewOf(pod(good)));
    expect((await send(review, undefined, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await send(review, undefined, { 'content-encoding': 'gzip' })).status).toBe(415);
  });

  it('AD-8 lets nothing in by a fault of ours', async () => {
    const review = JSON.stringify(reviewOf(pod(good)));
    await api.owner.query('REVOKE SELECT ON audit_head FROM countersign_app');
    try {
      for (const path of ['/v1/admission', '/v1/admission/enforce']) {
        const answer = await send(review, path);
        expect(await answer.json()).toMatchObject({ status: 500, code: 'INTERNAL' });
      }
    } finally {
      await api.owner.query('GRANT SELECT ON audit_head TO countersign_app');
    }
    expect((await send(review)).status).toBe(200);
  });

  it('AD-8 reads nothing into keys of objects', async () => {
    const review = JSON.stringify(reviewOf(pod(bad))).replace(
      '"annotations":{',
      `"annotations":{"__proto__":"x","constructor":"y",`,
    );
    const answer = (await (await send(review)).json()) as Answer;
    expect(answer.response).toMatchObject({
      allowed: false,
      status: { message: expect.stringContaining('unasked') },
    });
  });

  describe('the manifests', () => {
    interface Webhook {
      name: string;
      admissionReviewVersions: string[];
      sideEffects: string;
      failurePolicy: string;
      timeoutSeconds: number;
      clientConfig: { url: string };
      namespaceSelector: { matchLabels: Record<string, string> };
      rules: { operations: string[]; apiGroups: string[]; resources: string[] }[];
    }
    const webhooksOf = (name: string) => manifest(name)['webhooks'] as Webhook[];
    const configurations = ['1-dry-run.yaml', '2-enforce.yaml', '3-fail-closed.yaml'];

    it.each(configurations)('AD-2 ask at a path that is there: %s', async (name) => {
      const webhooks = webhooksOf(name);
      expect(webhooks.length).toBeGreaterThan(0);
      for (const { clientConfig, namespaceSelector, rules, ...webhook } of webhooks) {
        expect(webhook).toMatchObject({ admissionReviewVersions: ['v1'], sideEffects: 'None' });
        expect(webhook.name.split('.').length).toBeGreaterThanOrEqual(3);
        expect(webhook.timeoutSeconds).toBeLessThanOrEqual(5);
        // Nobody is asked who did not ask for it.
        expect(Object.keys(namespaceSelector.matchLabels)).toEqual([`${prefix}admission`]);
        expect(rules.map(({ resources }) => resources).flat()).toContain('pods');
        expect(rules.every(({ operations }) => operations.join() === 'CREATE,UPDATE')).toBe(true);
        const { protocol, search, pathname } = new URL(clientConfig.url);
        expect([protocol, search]).toEqual(['https:', '']);
        expect((await send(JSON.stringify(reviewOf(pod(good))), pathname)).status).toBe(200);
      }
    });

    it('AD-2 go from a trial that lets everything in to a cluster that refuses without an answer', async () => {
      const [trial = [], enforce = [], closed = []] = configurations.map(webhooksOf);
      const policies = (webhooks: Webhook[]) =>
        webhooks.map(({ failurePolicy, clientConfig }) => [
          failurePolicy,
          new URL(clientConfig.url).pathname,
        ]);
      expect(policies(trial)).toEqual([['Ignore', '/v1/admission/named']]);
      expect(policies(enforce)).toEqual([
        ['Ignore', '/v1/admission/named'],
        ['Ignore', '/v1/admission/enforce/named'],
      ]);
      expect(policies(closed)).toEqual([['Fail', '/v1/admission/enforce/named']]);
      for (const { clientConfig } of trial)
        expect((await ask(pod(bad), new URL(clientConfig.url).pathname)).allowed).toBe(true);
    });

    it('AD-4 hold a deployment whose annotations are read', async () => {
      await approve(await releasableVersion(api, 'credit-risk'));
      const more = { kind: { group: 'apps', version: 'v1', kind: 'Deployment' } };
      const deployment = manifest('deployment.yaml');
      const { status } = await ask(deployment, undefined, more);
      expect(status?.message).toContain('credit-risk-explainer, version 1');
      expect(status?.message).not.toContain('credit-risk, version');
      await approve(await releasableVersion(api, 'credit-risk-explainer'));
      expect(await ask(deployment, undefined, more)).toEqual({ uid, allowed: true });
    });

    it('AD-1 name the token of the API server for the host that it asks', () => {
      expect(
        readdirSync(directory)
          .filter((name) => name.endsWith('.yaml'))
          .sort(),
      ).toEqual([...configurations, 'api-server.yaml', 'deployment.yaml', 'kubeconfig.yaml'].sort());
      const { users } = manifest('kubeconfig.yaml') as { users: { name: string }[] };
      const hosts = configurations
        .flatMap(webhooksOf)
        .map(({ clientConfig }) => new URL(clientConfig.url).host);
      expect(new Set(hosts)).toEqual(new Set(users.map(({ name }) => name)));
    });
  });

  /** As it comes about: who answers for the approval leaves, and the server looks at it. */
  async function suspend(promotionId: string): Promise<void> {
    const { rows } = await api.owner.query<{ member: string }>(
      `SELECT replace(requested_by, 'person:', '') AS member FROM promotion WHERE id = $1`,
      [promotionId],
    );
    const ira = await api.as('ira');
    const change = (field: string) =>
      ira.data(`mutation ($id: ID!) { ${field}(memberId: $id) { __typename } }`, { id: rows[0]?.member });
    await change('deactivateMember');
    await api.services.suspensions.suspendDue(systemActor(api.workspaceId));
    await change('reactivateMember');
  }
});
