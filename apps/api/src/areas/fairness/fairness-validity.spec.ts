import { v7 as uuidv7 } from 'uuid';
import { idOf } from '../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';
import { releasableVersion, type Releasable } from '../../testing/releasable-version';
import { artifactDigest, run } from '../../testing/release-path';

const newest = `query ($id: ID!) { modelVersion(id: $id) { fairnessAudits(first: 5) { nodes {
  id ranAt validity { until ended { reason at message } } } } } }`;

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
});
