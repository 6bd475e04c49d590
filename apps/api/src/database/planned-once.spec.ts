import { DataSource, type QueryRunner } from 'typeorm';
import { askPlannedOnce } from './planned-once';

let source: DataSource;
let runner: QueryRunner;

beforeAll(async () => {
  const url = process.env['TEST_DATABASE_URL'] as string;
  source = await new DataSource({ type: 'postgres', url, poolSize: 1 }).initialize();
  runner = source.createQueryRunner();
});
afterAll(async () => {
  await runner.release();
  await source.destroy();
});

const numbers = (wanted: unknown) => ({
  name: 'numbers',
  text: 'SELECT n, n * 2 AS double FROM generate_series(1, 9) n WHERE n = ANY ($1::int[]) ORDER BY n',
  values: [wanted],
});

describe('askPlannedOnce', () => {
  it('answers rows, each time to its values, and has prepared the statement once', async () => {
    expect(await askPlannedOnce(runner.manager, numbers([2, 3]))).toEqual([
      { n: 2, double: 4 },
      { n: 3, double: 6 },
    ]);
    expect(await askPlannedOnce(runner.manager, numbers([]))).toEqual([]);
    const kept: { name: string; times: string }[] = await runner.query(
      'SELECT name, generic_plans + custom_plans AS times FROM pg_prepared_statements',
    );
    expect(kept).toEqual([{ name: 'numbers', times: '2' }]);
  });

  it('fails as other queries do, and is heard by who listens to them', async () => {
    const heard: string[] = [];
    source.logger.logQuery = (sql) => heard.push(sql);
    const failing = askPlannedOnce(runner.manager, numbers(['three']));
    await expect(failing).rejects.toMatchObject({
      ...{ name: 'QueryFailedError', driverError: { code: '22P02' } },
    });
    expect(heard).toEqual([numbers([]).text]);
  });
});
