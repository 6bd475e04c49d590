import { policyTemplates, type Policy } from '@countersign/domain/approvals';
import { systemActor } from '../../../jobs/job';
import { startTestApi, type ApiClient, type TestApi } from '../../../testing/api';
import { attachCard } from '../../../testing/model-card';
import { publishedPolicy } from '../../../testing/published-policy';
import { releasableVersion, type Releasable } from '../../../testing/releasable-version';
import { run } from '../../../testing/release-path';

type Tier = 'LOW' | 'MEDIUM' | 'HIGH';

interface Shown {
  id: string;
  round: number;
  state: string;
  subjectDigest: string;
  policy: { name: string };
  slots: { role: string }[];
  gates: { id: string; verdict: string }[];
  suspension: { cause: string; findings: { subject: string }[] } | null;
}

const shown = `query ($id: ID!) { promotion(id: $id) { id round state subjectDigest policy { name }
  slots { role } gates { id verdict } suspension { cause findings { subject } } } }`;
const answer = '__typename ... on Refusal { code message }';
const byName = Object.fromEntries(policyTemplates.map(({ name }, index) => [name, index]));

describe('the built-in policies in a new workspace', () => {
  let api: TestApi;
  let models = 0;
  beforeAll(async () => {
    api = await startTestApi();
    for (const policy of policyTemplates.slice(1)) await publishedPolicy(api, policy);
  });
  afterAll(() => api.stop());

  const read = async (id: string) =>
    (await (await api.as('ada')).data<{ promotion: Shown }>(shown, { id })).promotion;
  const outcome = async (client: ApiClient, document: string, variables: Record<string, unknown>) => {
    const { answered } = await client.data<{ answered: { __typename: string; code?: string } }>(
      document,
      variables,
    );
    return answered.code ?? answered.__typename;
  };
  const refresh = async (id: string) =>
    outcome(
      await api.as('riley'),
      `mutation ($id: ID!) { answered: refreshGates(promotionId: $id) { ${answer} } }`,
      { id },
    );
  const activate = async (id: string) =>
    outcome(
      await api.as('mel'),
      `mutation ($id: ID!) { answered: activatePromotion(promotionId: $id) { ${answer} } }`,
      { id },
    );
  const vote = async (who: string, { id, round, subjectDigest }: Shown) =>
    outcome(
      await api.as(who),
      `mutation ($input: CastVoteInput!) { answered: castVote(input: $input) { ${answer} } }`,
      {
        input: { promotionId: id, round, subjectDigest, decision: 'APPROVE' },
      },
    );
  const classify = async ({ modelId }: Releasable, riskTier: Tier) =>
    outcome(
      await api.as('riley'),
      `mutation ($input: ClassifyModelInput!) { answered: classifyModel(input: $input) { ${answer} } }`,
      { input: { modelId, riskTier, reason: 'Looked at again.' } },
    );
  const versionOf = async (tier: Tier): Promise<Releasable> => {
    const version = await releasableVersion(api, `tier-${(models += 1)}`);
    // Who says nothing of the risk gets medium.
    if (tier !== 'MEDIUM') await classify(version, tier);
    if (tier === 'HIGH') await attachCard(await api.as('dana'), version.modelVersionId);
    return version;
  };
  const requested = async ({ modelVersionId }: Releasable): Promise<Shown> => {
    const { promotion } = await run<{ promotion: { id: string } }>(await api.as('dana'), 'requestPromotion', {
      input: { modelVersionId, rationale: 'Better.' },
    });
    return read(promotion.id);
  };
  const approved = async (version: Releasable, voters: readonly string[]): Promise<Shown> => {
    const promotion = await requested(version);
    for (const who of voters) expect(await vote(who, promotion)).toBe('VoteCast');
    return read(promotion.id);
  };
  const serving = async (version: Releasable, voters: readonly string[]): Promise<Shown> => {
    const { id } = await approved(version, voters);
    expect(await activate(id)).toBe('PromotionChanged');
    return read(id);
  };
  const look = async ({ id }: Shown) => {
    await api.services.suspensions.suspendDue(systemActor(api.workspaceId));
    return read(id);
  };
  const two = ['sam', 'riley'];
  const three = ['sam', 'riley', 'mel'];
  const joinedName = (...names: string[]) =>
    names.map((name) => `${name}@${policyTemplates[byName[name] ?? -1]?.version}`).join(' + ');
  const highName = joinedName('high-risk-champion', 'production-champion');
  const mediumName = joinedName('medium-risk-champion', 'production-champion');

  it.each<[Tier, string, number]>([
    ['LOW', 'production-champion', 2],
    ['MEDIUM', mediumName, 2],
    ['HIGH', highName, 3],
  ])('P-175 judges a model of tier %s by %s', async (tier, name, seats) => {
    const promotion = await requested(await versionOf(tier));
    expect(promotion).toMatchObject({ state: 'IN_REVIEW', policy: { name } });
    expect(promotion.slots).toHaveLength(seats);
  });

  it('P-177 puts a version of high risk into service with three people, and waits for its card', async () => {
    const version = await releasableVersion(api, 'cardless');
    await classify(version, 'HIGH');
    const bare = await requested(version);
    expect(bare.state).toBe('BLOCKED');
    expect(bare.gates.filter(({ verdict }) => verdict !== 'PASS')).toEqual([
      { id: 'card-says', verdict: 'UNKNOWN' },
    ]);
    const waive = `mutation ($promotionId: ID!, $gateId: String!, $reason: String!, $subjectDigest: String!) {
      answered: waiveGate(promotionId: $promotionId, gateId: $gateId, reason: $reason, subjectDigest: $subjectDigest) {
        ${answer} } }`;
    const { id: promotionId, subjectDigest } = bare;
    const waiver = { promotionId, gateId: 'card-says', reason: 'It is on our site.', subjectDigest };
    expect(await outcome(await api.as('sam'), waive, waiver)).toBe('PromotionChanged');
    const now = await read(bare.id);
    for (const who of two) expect(await vote(who, now)).toBe('VoteCast');
    expect((await read(bare.id)).state).toBe('IN_REVIEW');
    expect(await vote('mel', now)).toBe('VoteCast');
    expect((await read(bare.id)).state).toBe('APPROVED');
    expect(await activate(bare.id)).toBe('PromotionChanged');
  });

  it('P-177 P-77 asks voters of high risk for a proof of the last half an hour, and nobody else', async () => {
    const [low, high] = [await requested(await versionOf('LOW')), await requested(await versionOf('HIGH'))];
    const sam = await api.as('sam');
    const cast = `mutation ($input: CastVoteInput!) { answered: castVote(input: $input) { ${answer} } }`;
    const input = ({ id: promotionId, round, subjectDigest }: Shown) => ({
      input: { promotionId, round, subjectDigest, decision: 'APPROVE' },
    });
    await api.owner.query(
      `UPDATE session SET authenticated_at = authenticated_at - interval '31 minutes' WHERE workspace_id = $1`,
      [api.workspaceId],
    );
    expect(await outcome(sam, cast, input(high))).toBe('STEP_UP_REQUIRED');
    expect(await outcome(sam, cast, input(low))).toBe('VoteCast');
  });

  it('P-178 opens the next round by the stricter policy when a tier is raised in review', async () => {
    const version = await versionOf('LOW');
    const before = await requested(version);
    expect(await vote('sam', before)).toBe('VoteCast');
    expect(await classify(version, 'HIGH')).toBe('ModelClassified');
    await attachCard(await api.as('dana'), version.modelVersionId);
    expect(await refresh(before.id)).toBe('PromotionChanged');
    const after = await read(before.id);
    expect(after).toMatchObject({ round: 2, state: 'IN_REVIEW', policy: { name: highName } });
    expect(await vote('riley', before)).toBe('STALE_ROUND');
    for (const who of two) expect(await vote(who, after)).toBe('VoteCast');
    expect((await read(before.id)).state).toBe('IN_REVIEW');
  });

  it.each<[Tier, string, string]>([
    ['MEDIUM', 'STALE_ROUND', 'IN_REVIEW'],
    ['HIGH', 'GATES_NOT_PASSED', 'BLOCKED'],
  ])(
    'P-178 P-16 does not activate what was approved before its tier was raised to %s',
    async (tier, code, now) => {
      const version = await versionOf('LOW');
      const { id, state } = await approved(version, two);
      expect(state).toBe('APPROVED');
      await classify(version, tier);
      expect(await activate(id)).toBe(code);
      expect((await read(id)).state).toBe('APPROVED');
      await refresh(id);
      const name = tier === 'HIGH' ? highName : mediumName;
      expect(await read(id)).toMatchObject({ round: 2, state: now, policy: { name } });
    },
  );

  it.each<[Tier, Tier, readonly string[]]>([
    ['LOW', 'MEDIUM', two],
    ['LOW', 'HIGH', two],
    ['MEDIUM', 'HIGH', two],
  ])(
    'P-178 P-159 asks for another look when a tier is raised from %s to %s in service, and serves on',
    async (from, to, voters) => {
      const version = await versionOf(from);
      const { id } = await serving(version, voters);
      expect((await look(await read(id))).state).toBe('ACTIVE');
      await classify(version, to);
      const suspended = await look(await read(id));
      expect([suspended.state, suspended.suspension?.cause]).toEqual(['SUSPENDED', 'POLICY_CHANGE']);
      const subjects = suspended.suspension?.findings.map(({ subject }) => subject);
      expect(subjects).toEqual(expect.arrayContaining(['evidenceMaxAgeDays', 'recertifyDays']));
      const { rows } = await api.owner.query(
        'SELECT FROM deployment WHERE promotion_id = $1 AND ended_at IS NULL',
        [id],
      );
      expect(rows).toHaveLength(1);
    },
  );

  it('P-178 leaves what serves alone when a tier is lowered, and decides the next by the laxer policy', async () => {
    const version = await versionOf('HIGH');
    const { id } = await serving(version, three);
    await classify(version, 'LOW');
    expect((await look(await read(id))).state).toBe('ACTIVE');
    const next = await requested(await version.next());
    expect(next.policy.name).toBe('production-champion');
  });

  it('P-175 P-67 P-68 takes the others along when a draft of one is compared and tried on the past', async () => {
    const { id } = await serving(await versionOf('HIGH'), three);
    const { id: untouched } = await serving(await versionOf('MEDIUM'), two);
    const high = policyTemplates[2] as Policy;
    const slots = [...high.slots, { role: 'product_manager', minimum: 1 }];
    const gates = high.gates.filter(({ kind }) => kind !== 'performance');
    const draft = { ...high, version: high.version + 1, slots, gates };
    const document = `query ($document: String!) { policyDraftCheck(document: $document) {
      faults { pointer } findings { pointer } differences { path tendency }
      dryRun(days: 30) { promotionId outcome missing { code } } } }`;
    const pat = await api.as('pat');
    const { policyDraftCheck: found } = await pat.data<{
      policyDraftCheck: { dryRun: { promotionId: string }[] } & Record<string, unknown>;
    }>(document, { document: JSON.stringify(draft) });
    expect(found).toMatchObject({
      ...{ faults: [], findings: [] },
      differences: expect.arrayContaining([
        { path: 'slots/product_manager', tendency: 'STRICTER' },
        // The floor asks for it all the same.
        { path: 'gates/performance-holds', tendency: 'LAXER' },
      ]) as unknown,
    });
    expect(found.dryRun.find(({ promotionId }) => promotionId === id)).toEqual({
      ...{ promotionId: id, outcome: 'WOULD_HAVE_BLOCKED', missing: [{ code: 'QUORUM_NOT_REACHED' }] },
    });
    expect(found.dryRun.map(({ promotionId }) => promotionId)).not.toContain(untouched);
  });
});
