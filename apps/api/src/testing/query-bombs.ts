/** A document that asks too much, with the limit it runs into; `any` where the first of several may speak. */
export interface QueryBomb {
  name: string;
  query: string;
  variables?: Record<string, unknown>;
}

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

/** `open` and `close` around `inner`, over and over. */
const nest = (count: number, [open, close]: readonly [string, string], inner: string): string =>
  `${open.repeat(count)}${inner}${close.repeat(count)}`;

const model = 'model(id: "x")';
const circle = ['versions { nodes { model { ', ' } } }'] as const;

type Family = (size: number) => string;

/** Shapes of attack, each made in several sizes. The sizes start just above the limit that stops them. */
const families: Record<string, { sizes: readonly number[]; make: Family }> = {
  'a circle of pages': {
    sizes: [4, 5, 6, 7, 8, 12, 20, 30, 60, 90, 120],
    make: (n) => `{ ${model} { ${nest(n, circle, 'id')} } }`,
  },
  'a circle through fragments': {
    sizes: [4, 5, 6, 8, 12, 24, 40],
    make: (n) =>
      `{ ${model} { ...f0 } } ${times(n, (i) => `fragment f${i} on Model { versions { nodes { model { ${i + 1 < n ? `...f${i + 1}` : 'id'} } } } }`)}`,
  },
  'a circle through inline fragments': {
    sizes: [4, 10, 40],
    make: (n) =>
      `{ ${model} { ${nest(n, ['... on Model { versions { nodes { model { ', ' } } } }'], 'id')} } }`,
  },
  'a fragment that takes the name of introspection (GHSA-733v)': {
    sizes: [4, 8],
    make: (n) => `{ ...__schema } fragment __schema on Query { ${model} { ${nest(n, circle, 'id')} } }`,
  },
  'an operation that takes the name of introspection': {
    sizes: [4, 8],
    make: (n) => `query __schema { ${model} { ${nest(n, circle, 'id')} } }`,
  },
  'a deep fragment used first where it is shallow (GHSA-224p)': {
    sizes: [4, 8],
    make: (n) =>
      `{ a: ${model} { ...deep } ${model} { ${nest(2, circle, '...deep')} } } fragment deep on Model { ${nest(n - 1, circle, 'id')} }`,
  },
  'a fragment on the operation, deep below': {
    sizes: [11, 30],
    make: (n) => `{ ${nest(n, ['... { ', ' }'], `${model} { ${nest(4, circle, 'id')} }`)} }`,
  },
  'nested lists without pages': {
    sizes: [4, 6, 10, 20, 40],
    make: (n) => `{ ${model} { ${nest(n, ['aliases { version { model { ', ' } } }'], 'id')} } }`,
  },
  'one field under many names': {
    sizes: [16, 17, 20, 50, 100, 150, 200, 280],
    make: (n) => `{ ${times(n, (i) => `a${i}: auditLogHead { size }`)} }`,
  },
  'one leaf under many names': {
    sizes: [16, 30, 100, 200, 400],
    make: (n) => `{ ${model} { ${times(n, (i) => `a${i}: id`)} } }`,
  },
  'the type name under many names': {
    sizes: [16, 600],
    make: (n) => `{ ${times(n, (i) => `a${i}: __typename`)} }`,
  },
  'names hidden in fragments': {
    sizes: [4, 20],
    make: (n) =>
      `{ ${times(n, (i) => `...f${i}`)} } ${times(n, (i) => `fragment f${i} on Query { ${times(5, (j) => `a${i}x${j}: auditLogHead { size }`)} }`)}`,
  },
  'names hidden in inline fragments': {
    sizes: [4, 20],
    make: (n) => `{ ${times(n, (i) => `... { ${times(5, (j) => `a${i}x${j}: __typename`)} }`)} }`,
  },
  'many root fields': {
    sizes: [11, 12, 40, 100, 250, 400],
    make: (n) => `{ ${times(n, () => 'auditLogHead { size }')} }`,
  },
  'many root fields in fragments': {
    sizes: [11, 30, 60],
    make: (n) =>
      `{ ${times(n, (i) => `...f${i}`)} } ${times(n, (i) => `fragment f${i} on Query { auditLogHead { size } }`)}`,
  },
  'many guesses at a sign-in': {
    sizes: [11, 16, 100],
    make: (n) =>
      `mutation { ${times(n, (i) => `a${i}: signIn(input: { persona: "p${i}" }) { __typename }`)} }`,
  },
  'many mutations': {
    sizes: [11, 30, 60],
    make: (n) =>
      `mutation { ${times(n, (i) => `a${i}: registerModel(input: { name: "m${i}", purpose: "p" }) { __typename }`)} }`,
  },
  'many directives on a field': {
    sizes: [21, 40, 60, 240],
    make: (n) => `{ auditLogHead ${times(n, () => '@include(if: true)')} { size } }`,
  },
  'many unknown directives': {
    sizes: [21, 240, 900],
    make: (n) => `{ auditLogHead ${times(n, (i) => `@a${i}`)} { size } }`,
  },
  'directives on fragments': {
    sizes: [21, 80, 150],
    make: (n) => `{ ${times(n, () => '... @include(if: true) { __typename }')} }`,
  },
  'one field, many times over': {
    sizes: [101, 200, 300, 480],
    make: (n) => `{ ${model} { ${times(n, () => 'latestVersion { id }')} } }`,
  },
  'many selections below one another and beside': {
    sizes: [34, 60, 80],
    make: (n) => `{ ${model} { ${times(n, () => 'versions { nodes { model { id } } }')} } }`,
  },
  'a document too long': {
    sizes: [2_001, 2_500, 5_000, 10_000, 30_000],
    make: (n) => `{ ${times(n, () => 'id')} }`,
  },
  'brackets too deep': {
    sizes: [700, 1_001, 10_000, 60_000],
    make: (n) => `${'{ a '.repeat(n)}${'}'.repeat(n)}`,
  },
  'a list argument too deep': {
    sizes: [1_001, 2_500, 10_000],
    make: (n) => `{ models(first: ${'['.repeat(n)}${']'.repeat(n)}) { nodes { id } } }`,
  },
  'an object argument too deep': {
    sizes: [700, 1_500, 5_000],
    make: (n) => `{ models(first: ${'{ a: '.repeat(n)}1${'}'.repeat(n)}) { nodes { id } } }`,
  },
  'many operations': {
    sizes: [11, 50, 100, 200, 330],
    make: (n) => times(n, (i) => `query q${i} { auditLogHead { size } }`),
  },
  'many variables': {
    sizes: [500, 1_000, 3_000],
    make: (n) => `query (${times(n, (i) => `$v${i}: Int`)}) { auditLogHead { size } }`,
  },
  'fragments in a circle': {
    sizes: [1, 2, 3, 10, 100, 150],
    make: (n) => `{ ...f0 } ${times(n, (i) => `fragment f${i} on Query { ...f${(i + 1) % n} }`)}`,
  },
  'fragments in every circle': {
    sizes: [5, 10, 20],
    make: (n) => `{ ...f0 } ${times(n, (i) => `fragment f${i} on Query { ${times(n, (j) => `...f${j}`)} }`)}`,
  },
  'fragments that double': {
    sizes: [14, 20, 30, 60, 100, 140, 180],
    make: (n) =>
      `{ ${model} { ...f0 } } ${times(n, (i) => `fragment f${i} on Model { ...f${i + 1} ...f${i + 1} }`)} fragment f${n} on Model { id }`,
  },
  'fragments that double and open': {
    sizes: [5, 8, 12, 24, 40],
    make: (n) =>
      `{ ${model} { ...f0 } } ${times(n, (i) => `fragment f${i} on Model { latestVersion { model { ...f${i + 1} ...f${i + 1} } } }`)} fragment f${n} on Model { id }`,
  },
  'large pages': {
    sizes: [200, 300, 500],
    make: (n) => `{ models(first: ${n}) { nodes { versions(first: 500) { nodes { id model { id } } } } } }`,
  },
  'three levels of pages': {
    sizes: [60, 80, 100, 250, 500],
    make: (n) =>
      `{ models(first: ${n}) { nodes { versions(first: ${n}) { nodes { monitors(first: ${n}) { nodes { id } } } } } } }`,
  },
  'a page of two thousand million': {
    sizes: [2_147_483_647],
    make: (n) => `{ models(first: ${n}) { nodes { id } } }`,
  },
  'the schema, in a circle': {
    sizes: [3, 10, 50],
    make: (n) => `{ __schema { types { ${nest(n, ['fields { type { ', ' } }'], 'name')} } } }`,
  },
  'a type, in a circle': {
    sizes: [6, 20],
    make: (n) => `{ __type(name: "Model") { ${nest(n, ['fields { type { ', ' } }'], 'name')} } }`,
  },
  'unknown fields': {
    sizes: [101, 250, 500],
    make: (n) => `{ ${times(n, (i) => `auditLogHaed${i} { size }`)} }`,
  },
};

const written: readonly QueryBomb[] = [
  ...[
    ['first', 500],
    ['n', 400],
  ].map(([name, value]) => ({
    name: `pages from the variable ${String(name)}`,
    query: `query ($${String(name)}: Int!) { models(first: $${String(name)}) { nodes { versions(first: $${String(name)}) { nodes { model { id } } } } } }`,
    variables: { [String(name)]: value },
  })),
  {
    name: 'pages from a default',
    query:
      'query ($n: Int! = 500) { models(first: $n) { nodes { versions(first: $n) { nodes { model { id } } } } } }',
  },
  {
    name: 'a page without a size beside a large one',
    query:
      'query ($n: Int = 5) { a: models(first: $n) { nodes { id } } models(first: 500) { nodes { versions(first: 500) { nodes { id } } } } }',
    variables: { n: null },
  },
];

/** The corpus: every family in every size, and what has to be written out. */
export const queryBombs: readonly QueryBomb[] = [
  ...Object.entries(families).flatMap(([name, { sizes, make }]) =>
    sizes.map((size) => ({ name: `${name}, ${size}`, query: make(size) })),
  ),
  ...written,
];
