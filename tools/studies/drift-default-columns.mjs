// Kinds of columns for the study, each drawing the statistic of two samples of one population from what is sufficient for it.
import { multinomialDraw } from '@countersign/statistics/random';

const balanced = (count) => new Array(count).fill(1 / count);

function zipf(count) {
  const weights = Array.from({ length: count }, (_, rank) => 1 / (rank + 1));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** A normal column rounded to tenths of its standard deviation, from −3.5 to 3.5. */
function roundedNormal() {
  const weights = Array.from({ length: 71 }, (_, index) => Math.exp(-(((index - 35) / 10) ** 2) / 2));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** A count that is 0 in 60 of 100 rows and halves from 1 on. */
const zeroInflated = [0.6, 0.2, 0.1, 0.05, 0.025, 0.0125, 0.00625, 0.00625];

/** The largest gap of two samples of n distinct values: a random walk that takes each sample's n steps in random order. */
function continuousGap(n, random) {
  let reference = n;
  let current = n;
  let gap = 0;
  let largest = 0;
  while (reference > 0 && current > 0) {
    if (random.next() * (reference + current) < reference) {
      reference -= 1;
      gap += 1;
    } else {
      current -= 1;
      gap -= 1;
    }
    const size = gap < 0 ? -gap : gap;
    if (size > largest) largest = size;
  }
  return largest / n;
}

const continuous = (name) => ({
  name,
  scale: 'numeric',
  shares: null,
  draw: (n, random) => ({ effect: continuousGap(n, random), pooled: null }),
});

function discrete(name, scale, shares) {
  return {
    name,
    scale,
    shares,
    draw(n, random) {
      const reference = multinomialDraw(random, n, shares);
      const current = multinomialDraw(random, n, shares);
      let gap = 0;
      let largest = 0;
      let apart = 0;
      reference.forEach((count, index) => {
        gap += count - current[index];
        largest = Math.max(largest, Math.abs(gap));
        apart += Math.abs(count - current[index]);
      });
      const effect = scale === 'numeric' ? largest / n : apart / (2 * n);
      return { effect, pooled: Array.from(reference, (count, index) => count + current[index]) };
    },
  };
}

export const columnKinds = [
  continuous('normal'),
  discrete('2 categories, half each', 'categorical', balanced(2)),
  discrete('normal, rounded to 71 values', 'numeric', roundedNormal()),
  discrete('20 categories, Zipf', 'categorical', zipf(20)),
  continuous('lognormal'),
  discrete('5 categories, balanced', 'categorical', balanced(5)),
  discrete('whole numbers 0 to 9, balanced', 'numeric', balanced(10)),
  discrete('3 categories, Zipf', 'categorical', zipf(3)),
  continuous('uniform'),
  discrete('20 categories, balanced', 'categorical', balanced(20)),
  discrete('counts, 60 of 100 zero', 'numeric', zeroInflated),
  discrete('2 categories, 95 to 5', 'categorical', [0.95, 0.05]),
  discrete('8 categories, Zipf', 'categorical', zipf(8)),
];
