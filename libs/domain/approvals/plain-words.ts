import type { GateRule } from './gates/gate-rules';

/** What numbers are called in words, by their names in policies and evidence. */
const numbers: Readonly<Record<string, string>> = {
  ks: 'the largest gap between the values of now and of before',
  wasserstein: 'the way that the values moved',
  wasserstein_normed: 'the way that the values moved, against their spread',
  psi: 'the shift of the values',
  js_distance: 'the distance between the values of now and of before',
  kl_divergence: 'the divergence of the values of now from those of before',
  hellinger: 'the distance between the values of now and of before',
  tvd: 'the share of the values that moved',
  accuracy: 'the share of right answers',
  precision: 'the share of right answers among those it picks',
  recall: 'the share that it picks of those it should',
  tpr: 'the share that it picks of those it should',
  specificity: 'the share that it leaves of those it should leave',
  tnr: 'the share that it leaves of those it should leave',
  fpr: 'the share that it picks of those it should leave',
  fnr: 'the share that it leaves of those it should pick',
  f1: 'the balance of picking the right ones and missing none',
  balanced_accuracy: 'the share of right answers, both outcomes counted alike',
  mcc: 'the agreement of answers and outcomes',
  roc_auc: 'the share of pairs of cases that it ranks rightly',
  average_precision: 'the purity of the top of its ranking',
  log_loss: 'the error of its probabilities, bold ones counted most',
  brier: 'the error of its probabilities',
  ece: 'the distance of its probabilities from what happens',
  mae: 'the mean size of the error',
  mse: 'the mean squared error',
  rmse: 'the typical error, large ones counted more',
  mape: 'the mean error as a share of what is true',
  max_error: 'the largest error',
  mean_error: 'the mean error with its sign',
  median_absolute_error: 'the size of the error in the middle',
  msle: 'the mean squared error of the logarithms',
  rmsle: 'the typical error of the logarithms',
  r2: 'the share of the differences that it explains',
};

/** What criteria compare between groups, in words. */
const compared: Readonly<Record<string, string>> = {
  'demographic parity': 'how often the answer is favourable',
  'equal opportunity': 'how often those are answered favourably who should be',
  'equalized odds': 'how often it errs',
};

/** What the measures between groups are called in words. */
const gaps: readonly (readonly [string, string])[] = [
  ['impact ratio', 'the ratio of how often the answer is favourable'],
  ...Object.entries(compared).flatMap(([name, words]) => [
    [`${name} difference`, `the gap in ${words}`] as const,
    [`${name} ratio`, `the ratio of ${words}`] as const,
  ]),
];

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** A name by itself, and not as a part of another. */
const alone = (name: string): RegExp =>
  new RegExp(String.raw`(?<![\w.-])${escaped(name)}(?![\w-]|\.\w)`, 'g');

/** In place of a name: the words, at the first time with the name in brackets. */
function told(text: string, name: string, words: string): string {
  let times = 0;
  return text.replaceAll(alone(name), () => ((times += 1) === 1 ? `${words} (${name})` : words));
}

const codeOf = (rule: GateRule): string | null => {
  if (rule.kind === 'drift') return rule.method;
  return rule.kind === 'performance' || rule.kind === 'measurement' ? rule.metric : null;
};

/** `group.age_band` is the age band of a person; which file it came from is for those who made the file. */
function withAttributes(text: string): string {
  const names = new Set(text.match(/(?<![\w.-])group\.\w+/g) ?? []);
  return [...names].reduce(
    (before, name) => told(before, name, name.slice('group.'.length).replaceAll('_', ' ')),
    text,
  );
}

const withGaps = (text: string): string =>
  gaps.reduce((before, [name, words]) => told(before, name, words), text);

/** What a gate found in words, with each name of a number or an attribute in brackets where it is told first. */
export function inPlainWords(rule: GateRule, reason: string): string {
  const code = codeOf(rule);
  const words = code === null ? undefined : numbers[code];
  const named = code !== null && words !== undefined ? told(reason, code, words) : reason;
  const text = rule.kind === 'fairness' ? withGaps(withAttributes(named)) : named;
  return text === reason ? reason : text.charAt(0).toUpperCase() + text.slice(1);
}
