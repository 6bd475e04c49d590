import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { type Services } from '../server/services';
import { until } from '../testing/until';
import { type Job } from './job';
import { jobs, startJobs } from './run-jobs';

const workspaces = ['w1', 'w2'];
const services = (everyWorkspaceId = async () => workspaces) =>
  ({ database: { everyWorkspaceId } }) as unknown as Services;

/** A logger that keeps its lines. */
function listener(): { logger: pino.Logger; lines: { job: string; workspaceId: string | null }[] } {
  const lines: { job: string; workspaceId: string | null }[] = [];
  return { lines, logger: pino({}, { write: (line) => void lines.push(JSON.parse(line) as never) }) };
}

const job = (run: Job['run'], changes: Partial<Job> = {}): Job => ({
  name: 'sign',
  permission: 'audit.sign',
  everySeconds: 0,
  run,
  ...changes,
});

describe('jobs', () => {
  it('run in every workspace, as the server itself, again and again', async () => {
    const seen: string[] = [];
    const running = startJobs(services(), listener().logger, [
      job(async (_services, { kind, workspaceId }) => void seen.push(`${kind} ${workspaceId}`)),
    ]);
    await until(() => seen.length >= 4);
    await running.stop();
    expect(seen.slice(0, 4)).toEqual(['system w1', 'system w2', 'system w1', 'system w2']);
    const turns = seen.length;
    await sleep(20);
    expect(seen).toHaveLength(turns);
  });

  it('never meet themselves, and a stop waits for the turn that runs', async () => {
    let [atOnce, most, begun, over] = [0, 0, 0, 0];
    const slow = job(async () => {
      begun += 1;
      most = Math.max(most, (atOnce += 1));
      await sleep(15);
      atOnce -= 1;
      over += 1;
    });
    const running = startJobs(services(), listener().logger, [slow]);
    await until(() => begun === 3);
    await running.stop();
    expect({ most, atOnce, begun, over }).toEqual({ most: 1, atOnce: 0, begun: 3, over: 3 });
  });

  it('G32 do nothing without the permission they declare, and the failure is logged and counted', async () => {
    let ran = false;
    const { logger, lines } = listener();
    const running = startJobs(services(), logger, [
      job(async () => void (ran = true), { permission: 'member.manage', everySeconds: 60 }),
    ]);
    await until(() => lines.length === 2);
    await running.stop();
    expect(ran).toBe(false);
    expect(running.failures.get('sign')).toBe(2);
    expect(lines).toEqual([
      expect.objectContaining({ job: 'sign', workspaceId: 'w1' }),
      expect.objectContaining({ job: 'sign', workspaceId: 'w2' }),
    ]);
  });

  it('go on in the other workspaces, and with the next turn, after a failure', async () => {
    const seen: string[] = [];
    let answers = 0;
    const flaky = services(async () => {
      answers += 1;
      if (answers === 1) throw new Error('the database is away');
      return workspaces;
    });
    const { logger, lines } = listener();
    const running = startJobs(flaky, logger, [
      job(async (_services, { workspaceId }) => {
        if (workspaceId === 'w1') throw new Error('no');
        seen.push(workspaceId);
      }),
    ]);
    await until(() => seen.length > 0 && (running.failures.get('sign') ?? 0) > 1);
    await running.stop();
    expect(seen[0]).toBe('w2');
    expect(lines[0]).toMatchObject({ job: 'sign', workspaceId: null });
    expect(running.failures.get('sign')).toBeGreaterThan(1);
  });

  it('G32 declare a permission each, and a name of their own', () => {
    expect(jobs.every(({ permission }) => permission.length > 0)).toBe(true);
    expect(new Set(jobs.map(({ name }) => name)).size).toBe(jobs.length);
  });
});
