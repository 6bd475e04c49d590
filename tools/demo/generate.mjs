import { createHash } from 'node:crypto';
import { drawApplicant, featureNames, featuresOf } from './applicants.mjs';
import { csvBytes } from './csv.mjs';
import { officerDecision } from './officers.mjs';
import { seededRandom } from './random.mjs';
import { decide } from './scorers.mjs';

const day = 86_400_000;

/** The facts planted in the demo data; days are UTC dates, windows half-open. */
export const planted = {
  modelName: 'credit-default',
  trafficStart: '2026-08-01',
  trafficEnd: '2026-10-30',
  trafficDays: 90,
  /** The application form asks for net income from this day on. */
  driftDay: '2026-09-15',
  /** Version 2 scores the same applications in shadow from this day on. */
  shadowStart: '2026-09-15',
  labelLagDays: 14,
  baselineRows: 6_000,
  defaultSeed: 20_260_801,
};

const rowColumns = [
  'id',
  'at',
  ...featureNames,
  'prediction',
  'score',
  'label',
  'group.sex',
  'group.age_band',
];
const withoutLabel = rowColumns.filter((column) => column !== 'label');

/**
 * Makes the demo's files: a credit-scoring model with two versions, their baselines, 90 days of applications with
 * a change of income on a known day, outcomes that arrive 14 days late, and the labelled populations to audit, with what
 * loan officers decided.
 *
 * @param {{ seed?: number }} options the same seed gives the same bytes on every machine
 * @returns datasets (training sets and audit populations), predictions (per version), labels, versions and audits
 */
export function generateDemo({ seed = planted.defaultSeed } = {}) {
  const baselines = [
    baselineRows(seededRandom(seed + 1), { version: 1, incomeKind: 'gross', from: '2026-02-01', days: 89 }),
    baselineRows(seededRandom(seed + 2), { version: 2, incomeKind: 'net', from: '2026-06-01', days: 61 }),
  ];
  const applications = drawApplications(seededRandom(seed + 3));
  const shadowFrom = Date.parse(planted.shadowStart);
  const traffic = [
    applications.map((application) => scoredRow(1, application)),
    applications.filter(({ at }) => at >= shadowFrom).map((application) => scoredRow(2, application)),
  ];
  const isLabelled = (row) =>
    Date.parse(row.at) + planted.labelLagDays * day < Date.parse(planted.trafficEnd);
  const audited = traffic.map((rows) => rows.filter(isLabelled));
  return {
    datasets: [
      ...baselines.map(trainingDataset),
      ...audited.map((rows, at) => auditDataset(withOfficers(seededRandom(seed + 4 + at), rows), at)),
    ],
    predictions: traffic.map((rows, at) => ({
      version: at + 1,
      fileName: `credit-default-v${at + 1}-predictions.csv`,
      rows: rows.length,
      bytes: csvBytes(withoutLabel, rows),
    })),
    labels: labelFile(audited[0]),
    versions: baselines.map(versionFacts),
    audits: audited.map((rows, at) => ({
      version: at + 1,
      datasetKey: `audit-${at + 1}`,
      rows: rows.length,
    })),
  };
}

/** Labelled rows of a training set, spread evenly over its days. */
function baselineRows(random, { version, incomeKind, from, days }) {
  const start = Date.parse(from);
  return Array.from({ length: planted.baselineRows }, (_, at) => {
    const time = start + Math.floor(((at + random.uniform()) / planted.baselineRows) * days * 86_400) * 1000;
    const person = drawApplicant(random);
    return scoredRow(version, { id: `train${version}-${pad(at + 1)}`, at: time, person, incomeKind });
  });
}

/** Ninety days of applications, about 250 a day and fewer at weekends, in order of time. */
function drawApplications(random) {
  const start = Date.parse(planted.trafficStart);
  const driftFrom = Date.parse(planted.driftDay);
  const applications = [];
  for (let index = 0; index < planted.trafficDays; index += 1) {
    const midnight = start + index * day;
    const isWeekend = [0, 6].includes(new Date(midnight).getUTCDay());
    const count = Math.round((isWeekend ? 215 : 264) + 8 * random.normal());
    const times = Array.from({ length: count }, () => Math.floor(random.uniform() * 86_400) * 1000).sort(
      (a, b) => a - b,
    );
    for (const time of times) {
      const at = midnight + time;
      applications.push({
        id: `app-${pad(applications.length + 1)}`,
        at,
        person: drawApplicant(random),
        incomeKind: at < driftFrom ? 'gross' : 'net',
      });
    }
  }
  return applications;
}

/** One application as a version scored it, its later outcome beside it. */
function scoredRow(version, { id, at, person, incomeKind }) {
  const features = featuresOf(person, incomeKind);
  return {
    id,
    at: isoTime(at),
    ...features,
    ...decide(version, features),
    label: person.misses ? 1 : 0,
    'group.sex': person.sex,
    'group.age_band': person.ageBand,
  };
}

function withOfficers(random, rows) {
  return rows.map((row) => ({ ...row, decision: officerDecision(random, row) }));
}

function trainingDataset(rows, at) {
  return {
    key: `training-${at + 1}`,
    name: 'credit-default-training',
    description: 'Loan applications with their outcome: whether the first instalment was missed.',
    fileName: `credit-default-training-${at + 1}.csv`,
    bytes: csvBytes(rowColumns, rows),
  };
}

function auditDataset(rows, at) {
  return {
    key: `audit-${at + 1}`,
    name: `credit-default-decisions-v${at + 1}`,
    description: `Applications scored by version ${at + 1} whose outcome is known, with what loan officers decided, for fairness audits.`,
    fileName: `credit-default-decisions-v${at + 1}.csv`,
    bytes: csvBytes([...rowColumns, 'decision'], rows),
  };
}

/** One outcome per application, known 14 days after it; those of the last 14 days are still to come. */
function labelFile(rows) {
  const labels = rows.map(({ id, at, label }) => ({
    id,
    label,
    at: isoTime(Date.parse(at) + planted.labelLagDays * day),
  }));
  return {
    fileName: 'credit-default-labels.csv',
    rows: labels.length,
    bytes: csvBytes(['id', 'label', 'at'], labels),
  };
}

const descriptions = {
  1: 'First scorecard: gross income, time in the present job, debt and past payments.',
  2: 'Retrained on net income after the change of the application form; time in the present job left out.',
};

function versionFacts(rows, at) {
  const number = at + 1;
  return {
    number,
    description: descriptions[number],
    artifactDigest: createHash('sha256').update(`credit-default scorecard ${number}`).digest('hex'),
    trainingKey: `training-${number}`,
    metrics: [{ name: 'roc_auc', value: Number(rocAuc(rows).toFixed(4)), n: rows.length }],
  };
}

/** Share of (missed, paid) pairs in which the missed one scored higher, ties counting half. */
export function rocAuc(rows) {
  const sorted = [...rows].sort((a, b) => a.score - b.score);
  let below = 0;
  let wins = 0;
  let positives = 0;
  for (let at = 0; at < sorted.length;) {
    let end = at;
    let missed = 0;
    while (end < sorted.length && Number(sorted[end].score) === Number(sorted[at].score)) {
      missed += Number(sorted[end].label);
      end += 1;
    }
    const paid = end - at - missed;
    wins += missed * (below + paid / 2);
    below += paid;
    positives += missed;
    at = end;
  }
  return wins / (positives * below);
}

const pad = (number) => String(number).padStart(6, '0');
const isoTime = (milliseconds) => new Date(milliseconds).toISOString().replace('.000Z', 'Z');
