// Every numbered rule of docs/spec has a test whose title carries its number, and no title names an unknown rule.

const ruleLine = /^\s*[-*] \*\*([A-Z]+-\d+)\*\*/gm;
/** The first argument, a text, of `it`, `test` or `describe`, or of what their `.each(…)` returns. */
const title = /(?:\b(?:it|test|describe)|\)|`)\s*\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1\s*,/g;

const isTest = (path) => /\.(spec\.tsx?|test\.mjs|e2e\.mjs|e2e\.ts)$/.test(path);

function rulesIn(documents) {
  const rules = new Map();
  const twice = [];
  for (const { path, text } of documents) {
    for (const [, rule] of text.matchAll(ruleLine)) {
      if (rules.has(rule)) twice.push(`${rule} stands in ${rules.get(rule)} and in ${path}`);
      rules.set(rule, path);
    }
  }
  return { rules, twice };
}

/**
 * @param {{ path: string, text: string }[]} files documents of docs/spec and tests; others are left out
 * @returns {{ problems: string[], rules: number }}
 */
export function checkSpecRules(files) {
  const documents = files.filter(({ path }) => /^docs\/spec\/.*\.md$/.test(path));
  const { rules, twice } = rulesIn(documents);
  // UTF-8 looks like a rule: only the letters that the documents use count.
  const families = new Set([...rules.keys()].map((rule) => rule.split('-')[0]));
  const tested = new Set();
  const unknown = [];
  for (const { path, text } of files.filter((file) => isTest(file.path))) {
    for (const [, , words] of text.matchAll(title)) {
      for (const rule of words.match(/\b[A-Z]+-\d+\b/g) ?? []) {
        if (rules.has(rule)) tested.add(rule);
        else if (families.has(rule.split('-')[0]))
          unknown.push(`${path}: a title names ${rule}, which is no rule`);
      }
    }
  }
  const untested = [...rules].filter(([rule]) => !tested.has(rule));
  return {
    problems: [
      ...twice,
      ...unknown,
      ...untested.map(([rule, path]) => `${path}: no test title carries ${rule}`),
    ],
    rules: rules.size,
  };
}
