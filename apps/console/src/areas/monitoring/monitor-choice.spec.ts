import { chooseMonitor, chooseRun, type MonitorChoice, type MonitoredModel } from './monitor-choice';

const monitor = (id: string, kind: MonitorChoice['kind'], runs: string[] = []): MonitorChoice => ({
  __typename: 'Monitor',
  id,
  name: id,
  kind,
  runs: {
    __typename: 'MonitorRunConnection',
    nodes: runs.map((run) => ({ __typename: 'MonitorRun', id: run })),
  },
});

const modelOf = (versions: [number, MonitorChoice[]][]): MonitoredModel => ({
  __typename: 'Model',
  id: 'm',
  name: 'm',
  versions: {
    __typename: 'ModelVersionConnection',
    nodes: versions.map(([number, nodes]) => ({
      __typename: 'ModelVersion',
      id: `v${number}`,
      number,
      monitors: { __typename: 'MonitorConnection', nodes },
    })),
  },
});

describe('chooseMonitor', () => {
  const model = modelOf([
    [1, [monitor('a', 'DRIFT', ['r1']), monitor('b', 'DRIFT', ['r2']), monitor('p', 'PERFORMANCE')]],
    [2, []],
  ]);

  it('takes the newest version that has a monitor of the kind', () => {
    expect(chooseMonitor(model, 'DRIFT', {})).toMatchObject({ version: { number: 1 }, monitor: { id: 'a' } });
    expect(chooseMonitor(model, 'PERFORMANCE', {}).monitor?.id).toBe('p');
  });

  it('follows the address, also to a version without monitors', () => {
    expect(chooseMonitor(model, 'DRIFT', { monitor: 'b' }).monitor?.id).toBe('b');
    expect(chooseMonitor(model, 'DRIFT', { version: 2 })).toMatchObject({
      version: { number: 2 },
      monitors: [],
    });
  });

  it('finds the monitor that made the run of the address', () => {
    expect(chooseMonitor(model, 'DRIFT', { run: 'r2' }).monitor?.id).toBe('b');
  });

  it('has nothing to show without versions', () => {
    expect(chooseMonitor(modelOf([]), 'DRIFT', {})).toEqual({
      version: undefined,
      monitors: [],
      monitor: undefined,
    });
    expect(chooseRun([], 'r1')).toBeUndefined();
  });
});
