import { type Actor, type Role } from '@countersign/domain/access';
import { type Delegation, type Policy } from '@countersign/domain/approvals';
import { type Pool } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { ensureWorkspace } from '../areas/access/ensure-workspace';
import { sessionOf } from './accounts';
import { type ApiClient, type TestApi } from './api';
import { publishedPolicy } from './published-policy';
import { releasableVersion, type Releasable } from './releasable-version';
import { homes, policyOf, voters, type Name, type Terms } from './schedule-plans';
import { type Entry, type World } from './schedule-world';

/** Two servers on one database, and what asks that database for all that race at once. */
export interface ScheduleServers {
  api: TestApi;
  urls: readonly string[];
  pool: Pool;
}

/** A workspace of its own in which schedules are played, one after the other: its people, a version, a policy, a log. */
export class ScheduleGround {
  readonly workspaceId: string;
  /** Published for the schedules, by id. */
  readonly policies = new Map<string, Policy>();
  private readonly clients = new Map<string, ApiClient>();
  private readonly ids = new Map<string, string>();
  private version?: Releasable;
  private publishing: Promise<unknown> = Promise.resolve();
  private publications = 0;

  private constructor(
    private readonly servers: ScheduleServers,
    workspaceId: string,
  ) {
    this.workspaceId = workspaceId;
  }

  static async make(servers: ScheduleServers): Promise<ScheduleGround> {
    const { api, pool } = servers;
    const workspaceId = await ensureWorkspace(api.database, `schedules-${uuidv7()}`, true);
    await pool.query(
      `INSERT INTO member (id, workspace_id, name, persona, roles, created_at) VALUES ($1, $2, 'Rhea', 'rhea', $3, now())`,
      [uuidv7(), workspaceId, [homes.rhea]],
    );
    const ground = new ScheduleGround(servers, workspaceId);
    const { rows } = await pool.query<{ persona: string; id: string }>(
      'SELECT persona, id FROM member WHERE workspace_id = $1',
      [workspaceId],
    );
    for (const { persona, id } of rows) ground.ids.set(persona, id);
    for (const name of Object.keys(homes) as Name[]) await ground.enter(name);
    const as = (name: string) => Promise.resolve(ground.client(name as Name));
    ground.version = await releasableVersion({ as, workspaceId, owner: pool }, 'schedules');
    return ground;
  }

  client(name: Name, server = 0): ApiClient {
    return (this.clients.get(name) as ApiClient).at(this.servers.urls[server] ?? '');
  }

  idOf(name: Name): string {
    return this.ids.get(name) ?? '';
  }

  /** Where everybody is when a schedule begins. */
  people(): World['people'] {
    const names = Object.keys(homes) as Name[];
    return new Map(names.map((name) => [this.idOf(name), { roles: [homes[name]], isActive: true }]));
  }

  get modelVersionId(): string {
    return (this.version as Releasable).modelVersionId;
  }

  /** A new run of the drift monitor, as quiet as those before. */
  newEvidence(): Promise<void> {
    return (this.version as Releasable).drift('ok');
  }

  /** Publishes the next version of the workspace's policy; one after the other, as versions are. */
  publish(terms: Terms): Promise<Policy> {
    const { database } = this.servers.api;
    const { workspaceId } = this;
    const published = this.publishing.then(async () => {
      const policy = policyOf(terms, (this.publications += 1));
      this.policies.set(
        await publishedPolicy({ database, workspaceId, owner: this.servers.pool }, policy),
        policy,
      );
      return policy;
    });
    this.publishing = published.catch(() => undefined);
    return published;
  }

