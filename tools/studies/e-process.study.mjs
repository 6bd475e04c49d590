// Anytime-valid monitoring of two groups' rates: how often it alarms without a gap, and how soon with one.
import { advanceEProcess, startEProcess } from '@countersign/statistics/fairness-evidence';
import { pooledProportionTest, wilsonInterval } from '@countersign/statistics/inference';
import { binomialDraw, seededRandom } from '@countersign/statistics/random';
import { writeStudy } from './write-study.mjs';

const alpha = 0.05;
const days = 365;
const fairYears = 2000;
const unfairYears = 500;

const steady = (rate) => () => [rate, rate];
const fair = [
  { what: '100 and 100 rows a day, both 40 %', sizes: [100, 100], rates: steady(0.4) },
  { what: '200 and 20 rows a day, both 10 %', sizes: [200, 20], rates: steady(0.1) },
  { what: '10 and 10 rows a day, both 50 %', sizes: [10, 10], rates: steady(0.5) },
  {
    what: '100 and 50 rows a day, both wandering from 20 % to 60 % and back over the year',
    sizes: [100, 50],
    rates: (day) => {
      const rate = 0.4 - 0.2 * Math.cos((2 * Math.PI * day) / days);
      return [rate, rate];
    },
  },
  { what: '1,000 and 1,000 rows a day, both 2 %', sizes: [1000, 1000], rates: steady(0.02) },
];
const gaps = [0.02, 0.05, 0.1, 0.2];
const onsets = [0, 180];
const sizes = [
  [100, 100],
  [100, 20],
];

/** The day of the first alarm, counted from 1, or null; `peeked` is whether a test of all rows so far was ever below alpha. */
function year(random, { sizes: [first, second], rates }, untilAlarm) {
  let state = startEProcess({ alpha });
  let peeked = false;
  const totals = [0, 0];
  for (let day = 0; day < days; day += 1) {
    const [p, q] = rates(day);
    const counts = [binomialDraw(random, first, p), binomialDraw(random, second, q)];
    state = advanceEProcess(state, {
      first: { successes: counts[0], n: first },
      second: { successes: counts[1], n: second },
    });
    if (state.alarmPeriod !== null && untilAlarm) break;
    if (untilAlarm || peeked) continue;
    totals[0] += counts[0];
    totals[1] += counts[1];
    const test = pooledProportionTest(
      { successes: totals[0], n: first * (day + 1) },
      { successes: totals[1], n: second * (day + 1) },
    );
    peeked = test.status === 'ok' && test.pValue < alpha;
  }
  return { alarm: state.alarmPeriod, peeked };
}

const percent = (share) => `${(100 * share).toFixed(1)} %`;

function fairRow(scenario, index) {
  const random = seededRandom(1000 + index);
  let alarms = 0;
  let peeks = 0;
  for (let run = 0; run < fairYears; run += 1) {
    const { alarm, peeked } = year(random, scenario, false);
    if (alarm !== null) alarms += 1;
    if (peeked) peeks += 1;
  }
  const { lower, upper } = wilsonInterval(alarms, fairYears);
  return [
    scenario.what,
    `${alarms} of ${fairYears.toLocaleString('en-US')}: ${percent(alarms / fairYears)}`,
    `${percent(lower)} to ${percent(upper)}`,
    percent(peeks / fairYears),
  ];
}

function unfairRows() {
  const rows = [];
  for (const size of sizes) {
    for (const onset of onsets) {
      for (const gap of gaps) {
        const random = seededRandom(5000 + rows.length);
        const rates = (day) => [0.4, day < onset ? 0.4 : 0.4 - gap];
        const delays = [];
        let early = 0;
        for (let run = 0; run < unfairYears; run += 1) {
          const { alarm } = year(random, { sizes: size, rates }, true);
          if (alarm !== null && alarm <= onset) early += 1;
          else if (alarm !== null) delays.push(alarm - onset);
        }
        delays.sort((a, b) => a - b);
        const counted = unfairYears - early;
        const median =
          delays.length * 2 > counted ? `${delays[Math.floor(counted / 2)]}` : 'not within the year';
        rows.push([
          `${size[0]} and ${size[1]}`,
          onset === 0 ? 'from the first day' : `after ${onset} fair days`,
          `40 % and ${Math.round(100 * (0.4 - gap))} %`,
          percent(delays.length / counted),
          median,
        ]);
      }
    }
  }
  return rows;
}

function table(columns, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

export async function study() {
  const fairTable = table(
    [
      'years without a gap',
      'alarms',
      '95 % interval',
      'a z test of all rows so far, looked at daily, below .05 at some time',
    ],
    fair.map(fairRow),
  );
  const unfairTable = table(
    ['rows a day', 'gap', 'rates', 'alarm within the year', 'median days to it'],
    unfairRows(),
  );
  const text = `# Monitoring two groups' rates at any time

${new Date().toISOString().slice(0, 10)}, \`npm run study -- e-process\`. The monitor (\`startEProcess\`, \`advanceEProcess\`) looks after every day of a year of ${days} days and alarms when its evidence reaches 1 / alpha, alpha = ${alpha}. Its promise: without a gap at most ${percent(alpha)} of all years, however long, hold an alarm.

## Years without a gap

${fairYears.toLocaleString('en-US')} simulated years for each row, seeds 1000 to ${1000 + fair.length - 1}.

${fairTable}

The last column is why a monitor that is looked at daily needs this: an ordinary test at the same level, looked at as often, cries wolf.

## Years with a gap

${unfairYears} simulated years for each row, seeds from 5000; where the gap begins late, years with an alarm before it are left out.

${unfairTable}
`;
  await writeStudy('e-process', text);
  console.log('docs/studies/e-process.md');
}
