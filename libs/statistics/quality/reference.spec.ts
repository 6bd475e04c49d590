import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkColumn } from './check-column';
import { learnColumn } from './learn-expectations';
import { type ObservedColumn } from './observed-column';

interface Case {
  readonly name: string;
  readonly inputs:
    | { readonly kind: 'numeric'; readonly reference: (number | null)[]; readonly current: (number | null)[] }
    | {
        readonly kind: 'categorical';
        readonly reference: (string | null)[];
        readonly current: (string | null)[];
      };
  readonly expected: Readonly<Record<string, number | null>>;
}

const table = JSON.parse(readFileSync(join(__dirname, '../reference-tables/quality.json'), 'utf8')) as {
  readonly cases: readonly Case[];
};

const names = { missing: 'missing_share', outside: 'out_of_range', unseen: 'unseen_categories' };

function observed(kind: Case['inputs']['kind'], values: readonly (number | string | null)[]): ObservedColumn {
  const missing = values.filter((value) => value === null).length;
  const basis = { column: 'a', rows: values.length, missing };
  if (kind === 'numeric')
    return { ...basis, kind, values: values.map((value) => (value === null ? NaN : Number(value))) };
  const counts = new Map<string, number>();
  for (const value of values)
    if (value !== null) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  return { ...basis, kind, counts };
}

describe(`missing, unseen and out-of-range shares equal NannyML's in ${table.cases.length} cases of two values`, () => {
  it.each(table.cases.map((one) => [one.name, one] as const))(
    '%s (Q-3, Q-4, Q-5)',
    (_, { inputs, expected }) => {
      const { kind, reference, current } = inputs;
      const learned = learnColumn(observed(kind, reference), current.length);
      const checks = checkColumn(observed(kind, current), { missing: 1, ...learned });
      const missing = current.filter((value) => value === null).length / current.length;
      const hasMissing = (reference as unknown[]).includes(null);
      for (const [check, share] of Object.entries(expected)) {
        const found = checks.find((one) => one.check === names[check as keyof typeof names]);
        // NannyML takes a missing value for unseen where the reference has none; we leave it to the missing share.
        const counted = check === 'unseen' && !hasMissing ? share! - missing : share!;
        expect(found?.value).toBeCloseTo(counted, 12);
      }
    },
  );
});
