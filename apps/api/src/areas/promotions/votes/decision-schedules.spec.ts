import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Promotion } from '@countersign/domain/approvals';
import { Pool } from 'pg';
import { startTestApi, type TestApi } from '../../../testing/api';
import { ScheduleGround, type ScheduleServers } from '../../../testing/schedule-ground';
import { replay } from '../../../testing/schedule-history';
import {
  schedulesOf,
  type Name,
  type Planned,
  type Request,
  type Schedule,
} from '../../../testing/schedule-plans';
import { openSchedule, send, stepRequests, type Opened } from '../../../testing/schedule-requests';
import { steps, type World } from '../../../testing/schedule-world';
import { until } from '../../../testing/until';

/** Some hundred by `npm test`, SCHEDULES=… for more; each is a promotion of its own, of some ten requests that race. */
const count = Number(process.env['SCHEDULES'] ?? 120);
/** SEED=… for others. */
const seed = Number(process.env['SEED'] ?? 19);
/** Where to write down what was met, for the study. */
const tallyFile = process.env['SCHEDULES_TALLY'];
/** Schedules under way at once, each in a workspace of its own. */
const abreast = 3;
/** Schedules that share a workspace, so that its log, its policies and its emergencies of the month stay few. */
const together = Math.min(60, Math.ceil(count / abreast));

/** What has to be met, so that the schedules did race: every end, and every way to lose. */
const met = [
  ...['ends active', 'ends rejected', 'ends withdrawn', 'ends in_review'],
  ...['vote_for OK', 'vote_for NO_DELEGATION', 'vote_for ALREADY_VOTED', 'waive OK', 'waive STALE_ROUND'],
  ...['propose OK', 'confirm NO_EMERGENCY', 'delegate OK', 'revoke OK'],
  ...['vote OK', 'vote PROMOTION_CLOSED', 'vote STALE_ROUND', 'vote ALREADY_VOTED'],
  ...['activate OK', 'activate QUORUM_NOT_REACHED', 'activate PROMOTION_CLOSED', 'withdraw OK', 'edit OK'],
];

