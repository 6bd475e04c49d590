import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readNumbers, readText } from './read-column';
import { readColumns } from './read-columns';
import { readSchema } from './read-schema';

const data = join(__dirname, '../../../../shared/data');
const hasData = existsSync(data);
if (!hasData)
  process.stderr.write('real-files.spec: skipped, ../shared/data is absent beside the repository.\n');

(hasData ? describe : describe.skip)('real files', () => {
  it('reads the California housing analysis file whole', async () => {
    const path = join(data, 'california_housing_analysis.csv');
    const names = new Set<string>();
    let rows = 0;
    for await (const batch of readColumns(path, 'csv')) {
      rows += batch.length;
      for (const name of batch.columns.keys()) names.add(name);
    }
    expect([rows, names.size]).toEqual([8232, 12]);
  });

  it('types the California housing reference file', async () => {
    const { rowCount, columns } = await readSchema(join(data, 'california_housing_reference.csv'), 'csv');
    expect(rowCount).toBe(5832);
    expect(columns.filter((column) => column.kind !== 'numeric')).toEqual([
      { name: 'timestamp', kind: 'timestamp', storageType: 'TIMESTAMP' },
    ]);
    expect(columns.map((column) => column.name)).toContain('clf_target');
  });

  it('reads COMPAS: numbers, and categories with their commas and quotes', async () => {
    const path = join(data, 'compas.csv');
    const labels = await readNumbers(path, 'csv', 'label_value');
    expect(labels.values).toHaveLength(7214);
    expect(new Set(await readText(path, 'csv', 'sex'))).toEqual(new Set(['Female', 'Male']));
  });

  it('reads adult.parquet', async () => {
    const path = join(data, 'adult.parquet');
    const { rowCount, columns } = await readSchema(path, 'parquet');
    expect([rowCount, columns.length]).toEqual([48842, 15]);
    expect((await readNumbers(path, 'parquet', 'age')).values).toHaveLength(48842);
    expect(new Set(await readText(path, 'parquet', 'sex'))).toEqual(new Set(['Female', 'Male']));
  });
});
