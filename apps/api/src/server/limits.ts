/** What one request may ask at most. Measured on the console: its largest document has 242 tokens and a depth of 8. */
export const limits = {
  /** Bytes of a GraphQL request. */
  bodyBytes: 256 * 1024,
  /** Tokens of a document, before it is parsed any further. */
  tokens: 2_000,
  /** Fields within fields, fragments spelt out. */
  depth: 10,
  aliases: 15,
  directives: 20,
  /** Fields of the operations themselves: each is a use case of its own, some of them long. */
  rootFields: 10,
  /** Fields with fields of their own. What validation costs grows with their square. */
  selections: 100,
  /** Objects the answer could hold, were every page full; the console's largest query stands for 105,101. */
  objects: 200_000,
  /** Seconds until the answer. */
  seconds: 10,
  /** Seconds for what reads whole files or the whole log; below the database's own limit of 120. */
  longSeconds: 110,
} as const;

/** Root fields that read whole files or the whole log. */
export const longRootFields: ReadonlySet<string> = new Set([
  'createMonitor',
  'deleteSensitiveAttributes',
  'logLabels',
  'logPredictions',
  'refreshGates',
  'registerDatasetVersion',
  'registerModelVersion',
  'runFairnessAudit',
  'runMonitor',
  'storeSensitiveAttributes',
  'verifyAuditLog',
]);