describe('decisions under way at once', () => {
  let api: TestApi;
  let servers: ScheduleServers;
  const tally = new Map<string, number>();
  const tell = (what: string) => tally.set(what, (tally.get(what) ?? 0) + 1);

  beforeAll(async () => {
    api = await startTestApi();
    const pool = new Pool({ connectionString: process.env['TEST_DATABASE_URL'] });
    const neighbours = [await api.neighbour(), await api.neighbour()];
    servers = { api, urls: neighbours.map(({ url }) => url), pool };
  });
  afterAll(async () => {
    await servers.pool.end();
    await api.stop();
  });

  /**
   * All requests of a schedule, each at its instant; how many steps of the promotion they were told to have taken at least,
   * and at most: what took longer than anybody waits may have been taken too.
   */
  const race = async (opened: Opened, { plan }: Schedule): Promise<{ least: number; most: number }> => {
    const codes = await Promise.all(
      plan.map(async (each) => {
        await sleep(each.after);
        const code = await send(opened, each);
        tell(`${each.what.op} ${code}`);
        return { code, isStep: stepRequests.has(each.what.op) };
      }),
    );
    expect(codes.map(({ code }) => code)).not.toContain('INTERNAL');
    const answered = (wanted: string) => codes.filter(({ code, isStep }) => isStep && code === wanted).length;
    return { least: answered('OK'), most: answered('OK') + answered('TIMED_OUT') };
  };

  const ends = ({ state, round, subjectDigest, approvedAt, votes: cast }: Promotion) => ({
    ...{ state, round, subjectDigest, approvedAt },
    // By when they came to the door, which is not always the order in which they were taken.
    cast: cast
      .map((vote) => `${vote.personId} ${vote.onBehalfOf ?? ''} ${vote.decision} ${vote.round}`)
      .sort(),
  });

  const play = async (ground: ScheduleGround, schedule: Schedule, alias: string): Promise<void> => {
    const opened = await openSchedule(ground, schedule, alias);
    const { size, ranAt } = await ground.mark();
    const delegations = await ground.delegations({ isRevokedToo: false });

    const told = await race(opened, schedule);

    const entries = await ground.entriesAfter(size);
    const start: World = {
      ...{ promotion: { ...opened.promotion, seenAt: 0 }, policy: opened.policy, people: ground.people() },
      ...{ evidence: await ground.evidenceSince(ranAt), delegations },
    };
    const everGiven = await ground.delegations({ isRevokedToo: true });
    const named = {
      policies: ground.policies,
      delegations: new Map(everGiven.map((given) => [given.id, given])),
    };
    const { world, impossible } = replay(start, entries, named);
    expect(impossible).toBeNull();
    const last = await ground.promotion(opened.id);
    expect(ends(last)).toEqual(ends(world.promotion));
    const taken = entries.filter(({ action, outcome }) => action in steps && outcome === 'done').length;
    expect(taken).toBeGreaterThanOrEqual(told.least);
    expect(taken).toBeLessThanOrEqual(told.most);
    tell(`ends ${last.state}`);
  };

  it(
    `G19 P-41 are one history, which the sequential model takes again step by step (seed ${seed})`,
    async () => {
      const waiting = schedulesOf(seed, count).map((schedule, index) => ({ schedule, index }));
      const lane = async (): Promise<void> => {
        while (waiting.length > 0) {
          const ground = await ScheduleGround.make(servers);
          for (const { schedule, index } of waiting.splice(0, together))
            await play(ground, schedule, `schedule ${index}`).catch((cause: unknown) => {
              waiting.length = 0;
              throw new Error(`Schedule ${index} of seed ${seed}: ${JSON.stringify(schedule)}`, { cause });
            });
        }
      };
      const lanes = await Promise.allSettled(Array.from({ length: abreast }, lane));
      if (tallyFile !== undefined) writeFileSync(tallyFile, JSON.stringify(Object.fromEntries(tally)));
      for (const each of lanes) if (each.status === 'rejected') throw each.reason;
      expect(['vote UNAUTHENTICATED', 'vote MEMBER_DEACTIVATED'].some((way) => tally.has(way))).toBe(true);
      expect([...tally.keys()]).toEqual(expect.arrayContaining(met));
    },
    Math.max(300_000, count * 5_000),
  );

  /** Changes a member past the API, and holds them until what waits meanwhile is there. */
  const changing = async (
    ground: ScheduleGround,
    { name, sql }: { name: Name; sql: string },
    meanwhile: (isWaiting: (requests: number) => Promise<boolean>) => Promise<void>,
  ): Promise<void> => {
    await api.owner.query('BEGIN');
    await api.owner.query(`UPDATE member SET ${sql} WHERE id = $1`, [ground.idOf(name)]);
    await meanwhile(async (requests) => {
      const { rows } = await api.owner.query('SELECT FROM pg_locks WHERE NOT granted');
      return rows.length >= requests;
    });
    await api.owner.query('COMMIT');
  };

  const quiet: Schedule = { kind: 'plain', isGiven: false, plan: [] };
  const now = (what: Request): Planned => ({ what, after: 0, server: 0 });

  it('G19 P-41 refuses who was deactivated, or lost the role, after the door let them in', async () => {
    const ground = await ScheduleGround.make(servers);
    const opened = await openSchedule(ground, quiet, 'held');
    const answers: string[] = [];
    for (const sql of ['deactivated_at = now()', `roles = '{auditor}'`, `roles = '{product_manager}'`]) {
      let voting = Promise.resolve('');
      // The vote passes the door and waits for the member.
      await changing(ground, { name: 'riley', sql }, async (isWaiting) => {
        voting = send(opened, now({ op: 'vote', by: 'riley', decision: 'approve' }));
        await until(() => isWaiting(1));
      });
      answers.push(await voting);
      await ground.restore();
    }
    expect(answers).toEqual(['MEMBER_DEACTIVATED', 'ROLE_NOT_REQUIRED', 'ROLE_NOT_REQUIRED']);
  });

  it('G19 P-41 P-132 is not cast by a delegation that is given while the vote is decided', async () => {
    const ground = await ScheduleGround.make(servers);
    const opened = await openSchedule(ground, quiet, 'given meanwhile');
    let answers: Promise<string[]> = Promise.resolve([]);
    // The vote has looked who gave it, and waits for the requester; nobody holds her who gives hers now.
    await changing(ground, { name: 'dana', sql: 'name = name' }, async (isWaiting) => {
      const voting = send(opened, now({ op: 'vote_for', decision: 'approve' }));
      await until(() => isWaiting(1));
      let isGiven = false;
      const giving = send(opened, now({ op: 'delegate' })).finally(() => (isGiven = true));
      answers = Promise.all([voting, giving]);
      await until(async () => isGiven || (await isWaiting(2)));
    });
    expect(await answers).toEqual(['NO_DELEGATION', 'OK']);
  });
});
