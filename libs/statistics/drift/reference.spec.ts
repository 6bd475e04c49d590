import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { driftMethods } from './drift-methods';
import { type DriftMethod, type DriftResult } from './drift-result';
import { jensenShannonDistance } from './jensen-shannon-distance';
import { kolmogorovSmirnov } from './kolmogorov-smirnov';
import { kullbackLeiblerDivergence } from './kullback-leibler-divergence';
import { lInfinityRobust } from './l-infinity-robust';
import { mannWhitney } from './mann-whitney';
import { populationStabilityIndex } from './population-stability-index';
import { type Sample } from './sorted-sample';
import { tTest } from './t-test';

type Rule =
  | { readonly values: readonly number[] }
  | { readonly counts: readonly number[] }
  | { readonly first: number; readonly n: number }
  | { readonly seed: number; readonly n: number; readonly shift: number; readonly scale: number }
  | { readonly seed: number; readonly n: number; readonly shift: number; readonly levels: number };

interface Case {
  readonly name: string;
  readonly inputs: {
    readonly method: DriftMethod;
    readonly reference: Rule | readonly number[];
    readonly current: Rule | readonly number[];
    readonly settings: Readonly<Record<string, never>>;
  };
  readonly expected: { readonly value: number | null; readonly pValue: number | null };
  readonly source: string;
}

const table = JSON.parse(readFileSync(join(__dirname, '../reference-tables/drift.json'), 'utf8')) as {
  readonly cases: readonly Case[];
};

type Measure = (reference: never, current: never, settings: never) => DriftResult;

/** The methods with settings; all others have none. */
const withSettings: Partial<Record<DriftMethod, Measure>> = {
  ks: kolmogorovSmirnov,
  t_test: tTest,
  mann_whitney: mannWhitney,
  l_infinity_robust: lInfinityRobust,
  psi: populationStabilityIndex,
  kl_divergence: kullbackLeiblerDivergence,
  js_distance: (reference: readonly number[], current: readonly number[], { base }: { base: 2 | 'e' }) =>
    jensenShannonDistance(reference, current, base),
};

/** The values that the rule in tools/reference/drift.py describes. */
function valuesOf(rule: Rule): Float64Array {
  if ('values' in rule) return Float64Array.from(rule.values);
  if ('counts' in rule) {
    return Float64Array.from(rule.counts.flatMap((count, index) => new Array<number>(count).fill(index + 1)));
  }
  if ('first' in rule) return Float64Array.from({ length: rule.n }, (_, index) => rule.first + index);
  let state = rule.seed;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return Float64Array.from({ length: rule.n }, () =>
    'levels' in rule
      ? Math.floor(next() * rule.levels) + rule.shift
      : (next() + next() + next()) * rule.scale + rule.shift,
  );
}

function measure({ method, reference, current, settings }: Case['inputs']): DriftResult {
  const side = (rule: Rule | readonly number[]): Sample | readonly number[] =>
    rule instanceof Array ? rule : valuesOf(rule);
  const run = withSettings[method] ?? (driftMethods[method].measure as Measure);
  return run(side(reference) as never, side(current) as never, settings as never);
}

/**
 * Where the peer itself is not exact: SciPy's limit law of Cramér–von Mises stops at terms of 1e-7. Ours is held to more
 * digits in its own spec.
 */
function tolerance({ inputs, expected }: Case): { relative: number; absolute: number } {
  if (inputs.method === 'cramer_von_mises') return { relative: 1e-9, absolute: 1e-7 };
  return { relative: 1e-9, absolute: expected.value === 0 ? 1e-12 : 0 };
}

describe(`${table.cases.length} answers of SciPy, Evidently and exact counting`, () => {
  it.each(table.cases.map((each) => [each.name, each] as const))('%s', (_, each) => {
    const result = measure(each.inputs);
    const { value, pValue } = each.expected;
    if (value === null) {
      expect(result).toMatchObject({ status: 'not_computable', value: null, pValue: null });
      return;
    }
    const { relative, absolute } = tolerance(each);
    expect(result.status).toBe('ok');
    const valueError = Math.abs(result.value! - value);
    expect(valueError).toBeLessThanOrEqual(1e-9 * Math.abs(value) + (value === 0 ? 1e-12 : 0));
    const pError = pValue === null ? 0 : Math.abs(result.pValue! - pValue);
    expect(pError).toBeLessThanOrEqual(relative * (pValue ?? 0) + absolute);
  });
});
