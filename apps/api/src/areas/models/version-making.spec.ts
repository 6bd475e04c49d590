import { digestOf } from '@countersign/domain/audit-log';
import { type ApiClient, startTestApi, type TestApi } from '../../testing/api';
import { releasableVersion } from '../../testing/releasable-version';
import { artifactDigest, run } from '../../testing/release-path';

const register = `mutation ($input: RegisterModelVersionInput!) { registerModelVersion(input: $input) {
  __typename ... on Refusal { code message } ... on ModelVersionRegistered { created modelVersion {
    id code { repository commit isDirty } environment { digest packages { name version } } } } } }`;
const changesOf = `query ($id: ID!) { promotion(id: $id) { subjectDigest
  changes { part name before after differs } } }`;

const code = { repository: 'https://git.example.org/risk/model', commit: 'AB'.repeat(20), isDirty: true };
const lockFile = artifactDigest('package lock');
const packages = [
  { name: 'scipy', version: '1.14.1' },
  { name: 'numpy', version: '1.26.4' },
];
const environment = { digest: lockFile.toUpperCase(), packages };

interface Registered {
  registerModelVersion: { created?: boolean; code?: string; message?: string; modelVersion: { id: string } };
}

describe('what a version was made with', () => {
  let api: TestApi;
  let dana: ApiClient;
  let modelId: string;
  beforeAll(async () => {
    api = await startTestApi();
    dana = await api.as('dana');
    const input = { name: 'made', purpose: 'For a test.' };
    modelId = (await run<{ model: { id: string } }>(dana, 'registerModel', { input })).model.id;
  });
  afterAll(() => api.stop());

  const version = async (input: object) =>
    (
      await dana.data<Registered>(register, {
        input: { modelId, artifactDigest: artifactDigest('made'), ...input },
      })
    ).registerModelVersion;
  const fault = async (input: object) => {
    const { errors } = await dana.graphql(register, {
      input: { modelId, artifactDigest: artifactDigest('faulty'), ...input },
    });
    return errors?.[0]?.extensions;
  };

  it('P-169 is told at its registration, kept in one form, and stands in the log', async () => {
    const { created, modelVersion } = await version({ code, environment });
    const kept = { digest: lockFile, packages: [packages[1], packages[0]] };
    expect([created, modelVersion]).toEqual([
      true,
      expect.objectContaining({ code: { ...code, commit: 'ab'.repeat(20) }, environment: kept }),
    ]);
    const { rows } = await api.owner.query(`SELECT payload FROM audit_entry WHERE subject_id = $1`, [
      modelVersion.id,
    ]);
    expect(rows).toEqual([
      {
        payload: expect.objectContaining({
          code: { ...code, commit: 'ab'.repeat(20) },
          environment: { digest: lockFile, packagesDigest: digestOf(kept.packages) },
        }) as object,
      },
    ]);
  });

  it('P-169 never changes: the same again is the same version, anything else is refused', async () => {
    const sameInOtherOrder = { environment: { ...environment, packages: [...packages].reverse() }, code };
    expect((await version(sameInOtherOrder)).created).toBe(false);
    const others: [input: object, part: string][] = [
      [{ code: { ...code, isDirty: false }, environment }, 'code'],
      [{ code }, 'environment'],
      [{ code, environment: { digest: lockFile } }, 'environment'],
    ];
    for (const [input, part] of others)
      expect(await version(input)).toEqual({
        ...{ __typename: 'Refusal', code: 'CONFLICTING_REGISTRATION' },
        message: `This artefact is version 1, registered with another ${part}.`,
      });
    const change = `UPDATE model_version SET code = '{}' WHERE model_id = $1`;
    await expect(api.owner.query(change, [modelId])).rejects.toThrow(/cannot be changed/);
  });

  it.each<[what: string, input: object, field: string]>([
    ['a short commit', { code: { ...code, commit: 'abc1234' } }, 'code.commit'],
    ['a repository of no name', { code: { ...code, repository: ' ' } }, 'code.repository'],
    ['a token', { code: { ...code, repository: 'https://t0ken@git.example.org/r' } }, 'code.repository'],
    ['a password', { code: { ...code, repository: 'ssh://me:secret@git.example.org/r' } }, 'code.repository'],
    ['no digest', { environment: { digest: 'lock' } }, 'environment.digest'],
    [
      'a package twice',
      { environment: { digest: lockFile, packages: [packages[0], { ...packages[0], version: '2' }] } },
      'environment.packages',
    ],
    [
      'too many packages',
      {
        environment: {
          digest: lockFile,
          packages: Array.from({ length: 2001 }, (_, at) => ({ name: `p${at}`, version: '1' })),
        },
      },
      'environment.packages',
    ],
    [
      'a package of no version',
      { environment: { digest: lockFile, packages: [{ name: 'numpy', version: '' }] } },
      'environment.packages[0].version',
    ],
  ])('P-169 is refused with its place: %s', async (_, input, field) => {
    expect(await fault(input)).toMatchObject({ code: 'BAD_INPUT', field });
  });

  it('P-169 takes the address of a repository that names who asks', async () => {
    const named = { ...code, repository: 'ssh://git@git.example.org/risk/model' };
    const { modelVersion } = await version({ artifactDigest: artifactDigest('named'), code: named });
    expect(modelVersion).toMatchObject({ code: { repository: named.repository }, environment: null });
  });

  it('P-168 stands beside that of the version that serves', async () => {
    const first = await releasableVersion(api, 'compared', { code, environment });
    const request = async (modelVersionId: string) => {
      const input = { modelVersionId, rationale: 'Better.' };
      return run<{ promotion: { id: string; subjectDigest: string } }>(dana, 'requestPromotion', { input });
    };
    const { promotion } = await request(first.modelVersionId);
    for (const who of ['sam', 'riley']) {
      const { id: promotionId, subjectDigest } = promotion;
      const input = { promotionId, round: 1, subjectDigest, decision: 'APPROVE' };
      await run(await api.as(who), 'castVote', { input });
    }
    await run(await api.as('ira'), 'activatePromotion', { id: promotion.id });
    const newer = { ...environment, packages: [packages[0], { name: 'numpy', version: '2.0.0' }] };
    const clean = { ...code, commit: 'cd'.repeat(20), isDirty: false };
    const second = await first.next({ code: clean, environment: newer });
    const { promotion: asked } = await request(second.modelVersionId);
    const { promotion: page } = await dana.data<{ promotion: { changes: { part: string }[] } }>(changesOf, {
      id: asked.id,
    });
    const made = page.changes.filter(({ part }) => ['CODE', 'ENVIRONMENT', 'PACKAGE'].includes(part));
    const commit = `${'ab'.repeat(20)}, with changes that it does not hold`;
    const same = { differs: false };
    expect(made).toMatchObject([
      { part: 'CODE', name: 'repository', before: code.repository, after: code.repository, ...same },
      { part: 'CODE', name: 'commit', before: commit, after: 'cd'.repeat(20), differs: true },
      { part: 'ENVIRONMENT', name: '', before: lockFile, after: lockFile, ...same },
      { part: 'PACKAGE', name: 'numpy', before: '1.26.4', after: '2.0.0', differs: true },
      { part: 'PACKAGE', name: 'scipy', before: '1.14.1', after: '1.14.1', ...same },
    ]);
  });
});
