import type { MonitorStateFragment } from '../../gql/graphql';
import { causesOf, versionHealth } from './health';

type Run = NonNullable<MonitorStateFragment['latestRun']>;

const monitor = (id: string, verdict: Run['verdict'] | null): MonitorStateFragment => ({
  __typename: 'Monitor',
  id,
  name: id,
  kind: 'DRIFT',
  latestRun: verdict && {
    __typename: 'MonitorRun',
    id: `run of ${id}`,
    verdict,
    ranAt: '2026-01-01T00:00:00.000Z',
  },
});
const version = (number: number, ...nodes: MonitorStateFragment[]) => ({ number, monitors: { nodes } });

describe('causesOf', () => {
  it('names every monitor behind the health, newest version first', () => {
    const versions = [
      version(1, monitor('a', 'ALERT'), monitor('b', 'OK')),
      version(3, monitor('c', 'ALERT')),
      version(2, monitor('d', null)),
    ];
    expect(causesOf('ALERT', versions).map((cause) => [cause.version, cause.monitor.id])).toEqual([
      [3, 'c'],
      [1, 'a'],
    ]);
  });
});

describe('versionHealth', () => {
  it('is the worst latest verdict; unknown weighs more than a warning', () => {
    expect(versionHealth(version(1, monitor('a', 'OK'), monitor('b', 'ALERT')))).toBe('ALERT');
    expect(versionHealth(version(1, monitor('a', 'WARNING'), monitor('b', 'UNKNOWN')))).toBe('UNKNOWN');
  });

  it('is nothing before any monitor has run', () => {
    expect(versionHealth(version(1, monitor('a', null)))).toBeUndefined();
  });
});
