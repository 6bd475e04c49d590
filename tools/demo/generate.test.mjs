import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { csvRows } from './csv.mjs';
import { generateDemo, planted, rocAuc } from './generate.mjs';

const demo = generateDemo();
const dataset = (key) => csvRows(demo.datasets.find((candidate) => candidate.key === key).bytes);
const traffic = demo.predictions.map((file) => csvRows(file.bytes));
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

function digestOf({ datasets, predictions, labels }) {
  const hash = createHash('sha256');
  for (const { fileName, bytes } of [...datasets, ...predictions, labels])
    hash.update(fileName).update(bytes);
  return hash.digest('hex');
}

test('the same seed gives the same bytes, another seed others', () => {
  const digest = digestOf(demo);
  assert.equal(digest, '37705da5c6b30c9e08687168a93367cd9dd762a6bb577037894a1815a70be285');
  assert.equal(digestOf(generateDemo({ seed: planted.defaultSeed })), digest);
  assert.notEqual(digestOf(generateDemo({ seed: 7 })), digest);
});

test('traffic covers 90 days of about 250 applications, ids unique, times in order', () => {
  const [all, shadow] = traffic;
  assert.equal(new Set(all.map((row) => row.at.slice(0, 10))).size, 90);
  assert.equal(all[0].at.slice(0, 10), planted.trafficStart);
  assert.equal(all.at(-1).at.slice(0, 10), '2026-10-29');
  assert.ok(Math.abs(all.length / 90 - 250) < 10, `${all.length / 90} a day`);
  assert.equal(new Set(all.map((row) => row.id)).size, all.length);
  assert.ok(all.every((row, at) => at === 0 || row.at >= all[at - 1].at));
  const ids = new Set(all.map((row) => row.id));
  assert.ok(shadow.every((row) => ids.has(row.id) && row.at >= planted.shadowStart));
});

test('income falls by a third on the drift day and on no other', () => {
  const days = byDay(traffic[0]);
  const means = [...days].map(([date, rows]) => [
    date,
    mean(rows.map((row) => Math.log(Number(row.income)))),
  ]);
  const before = mean(means.filter(([date]) => date < planted.driftDay).map(([, value]) => value));
  for (const [date, value] of means) {
    const expected = date < planted.driftDay ? before : before + Math.log(0.66);
    assert.ok(Math.abs(value - expected) < 0.13, `${date}: ${value} against ${expected}`);
  }
});

function byDay(rows) {
  const days = new Map();
  for (const row of rows) {
    const date = row.at.slice(0, 10);
    if (!days.has(date)) days.set(date, []);
    days.get(date).push(row);
  }
  return days;
}

test('income drifts away from the baseline of version 1, not from that of version 2', () => {
  const psi = (version, month) =>
    stability(
      dataset(`training-${version}`).map((row) => Number(row.income)),
      traffic[version - 1].filter((row) => row.at.startsWith(month)).map((row) => Number(row.income)),
    );
  assert.ok(psi(1, '2026-08') < 0.02);
  assert.ok(psi(1, '2026-09') > 0.25);
  assert.ok(psi(1, '2026-10') > 0.25);
  assert.ok(psi(2, '2026-09') < 0.02);
  assert.ok(psi(2, '2026-10') < 0.02);
});

/** Population stability index on the reference's deciles. */
function stability(reference, current) {
  const sorted = [...reference].sort((a, b) => a - b);
  const edges = Array.from({ length: 9 }, (_, at) => sorted[Math.floor((sorted.length * (at + 1)) / 10)]);
  const shares = (values) => {
    const counts = new Array(10).fill(0.5);
    for (const value of values) counts[edges.filter((edge) => value >= edge).length] += 1;
    return counts.map((count) => count / (values.length + 5));
  };
  const [before, after] = [shares(reference), shares(current)];
  return before.reduce((sum, share, at) => sum + (share - after[at]) * Math.log(share / after[at]), 0);
}

test('labels arrive 14 days later, so the last 14 days have none', () => {
  const labels = new Map(csvRows(demo.labels.bytes).map((row) => [row.id, row]));
  for (const row of traffic[0]) {
    const label = labels.get(row.id);
    assert.equal(label !== undefined, row.at < '2026-10-16', row.at);
    if (label) assert.equal(Date.parse(label.at) - Date.parse(row.at), 14 * 86_400_000);
  }
  assert.equal(labels.size, demo.labels.rows);
});

test('version 1 treats groups unequally, version 2 does not', () => {
  const first = groupRates(dataset('audit-1'));
  const second = groupRates(dataset('audit-2'));
  assert.ok(spread(first, 'approved').ratio < 0.75);
  assert.ok(spread(first, 'falseAlarms').difference > 0.15);
  assert.ok(spread(second, 'approved').ratio > 0.95);
  assert.ok(spread(second, 'falseAlarms').difference < 0.03);
  assert.ok(spread(second, 'caught').difference < 0.08);
});

/** Per sex and age band: share approved, share declined of those who paid, share declined of those who did not. */
function groupRates(rows) {
  const names = new Set(rows.map((row) => `${row['group.sex']} ${row['group.age_band']}`));
  assert.equal(names.size, 6);
  const declined = (members) => mean(members.map((row) => Number(row.prediction)));
  return [...names].map((name) => {
    const members = rows.filter((row) => `${row['group.sex']} ${row['group.age_band']}` === name);
    return {
      approved: 1 - declined(members),
      falseAlarms: declined(members.filter((row) => row.label === '0')),
      caught: declined(members.filter((row) => row.label === '1')),
    };
  });
}

function spread(rates, name) {
  const values = rates.map((rate) => rate[name]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return { difference: high - low, ratio: low / high };
}

test('officers near the threshold grant what was declined to men more often than to women', () => {
  for (const key of ['audit-1', 'audit-2']) {
    const rows = dataset(key);
    const decided = rows.filter(({ decision }) => decision !== '');
    assert.ok(decided.length > 0.1 * rows.length && decided.length < 0.6 * rows.length, key);
    assert.ok(decided.every(({ score }) => Math.abs(Number(score) - 0.3) <= 0.15));
    const granted = (sex) => {
      const declined = decided.filter((row) => row['group.sex'] === sex && row.prediction === '1');
      return mean(declined.map(({ decision }) => Number(decision === '0')));
    };
    assert.ok(granted('male') - granted('female') > 0.1, `${key}: ${granted('male')}, ${granted('female')}`);
  }
});

test('both versions rank applicants usefully, version 2 better', () => {
  const [first, second] = ['audit-1', 'audit-2'].map((key) => rocAuc(dataset(key)));
  assert.ok(first > 0.75 && first < 0.85, String(first));
  assert.ok(second > 0.85, String(second));
});

test('the area under the curve counts ties as half', () => {
  const rows = [
    { score: 0.9, label: 1 },
    { score: 0.5, label: 1 },
    { score: 0.5, label: 0 },
    { score: 0.1, label: 0 },
  ];
  assert.equal(rocAuc(rows), 0.875);
});
