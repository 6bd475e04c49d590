import { once } from 'node:events';
import { collectGarbage } from '../testing/collect-garbage';
import { TimeLimit } from './time-limit';

describe('TimeLimit', () => {
  const other = () => new AbortController();

  it('comes in time, although the garbage is collected meanwhile', async () => {
    const { signal } = new TimeLimit(20, other().signal);
    collectGarbage();
    await once(signal, 'abort');
    expect((signal.reason as Error).name).toBe('TimeoutError');
  });

  it('comes with the other, for its reason, also where that had come', () => {
    const [later, before] = [other(), other()];
    before.abort('stopping');
    const limits = [later, before].map(({ signal }) => new TimeLimit(60_000, signal));
    later.abort('stopping');
    expect(limits.map(({ signal }) => signal.reason as unknown)).toEqual(['stopping', 'stopping']);
    for (const limit of limits) limit.end();
  });

  it('comes no more when it has ended', () => {
    const stopping = other();
    const limit = new TimeLimit(60_000, stopping.signal);
    limit.end();
    stopping.abort();
    expect(limit.signal.aborted).toBe(false);
  });
});
