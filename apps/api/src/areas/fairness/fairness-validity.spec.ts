import { builtInPolicy, type Policy } from '@countersign/domain/approvals';
import { lawPacks } from '@countersign/statistics/law-packs';
import { v7 as uuidv7 } from 'uuid';
import { idOf } from '../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';
import { publishedPolicy } from '../../testing/published-policy';
import { releasableVersion, type Releasable } from '../../testing/releasable-version';
import { artifactDigest, registerDataset, run } from '../../testing/release-path';

const newest = `query ($id: ID!) { modelVersion(id: $id) { fairnessAudits(first: 5) { nodes {
  id ranAt validity { until ended { reason at message } } } } } }`;

const refresh = `mutation ($id: ID!) { refreshGates(promotionId: $id) {
  ... on PromotionChanged { promotion { id state gates { kind verdict reason } } } } }`;

interface Audit {
  id: string;
  ranAt: string;
  validity: { until: string; ended: { reason: string; at: string; message: string }[] };
}

const day = 86_400_000;

describe('how long a fairness audit of a version holds', () => {
  let api: TestApi;
  let lead: number;
  beforeEach(async () => {
    lead = 0;
    api = await startTestApi(() => new Date(Date.now() + lead));
  });
  afterEach(() => api.stop());

  const auditsOf = async ({ modelVersionId }: Releasable): Promise<Audit[]> => {
    const ada = await api.as('ada');
    const { modelVersion } = await ada.data<{ modelVersion: { fairnessAudits: { nodes: Audit[] } } }>(
      newest,
      {
        id: modelVersionId,
      },
    );
    return modelVersion.fairnessAudits.nodes;
  };
  const reasonsOf = async (version: Releasable, at = 0) =>
    (await auditsOf(version))[at]?.validity.ended.map(({ reason }) => reason);
  const reported = async (version: Releasable) => {
    const [audit] = await auditsOf(version);
    const id = await idOf(await api.as('ada'));
    const ada = { kind: 'person' as const, id, name: 'Ada', roles: ['auditor' as const] };
    const { workspaceId } = api;
    const { document } = await api.services.fairnessReports.report({ ...ada, workspaceId }, audit?.id ?? '');
    return JSON.stringify(document);
  };
  const release = async ({ modelVersionId }: Releasable) => {
    const dana = await api.as('dana');
    const { promotion } = await run<{ promotion: { id: string; round: number; subjectDigest: string } }>(
      dana,
      'requestPromotion',
      { input: { modelVersionId, rationale: 'It is better.' } },
    );
    const { id: promotionId, round, subjectDigest } = promotion;
    const vote = (voter: ApiClient) =>
      run(voter, 'castVote', {
        input: { promotionId, round, subjectDigest, decision: 'APPROVE', comment: '' },
      });
    for (const who of ['sam', 'riley']) await vote(await api.as(who));
    const activated = await run(await api.as('mel'), 'activatePromotion', { id: promotionId });
    expect(activated.__typename).toBe('PromotionChanged');
  };
  const alert = async ({ modelVersionId }: Releasable, verdict: string, at: Date) => {
    const digest = artifactDigest(uuidv7());
    await api.owner.query(`INSERT INTO evidence VALUES ($1, $2, 'monitor_run', '{}', $3)`, [
      ...[api.workspaceId, digest, at],
    ]);
    await api.owner.query(
      `INSERT INTO monitor_run SELECT $1, workspace_id, id, $2, $3, $4, 'person:x' FROM monitor
       WHERE model_version_id = $5 AND kind = 'drift'`,
      [uuidv7(), verdict, digest, at, modelVersionId],
    );
  };

  it('FS-21 is 365 days, in the list and in the report', async () => {
    const version = await releasableVersion(api, 'loans');
    const [audit] = await auditsOf(version);
    const until = Date.parse(audit?.ranAt ?? '') + 365 * day;
    expect(audit?.validity).toEqual({ until: new Date(until).toISOString(), ended: [] });
    expect(await reported(version)).toContain(
      `The audit holds until ${new Date(until).toISOString().slice(0, 10)}`,
    );
    lead = 365 * day;
    const [later] = await auditsOf(version);
    expect(later?.validity.ended).toMatchObject([{ reason: 'EXPIRED', at: new Date(until).toISOString() }]);
    expect(await reported(version)).toContain('THE AUDIT NO LONGER HOLDS: It ran more than 365 days ago.');
  });

  it('FS-21 ends with the next audit of the same version, and with none of another', async () => {
    const version = await releasableVersion(api, 'loans');
    const next = await version.next();
    expect(await reasonsOf(version)).toEqual([]);
    await version.fairness('Once more.');
    const [second, first] = await auditsOf(version);
    expect(second?.validity.ended).toEqual([]);
    expect(first?.validity.ended).toEqual([
      {
        ...{ reason: 'NEWER_AUDIT', at: second?.ranAt },
        message: 'There is a newer audit of the same version.',
      },
    ]);
    expect(await reasonsOf(next)).toEqual([]);
  });

  it('FS-21 ends with another artefact under its alias, until it has the alias back', async () => {
    const first = await releasableVersion(api, 'loans');
    const second = await first.next();
    await release(first);
    expect([await reasonsOf(first), await reasonsOf(second)]).toEqual([[], []]);
    await release(second);
    const [audit] = await auditsOf(first);
    expect(audit?.validity.ended).toMatchObject([
      {
        reason: 'REPLACED',
        message: 'Version 2, another artefact, serves as champion in its place.',
      },
    ]);
    expect(await reasonsOf(second)).toEqual([]);
    await release(first);
    expect([await reasonsOf(first), await reasonsOf(second)]).toEqual([[], ['REPLACED']]);
  });

  it('FS-21 of a version that was replaced before says nothing of serving, and holds', async () => {
    const first = await releasableVersion(api, 'loans');
    const second = await first.next();
    await release(first);
    await release(second);
    await first.fairness('Would it be fair to go back?');
    expect(await reasonsOf(first, 0)).toEqual([]);
    expect(await reasonsOf(first, 1)).toEqual(['REPLACED', 'NEWER_AUDIT']);
  });

  it('FS-21 ends with an alert of a monitor of the version after it, and with nothing less', async () => {
    const version = await releasableVersion(api, 'loans');
    const other = await releasableVersion(api, 'others');
    const ranAt = Date.parse((await auditsOf(version))[0]?.ranAt ?? '');
    await alert(version, 'alert', new Date(ranAt - 1));
    await alert(version, 'warning', new Date(ranAt + 1));
    await alert(version, 'unknown', new Date(ranAt + 1));
    await alert(other, 'alert', new Date(ranAt + 1));
    expect(await reasonsOf(version)).toEqual([]);
    await alert(version, 'alert', new Date(ranAt + 2));
    await alert(version, 'alert', new Date(ranAt + 3));
    const [audit] = await auditsOf(version);
    expect(audit?.validity.ended).toEqual([
      {
        ...{ reason: 'ALERT', at: new Date(ranAt + 2).toISOString() },
        message: 'The monitor DRIFT of the version gave an alert after the audit.',
      },
    ]);
    expect(await reported(version)).toContain('THE AUDIT NO LONGER HOLDS: The monitor DRIFT');
  });

  it('FM-13 FS-21 ends with an alarm of a fairness monitor, once: the next audit knows of it', async () => {
    const version = await releasableVersion(api, 'loans');
    const watched = { attribute: 'sex', favourable: 'POSITIVE', reference: 'm' };
    const { monitor } = await run<{ monitor: { id: string } }>(await api.as('dana'), 'createMonitor', {
      input: { modelVersionId: version.modelVersionId, name: 'by sex', kind: 'FAIRNESS', fairness: watched },
    });
    await logUnfairDays(version);
    const found = await run<{ run: { verdict: string } }>(await api.as('dana'), 'runMonitor', {
      id: monitor.id,
    });
    expect(found.run.verdict).toBe('ALERT');
    const [audit] = await auditsOf(version);
    expect(audit?.validity.ended).toMatchObject([
      { reason: 'ALERT', message: 'The monitor by sex of the version gave an alert after the audit.' },
    ]);
    await version.fairness('The gap is known, and within the limits.');
    const again = await run<{ run: { verdict: string } }>(await api.as('dana'), 'runMonitor', {
      id: monitor.id,
    });
    expect(again.run.verdict).toBe('ALERT');
    expect(await reasonsOf(version, 0)).toEqual([]);
    expect(await reasonsOf(version, 1)).toEqual(['ALERT', 'NEWER_AUDIT']);
  });

  it('FS-23 ends with a newer version of the audited dataset, and with none of another', async () => {
    const version = await releasableVersion(api, 'loans');
    const dana = await api.as('dana');
    await registerDataset(dana, 'other people', await dana.upload('other.csv', 'id,age\n1,2'));
    expect(await reasonsOf(version)).toEqual([]);
    await registerDataset(dana, 'loans', await dana.upload('new.csv', 'id,age\n1,2'));
    await registerDataset(dana, 'loans', await dana.upload('newer.csv', 'id,age\n1,3'));
    const [audit] = await auditsOf(version);
    expect(audit?.validity.ended).toMatchObject([
      {
        reason: 'NEWER_DATA',
        message: 'Version 2 of the audited data loans was registered after the audit.',
      },
    ]);
    expect(await reported(version)).toContain('THE AUDIT NO LONGER HOLDS: Version 2 of the audited data');
    await version.fairness('On the old data, knowingly.');
    expect(await reasonsOf(version)).toEqual([]);
  });

  it('FS-23 ends with a policy that judges fairness otherwise, until one takes the gate back', async () => {
    const version = await releasableVersion(api, 'loans');
    const gates = builtInPolicy.gates.map((gate) =>
      gate.kind === 'fairness' ? { ...gate, minimumGroupSize: 50 } : gate,
    );
    const publish = (policy: Policy) => publishedPolicy(api, policy);
    await publish({ ...builtInPolicy, version: 100, approvalTtlDays: 3 });
    await publish({ ...builtInPolicy, version: 1, name: 'elsewhere', alias: 'challenger', gates });
    expect(await reasonsOf(version)).toEqual([]);
    await publish({ ...builtInPolicy, version: 101, gates });
    await publish({ ...builtInPolicy, version: 102, gates });
    const [audit] = await auditsOf(version);
    expect(audit?.validity.ended).toMatchObject([
      {
        reason: 'OTHER_POLICY',
        message:
          'Releases are judged by another fairness gate since version 101 of the policy production-champion.',
      },
    ]);
    await publish({ ...builtInPolicy, version: 103 });
    expect(await reasonsOf(version)).toEqual([]);
  });

  it('FS-23 ends where a law pack of the audit has another version now', async () => {
    const version = await releasableVersion(api, 'loans');
    const [audit] = await auditsOf(version);
    const judgedBy = async (packVersion: number) =>
      api.owner.query(
        `UPDATE fairness_audit SET report = jsonb_set(report, '{policy,lawPacks}',
           jsonb_build_array(jsonb_build_object('id', 'nyc-ll144', 'version', $2::int))) WHERE id = $1`,
        [audit?.id, packVersion],
      );
    const { version: known } = lawPacks['nyc-ll144'];
    await judgedBy(known);
    const look = () => api.services.fairnessValidity.validity(operator(), { id: audit?.id ?? '' });
    expect((await look()).ended).toEqual([]);
    await judgedBy(known + 1);
    expect((await look()).ended).toMatchObject([
      {
        reason: 'other_law',
        message: `It was judged by version ${known + 1} of the law pack nyc-ll144, which has version ${known} now.`,
      },
    ]);
  });

  it('FS-24 P-46 keeps a release from resting on an audit that ended, until the next one', async () => {
    const version = await releasableVersion(api, 'loans');
    const dana = await api.as('dana');
    const ranAt = Date.parse((await auditsOf(version))[0]?.ranAt ?? '');
    await alert(version, 'alert', new Date(ranAt + 1));
    const input = { modelVersionId: version.modelVersionId, rationale: 'It is better.' };
    type Asked = {
      promotion: { id: string; state: string; gates: { kind: string; verdict: string; reason: string }[] };
    };
    const { promotion } = await run<Asked>(dana, 'requestPromotion', { input });
    expect(promotion.state).toBe('BLOCKED');
    expect(promotion.gates.find(({ kind }) => kind === 'FAIRNESS')).toMatchObject({
      verdict: 'UNKNOWN',
      reason:
        'The audit no longer holds, and another one is needed: The monitor DRIFT of the version gave an alert after the audit.',
    });
    await version.drift('ok');
    await version.fairness('After the alert.');
    const { refreshGates } = await dana.data<{ refreshGates: Asked }>(refresh, { id: promotion.id });
    expect(refreshGates.promotion.gates.find(({ kind }) => kind === 'FAIRNESS')?.verdict).toBe('PASS');
  });

  it('FS-24 P-46 lets a version back that another took the place of', async () => {
    const first = await releasableVersion(api, 'loans');
    const second = await first.next();
    for (const version of [first, second, first]) await release(version);
    expect(await reasonsOf(first)).toEqual([]);
  });

  const operator = () => ({
    ...{ kind: 'operator' as const, id: 'operator', name: 'Operator', roles: [] },
    workspaceId: api.workspaceId,
  });

  /** Predictions of three days: sixty men a day, nearly all predicted positive, and as many women, none of them. */
  const logUnfairDays = async ({ modelVersionId }: Releasable) => {
    const dana = await api.as('dana');
    const rows = [1, 2, 3].flatMap((before) =>
      Array.from({ length: 120 }, (_, row) => {
        const sex = row % 2 ? 'm' : 'f';
        const positive = Number(sex === 'm' && row % 8 !== 1);
        const at = new Date(Date.now() - before * day).toISOString();
        return [`${before}-${row}`, at, 30, positive ? 0.9 : 0.1, positive, sex].join(',');
      }),
    );
    const uploadId = await dana.upload('rows.csv', ['id,at,age,score,prediction,sex', ...rows].join('\n'));
    const mapping = { id: 'id', at: 'at', prediction: 'prediction', score: 'score', groups: ['sex'] };
    const input = { modelVersionId, uploadId, mapping, idempotencyKey: 'unfair' };
    expect(await run(dana, 'logPredictions', { input })).toMatchObject({ accepted: 360 });
  };
});
