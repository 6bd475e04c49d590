import { DataSource, type QueryRunner } from 'typeorm';
import { runBatch } from './batch';

let source: DataSource;
let runner: QueryRunner;

beforeAll(async () => {
  source = await new DataSource({
    type: 'postgres',
    url: process.env['TEST_DATABASE_URL'] as string,
    poolSize: 2,
  }).initialize();
});
beforeEach(async () => {
  runner = source.createQueryRunner();
  await runBatch(runner, [{ text: 'CREATE TEMP TABLE noted (word text UNIQUE)' }]);
});
afterEach(async () => {
  await runner.query('DROP TABLE IF EXISTS noted');
  await runner.release();
});
afterAll(() => source.destroy());

const start = { text: 'START TRANSACTION' };
const commit = { text: 'COMMIT' };
const note = (word: string) => ({ text: 'INSERT INTO noted VALUES ($1) RETURNING word', values: [word] });
const noted = async () => (await runBatch(runner, [{ text: 'SELECT word FROM noted ORDER BY word' }]))[0];

describe('runBatch', () => {
  it('answers the rows of each statement as texts, also of those that have none', async () => {
    const words = [`it's "odd" \\ $1 \u{1f600}`, ''];
    const [started, first, second, read, ended] = await runBatch(runner, [
      ...[start, ...words.map(note)],
      ...[{ text: 'SELECT count(*), NULL, true FROM noted WHERE word <> $1', values: ['x'] }, commit],
    ]);
    expect([started, first, second, read, ended]).toEqual([[], [[words[0]]], [['']], [['2', null, 't']], []]);
    expect(await noted()).toEqual([[''], [words[0]]]);
  });

  it('commits nothing when a statement before the COMMIT fails, and names that statement', async () => {
    await runBatch(runner, [start, note('before')]);
    const failing = runBatch(runner, [note('twice'), note('twice'), commit]);
    await expect(failing).rejects.toMatchObject({
      name: 'QueryFailedError',
      query: note('twice').text,
      driverError: { code: '23505' },
    });
    await expect(noted()).rejects.toThrow('current transaction is aborted');
    await runBatch(runner, [{ text: 'ROLLBACK' }]);
    expect(await noted()).toEqual([]);
  });

  it('takes no COMMIT for one that ended a failed transaction, whoever passed over the failure', async () => {
    await runBatch(runner, [start, note('before')]);
    await runBatch(runner, [note('before')]).catch(() => undefined);
    const failing = runBatch(runner, [commit]);
    await expect(failing).rejects.toMatchObject({ name: 'QueryFailedError', query: 'COMMIT' });
    await expect(failing).rejects.toThrow('nothing was changed');
    expect(await noted()).toEqual([]);
    await runBatch(runner, [start, note('after'), { text: 'ROLLBACK' }]);
    await runBatch(runner, [commit]);
    expect(await noted()).toEqual([]);
  });

  it('sends nothing when a value is no text, and leaves the connection fit for use', async () => {
    const values = [Symbol('no text')] as unknown as string[];
    await expect(runBatch(runner, [start, { ...note('x'), values }, commit])).rejects.toThrow(TypeError);
    expect(await noted()).toEqual([]);
  });

  it('fails when the connection ends in the middle', async () => {
    const other = source.createQueryRunner();
    const [[pid]] = (await runBatch(runner, [{ text: 'SELECT pg_backend_pid()' }])) as [[[string]]];
    await other.query('SET ROLE none');
    const failing = runBatch(runner, [start, { text: 'SELECT pg_sleep(60)' }, commit]);
    const [, ended] = await Promise.allSettled([
      other.query('SELECT pg_terminate_backend($1)', [pid[0]]),
      failing,
    ]);
    await other.release();
    expect(ended).toMatchObject({ status: 'rejected', reason: { driverError: { code: '57P01' } } });
    runner = source.createQueryRunner();
  });
});