  /** Everybody back in their place, outside the log: each schedule is a history of its own. */
  async restore(): Promise<void> {
    const { rows } = await this.servers.pool.query<{ persona: Name; isIn: boolean }>(
      `UPDATE member SET roles = ARRAY[home.role], deactivated_at = NULL
       FROM unnest($2::text[], $3::text[]) AS home (persona, role)
       WHERE workspace_id = $1 AND member.persona = home.persona
       RETURNING member.persona, EXISTS (SELECT FROM session WHERE member_id = member.id) AS "isIn"`,
      [this.workspaceId, voters, voters.map((name) => homes[name])],
    );
    for (const { persona } of rows.filter(({ isIn }) => !isIn)) await this.enter(persona);
  }

  /** The promotion with all that decisions about it read. */
  async promotion(id: string) {
    const operator: Actor = {
      kind: 'operator',
      id: 'operator',
      name: 'Operator',
      roles: [],
      ...this.place(),
    };
    return (await this.servers.api.services.promotions.promotion(operator, id)).promotion;
  }

  /** How long the log is, and when the drift monitor ran last. */
  async mark(): Promise<{ size: string; ranAt: string }> {
    const { rows } = await this.servers.pool.query<{ size: string; ranAt: string }>(
      `SELECT size, (
         SELECT max(ran_at)::text FROM monitor_run JOIN monitor ON monitor.id = monitor_id
         WHERE monitor_run.workspace_id = $1 AND kind = 'drift'
       ) AS "ranAt" FROM audit_head WHERE workspace_id = $1`,
      [this.workspaceId],
    );
    return rows[0] as { size: string; ranAt: string };
  }

  async entriesAfter(size: string): Promise<Entry[]> {
    const { rows } = await this.servers.pool.query<Entry>(
      `SELECT sequence, workspace_id AS "workspaceId", action, outcome, actor, subject_id AS subject, payload, canonical, at
       FROM audit_entry WHERE workspace_id = $1 AND sequence > $2 ORDER BY sequence`,
      [this.workspaceId, size],
    );
    return rows;
  }

  /** Digests of the drift evidence since an instant, which is included. */
  async evidenceSince(ranAt: string): Promise<string[]> {
    const { rows } = await this.servers.pool.query<{ digest: string }>(
      `SELECT evidence_digest AS digest FROM monitor_run JOIN monitor ON monitor.id = monitor_id
       WHERE monitor_run.workspace_id = $1 AND kind = 'drift' AND ran_at >= $2::timestamptz ORDER BY ran_at`,
      [this.workspaceId, ranAt],
    );
    return rows.map(({ digest }) => digest);
  }

  /** Riley's, as the log has them by their ids. */
  async delegations({ isRevokedToo }: { isRevokedToo: boolean }): Promise<Delegation[]> {
    const { rows } = await this.servers.pool.query<DelegationTold>(
      `SELECT id, delegator_id AS "delegatorId", delegate_id AS "delegateId", roles, starts_at AS from, ends_at AS until
       FROM delegation WHERE workspace_id = $1 AND delegator_id = $2 AND (revoked_at IS NULL OR $3) ORDER BY created_at, id`,
      [this.workspaceId, this.idOf('riley'), isRevokedToo],
    );
    return rows.map((row) => ({ ...row, from: row.from.getTime(), until: row.until.getTime() }));
  }

  /** The emergency that was proposed last for a promotion, if there is one. */
  async emergencyOf(promotionId: string): Promise<string | undefined> {
    const { rows } = await this.servers.pool.query<{ id: string }>(
      'SELECT id FROM emergency WHERE workspace_id = $1 AND promotion_id = $2 ORDER BY id DESC LIMIT 1',
      [this.workspaceId, promotionId],
    );
    return rows[0]?.id;
  }

  private async enter(name: Name): Promise<void> {
    const { api } = this.servers;
    const { database } = api;
    this.clients.set(name, api.withCookie(await sessionOf({ database, ...this.place() }, name)));
  }

  private place() {
    return { workspaceId: this.workspaceId };
  }
}

type DelegationTold = Record<'id' | 'delegatorId' | 'delegateId', string> & {
  roles: Role[];
  from: Date;
  until: Date;
};
