import { type Actor } from '@countersign/domain/access';
import { builtInPolicy } from '@countersign/domain/approvals';
import { verifyPassport } from '@countersign/domain/passport';
import { idOf } from '../../../testing/accounts';
import { startTestApi, type TestApi } from '../../../testing/api';
import { castFor, delegate } from '../../../testing/delegation-steps';
import { type Releasable, releasableVersion } from '../../../testing/releasable-version';
import { run } from '../../../testing/release-path';
import { publish } from '../../../testing/serving';

const read = `query ($id: ID!) { promotion(id: $id) { round subjectDigest
  dissent { promotionId alias round person { name } role decision comment } } }`;

interface Objection {
  promotionId: string;
  alias: string;
  round: number;
  decision: string;
  comment: string;
}
interface Shown {
  round: number;
  subjectDigest: string;
  dissent: Objection[];
}

describe('what was objected to a release', () => {
  let api: TestApi;
  let version: Releasable;
  let [first, second] = ['', ''];
  beforeAll(async () => {
    api = await startTestApi();
    const gates = builtInPolicy.gates.filter(({ kind }) => kind === 'fairness');
    await publish(api, { name: 'objected', environment: 'staging', alias: '*', gates });
    version = await releasableVersion(api, 'objected');
  });
  afterAll(() => api.stop());

  const show = async (id: string) =>
    (await (await api.as('ada')).data<{ promotion: Shown }>(read, { id })).promotion;
  const request = async ({ modelVersionId }: Releasable, alias: string) => {
    const input = { modelVersionId, rationale: 'Better.', environment: 'STAGING', alias };
    const dana = await api.as('dana');
    return (await run<{ promotion: { id: string } }>(dana, 'requestPromotion', { input })).promotion.id;
  };
  const vote = async (id: string, persona: string, decision: string, comment = '') => {
    const { round, subjectDigest } = await show(id);
    const input = { promotionId: id, round, subjectDigest, decision, comment };
    expect(await run(await api.as(persona), 'castVote', { input })).toMatchObject({ __typename: 'VoteCast' });
  };
  const refresh = async (id: string) =>
    (await api.as('mel')).data('mutation ($id: ID!) { refreshGates(promotionId: $id) { __typename } }', {
      id,
    });
  const told = async (id: string) =>
    (
      await api.owner.query<{ dissent: unknown }>(
        `SELECT payload -> 'dissent' AS dissent FROM audit_entry
         WHERE workspace_id = $1 AND subject_id = $2 AND action = 'requestPromotion'`,
        [api.workspaceId, id],
      )
    ).rows[0]?.dissent;

  it('P-174 is shown in later rounds, with who abstained for a reason, and without who only abstained', async () => {
    first = await request(version, 'first');
    expect(await show(first)).toMatchObject({ dissent: [] });
    expect(await told(first)).toBeNull();
    await vote(first, 'sam', 'REQUEST_CHANGES', 'The groups are too small.');
    await vote(first, 'riley', 'ABSTAIN');
    await version.fairness('Larger groups.');
    await refresh(first);
    await vote(first, 'sam', 'ABSTAIN', 'I know the requester too well.');
    await vote(first, 'riley', 'REJECT', 'It turns people away.');
    const { dissent } = await show(first);
    const said = (round: number, decision: string, comment: string) => ({
      ...{ promotionId: first, alias: 'first', round, decision, comment },
    });
    expect(dissent).toMatchObject([
      {
        ...said(2, 'REJECT', 'It turns people away.'),
        person: { name: 'Riley Moreau' },
        role: 'RISK_OFFICER',
      },
      { ...said(2, 'ABSTAIN', 'I know the requester too well.'), person: { name: 'Sam Lindqvist' } },
      said(1, 'REQUEST_CHANGES', 'The groups are too small.'),
    ]);
  });

  it('P-174 is shown with every later promotion of the same artefact, wherever it is to go, and the log tells it', async () => {
    second = await request(version, 'second');
    const { dissent } = await show(second);
    expect(dissent.map(({ promotionId, comment }) => [promotionId, comment])).toEqual(
      ['It turns people away.', 'I know the requester too well.', 'The groups are too small.'].map((text) => [
        ...[first, text],
      ]),
    );
    expect(await told(second)).toMatchObject([
      {
        ...{ promotionId: first, round: 2, decision: 'reject', comment: 'It turns people away.' },
        ...{ personId: await idOf(await api.as('riley')), castAt: expect.any(String) as string },
      },
      { decision: 'abstain' },
      { decision: 'request_changes' },
    ]);
    const other = await request(await version.next(), 'other');
    expect((await show(other)).dissent).toEqual([]);
    // What comes later is not told of what was decided before.
    await vote(second, 'sam', 'REQUEST_CHANGES', 'Still too small.');
    expect((await show(first)).dissent).toHaveLength(3);
    expect((await show(second)).dissent).toHaveLength(4);
  });

  it('P-174 P-136 tells the log for whom it was said', async () => {
    const again = await version.next();
    const [sam, mel] = [await api.as('sam'), await api.as('mel')];
    await delegate(sam, { to: mel, roles: ['SUBJECT_MATTER_EXPERT'] });
    const id = await request(again, 'for-another');
    const { round, subjectDigest } = await show(id);
    await castFor(mel, { id, round, subjectDigest }, { onBehalfOf: sam, decision: 'REJECT' });
    expect(await told(await request(again, 'after-another'))).toMatchObject([
      { personId: await idOf(mel), onBehalfOf: await idOf(sam), decision: 'reject' },
    ]);
  });

  it('P-174 is printed by whoever verifies the passport', async () => {
    await version.fairness('Larger still.');
    await refresh(second);
    await vote(second, 'sam', 'APPROVE');
    await vote(second, 'riley', 'APPROVE');
    const ada: Actor = {
      ...{ kind: 'person', id: await idOf(await api.as('ada')), name: 'Ada' },
      ...{ workspaceId: api.workspaceId, roles: ['auditor'] },
    };
    const { bytes } = await api.services.passports.passport(ada, second);
    const { valid, checks } = verifyPassport(bytes);
    expect(checks.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(valid).toBe(true);
    const detail = checks.find(({ check }) => check === 'signers')?.detail ?? '';
    const [sam, riley] = [await idOf(await api.as('sam')), await idOf(await api.as('riley'))];
    expect(detail).toContain(`; round 1, ${sam} asked for changes: “Still too small.”`);
    expect(detail).toContain(
      `; in the earlier promotion ${first}, round 2, ${riley} rejected it: “It turns people away.”`,
    );
  });
});
