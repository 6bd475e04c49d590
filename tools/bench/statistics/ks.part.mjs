import { kolmogorovSmirnov } from '@countersign/statistics/drift';
import { seededRandom } from '@countersign/statistics/random';
import { preparePeers, python } from '../../peers/python.mjs';
import { runOrThrow } from '../../set-up/run.mjs';

const n = 1_000_000;

/** Kolmogorov–Smirnov of a million values against a million, sorting included, with scipy.stats.ks_2samp beside it. */
export async function measure() {
  const random = seededRandom(1);
  const sample = () => Float64Array.from({ length: n }, () => random.gaussian());
  const [reference, current] = [sample(), sample()];
  const seconds = bestOfFive(() => kolmogorovSmirnov(reference, current));
  try {
    await preparePeers(console.log);
  } catch (error) {
    console.log(`ks: without SciPy, ${error.message}`);
    return [];
  }
  const peer = Number(await runOrThrow([python, '-W', 'ignore', 'tools/peers/ks.py']));
  return [
    {
      what: `KS, 1,000,000 against 1,000,000: our time as a share of SciPy's ${peer.toFixed(3)} s`,
      unit: '',
      target: 1,
      measured: seconds / peer,
    },
  ];
}

function bestOfFive(work) {
  let best = Infinity;
  for (let turn = 0; turn < 5; turn += 1) {
    const begin = performance.now();
    work();
    best = Math.min(best, (performance.now() - begin) / 1000);
  }
  return best;
}
