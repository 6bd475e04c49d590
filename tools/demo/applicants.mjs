const round = (value, digits) => Number(value.toFixed(digits));
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
const logistic = (logit) => 1 / (1 + Math.exp(-logit));

/** What remains of a gross income on average: the form's "income" changes from gross to net by this factor. */
export const netShare = 0.66;

/**
 * Draws one loan applicant. Whether the first instalment is missed depends on debt, loan size against income, past
 * late payments and home ownership, never on sex or age: a model that treats those groups alike is possible.
 *
 * @param {ReturnType<import('./random.mjs').seededRandom>} random
 * @returns the person: gross income in euros a year, all features, groups, and `misses` (the outcome, true or false)
 */
export function drawApplicant(random) {
  const sex = random.pick({ female: 0.48, male: 0.52 });
  const age = Math.round(clamp(42 + 13 * random.normal(), 18, 79));
  const grossIncome = Math.exp(10.62 + 0.42 * random.normal());
  const loanAmount =
    100 * Math.round(clamp(grossIncome * Math.exp(-1.15 + 0.55 * random.normal()), 1000, 90_000) / 100);
  const debtRatio = clamp(0.31 + 0.13 * random.normal(), 0, 0.95);
  const latePayments = Math.floor(-Math.log(1 - random.uniform()) * 1.15);
  const homeOwnership = random.pick({ rent: 0.44, mortgage: 0.38, own: 0.18 });
  const logit =
    -3.05 +
    7.4 * (debtRatio - 0.31) +
    1.25 * (latePayments - 0.7) +
    1.3 * (Math.log(loanAmount / grossIncome) + 1.15) +
    { rent: 0.35, mortgage: -0.15, own: -0.6 }[homeOwnership];
  return {
    sex,
    ageBand: age < 30 ? '18-29' : age < 50 ? '30-49' : '50+',
    age,
    grossIncome,
    loanAmount,
    debtRatio: round(debtRatio, 3),
    latePayments,
    employmentYears: employmentYears(random, age, sex),
    region: random.pick({ north: 0.27, south: 0.31, east: 0.18, west: 0.24 }),
    homeOwnership,
    channel: random.pick({ branch: 0.3, web: 0.52, partner: 0.18 }),
    misses: random.uniform() < logistic(logit),
  };
}

/** Years in the present job, one decimal; women's are shortened by career breaks, the young have had little time. */
function employmentYears(random, age, sex) {
  const possible = Math.max(0.3, age - 19);
  const stayed = possible * clamp(0.36 + 0.2 * random.normal(), 0.02, 1);
  const years = sex === 'female' ? stayed * 0.3 : stayed;
  return random.uniform() < 0.015 ? null : round(years, 1);
}

/** The features a model is given, income as the form asks for it at the time. */
export function featuresOf(person, incomeKind) {
  const income = person.grossIncome * (incomeKind === 'net' ? netShare : 1);
  return {
    income: Math.round(income),
    age: person.age,
    debt_ratio: person.debtRatio,
    late_payments: person.latePayments,
    employment_years: person.employmentYears,
    loan_amount: person.loanAmount,
    region: person.region,
    home_ownership: person.homeOwnership,
    channel: person.channel,
  };
}

export const featureNames = [
  'income',
  'age',
  'debt_ratio',
  'late_payments',
  'employment_years',
  'loan_amount',
  'region',
  'home_ownership',
  'channel',
];
